import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoLayout

@Suite struct RuleAndTableTests {
  @Test func piecesOfARuleAreJoinedAndThinFillsAreRules() {
    var page = SourcePage(index: 0, width: 300, height: 200)
    page.strokes = [
      Stroke(from: Point(20, 90), to: Point(150, 90), width: 1),
      Stroke(from: Point(150, 90.2), to: Point(280, 90.2), width: 1),
    ]
    page.fills = [
      Fill(box: Box(x0: 20, y0: 120, x1: 280, y1: 120.8)),
      Fill(box: Box(x0: 100, y0: 20, x1: 150, y1: 60)),
      Fill(box: Box(x0: 20, y0: 150, x1: 280, y1: 151), colour: 0xFFFF_FFFF),
    ]
    let rules = RuleFinder.rules(of: page)
    #expect(rules.map(\.start) == [20, 20])
    #expect(rules.map(\.end) == [280, 280])
  }

  /// A grid of rules at the given places, and a word in each cell of the grid.
  private func grid(xs: [Float], ys: [Float], without missing: Set<[Int]> = []) -> SourcePage {
    var page = SourcePage.drawn("")
    for (i, y) in ys.enumerated() {
      for c in 0..<(xs.count - 1) where !missing.contains([0, i, c]) {
        page.strokes.append(Stroke(from: Point(xs[c], y), to: Point(xs[c + 1], y), width: 0.5))
      }
    }
    for (i, x) in xs.enumerated() {
      for r in 0..<(ys.count - 1) where !missing.contains([1, r, i]) {
        page.strokes.append(Stroke(from: Point(x, ys[r]), to: Point(x, ys[r + 1]), width: 0.5))
      }
    }
    for r in 0..<(ys.count - 1) {
      for c in 0..<(xs.count - 1) {
        let scalar = UInt32(0x61 + r * (xs.count - 1) + c)
        page.glyphs.append(
          Glyph(
            origin: Point(xs[c] + 10, ys[r] + 14), advance: Point(5, 0), up: Point(0, -10),
            scalar: scalar))
      }
    }
    return page
  }

  @Test func aGridOfRulesIsATable() {
    let page = grid(xs: [50, 150, 250], ys: [100, 120, 140])
    #expect(
      page.layout().dump == """
        table 2x2
          0,0 "a"
          0,1 "b"
          1,0 "c"
          1,1 "d"
        """)
  }

  @Test func aGridWithOpenSidesHasItsOuterColumns() {
    let page = grid(
      xs: [50, 150, 250, 350], ys: [100, 120, 140],
      without: [[1, 0, 0], [1, 1, 0], [1, 0, 3], [1, 1, 3]])
    #expect(page.layout().dump.hasPrefix("table 2x3\n  0,0 \"a\""))
  }

  @Test func aMissingRuleMakesASpan() {
    // The wall between the two cells of the first row is missing.
    var page = grid(xs: [50, 150, 250], ys: [100, 120, 140], without: [[1, 0, 1]])
    page.glyphs.removeAll { $0.scalar == 0x62 }
    #expect(page.layout().dump.contains("0,0 1x2 \"a\""))
  }

  @Test func aSingleBoxAroundTextIsNoTable() {
    let page = grid(xs: [50, 250], ys: [100, 140])
    #expect(page.layout().dump == "paragraph \"a\"")
  }
}
