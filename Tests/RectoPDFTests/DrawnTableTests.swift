import Poppler
import RectoGeometry
import RectoLayout
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoPDF

/// The same table has the same grid, whatever draws it.
@Suite struct DrawnTableTests {
  /// The rows of the tables of a page, and how many tables there are.
  private func grid(_ drawn: DrawnTable) throws -> (rows: [[String]], tables: Int) {
    let page = try PDFReader(SharedBytes(drawn.bytes)).page(0, within: 60)
    let tables = page.layout().blocks.compactMap { block -> Table? in
      if case .table(let table) = block.content { table } else { nil }
    }
    guard let table = tables.first else { return ([], 0) }
    let rows = (0..<table.rows).map { row in
      table.cells.filter { $0.row == row }.sorted { $0.column < $1.column }.map { cell in
        cell.columnSpan > 1 || cell.rowSpan > 1
          ? "\(cell.rowSpan)x\(cell.columnSpan) \(cell.text.string)" : cell.text.string
      }
    }
    return (rows, tables.count)
  }

  @Test(arguments: DrawnTable.Way.allCases)
  func theSameTableHasTheSameGrid(way: DrawnTable.Way) throws {
    let found = try grid(DrawnTable(way: way))
    #expect(found.tables == 1)
    #expect(found.rows == DrawnTable.cells)
  }

  @Test(arguments: DrawnTable.Way.allCases)
  func theGridStaysWhereThePageIsMoved(way: DrawnTable.Way) throws {
    #expect(try grid(DrawnTable(way: way, shift: Point(37.3, 51.7))).rows == DrawnTable.cells)
  }

  @Test(arguments: DrawnTable.Way.allCases)
  func theGridTurnsWithThePage(way: DrawnTable.Way) throws {
    #expect(try grid(DrawnTable(way: way, isTurned: true)).rows == DrawnTable.cells)
  }

  /// The dots of a rule would be as large as letters are elsewhere.
  private static let scalable = DrawnTable.Way.allCases.filter { $0 != .circles }

  @Test(arguments: scalable, [0.1, 10] as [Float])
  func theGridIsTheSameAtAnyScale(way: DrawnTable.Way, scale: Float) throws {
    #expect(try grid(DrawnTable(way: way, scale: scale)).rows == DrawnTable.cells)
  }

  @Test func boxesAndSizesAreThoseOfThePageAtAnyScale() throws {
    func table(_ scale: Float) throws -> Block {
      let drawn = DrawnTable(way: .longStrokes, scale: scale)
      let page = try PDFReader(SharedBytes(drawn.bytes)).page(0, within: 60)
      return try #require(
        page.layout().blocks.first { if case .table = $0.content { true } else { false } })
    }
    let (usual, large) = (try table(1), try table(10))
    #expect(abs(large.box.x0 - 10 * usual.box.x0) < 1)
    #expect(abs(large.box.y1 - 10 * usual.box.y1) < 1)
    #expect(abs(large.look.size - 10 * usual.look.size) < 0.1)
  }
}
