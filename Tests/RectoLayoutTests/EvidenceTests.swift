import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoLayout

/// What parts a page, and what its text stands on.
@Suite struct EvidenceTests {
  private func page(_ fills: [Fill] = [], _ strokes: [Stroke] = []) -> SourcePage {
    var page = SourcePage.drawn("")
    page.fills = fills
    page.strokes = strokes
    return page
  }

  private func fill(
    _ x0: Float, _ y0: Float, _ x1: Float, _ y1: Float, _ colour: UInt32 = 0xFFDD_DDDD
  ) -> Fill {
    Fill(box: Box(x0: x0, y0: y0, x1: x1, y1: y1), colour: colour)
  }

  @Test func whatIsDrawnAlongTheEdgeOfThePagePartsNothing() {
    let page = page([
      fill(0, 0, 595, 1), fill(0, 841, 595, 842), fill(0, 0, 1, 842), fill(40, 100, 200, 101),
    ])
    #expect(RuleFinder.rules(of: page).map(\.position) == [100.5])
  }

  @Test func dotsInARowAreARuleAndScatteredOnesAreNone() {
    let row = (0..<30).map { fill(50 + 3 * Float($0), 100, 51 + 3 * Float($0), 101) }
    let scattered = (0..<30).map { i in
      let (x, y) = (50 + Float(i * 37 % 101), 200 + Float(i * 53 % 97))
      return fill(x, y, x + 1, y + 1)
    }
    let rules = RuleFinder.rules(of: page(row + scattered))
    #expect(rules.map(\.start) == [50])
    #expect(rules.map(\.end) == [138])
  }

  @Test func underlinesOfNeighbouringHeadsStayApart() {
    let page = page(
      [],
      (0..<6).map { i in
        let x = 50 + 40 * Float(i)
        return Stroke(from: Point(x, 100), to: Point(x + 34, 100), width: 0.5)
      })
    #expect(RuleFinder.rules(of: page).count == 6)
  }

  @Test func aThickLineIsARuleUnlessTextStandsOnIt() {
    var page = SourcePage.drawn("          Harbour", top: 107)
    page.fills = [fill(40, 101, 300, 107), fill(40, 201, 300, 207)]
    #expect(RuleFinder.rules(of: page).map(\.position) == [204])
  }

  @Test(arguments: [Float(3.5), 4.5, 6, 7.5])
  func stripsOfOneGroundAreNoRules(padding: Float) {
    let line: Float = 17
    let strips = [
      fill(71, 100, 204, 100 + padding), fill(71, 100 + padding, 204, 100 + padding + line),
      fill(71.4, 100 + padding + line, 204.4, 100 + 2 * padding + line),
    ]
    #expect(RuleFinder.rules(of: page(strips)).isEmpty)
    // In another colour than the ground beside it, it is a rule.
    var page = page(strips)
    page.fills[0].colour = 0xFF00_0000
    #expect(RuleFinder.rules(of: page).map(\.axis) == [.horizontal])
  }

  @Test func theGroundOfAHeadClosesItsTable() {
    var page = SourcePage.drawn(
      """
      Boat        Gulls
      Ellen         310
      """)
    page.fills = [fill(56, 110, 160, 123)]
    page.strokes = [
      Stroke(from: Point(56, 123), to: Point(160, 123), width: 0.5),
      Stroke(from: Point(56, 136), to: Point(160, 136), width: 0.5),
    ]
    let rules = RuleFinder.rules(of: page)
    #expect(rules.map(\.position).sorted() == [110, 123, 136])
    #expect(rules.filter { $0.kind == .edge }.map(\.position) == [110])
  }

  @Test func groundsOfEmptyCellsAreNoRules() {
    var page = SourcePage.drawn("Ellen                    310 ← 8", top: 108)
    page.fills = [fill(90, 102, 150, 109)]
    #expect(RuleFinder.rules(of: page).isEmpty)
  }

  @Test func rulesUnderAHeadThatSpansColumnsEndBesideOthers() {
    let xs: [Float] = [50, 100, 150, 200, 250]
    let page = page(
      [],
      [80, 120, 140, 160].map { y in
        Stroke(from: Point(50, y), to: Point(250, y), width: 0.5)
      }
        + xs.map {
          Stroke(from: Point($0, $0 == 150 ? 80 : 100), to: Point($0, 160), width: 0.5)
        })
    let rows = RuleFinder.rules(of: page).filter { $0.axis == .horizontal }
    #expect(rows.map(\.position).sorted() == [80, 120, 140, 160])
  }

  @Test func aGroundOfProseClosesNothing() {
    var page = SourcePage.drawn("Nobody had seen it")
    page.fills = [fill(56, 110, 160, 123)]
    page.strokes = [Stroke(from: Point(56, 136), to: Point(160, 136), width: 0.5)]
    #expect(RuleFinder.rules(of: page).map(\.position) == [136])
  }

