internal import RectoTree

/// Writes a table's grid as members of a JSON object.
enum JSONTable {
  /// `write` adds a cell's text.
  static func members(
    of table: Table, _ writer: inout JSONWriter, _ write: (inout JSONWriter, Text) -> Void
  ) {
    let numbers = NumberReader(table)
    writer.int("rows", table.rows)
    writer.int("columns", table.columns)
    writer.int("headRows", table.headRows)
    writer.array("cells") { writer in
      for cell in table.cells {
        writer.object { writer in
          writer.int("row", cell.row)
          writer.int("column", cell.column)
          writer.int("rowSpan", cell.rowSpan)
          writer.int("columnSpan", cell.columnSpan)
          writer.int("page", cell.page + 1)
          writer.box("box", cell.box)
          if let number = numbers.number(in: cell.text.string) {
            writer.double("number", number.value)
          }
          write(&writer, cell.text)
        }
      }
    }
  }
}
