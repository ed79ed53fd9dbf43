internal import RectoGeometry
internal import RectoMetadata
public import RectoTree

/// A self-contained HTML page.
public struct HTMLRenderer: Renderer {
  private let document: Document
  private let options: RenderingOptions
  private let inlines: HTMLInlines

  public init(_ document: Document, options: RenderingOptions = RenderingOptions()) {
    self.document = document
    self.options = options
    inlines = HTMLInlines(
      keepsEmphasis: options.emphasis == .keep, maths: options.maths,
      showsComments: options.include.contains(.annotations), pictures: options.address)
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

  public func render(to sink: TextSink) throws {
    let title = document.metadata.title ?? firstHeading ?? ""
    try sink(
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
        try sink("<a id=\"page-\(page + 1)\"></a>\n")
        if self.options.pageBreaks && page > 0 { try sink("<hr class=\"page-break\">\n") }
      case .block(let block, let layer):
        let html = layer.map { self.html(block, in: $0) } ?? html(block)
        if !html.isEmpty { try sink(html + "\n") }
      }
    }
    for inclusion in [RenderingOptions.Inclusion.forms, .attachments] {
      if let rows = Inventory(document, options: options).rows(inclusion) {
        try sink(Self.table(rows) + "\n")
      }
    }
    try sink("</body>\n</html>\n")
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

  private func html(_ block: Block, in layer: Document.Layer) -> String {
    if layer == .hidden {
      let text = block.texts.map(\.string).joined(separator: " ")
      return "<p class=\"hidden\" hidden>\(HTMLEscaping.escape(text))</p>"
    }
    guard let text = block.text else { return html(block) }
    if layer == .annotation {
      return "<aside class=\"annotation\"\(id(block))>\(inlines.html(text))</aside>"
    }
    let tag = layer == .header ? "header" : "footer"
    return "<\(tag) class=\"\(layer.rawValue)\">\(inlines.html(text))</\(tag)>"
  }

  func html(_ block: Block) -> String {
    switch block.content {
    case .heading(let text, let level):
      let body = inlines.html(text, dropping: text.stylesOfHeading)
      let tag = "h\(max(1, min(level, 6)))"
      return "<\(tag)>\(body)</\(tag)>"
    case .formula(let formula):
      let number = formula.number.map {
        " <span class=\"number\">(\(HTMLEscaping.escape($0)))</span>"
      }
      return options.maths == .latex
        ? "<div class=\"formula\">\(MathMLWriter.element(formula, isDisplay: true))\(number ?? "")</div>"
        : "<p class=\"formula\">\(HTMLEscaping.escape(formula.plainWithNumber))</p>"
    case .paragraph(let text): return "<p>\(inlines.html(text))</p>"
    case .quote(let blocks): return "<blockquote>\(html(blocks))</blockquote>"
    case .lineBlock(let text):
      return "<p class=\"line-block\">\(inlines.html(text).replacing("\n", with: "<br>"))</p>"
    case .caption(let blocks):
      if let text = block.text {
        return "<p class=\"caption\"\(id(block))>\(inlines.html(text))</p>"
      }
      return "<div class=\"caption\"\(id(block))>\(html(blocks))</div>"
    case .footnote(let note): return footnote(note)
    case .code(let text, let language):
      let name = language.map { " class=\"language-\(HTMLEscaping.escape($0))\"" } ?? ""
      return "<pre><code\(name)>\(HTMLEscaping.escape(text.string))</code></pre>"
    case .thematicBreak: return "<hr>"
    case .raw(let raw, let format): return format == "html" ? raw : ""
    case .section(let section):
      let title = section.title.map {
        "<h2>\(inlines.html($0, dropping: $0.stylesOfHeading))</h2>\n"
      }
      return "<section class=\"\(section.kind.rawValue)\">\n\(title ?? "")"
        + html(section.blocks, separator: "\n") + "\n</section>"
    case .table(let table): return HTMLTable.html(table, inlines: inlines, block: html)
    case .list(let list): return self.list(list)
    case .figure(let figure):
      var body = ""
      if let path = options.address(ofPicture: figure.name, figure.picture) {
        let alternate = HTMLEscaping.escape(figure.alternate ?? "")
        body = "<img src=\"\(HTMLEscaping.escape(Address.file(path)))\" alt=\"\(alternate)\">"
      }
      body += html(figure.blocks)
      return body.isEmpty ? "" : "<figure>\(body)</figure>"
    }
  }

  /// Blocks below each other, captions and notes with what they belong to.
  private func html(_ blocks: [Block], separator: String = "") -> String {
    blocks.flatMap(\.printedParts).map { html($0) }.joined(separator: separator)
  }

  /// A footnote with a name to link to, where something refers to it.
  private func footnote(_ note: Footnote) -> String {
    let id = note.name.map { " id=\"note-\(HTMLEscaping.escape($0))\"" } ?? ""
    guard let first = note.blocks.first, var text = first.text else {
      return "<div class=\"footnote\"\(id)>\(html(note.blocks))</div>"
    }
    // The mark itself leads nowhere.
    if let name = note.name { text.mapLinks { $0 == .note(name) ? nil : $0 } }
    let begin = inlines.html(text)
    if note.blocks.count == 1 { return "<p class=\"footnote\"\(id)>\(begin)</p>" }
    let rest = html(Array(note.blocks.dropFirst()))
    return "<div class=\"footnote\"\(id)><p>\(begin)</p>\(rest)</div>"
  }

  /// The attribute for a block that links may lead to.
  private func id(_ block: Block?) -> String {
    block?.anchor.map { " id=\"\(HTMLEscaping.escape($0))\"" } ?? ""
  }

  private func list(_ list: List) -> String {
    if list.kind == .definitions {
      let items = list.items.map { item in
        "<dt>\(inlines.html(item.marker))</dt>\n<dd>\(html(item.blocks))</dd>"
      }
      return "<dl>\n" + items.joined(separator: "\n") + "\n</dl>"
    }
    let tag = list.isOrdered ? "ol" : "ul"
    let items = list.items.enumerated().map { number, item in
      var body = item.blocks.flatMap(\.printedParts).enumerated().map { i, block in
        if i == 0, case .paragraph(let text) = block.content { return inlines.html(text) }
        return html(block)
      }.joined()
      var attribute = id(item.blocks.first)
      if list.isOrdered {
        let printed = list.marker(ofItem: number)
        if let number = Int(printed.filter(\.isNumber)), printed.contains(where: \.isNumber) {
          attribute += " value=\"\(number)\""
        } else {
          attribute += " style=\"list-style:none\""
          body = HTMLEscaping.escape(printed) + " " + body
        }
      }
      return "<li\(attribute)>\(body)</li>"
    }
    return "<\(tag)>\n" + items.joined(separator: "\n") + "\n</\(tag)>"
  }
}
