import Foundation
import Recto
import RectoTesting
import RectoTree
import Testing

/// Tables that were set from a known grid by LaTeX and LibreOffice: the same grid and text come back.
@Suite struct TableRoundTripTests {
  private struct Truth: Decodable {
    var rows: Int
    var columns: Int
    /// Row, column, rows, columns, text.
    var cells: [Cell]

    struct Cell: Decodable, Hashable, Comparable, CustomStringConvertible {
      var place: [Int]
      var text: String

      init(place: [Int], text: String) { (self.place, self.text) = (place, text) }

      init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        place = try (0..<4).map { _ in try list.decode(Int.self) }
        text = try list.decode(String.self)
      }

      static func < (a: Cell, b: Cell) -> Bool { a.place.lexicographicallyPrecedes(b.place) }

      var description: String { "\(place) \(text)" }
    }
  }

  static var names: [String] {
    let files = try? FileManager.default.contentsOfDirectory(
      atPath: Fixtures.folder.appending(path: "Tables").path)
    return (files ?? []).filter { $0.hasSuffix(".pdf") }.map { String($0.dropLast(4)) }.sorted()
  }

  @Test func thereAreTwentyTables() { #expect(Self.names.count == 20) }

  @Test(arguments: names) func comesBackAsItWasWritten(name: String) throws {
    let truth = try JSONDecoder().decode(
      Truth.self, from: Data(try Fixtures.bytes("Tables/\(name).json")))
    var options = ConversionOptions()
    options.images = .none
    let document = try Converter(options).convert(
      try Fixtures.bytes("Tables/\(name).pdf"), name: name
    ).document
    let tables = document.blocks.compactMap { block in
      if case .table(let table) = block.content { table } else { nil }
    }
    #expect(tables.count == 1)
    let table = try #require(tables.first)
    #expect(table.rows == truth.rows && table.columns == truth.columns)
    let found = table.cells.map { cell in
      Truth.Cell(
        place: [cell.row, cell.column, cell.rowSpan, cell.columnSpan], text: cell.text.string)
    }
    #expect(found.sorted() == truth.cells.sorted())
  }
}
