import RectoGeometry
import RectoTree
import Testing

@testable import RectoProcessing

@Suite struct ContinuedTableTests {
  private let columns: [(Float, Float)] = [(60, 160), (170, 260), (270, 400)]

  /// A table whose rows are 14 points high; words in `*` are bold.
  private func table(_ rows: [[String]], page: Int, top: Float, head: Int = 1, left: Float = 0)
    -> Block
  {
    var cells: [Table.Cell] = []
    for (r, row) in rows.enumerated() {
      for (c, word) in row.enumerated() {
        let (x0, x1) = (columns[c].0 + left, columns[c].1 + left)
        let box = Box(x0: x0, y0: top + 14 * Float(r), x1: x1, y1: top + 14 * Float(r + 1))
        cells.append(Table.Cell(row: r, column: c, page: page, box: box, text: Text(word)))
      }
    }
    let box = cells.reduce(into: Box.empty) { $0.formUnion($1.box) }
    let table = Table(rows: rows.count, columns: rows[0].count, headRows: head, cells: cells)
    return Block(.table(table), page: page, box: box)
  }

  private func processed(_ blocks: [Block]) -> [Block] { document(blocks).blocks }

  private func document(_ blocks: [Block]) -> Document {
    var document = Document()
    document.pages = (0..<3).map {
      Document.Page(index: $0, width: 500, height: 800, glyphCount: 0)
    }
    document.blocks = blocks
    ContinuedTables().process(&document)
    return document
  }

  private func rows(_ block: Block) -> [String] {
    guard case .table(let table) = block.content else { return [] }
    return (0..<table.rows).map { row in
      table.cells.filter { $0.row == row }.map(\.text.string).joined(separator: "|")
    }
  }

  private let head = ["Town", "Gulls", "Remarks"]

  @Test func aRepeatedHeadIsFurnitureAndItsRowsGoOn() {
    let document = document([
      table([head, ["Harwich", "12", "many"]], page: 0, top: 700),
      Block(
        .caption([Block(.paragraph(Text("Table 1 (continued)")))]), page: 1, box: .empty),
      table([head, ["Lowestoft", "7", "few"]], page: 1, top: 60),
    ])
    let blocks = document.blocks
    #expect(rows(blocks[0]) == ["Town|Gulls|Remarks", "Harwich|12|many", "Lowestoft|7|few"])
    #expect(blocks.count == 1)
    #expect(blocks[0].origin?.places.map(\.page) == [0, 1])
    #expect(document.furniture.map(\.layer) == [.header, .header])
    #expect(document.furniture[0].block.text?.string == "Table 1 (continued)")
    #expect(rows(document.furniture[1].block) == ["Town|Gulls|Remarks"])
    guard case .table(let whole) = blocks[0].content else { return }
    #expect(whole.cells.map(\.page) == [0, 0, 0, 0, 0, 0, 1, 1, 1])
  }

  @Test func aTableWithoutHeadGoesOnWhereItsColumnsDo() {
    let first = table([head, ["Harwich", "12", "many"]], page: 0, top: 700)
    let second = [["Lowestoft", "7", "few"], ["Yarmouth", "31", "all"]]
    // Facing pages have their margins mirrored.
    #expect(processed([first, table(second, page: 1, top: 60, left: 20)]).count == 1)
  }

  @Test func aTableWithAnotherHeadIsAnotherTable() {
    let first = table([head, ["Harwich", "12", "many"]], page: 0, top: 700)
    let second = [["Bird", "Weight", "Remarks"], ["Tern", "110", "grey"]]
    #expect(processed([first, table(second, page: 1, top: 60)]).count == 2)
  }

  @Test func textBetweenEndsATable() {
    let first = table([head, ["Harwich", "12", "many"]], page: 0, top: 700)
    let between = Block(.paragraph(Text("Rain fell on the harbour.")), page: 1, box: .empty)
    #expect(
      processed([first, between, table([head, ["Lowestoft", "7", "few"]], page: 1, top: 60)]).count
        == 3)
  }

  @Test func aRowThatTheBreakCutBecomesOne() {
    let blocks = processed([
      table([head, ["Harwich", "12", "many of them on the"]], page: 0, top: 700),
      table([head, ["", "", "outer pier"], ["Lowestoft", "7", "few"]], page: 1, top: 60),
    ])
    #expect(
      rows(blocks[0]) == [
        "Town|Gulls|Remarks", "Harwich|12|many of them on the outer pier", "Lowestoft|7|few",
      ])
  }
}
