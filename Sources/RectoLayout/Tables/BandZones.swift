internal import RectoGeometry
internal import RectoPages

/// Grounds of one width under each other: the head and the rows, or groups of rows, of tables that
/// are told by their colours.
struct BandZones {
  /// A stack of bands, from top to bottom.
  struct Zone {
    var box: Box
    var bands: [Box]
  }

  /// Bands are lower than this share of the page and higher than these many points.
  private static let tallest: Float = 0.3
  private static let lowest: Float = 6
  private static let narrowest: Float = 60
  /// How far their edges may be apart, in points, and how far they stand below each other, in heights.
  private static let slack: Float = 2.5
  private static let widestGap: Float = 2.2
  /// More are a drawing.
  private static let most = 1500

  static func zones(of bands: [Band], on page: SourcePage) -> [Zone] {
    guard !bands.isEmpty, bands.count <= most else { return [] }
    let bands = bands.lazy.map(\.box).filter {
      $0.height > lowest && $0.height < tallest * page.height && $0.width > narrowest
    }
    var zones: [Zone] = []
    for band in bands.sorted(by: { ($0.y0, $0.x0) < ($1.y0, $1.x0) }) {
      let match = zones.indices.last { i in
        guard let last = zones[i].bands.last else { return false }
        let gap = band.y0 - last.y1
        return abs(last.x0 - band.x0) < slack && abs(last.x1 - band.x1) < slack && gap > -slack
          && gap < widestGap * max(band.height, last.height)
      }
      if let match {
        zones[match].bands.append(band)
        zones[match].box.formUnion(band)
      } else {
        zones.append(Zone(box: band, bands: [band]))
      }
    }
    return zones
  }
}
