internal import RectoGeometry
public import RectoTree

/// GitHub-flavoured Markdown: one line a paragraph, ATX headings, `-` bullets.
public struct MarkdownRenderer: Renderer {
  private let document: Document
  private let options: RenderingOptions
  private let blocks: MarkdownBlocks

  public init(_ document: Document, options: RenderingOptions = RenderingOptions()) {
    self.document = document
    self.options = options
    blocks = MarkdownBlocks(options, anchors: HeadingAnchors(document))
  }

  public func render(to output: inout Output) throws {
    var isFirst = true
    /// A block on lines of its own, if there is anything of it.
    func add(_ write: (inout Output) -> Void) throws {
      guard output.item(after: isFirst ? "" : "\n", write) != nil else { return }
      output.markup("\n")
      isFirst = false
      try output.passOn()
    }
    if options.include.contains(.metadata) {
      output.part(.remark) { $0.markup(FrontMatter.yaml(of: document)) }
      isFirst = false
    }
    try BlockSequence.forEach(document, options: options) { element in
      try add { output in
        switch element {
        case .pageStart(let page):
          output.part(.remark) { $0.markup("<!-- page \(page + 1) -->") }
        case .block(let block, let layer?): blocks.write(block, in: layer, to: &output)
        case .block(let block, nil): blocks.write(block, to: &output)
        }
      }
    }
    for inclusion in [RenderingOptions.Inclusion.forms, .attachments] {
      if let list = inventory(inclusion) { try add { $0.part(.remark) { $0.markup(list) } } }
    }
  }

  /// What the file carries besides its pages, as a table.
  private func inventory(_ inclusion: RenderingOptions.Inclusion) -> String? {
    guard let rows = Inventory(document, options: options).rows(inclusion) else { return nil }
    let lines = rows.map { row in
      "| " + row.map { MarkdownEscaping.escape($0, in: .table) }.joined(separator: " | ") + " |"
    }
    let ruler = "|" + String(repeating: " --- |", count: rows[0].count)
    return ([lines[0], ruler] + lines.dropFirst()).joined(separator: "\n")
  }
}
