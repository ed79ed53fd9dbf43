import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoLayout

/// What text says about the cells of grids whose rules say too little.
@Suite struct RuledTableTests {
  private func rows(_ page: SourcePage) -> [[String]] {
    guard case .table(let table)? = page.layout().blocks.first?.content else { return [] }
    return (0..<table.rows).map { row in
      table.cells.filter { $0.row == row }.map { cell in
        cell.columnSpan > 1 || cell.rowSpan > 1
          ? "\(cell.rowSpan)x\(cell.columnSpan) \(cell.text.string)" : cell.text.string
      }
    }
  }

  @Test func aRulePartsNumbersThatStandCloseTogether() {
    let page = SourcePage.ruled(
      """
      Age    Gulls Boats
      1-2      647 1,180
      3-5      935   409
      6-11   1,770   563
      """, before: [0, 7, 13, 19], above: [0, 1, 2, 3, 4])
    #expect(
      rows(page) == [
        ["Age", "Gulls", "Boats"], ["1-2", "647", "1,180"], ["3-5", "935", "409"],
        ["6-11", "1,770", "563"],
      ])
  }

  @Test func numbersSideBySideAreColumnsUnderTheirGroup() {
    let page = SourcePage.ruled(
      """
      Age    Gulls of the harbour  All
              Male    Female
      1-2      647       639     1,286
      3-5      935       938     1,873
      6-11   1,770     1,732     3,502
      12-19  2,191     2,218     4,409
      """, before: [0, 6, 28, 34], above: [0, 2, 3, 4, 5, 6])
    #expect(
      rows(page) == [
        ["2x1 Age", "1x2 Gulls of the harbour", "2x1 All"], ["Male", "Female"],
        ["1-2", "647", "639", "1,286"], ["3-5", "935", "938", "1,873"],
        ["6-11", "1,770", "1,732", "3,502"], ["12-19", "2,191", "2,218", "4,409"],
      ])
  }

  @Test func blankLinesThroughAllCellsPartRows() {
    let page = SourcePage.ruled(
      """
      Source      Definition
      On road     Emissions from motorised
                  vehicles on public roads

      Off road    Emissions from engines
                  off public roads
      """, before: [0, 11, 38], above: [0, 1, 6])
    #expect(
      rows(page) == [
        ["Source", "Definition"],
        ["On road", "Emissions from motorised vehicles on public roads"],
        ["Off road", "Emissions from engines off public roads"],
      ])
  }

  @Test func paragraphsOfOneCellAreNoRows() {
    let page = SourcePage.ruled(
      """
      Source      Definition
      On road     Emissions from motorised
                  vehicles on public roads

                  Emissions from engines
                  off public roads
      """, before: [0, 11, 38], above: [0, 1, 6])
    #expect(rows(page).count == 2)
  }

  @Test func typescriptsHaveTables() {
    let page = SourcePage.drawn(
      """
      Rain fell all night on the harbour and on the boats in it. ← fixed

      Age Group      Proportion ← fixed

      20-29            0.2650 ← fixed
      30-39            0.2046 ← fixed
      40-49            0.1477 ← fixed
      50-59            0.1514 ← fixed
      60-69            0.1225 ← fixed

      Nobody had ever seen the sea so high or so grey as it was then. ← fixed
      """)
    #expect(page.layout().dump.contains("table 6x2"))
  }

  @Test func labelsBetweenRowsAreRowsOfTheirOwn() {
    var page = SourcePage.ruled(
      """
      Group        Gulls   Boats
      All birds:
      Young ones
      Head         1,530   1,029
      Control      1,253     855
      Old ones
      Head         2,783   1,884
      """, before: [0, 12, 20, 26], above: [0, 1, 7])
    // The labels are bold.
    for i in page.glyphs.indices where [1, 2, 5].contains((page.glyphs[i].origin.y - 120) / 12) {
      page.glyphs[i].font = 1
    }
    #expect(
      rows(page) == [
        ["Group", "Gulls", "Boats"], ["All birds:", "", ""], ["Young ones", "", ""],
        ["Head", "1,530", "1,029"], ["Control", "1,253", "855"], ["Old ones", "", ""],
        ["Head", "2,783", "1,884"],
      ])
  }

  @Test func whiteRulesShowOnlyBetweenColouredCells() {
    let text = """
      Town     Gulls
      Harwich     12
      Orford       7
      """
    var page = SourcePage.ruled(text, before: [0, 8, 14], above: [0, 1, 2, 3])
    for i in page.strokes.indices { page.strokes[i].colour = 0xFFFF_FFFF }
    #expect(rows(page).isEmpty)
    for row in 0..<3 {
      for (left, right) in [(57.5, 97.5), (97.5, 127.5)] as [(Float, Float)] {
        let top = 111 + 12 * Float(row)
        let box = Box(x0: left, y0: top, x1: right, y1: top + 12)
        page.fills.append(Fill(box: box, colour: 0xFF88_AAFF))
      }
    }
    #expect(rows(page) == [["Town", "Gulls"], ["Harwich", "12"], ["Orford", "7"]])
  }

  @Test func tablesAndPicturesInsideCellsStayThere() throws {
    var page = SourcePage.ruled(
      """
      Town       Birds            Note
      Harwich    gull   12        noon
                 tern    7
                 crow    9
      Orford                      seen
      Yarmouth   none             late
      """, before: [0, 10, 27, 34], above: [0, 1, 4, 5, 6])
    let (xs, ys): ([Float], [Float]) = ([112, 146, 170], [125, 135, 147, 157])
    for y in ys {
      page.strokes.append(Stroke(from: Point(xs[0], y), to: Point(xs[2], y), width: 0.5))
    }
    for x in xs {
      page.strokes.append(Stroke(from: Point(x, ys[0]), to: Point(x, ys[3]), width: 0.5))
    }
    page.images = [
      PlacedImage(box: Box(x0: 130, y0: 160, x1: 156, y1: 170), width: 26, height: 10)
    ]
    #expect(
      rows(page) == [
        ["Town", "Birds", "Note"], ["Harwich", "", "noon"], ["Orford", "", "seen"],
        ["Yarmouth", "none", "late"],
      ])
    guard case .table(let table)? = page.layout().blocks.first?.content else { return }
    let holder = try #require(table.cells.first { $0.row == 1 && $0.column == 1 })
    guard case .table(let inner)? = holder.blocks.first?.content else {
      Issue.record("no table in the cell")
      return
    }
    #expect(inner.rows == 3 && inner.columns == 2)
    #expect(inner.cells.map(\.text.string) == ["gull", "12", "tern", "7", "crow", "9"])
    #expect(table.writing(in: holder) == "gull\n12\ntern\n7\ncrow\n9")
  }

  @Test func linesDrawnAsThinPicturesAreRules() {
    var page = SourcePage.ruled(
      """
      Town     Gulls
      Harwich     12
      Orford       7
      """, before: [0, 8, 14], above: [0, 1, 2, 3])
    page.images = page.strokes.map { stroke in
      let box = Box(around: [stroke.from, stroke.to])
      return PlacedImage(
        box: Box(x0: box.x0, y0: box.y0, x1: max(box.x1, box.x0 + 1), y1: max(box.y1, box.y0 + 1)),
        width: 8, height: 1)
    }
    page.strokes = []
    #expect(rows(page) == [["Town", "Gulls"], ["Harwich", "12"], ["Orford", "7"]])
  }

  @Test func squaresOfAPuzzleAreNoTable() {
    let page = SourcePage.ruled(
      ["1  2", " ", "      4", " ", "5", " ", "            7", "8", " ", "         10"]
        .joined(separator: "\n"),
      before: Array(stride(from: 0, through: 30, by: 3)), above: Array(0...10))
    #expect(!page.layout().dump.contains("table"))
  }

  @Test func cellsToldByTheirColoursAreATable() {
    var page = SourcePage.ruled(
      """
      Town     Gulls
      Harwich     12
      Orford       7
      """, before: [0, 8, 14], above: [0, 1, 2, 3])
    page.strokes = []
    for row in 0..<3 {
      for (left, right) in [(57.5, 97.5), (97.5, 127.5)] as [(Float, Float)] {
        let top = 111 + 12 * Float(row)
        let box = Box(x0: left, y0: top, x1: right, y1: top + 12)
        page.fills.append(Fill(box: box, colour: left < 60 ? 0xFF88_AAFF : 0xFFAA_CCFF))
      }
    }
    #expect(rows(page) == [["Town", "Gulls"], ["Harwich", "12"], ["Orford", "7"]])
  }

  @Test func stackedBarsAreNoTable() {
    var page = SourcePage.drawn("12  30  7\n\n 5   9  2")
    for (i, height) in [40, 60, 30].enumerated() {
      for part in 0..<2 {
        let (x, y) = (60 + 30 * Float(i), 100 + Float(part * height))
        page.fills.append(
          Fill(box: Box(x0: x, y0: y, x1: x + 20, y1: y + Float(height)), colour: 0xFF88_AAFF))
      }
    }
    #expect(!page.layout().dump.contains("table"))
  }

  @Test func aHeadIsAsHighAsItsTallCells() {
    var page = SourcePage.ruled(
      """
      Town       2007      2006
               n   %Pos  n   %Pos
      Harwich  93   1.1  89   1.1
      Orford  290   0.7  91   0.5
      """, before: [0, 8, 12, 18, 22, 28], above: [0, 1, 2, 3, 4])
    // The town stands beside two rows, each year over two columns.
    page.strokes = page.strokes.flatMap { stroke -> [Stroke] in
      var stroke = stroke
      if stroke.from.y == stroke.to.y, stroke.from.y == 123 { stroke.from.x = 97.5 }
      if stroke.from.x == stroke.to.x, [117.5, 167.5].contains(stroke.from.x) {
        stroke.from.y = 123
      }
      return [stroke]
    }
    guard case .table(let table)? = page.layout().blocks.first?.content else {
      Issue.record("no table")
      return
    }
    #expect(table.headRows == 2 && table.rows == 4 && table.columns == 5)
  }

  @Test func aGridToBeTickedIsATable() {
    let page = SourcePage.ruled(
      """
      Which poem            A   B   C   D   E
      tells a story
      describes a person
      is about sport
      describes a river
      """, before: [0, 21, 25, 29, 33, 37, 41], above: [0, 1, 2, 3, 4, 5])
    let found = rows(page)
    #expect(found.count == 5 && found.first == ["Which poem", "A", "B", "C", "D", "E"])
    #expect(found.last == ["describes a river", "", "", "", "", ""])
  }

  @Test(arguments: [true, false])
  func aGridThatIsOpenAboveOrBelowHasAllRows(isBelow: Bool) {
    var page = SourcePage.ruled(
      """
      Bird     Gulls Boats
      Harwich    647 1,180
      Crane      935   409
      Wells    1,770   563
      """, before: [0, 8, 14, 20], above: [0, 1, 2, 3, 4])
    let ys = page.strokes.map(\.from.y).filter { y in
      page.strokes.allSatisfy { $0.to.y >= y || $0.from.y == $0.to.y }
    }
    let open = isBelow ? page.strokes.map(\.to.y).max() : ys.min()
    page.strokes.removeAll { $0.from.y == $0.to.y && $0.from.y == open }
    #expect(
      rows(page) == [
        ["Bird", "Gulls", "Boats"], ["Harwich", "647", "1,180"], ["Crane", "935", "409"],
        ["Wells", "1,770", "563"],
      ])
  }
}
