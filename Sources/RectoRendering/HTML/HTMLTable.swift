internal import RectoTree

/// Writes a table as HTML, spans and all.
struct HTMLTable {
  private let table: Table
  private let inlines: HTMLInlines
  private let isWhole: Bool

  /// `isWhole`: with the scope of every head; else of those over several columns only, as that of
  /// others is understood.
  init(_ table: Table, inlines: HTMLInlines, isWhole: Bool = true) {
    (self.table, self.inlines, self.isWhole) = (table, inlines, isWhole)
  }

  /// `block` writes what stands in a cell besides its text.
  func write(to output: inout Output, block: (Block, inout Output) -> Void) {
    output.markup("<table>\n")
    var cells = table.cells.sorted { ($0.row, $0.column) < ($1.row, $1.column) }[...]
    output.joined(0..<table.rows, by: "\n", keepingEmpty: true) { row, output in
      let isHead = row < table.headRows
      output.part(.row(isHead: isHead)) { output in
        output.markup("<tr>")
        while let cell = cells.first, cell.row == row {
          let tag = isHead || isStub(cell) ? "th" : "td"
          output.part(.cell) { output in
            output.markup("<\(tag)\(attributes(of: cell))>")
            inlines.write(cell.text, dropping: isHead ? .bold : [], lineFeed: "<br>", to: &output)
            for inner in cell.more.flatMap(\.printedParts) { block(inner, &output) }
            output.markup("</\(tag)>")
          }
          cells.removeFirst()
        }
        output.markup("</tr>")
      }
    }
    output.markup("\n</table>")
  }

  private func isStub(_ cell: Table.Cell) -> Bool {
    cell.row >= table.headRows && cell.column < table.headColumns
  }

  private func attributes(of cell: Table.Cell) -> String {
    var result = ""
    if cell.row < table.headRows, isWhole || cell.columnSpan > 1 {
      result += " scope=\"\(cell.columnSpan > 1 ? "colgroup" : "col")\""
    }
    if isStub(cell) { result += " scope=\"\(cell.rowSpan > 1 ? "rowgroup" : "row")\"" }
    if cell.rowSpan > 1 { result += " rowspan=\"\(cell.rowSpan)\"" }
    if cell.columnSpan > 1 { result += " colspan=\"\(cell.columnSpan)\"" }
    if let alignment = table.alignment(ofColumn: cell.column) {
      let name = alignment == .centre ? "center" : alignment.rawValue
      result += " style=\"text-align:\(name)\""
    }
    return result
  }
}
