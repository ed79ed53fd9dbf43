public import RectoTree

/// Plain text: one line a paragraph, a blank line between blocks, cells parted by tabs.
public struct PlainTextRenderer: Renderer {
  private let document: Document
  private let options: RenderingOptions

  public init(_ document: Document, options: RenderingOptions = RenderingOptions()) {
    self.document = document
    self.options = options
  }

  public func render(to sink: TextSink) throws {
    var isFirst = true
    try BlockSequence.forEach(document, options: options) { element in
      switch element {
      case .pageStart(let page):
        if page > 0 { try sink("\u{C}") }
        isFirst = true
      case .block(let block):
        let text = ControlCharacters.lines(plain(block))
        guard !text.isEmpty else { return }
        try sink(isFirst ? text : "\n" + text)
        try sink("\n")
        isFirst = false
      }
    }
  }

  private func plain(_ block: Block) -> String {
    switch block.layer {
    case .hidden, .annotation:
      return "[\(block.layer.rawValue): \(block.texts.map(\.readable).joined(separator: " "))]"
    default: break
    }
    switch block.content {
    case .heading(let text, _), .paragraph(let text), .quote(let text), .lineBlock(let text),
      .code(let text), .caption(let text), .footnote(let text):
      return text.readable
    case .formula(let formula):
      return formula.plain + (formula.number.map { "\t(\($0))" } ?? "")
    case .list(let list):
      return list.items.map { item in
        let marker = item.marker.string
        let body = item.blocks.map(plain).joined(separator: "\n")
        return marker + " "
          + body.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
      }.joined(separator: "\n")
    case .table(let table):
      var rows = [[String]](
        repeating: [String](repeating: "", count: table.columns), count: table.rows)
      for cell in table.cells where cell.row < table.rows && cell.column < table.columns {
        rows[cell.row][cell.column] = table.writing(in: cell, \.readable)
      }
      return rows.map { $0.joined(separator: "\t") }.joined(separator: "\n")
    case .figure(let figure): return figure.blocks.map(plain).joined(separator: "\n\n")
    }
  }
}
