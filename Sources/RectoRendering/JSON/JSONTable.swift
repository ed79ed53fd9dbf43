internal import RectoTree

/// Writes a table's grid as members of a JSON object.
enum JSONTable {
  /// `write` adds what is written in a cell.
  static func members(
    of table: Table, _ writer: inout JSONWriter,
    _ write: (inout JSONWriter, Table.Cell) -> Void
  ) {
    let numbers = NumberReader(table)
    writer.int("rows", table.rows)
    writer.int("columns", table.columns)
    writer.int("headRows", table.headRows)
    if table.headColumns > 0 { writer.int("headColumns", table.headColumns) }
    if !table.alignments.isEmpty {
      writer.array("alignments") { writer in
        for alignment in table.alignments { writer.string(nil, alignment?.rawValue ?? "unknown") }
      }
    }
    writer.array("cells") { writer in
      for cell in table.cells {
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
          write(&writer, cell)
        }
      }
    }
  }
}
