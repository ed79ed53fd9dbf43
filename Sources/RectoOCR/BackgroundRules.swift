internal import Leptonica
internal import RectoGeometry
internal import RectoPages

/// Finds the rules of pictures that lie under text: scans that have a text layer, tables that were
/// set on a picture of their grid.
enum BackgroundRules {
  /// The smallest share of the page that such a picture takes, and how much text stands on it.
  private static let smallestShare: Float = 0.15
  private static let fewestGlyphs = 60
  /// Rows with so many wide gaps, in ems, look like those of a table.
  private static let gaps = 2
  private static let gap: Float = 1.5
  private static let fewestRows = 3
  /// How much darker than the ground a rule is at least.
  private static let contrast = 14
  static let resolution = 100.0
  /// How far letters reach above and below the baseline, in ems.
  private static let highest: Float = 0.78
  private static let deepest: Float = 0.22

  /// The parts of a page with pictures under rows of a table.
  static func grounds(of page: SourcePage) -> [Box] {
    page.images.filter { !$0.isStencil }.map { $0.box.intersection(page.box) }.filter { box in
      box.area >= smallestShare * page.box.area && hasRows(page, in: box)
    }
  }

  private static func hasRows(_ page: SourcePage, in box: Box) -> Bool {
    let glyphs = page.glyphs.filter {
      !$0.isBlank && $0.advance.x > 0 && box.contains($0.origin)
    }.sorted { ($0.origin.y, $0.origin.x) < ($1.origin.y, $1.origin.x) }
    guard glyphs.count >= fewestGlyphs else { return false }
    var (rows, wide) = (0, 0)
    for (before, after) in zip(glyphs, glyphs.dropFirst()) {
      if abs(after.origin.y - before.origin.y) > 0.3 * before.size {
        if wide >= gaps { rows += 1 }
        wide = 0
      } else if after.origin.x - before.origin.x - before.advance.x > gap * before.size {
        wide += 1
      }
    }
    return rows + (wide >= gaps ? 1 : 0) >= fewestRows
  }

  /// The rules in a picture of a part of the page, in points.
  static func strokes(in raster: Raster, of page: SourcePage, corner: Point) -> [Stroke] {
    guard let picture = Picture(grey: raster.samples, width: raster.width, height: raster.height)
    else { return [] }
    var counts = [Int](repeating: 0, count: 256)
    for sample in raster.samples { counts[Int(sample)] += 1 }
    guard let ground = counts.indices.max(by: { counts[$0] < counts[$1] }), ground > 2 * contrast
    else { return [] }
    let sizes = page.glyphs.lazy.filter { !$0.isBlank }.map(\.size).sorted()
    let scale = Float(72 / raster.dotsPerInch)
    // At this resolution a line of letters looks like a rule.
    let letters = page.glyphs.lazy.filter { !$0.isBlank }.map { glyph in
      Box(around: [
        glyph.origin + glyph.up * highest, glyph.origin + glyph.advance - glyph.up * deepest,
      ]).translated(by: Point(0, 0) - corner)
    }.map { Box(x0: $0.x0 / scale, y0: $0.y0 / scale, x1: $0.x1 / scale, y1: $0.y1 / scale) }
    let height = 0.7 * (sizes.isEmpty ? 10 : sizes[sizes.count / 2]) / scale
    let rules = RasterRules(
      in: picture.paintedOver(Array(letters)).binarised(below: ground - contrast),
      glyphHeight: height)
    return rules.isGrid ? rules.strokes.map { $0.scaled(by: scale).translated(by: corner) } : []
  }
}
