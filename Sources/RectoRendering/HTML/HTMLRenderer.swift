internal import RectoMetadata
public import RectoTree

/// A self-contained HTML page.
public struct HTMLRenderer: Renderer {
  private let document: Document
  private let options: RenderingOptions
  private let blocks: HTMLBlocks

  public init(_ document: Document, options: RenderingOptions = RenderingOptions()) {
    self.document = document
    self.options = options
    blocks = HTMLBlocks(options)
  }

  private static let style = """
    body{max-width:48em;margin:2em auto;padding:0 1em;font:1em/1.5 serif}
    table{border-collapse:collapse}th,td{border:1px solid #999;padding:.2em .5em;vertical-align:top}
    pre{overflow:auto}img{max-width:100%}header,footer,.footnote,figcaption{font-size:.85em}
    """

  /// The language that the file names, if it does.
  private var language: String {
    guard let language = document.metadata.language, !language.isEmpty else { return "" }
    return " lang=\"\(HTMLEscaping.escape(language))\""
  }

  public func render(to output: inout Output) throws {
    let title = document.metadata.title ?? firstHeading ?? ""
    output.markup(
      """
      <!DOCTYPE html>
      <html\(language)>
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="\(HTMLEscaping.escape(options.generator))">
      \(metaElements)<title>\(HTMLEscaping.escape(title))</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>

      """)
    var options = options
    options.pageBreaks = true
    try BlockSequence.forEach(document, options: options) { element in
      switch element {
      case .pageStart(let page):
        output.markup("<a id=\"page-\(page + 1)\"></a>\n")
        if self.options.pageBreaks && page > 0 { output.markup("<hr class=\"page-break\">\n") }
      case .block(let block, let layer):
        let start = output.following { output in
          if let layer {
            blocks.write(block, in: layer, to: &output)
          } else {
            blocks.write(block, to: &output)
          }
        }
        if start != nil { output.markup("\n") }
        try output.passOn()
      }
    }
    for inclusion in [RenderingOptions.Inclusion.forms, .attachments] {
      if let rows = Inventory(document, options: options).rows(inclusion) {
        output.markup(Self.table(rows) + "\n")
      }
    }
    output.markup("</body>\n</html>\n")
  }

  private static func table(_ rows: [[String]]) -> String {
    func row(_ cells: [String], _ tag: String) -> String {
      "<tr>" + cells.map { "<\(tag)>\(HTMLEscaping.escape($0))</\(tag)>" }.joined() + "</tr>"
    }
    return "<table>\n" + row(rows[0], "th") + "\n"
      + rows.dropFirst().map { row($0, "td") }.joined(separator: "\n") + "\n</table>"
  }

  /// Author, subject and keywords for the head of the page, if they are asked for.
  private var metaElements: String {
    guard options.include.contains(.metadata) else { return "" }
    return document.metadata.entries.compactMap { entry in
      let name = entry.name == "subject" ? "description" : entry.name
      guard ["author", "description", "keywords"].contains(name) else { return nil }
      return "<meta name=\"\(name)\" content=\"\(HTMLEscaping.escape(entry.value))\">\n"
    }.joined()
  }

  private var firstHeading: String? {
    for block in document.blocks {
      if case .heading(let text, _) = block.content { return text.string }
    }
    return nil
  }
}
