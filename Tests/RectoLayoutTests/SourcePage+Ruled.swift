import RectoGeometry
import RectoPages
import RectoTesting

extension SourcePage {
  /// Drawn text with upright rules before some characters and rules above some lines.
  static func ruled(_ text: String, before columns: [Int], above lines: [Int]) -> SourcePage {
    var page = SourcePage.drawn(text)
    let xs = columns.map { 57.5 + 5 * Float($0) }
    let ys = lines.map { 120 + 12 * Float($0) - 9 }
    for y in ys {
      page.strokes.append(Stroke(from: Point(xs[0], y), to: Point(xs.last ?? 0, y), width: 0.5))
    }
    for x in xs {
      page.strokes.append(Stroke(from: Point(x, ys[0]), to: Point(x, ys.last ?? 0), width: 0.5))
    }
    return page
  }
}
