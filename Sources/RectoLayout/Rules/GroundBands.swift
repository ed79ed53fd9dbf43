internal import RectoGeometry
internal import RectoPages

/// A strip of one colour that text stands on: the ground of a row, of several, or of a head.
struct Band: Equatable {
  var box: Box
  var colour: UInt32
  /// Where the pieces meet that it is painted in, from left to right: programs that paint cell by
  /// cell show the columns so.
  var seams: [Float]
}

/// Finds the grounds of rows.
enum GroundBands {
  /// How far pieces of one band may be apart, how far over each other, and how far their edges
  /// differ, in points.
  private static let gap: Float = 5
  private static let overlap: Float = 3
  private static let unevenness: Float = 1
  /// Bands are wider than high, and a larger part of the page is its background.
  private static let ratio: Float = 2
  private static let background: Float = 0.5

  /// The coloured bands of a page, from top to bottom.
  static func bands(of page: SourcePage) -> [Band] {
    guard !page.fills.isEmpty || !page.images.isEmpty else { return [] }
    return bands(of: GroundMap(Patch.patches(of: page), pageHeight: page.height), on: page)
  }

  static func bands(of grounds: GroundMap, on page: SourcePage) -> [Band] {
    let areas = grounds.areas.filter {
      !Paint.isWhite($0.colour) && $0.box.area < background * page.box.area
    }.sorted { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
    var bands: [Band] = []
    var first = 0
    while first < areas.count {
      var end = first + 1
      while end < areas.count, areas[end].box.y0 - areas[end - 1].box.y0 <= unevenness { end += 1 }
      var row: [Band] = []
      for area in areas[first..<end].sorted(by: { $0.box.x0 < $1.box.x0 }) {
        let last = row.lastIndex { band in
          Paint.isSame(band.colour, area.colour) && abs(band.box.y1 - area.box.y1) <= unevenness
            && area.box.x0 - band.box.x1 < gap && area.box.x0 - band.box.x1 > -overlap
        }
        if let last {
          row[last].seams.append((row[last].box.x1 + area.box.x0) / 2)
          row[last].box.formUnion(area.box)
        } else {
          row.append(Band(box: area.box, colour: area.colour, seams: []))
        }
      }
      bands += row
      first = end
    }
    return bands.filter { $0.box.width > ratio * $0.box.height }
  }
}
