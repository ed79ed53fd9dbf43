import RectoGeometry
import RectoTree
import Testing

@testable import RectoProcessing

@Suite struct EmptyTableLineTests {
  private func table(_ rows: [[String]], spans: [Int: Int] = [:], isPrinted: Bool = true) -> Table {
    var table = Table(rows: rows.count, columns: rows[0].count, headRows: 1, cells: [])
    for (r, row) in rows.enumerated() {
      for (c, text) in row.enumerated() where text != "-" {
        table.cells.append(
          Table.Cell(
            row: r, column: c, columnSpan: r == 0 ? spans[c] ?? 1 : 1, box: .empty,
            text: Text(text)))
      }
    }
    let block = Block(.table(table), origin: isPrinted ? Origin(page: 0, box: .empty) : nil)
    var document = Document()
    document.blocks = [block]
    EmptyTableLines().process(&document)
    guard case .table(let result) = document.blocks[0].content else { return table }
    return result
  }

  private func texts(_ table: Table) -> [[String]] {
    (0..<table.rows).map { row in table.cells.filter { $0.row == row }.map(\.text.string) }
  }

  @Test func rowsAndColumnsWithoutAnyTextAreDropped() {
    let result = table([
      ["Town", "", "Gulls"], ["Harwich", "", "12"], ["", "", ""], ["Cromer", "", "7"],
    ])
    #expect(texts(result) == [["Town", "Gulls"], ["Harwich", "12"], ["Cromer", "7"]])
    #expect(result.columns == 2)
    #expect(result.headRows == 1)
  }

  @Test func aHeadOverAnEmptyColumnKeepsItsOthers() {
    let result = table(
      [["Town", "Birds", "-"], ["Harwich", "12", ""], ["Cromer", "7", ""]], spans: [1: 2])
    #expect(result.columns == 2)
    #expect(result.cells.allSatisfy { $0.columnSpan == 1 })
    #expect(texts(result)[0] == ["Town", "Birds"])
  }

  @Test func formsToBeFilledInKeepTheirRows() {
    #expect(table([["Name", "Date"], ["", ""], ["", ""], ["", ""]]).rows == 4)
  }

  @Test func tablesThatAreNotPrintedStayAsTheyAre() {
    let result = table([["Town", "", "Gulls"], ["Harwich", "", "12"]], isPrinted: false)
    #expect(result.columns == 3)
  }
}
