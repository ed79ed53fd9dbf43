extension Document {
  /// The blocks as an indented outline, one line each, for tests and for looking at.
  public var dump: String {
    var lines: [String] = []
    forEachInOrder { block, layer in
      lines.append(block.dump(mark: layer.map { "(\($0.rawValue)) " } ?? ""))
    }
    return lines.joined(separator: "\n")
  }
}

extension Block {
  /// The block in one line: what it is and its text; parts follow indented. `mark` stands before it.
  public func dump(indent: String = "", mark: String = "") -> String {
    func line(_ kind: String, _ text: Text) -> String {
      "\(indent)\(mark)\(kind) \"\(text.string)\""
    }
    func container(_ kind: String, _ blocks: [Block]) -> String {
      if let text { return line(kind, text) }
      return
        (["\(indent)\(mark)\(kind)"] + blocks.map { $0.dump(indent: indent + "  ") })
        .joined(separator: "\n")
    }
    switch content {
    case .heading(let text, let level): return line("heading \(level)", text)
    case .paragraph(let text): return line("paragraph", text)
    case .quote(let blocks): return container("quote", blocks)
    case .lineBlock(let text): return line("line-block", text)
    case .code(let text, let language):
      return line("code\(language.map { " " + $0 } ?? "")", text)
    case .thematicBreak: return "\(indent)break"
    case .raw(let raw, let format): return "\(indent)raw \(format) \"\(raw)\""
    case .section(let section):
      return
        (["\(indent)\(section.kind.rawValue) \"\(section.title?.string ?? "")\""]
        + section.blocks.map { $0.dump(indent: indent + "  ") }).joined(separator: "\n")
    case .caption(let blocks): return container("caption", blocks)
    case .footnote(let note): return container("footnote", note.blocks)
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
