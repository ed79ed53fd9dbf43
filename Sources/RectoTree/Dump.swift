extension Document {
  /// The blocks as an indented outline, one line each, for tests and for looking at.
  public var dump: String { blocks.map { $0.dump() }.joined(separator: "\n") }
}

extension Block {
  /// The block in one line: what it is and its text; parts follow indented.
  public func dump(indent: String = "") -> String {
    let mark = layer == .body ? "" : "(\(layer.rawValue)) "
    func line(_ kind: String, _ text: Text) -> String {
      "\(indent)\(mark)\(kind) \"\(text.string)\""
    }
    switch content {
    case .heading(let text, let level): return line("heading \(level)", text)
    case .paragraph(let text): return line("paragraph", text)
    case .quote(let text): return line("quote", text)
    case .lineBlock(let text): return line("line-block", text)
    case .code(let text): return line("code", text)
    case .caption(let text): return line("caption", text)
    case .footnote(let text): return line("footnote", text)
    case .formula(let formula): return line("formula", formula.latex)
    case .list(let list):
      let items = list.items.map { item in
        "\(indent)  item \"\(item.marker.string)\"\n"
          + item.blocks.map { $0.dump(indent: indent + "    ") }.joined(separator: "\n")
      }
      return ([indent + "list"] + items).joined(separator: "\n")
    case .table(let table):
      let cells = table.cells.map { cell in
        let span = cell.rowSpan * cell.columnSpan > 1 ? " \(cell.rowSpan)x\(cell.columnSpan)" : ""
        return "\(indent)  \(cell.row),\(cell.column)\(span) \"\(cell.text.string)\""
      }
      return (["\(indent)table \(table.rows)x\(table.columns)"] + cells).joined(separator: "\n")
    case .figure(let figure):
      return
        ([indent + "figure \(figure.kind.rawValue)"]
        + figure.blocks.map { $0.dump(indent: indent + "  ") }).joined(separator: "\n")
    }
  }
}
