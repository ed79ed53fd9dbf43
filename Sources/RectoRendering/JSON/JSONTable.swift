internal import RectoTree

/// Writes a table's grid as members of a JSON object.
enum JSONTable {
  /// `write` adds what is written in a cell; cells are numbered from 0.
  static func members(
    of table: Table, _ writer: inout JSONWriter,
    _ write: (inout JSONWriter, Table.Cell, Int) -> Void
  ) {
    let numbers = NumberReader(table)
    writer.int("rows", table.rows)
    writer.int("columns", table.columns)
    writer.int("headRows", table.headRows)
    writer.array("cells") { writer in
      for (i, cell) in table.cells.enumerated() {
        writer.object { writer in
          writer.int("row", cell.row)
          writer.int("column", cell.column)
          writer.int("rowSpan", cell.rowSpan)
          writer.int("columnSpan", cell.columnSpan)
          writer.string("role", table.role(of: cell).rawValue)
          writer.int("page", cell.page + 1)
          writer.box("box", cell.box)
          if let number = numbers.number(in: cell.text.readable) {
            writer.double("number", number.value)
          }
          write(&writer, cell, i)
        }
      }
    }
  }
}