  @Test func uprightRulesThatEndTogetherCloseARow() {
    let xs: [Float] = [50, 100, 150, 200]
    let page = page(
      [],
      [120, 140, 160].map { y in
        Stroke(from: Point(50, y), to: Point(200, y), width: 0.5)
      } + xs.map { Stroke(from: Point($0, 100), to: Point($0, 160), width: 0.5) })
    let rows = RuleFinder.rules(of: page).filter { $0.axis == .horizontal }
    #expect(rows.map(\.position).sorted() == [100, 120, 140, 160])
  }

  /// A head and every other row on grounds that are painted cell by cell.
  private func striped(_ text: String, heights: [Float]) -> [Rule] {
    var page = SourcePage.drawn(text)
    var y: Float = 110
    for (row, height) in heights.enumerated() {
      if row.isMultiple(of: 2) {
        let colour: UInt32 = row == 0 ? 0xFF33_6699 : 0xFFEE_EEEE
        page.fills += [fill(56, y, 120, y + height, colour), fill(120, y, 200, y + height, colour)]
      }
      y += height
    }
    return RuleFinder.rules(of: page)
  }

  @Test func groundsOfEveryOtherRowUnderAHeadMakeAGrid() {
    let rules = striped(
      """
      Boat          Gulls
      Ellen           310
      Tobermory        95
      Oban          1,204
      Mallaig          18
      Uig               7
      """, heights: [12, 12, 12, 12, 12, 12])
    let rows = rules.filter { $0.axis == .horizontal }.map(\.position)
    #expect(rows == [110, 122, 134, 146, 158, 170, 182])
    #expect(rules.filter { $0.axis == .vertical }.map(\.position) == [56, 120, 200])
    #expect(rules.allSatisfy { $0.kind == .edge })
  }

  @Test func groundsOfSeveralRowsAreNoGrid() {
    let rules = striped(
      """
      Boat          Gulls
      Ellen           310
      Tobermory        95
      Oban          1,204
      Mallaig          18
      Uig               7
      Kyle             12
      Scrabster         3
      Wick             44
      """, heights: [12, 24, 24, 24, 24])
    #expect(rules.isEmpty)
  }

  @Test func bandsAreJoinedFromTheirCellsAndKeepTheirSeams() {
    let page = page([
      fill(50, 100, 120, 112), fill(120, 100, 180, 112), fill(181, 100, 240, 112),
      fill(50, 124, 240, 136), fill(50, 136, 240, 148, 0xFFFF_FFFF), fill(50, 200, 60, 300),
    ])
    let bands = GroundBands.bands(of: page)
    #expect(
      bands.map(\.box) == [
        Box(x0: 50, y0: 100, x1: 240, y1: 112), Box(x0: 50, y0: 124, x1: 240, y1: 136),
      ])
    #expect(bands.map(\.seams) == [[120, 180.5], []])
  }

  /// Graph paper, hatching, large grids, noise: each within a second or so, also unoptimised.
  @Test(arguments: 0..<5)
  func manyLinesTakeLittleTime(kind: Int) {
    var page = SourcePage.drawn("Harbour")
    func stroke(_ x0: Float, _ y0: Float, _ x1: Float, _ y1: Float) {
      page.strokes.append(Stroke(from: Point(x0, y0), to: Point(x1, y1), width: 0.2))
    }
    switch kind {
    case 0:
      for i in 0...300 {
        let at = 50 + 1.5 * Float(i)
        stroke(50, at, 500, at)
        stroke(at, 50, at, 500)
      }
    case 1:
      for r in 0..<300 {
        for c in 0..<300 {
          let (x, y) = (50 + 1.5 * Float(c), 50 + 2 * Float(r))
          page.fills.append(
            fill(x, y, x + 1, y + 1.8, c.isMultiple(of: 2) ? 0xFFDD_DDDD : 0xFF88_8888))
        }
      }
    case 2:
      for i in 0..<100_000 {
        let (x, y) = (Float(i * 7919 % 5000) / 10, Float(i * 104_729 % 8000) / 10)
        stroke(x, y, x + 5, y)
      }
    case 3:
      for r in 0..<60 {
        for c in 0..<60 {
          let (x, y) = (20 + 9 * Float(c), 20 + 12 * Float(r))
          page.fills.append(fill(x, y, x + 8, y + 11))
          page.drawings.append(
            Drawing(box: Box(x0: x, y0: y, x1: x + 3, y1: y + 3), paint: .fill, isFreeform: true))
        }
      }
    default:
      for i in 0..<50_000 {
        let (x, y) = (Float(i * 7919 % 5000) / 10, Float(i * 104_729 % 8000) / 10)
        page.drawings.append(
          Drawing(box: Box(x0: x, y0: y, x1: x + 2, y1: y + 2), paint: .fill, isFreeform: true))
        page.fills.append(fill(x, y, x + 2, y + 2))
      }
    }
    let clock = ContinuousClock()
    var figures: [FoundFigure] = []
    let time = clock.measure {
      figures = FigureFinder.figures(
        of: page, fragments: FragmentBuilder(page, maths: nil).fragments(of: [0, 1, 2]),
        rules: RuleFinder.rules(of: page))
    }
    #expect(time < .seconds(60))
    #expect(figures.count <= 1)
  }
}
