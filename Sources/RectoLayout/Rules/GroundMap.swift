internal import RectoGeometry
internal import RectoPages

/// Which colour lies at a place of the page: that of the area painted last.
struct GroundMap {
  /// Both sides of an area are longer, in points: thinner ones are rules.
  static let thinnest: Float = 5
  /// More areas are a drawing.
  private static let most = 4000
  /// How high a band is in which areas are sought, in points.
  private static let band: Float = 24
  private static let mostBands = 400

  /// In the order in which they were painted.
  let areas: [Patch]
  private let bands: [[Int32]]

  /// `patches` are those of the page in their painting order.
  init(_ patches: [Patch], pageHeight: Float) {
    let areas = patches.filter { $0.thickness > Self.thinnest }
    self.areas = areas.count <= Self.most ? areas : []
    let count = max(0, min(Self.mostBands, Int(clamped: pageHeight / Self.band))) + 1
    var bands = [[Int32]](repeating: [], count: count)
    for (i, area) in self.areas.enumerated() {
      for band in Self.place(area.box.y0, bands.count)...Self.place(area.box.y1, bands.count) {
        bands[band].append(Int32(i))
      }
    }
    self.bands = bands
  }

  private static func place(_ y: Float, _ count: Int) -> Int {
    max(0, min(count - 1, Int(clamped: max(-1, min(y / band, Float(count))))))
  }

  /// The colour at a point; white where nothing is painted.
  func colour(at point: Point) -> UInt32 {
    let band = bands[Self.place(point.y, bands.count)]
    guard let top = band.last(where: { areas[Int($0)].box.contains(point) }) else {
      return Paint.white
    }
    return areas[Int(top)].colour
  }
}
