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
      case .block(let block, let layer):
        let text = ControlCharacters.lines(plain(block, layer))
        guard !text.isEmpty else { return }
        try sink(isFirst ? text : "\n" + text)
        try sink("\n")
        isFirst = false
      }
    }
  }

  private func plain(_ block: Block, _ layer: Document.Layer?) -> String {
    switch layer {
    case .hidden?, .annotation?:
      "[\(layer?.rawValue ?? ""): \(block.texts.map(\.readable).joined(separator: " "))]"
    default: plain(block)
    }
  }

  /// Blocks below each other, captions and notes with what they belong to.
  private func plain(_ blocks: [Block], separator: String = "\n\n") -> String {
    blocks.flatMap(\.printedParts).map { plain($0) }.joined(separator: separator)
  }

  private func plain(_ block: Block) -> String {
    switch block.content {
    case .heading(let text, _), .paragraph(let text), .lineBlock(let text), .code(let text, _):
      return text.readable
    case .quote(let blocks), .caption(let blocks): return plain(blocks)
    case .footnote(let note): return plain(note.blocks)
    case .thematicBreak: return "* * *"
    case .raw: return ""
    case .section(let section):
      let title = section.title.map { [$0.readable] } ?? []
      return (title + [plain(section.blocks)]).joined(separator: "\n\n")
    case .formula(let formula):
      return formula.plain + (formula.number.map { "\t(\($0))" } ?? "")
    case .list(let list):
      return list.items.enumerated().map { number, item in
        let marker = list.marker(ofItem: number)
        let body = plain(item.blocks, separator: "\n")
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
    case .figure(let figure): return plain(figure.blocks)
    }
  }
}
