internal import RectoTree

/// Writes a table as HTML, spans and all.
enum HTMLTable {
  /// `isWhole`: with the scope of every head; else of those over several columns only, as that of
  /// others is understood.
  /// `block` writes what stands in a cell besides its text.
  static func html(
    _ table: Table, inlines: HTMLInlines, isWhole: Bool = true, block: (Block) -> String
  ) -> String {
    var rows: [String] = []
    var cells = table.cells.sorted { ($0.row, $0.column) < ($1.row, $1.column) }[...]
    for row in 0..<table.rows {
      var line = "<tr>"
      while let cell = cells.first, cell.row == row {
        let isHead = row < table.headRows
        let isStub = !isHead && cell.column < table.headColumns
        let tag = isHead || isStub ? "th" : "td"
        line += "<\(tag)"
        if isHead, isWhole || cell.columnSpan > 1 {
          line += " scope=\"\(cell.columnSpan > 1 ? "colgroup" : "col")\""
        }
        if isStub { line += " scope=\"\(cell.rowSpan > 1 ? "rowgroup" : "row")\"" }
        if cell.rowSpan > 1 { line += " rowspan=\"\(cell.rowSpan)\"" }
        if cell.columnSpan > 1 { line += " colspan=\"\(cell.columnSpan)\"" }
        if let alignment = table.alignment(ofColumn: cell.column) {
          let name = alignment == .centre ? "center" : alignment.rawValue
          line += " style=\"text-align:\(name)\""
        }
        let content = inlines.html(cell.text, dropping: isHead ? .bold : [])
          .replacing("\n", with: "<br>")
        line += ">\(([content] + cell.more.flatMap(\.printedParts).map(block)).joined())</\(tag)>"
        cells.removeFirst()
      }
      rows.append(line + "</tr>")
    }
    return "<table>\n" + rows.joined(separator: "\n") + "\n</table>"
  }
}
