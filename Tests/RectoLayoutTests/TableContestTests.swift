import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoLayout

/// Grids that are proposed for the same text, and what is made of their rules, heads and turned text.
@Suite struct TableContestTests {
  private func rows(_ page: SourcePage) -> [[String]] {
    for block in page.layout().blocks {
      guard case .table(let table) = block.content else { continue }
      return (0..<table.rows).map { row in
        table.cells.filter { $0.row == row }.map(\.text.string)
      }
    }
    return []
  }

  @Test func theLineAboveAGridWithoutARuleIsItsHead() {
    let page = SourcePage.ruled(
      """
      Town       Gulls   Boats
      Harwich    1,210     240
      Lowestoft    731   1,198
      Yarmouth     310      30
      Cromer        42       5
      """, before: [0, 11, 18, 26], above: [1, 2, 3, 4, 5])
    #expect(rows(page).first == ["Town", "Gulls", "Boats"])
    #expect(rows(page).count == 5)
  }

  @Test func turnedTextStaysInItsCell() {
    var page = SourcePage.ruled(
      """
      Town

      Harwich    1,210     240
      Lowestoft    731   1,198
      Yarmouth     310      30
      """, before: [0, 11, 18, 26], above: [0, 2, 3, 4, 5])
    for (x, word) in [(Float(130), "Gul"), (165, "Boa")] {
      for (i, character) in word.unicodeScalars.enumerated() {
        page.glyphs.append(
          Glyph(
            origin: Point(x, 132 - 5 * Float(i)), advance: Point(0, -5), up: Point(-10, 0),
            scalar: character.value, font: 0, colour: 0xFF00_0000))
      }
    }
    #expect(rows(page).first == ["Town", "Gul", "Boa"])
  }

  /// A table of one row for each of some words, which takes fragments by number.
  private func hypothesis(
    _ taken: [Int], quality: Float, isDrawn: Bool = false, on page: SourcePage
  ) -> TableHypothesis {
    let fragments = FragmentBuilder(page, maths: nil).fragments(
      of: page.glyphs.indices.map(Int32.init))
    let cells = taken.enumerated().map { row, index in
      FoundTable.Cell(
        row: row, column: 0, box: fragments[index].box, fragments: [fragments[index]])
    }
    var table = FoundTable(
      rows: cells.count, columns: 1, headRows: 1,
      box: cells.reduce(into: Box.empty) { $0.formUnion($1.box) }, cells: cells, taken: taken)
    table.isDrawn = isDrawn
    let facts = TableFacts(
      of: table, on: page, rules: [], bands: [],
      among: fragments.enumerated().map { ($0.offset, $0.element) })
    return TableHypothesis(table: table, facts: facts, quality: quality)
  }

  @Test func whatExplainsMoreTextBetterWinsAndNothingIsTakenTwice() {
    let page = SourcePage.drawn("Harwich\nLowestoft\nYarmouth\nCromer")
    var contest = TableContest()
    contest.decide(among: [
      hypothesis([0, 1], quality: 0.9, on: page), hypothesis([0, 1, 2], quality: 0.85, on: page),
      hypothesis([3], quality: 0.5, on: page), hypothesis([2, 3], quality: 0.45, on: page),
    ])
    #expect(contest.tables.map(\.taken) == [[0, 1, 2], [3]])
    #expect(contest.hypotheses.map(\.isTaken) == [false, true, true, false])
  }

  @Test func tablesSideBySideWinOverOneOfBothIfTogetherTheyGainMore() {
    let page = SourcePage.drawn("Harwich\nLowestoft\nYarmouth\nCromer")
    var contest = TableContest()
    contest.decide(among: [
      hypothesis([0, 1, 2, 3], quality: 0.8, on: page),
      hypothesis([0, 1], quality: 0.95, on: page),
      hypothesis([2, 3], quality: 0.95, on: page),
    ])
    #expect(contest.tables.map(\.taken) == [[0, 1], [2, 3]])
    contest = TableContest()
    contest.decide(among: [
      hypothesis([0, 1, 2, 3], quality: 0.8, on: page),
      hypothesis([0, 1], quality: 0.95, on: page),
    ])
    #expect(contest.tables.map(\.taken) == [[0, 1, 2, 3]])
  }

  @Test func textIsReadAsTextWhereNoGridIsWorthMore() {
    let page = SourcePage.drawn("Harwich\nLowestoft\nYarmouth")
    var contest = TableContest()
    contest.decide(among: [hypothesis([0, 1, 2], quality: 0.3, on: page)])
    #expect(contest.tables.isEmpty)
  }

  @Test func aGridDrawnCellByCellNeedsNoOtherEvidence() {
    let page = SourcePage.drawn("Harwich\nLowestoft\nYarmouth")
    var contest = TableContest()
    contest.decide(among: [
      hypothesis([0, 1, 2], quality: 0.9, on: page),
      hypothesis([0, 1], quality: 0.4, isDrawn: true, on: page),
    ])
    #expect(contest.tables.map(\.taken) == [[0, 1]])
  }

  @Test func factsAreAsManyAsTheTreesAskFor() {
    let page = SourcePage.drawn("Harwich\nLowestoft")
    let facts = hypothesis([0, 1], quality: 0, on: page).facts
    #expect(facts.values.count == TableFacts.names.count)
    #expect(facts.values.count == TableTrees.facts)
    #expect(facts.values.allSatisfy { $0.isFinite })
    #expect((0...1).contains(TableModel.quality(facts.values)))
  }

  @Test func groundsOfOneWidthUnderEachOtherAreOneZone() {
    var page = SourcePage.drawn("Harwich  1\nLowestoft  2\nYarmouth  3\nCromer  4")
    for row in [0, 2] {
      let y = 120 + 12 * Float(row) - 9
      page.fills.append(Fill(box: Box(x0: 58, y0: y, x1: 160, y1: y + 12), colour: 0xFFE0_E0E0))
    }
    page.fills.append(Fill(box: Box(x0: 300, y0: 100, x1: 420, y1: 112), colour: 0xFFE0_E0E0))
    let zones = BandZones.zones(of: GroundBands.bands(of: page), on: page)
    #expect(zones.map(\.bands.count).sorted() == [1, 2])
  }

  @Test func hypothesesTellWhatSpeaksForThem() throws {
    var options = PageLayouter.Options()
    options.traces = true
    let page = SourcePage.drawn(
      """
      Town         Gulls    Pegs
      Harwich         12     240
      Lowestoft        7     198
      Great Yarm.     31     305
      """)
    let trace = try #require(PageLayouter(options).layout(page).trace)
    let first = try #require(trace.hypotheses.first)
    #expect(first.verdict.hasPrefix("aligned, 4x3, worth "))
    #expect(first.why.contains("cell 1 0 1 1 Harwich"))
    #expect(first.why.contains { $0.hasPrefix("numeric ") })
  }
}
