internal import FoundationEssentials
internal import RectoBatch
internal import RectoDiagnostics
internal import RectoRendering
internal import RectoSystem
internal import XLSXWriter

/// Tables as a workbook. The library that makes it writes files, which a worker must not: it sends the
/// tables, and the workbook is made of them here.
enum WorkbookFile {
  /// `sheets` is JSON.
  static func bytes(_ sheets: String) throws(ConversionError) -> [UInt8] {
    guard
      let tables = try? JSONDecoder().decode([TablesRequest.Sheet].self, from: Data(sheets.utf8))
    else { throw ConversionError(.internalError, "the tables cannot be made out") }
    do {
      return try TemporaryFile.bytes { path in
        guard let workbook = Workbook(path) else { return false }
        for table in tables { workbook.add(sheet: table.name, cells: table.cells.map(cell)) }
        return workbook.close()
      }
    } catch {
      throw ConversionError(
        .unwritableOutput, "the workbook cannot be made: \(error.reason)",
        advice: "Check the space in the folder for temporary files (TMPDIR).")
    }
  }

  private static func cell(_ cell: TablesRequest.Sheet.Cell) -> Workbook.Cell {
    Workbook.Cell(
      row: cell.row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan,
      value: cell.value.map { .number($0.number, format: $0.format) } ?? .text(cell.text),
      isHead: cell.isHead)
  }
}
