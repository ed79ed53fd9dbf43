internal import RectoGeometry
public import RectoTree

/// GitHub-flavoured Markdown: one line a paragraph, ATX headings, `-` bullets.
public struct MarkdownRenderer: Renderer {
  private let document: Document
  private let options: RenderingOptions
  private let inlines: MarkdownInlines

  public init(_ document: Document, options: RenderingOptions = RenderingOptions()) {
    self.document = document
    self.options = options
    inlines = MarkdownInlines(
      keepsEmphasis: options.emphasis == .keep, maths: options.maths,
      anchors: HeadingAnchors(document), pictures: options.address)
  }

  public func render(to sink: TextSink) throws {
    var isFirst = true
    if options.include.contains(.metadata) {
      try sink(FrontMatter.yaml(of: document))
      isFirst = false
    }
    try BlockSequence.forEach(document, options: options) { element in
      let text: String
      switch element {
      case .pageStart(let page): text = "<!-- page \(page + 1) -->"
      case .block(let block, let layer):
        text = layer.map { markdown(block, in: $0) } ?? markdown(block)
      }
      guard !text.isEmpty else { return }
      try sink(isFirst ? text : "\n" + text)
      try sink("\n")
      isFirst = false
    }
    for list in [inventory(.forms), inventory(.attachments)] {
      guard let list else { continue }
      try sink((isFirst ? "" : "\n") + list + "\n")
      isFirst = false
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

  private func markdown(_ block: Block, in layer: Document.Layer) -> String {
    if layer == .hidden {
      let text = block.texts.map(\.string).joined(separator: " ")
      return "<!-- hidden: \(HTMLEscaping.comment(text)) -->"
    }
    if layer == .annotation { return quote([block]) }
    if options.furniture == .mark, let text = block.text {
      let tag = layer == .header ? "header" : "footer"
      return "<\(tag)>\(HTMLEscaping.escape(ControlCharacters.line(text.string)))</\(tag)>"
    }
    return markdown(block)
  }

  private func markdown(_ block: Block) -> String {
    switch block.content {
    case .heading(let text, let level):
      // A heading is set off as it is; only what stands out in it is marked.
      var line = inlines.markdown(
        text,
        dropping: text.stylesOfHeading
      ).trimmingSpaces().unicodeScalars
      if line.last == "#" { line.insert("\\", at: line.index(before: line.endIndex)) }
      return String(repeating: "#", count: max(1, min(level, 6))) + " " + String(line)
    case .footnote(let note): return footnote(note)
    case .formula(let formula): return self.formula(formula)
    case .paragraph(let text):
      return anchor(of: block) + MarkdownEscaping.escapeStart(inlines.markdown(text))
    case .caption(let blocks): return anchor(of: block) + markdown(blocks)
    case .quote(let blocks): return quote(blocks)
    case .lineBlock(let text): return lines(of: text).joined(separator: "  \n")
    case .code(let text, let language):
      return fenced(ControlCharacters.lines(text.string), language: language)
    case .thematicBreak: return "---"
    case .raw(let raw, let format): return ["html", "markdown"].contains(format) ? raw : ""
    case .section(let section): return self.section(section)
    case .list(let list): return self.list(list)
    case .table(let table): return self.table(table)
    case .figure(let figure): return self.figure(figure)
    }
  }

  /// Blocks below each other, captions and notes with what they belong to.
  private func markdown(_ blocks: [Block]) -> String {
    blocks.flatMap(\.printedParts).map(markdown).filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func quote(_ blocks: [Block]) -> String {
    let parts = blocks.flatMap(\.printedParts).map { block in
      if case .paragraph(let text) = block.content {
        lines(of: text).joined(separator: "\n")
      } else {
        markdown(block)
      }
    }
    return parts.joined(separator: "\n\n").split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? ">" : "> " + $0 }.joined(separator: "\n")
  }

  /// Its first paragraph after its name; what follows is set in below it.
  private func footnote(_ note: Footnote) -> String {
    guard let first = note.blocks.first, let text = first.text else { return markdown(note.blocks) }
    let begin = inlines.footnote(text, name: note.name)
    let rest = markdown(Array(note.blocks.dropFirst()))
    guard !rest.isEmpty else { return begin }
    return begin + "\n\n" + Self.indented(rest, by: "    ")
  }

  private static func indented(_ text: String, by indent: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : indent + $0 }.joined(separator: "\n")
  }

  /// A text's lines, each with emphasis and code of its own.
  private func lines(of text: Text) -> [String] {
    Self.lines(of: text).map { MarkdownEscaping.escapeStart(inlines.markdown($0)) }
  }

  private static func lines(of text: Text) -> [Text] {
    var lines: [Text] = []
    var rest = text
    while let feed = rest.string.utf8.firstIndex(of: UInt8(ascii: "\n")) {
      let length = Int32(rest.string.utf8.distance(from: rest.string.startIndex, to: feed))
      let (line, more) = rest.split(at: length)
      lines.append(line)
      rest = more.split(at: 1).1
    }
    return lines + [rest]
  }

  /// Where a link leads that is no heading, for those blocks that one leads to.
  private func anchor(of block: Block) -> String {
    guard let name = block.anchor, inlines.keepsEmphasis,
      inlines.anchors?.referred.contains(name) ?? false
    else { return "" }
    return "<a id=\"\(HTMLEscaping.escape(name))\"></a>"
  }

  private func formula(_ formula: Formula) -> String {
    options.maths == .latex
      ? "$$\n\(MarkdownEscaping.display(formula.tagged))\n$$"
      : MarkdownEscaping.escapeStart(MarkdownEscaping.escape(formula.plainWithNumber))
  }

  /// A sheet or slide below its title.
  private func section(_ section: Section) -> String {
    let title = section.title.map { "## " + inlines.markdown($0, dropping: $0.stylesOfHeading) }
    return ([title].compactMap { $0 } + [markdown(section.blocks)]).filter { !$0.isEmpty }
      .joined(separator: "\n\n")
  }

  private func fenced(_ code: String, language: String?) -> String {
    var longest = 0
    var run = 0
    for byte in code.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let name = (language ?? "").unicodeScalars.filter {
      $0.isASCII
        && ($0.properties.isAlphabetic || $0.properties.numericType != nil
          || "+-_#.".unicodeScalars.contains($0))
    }
    return "\(fence)\(String(String.UnicodeScalarView(name)))\n\(code)\n\(fence)"
  }

  private func list(_ list: List, isInner: Bool = false) -> String {
    if list.kind == .definitions { return definitions(list) }
    // A flat table of contents is lines.
    if !isInner, list.kind == .contents || list.kind == .index,
      list.items.allSatisfy({ $0.blocks.count == 1 && $0.blocks[0].isOfLines })
    {
      return list.items.flatMap { $0.blocks.map(markdown) }.joined(separator: "  \n")
    }
    return list.items.enumerated().map { number, item in
      var marker = "-"
      var lead = ""
      if list.isOrdered {
        let printed = list.marker(ofItem: number)
        // Numbers that Markdown knows stay numbers; (a), iv. and the like stay as printed.
        if let last = printed.last, last == "." || last == ")",
          printed.dropLast().allSatisfy({ $0.isASCII && $0.isNumber }),
          (2...10).contains(printed.count)
        {
          marker = printed
        } else {
          lead = MarkdownEscaping.escapeStart(MarkdownEscaping.escape(printed) + " ")
        }
      }
      let indent = String(repeating: " ", count: marker.utf8.count + 1)
      var parts: [String] = []
      let blocks = item.blocks.flatMap(\.printedParts)
      for (i, block) in blocks.enumerated() {
        let text = inItem(block)
        if i == 0, !lead.isEmpty, !block.isOfLines {
          parts += [lead.trimmingSpaces(), text]
        } else {
          parts.append(i == 0 ? lead + text : text)
        }
      }
      // HTML goes on to the next empty line.
      let isTight =
        item.blocks.first?.isOfLines ?? true
        && item.blocks.dropFirst().allSatisfy { if case .list = $0.content { true } else { false } }
        && !parts.dropFirst().contains(where: Self.beginsEmpty)
      let body = parts.joined(separator: isTight ? "\n" : "\n\n")
      let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
      return marker + " "
        + lines.enumerated().map { $0 == 0 || $1.isEmpty ? String($1) : indent + $1 }
        .joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// Whether the first line of a list is a marker alone, which would make a heading of the line above.
  private static func beginsEmpty(_ list: String) -> Bool {
    !list.prefix { $0 != "\n" }.trimmingSpaces().contains(" ")
  }

  /// A term on the first line of an item, what it means below.
  private func definitions(_ list: List) -> String {
    list.items.map { item in
      let body = item.blocks.map(inItem).joined(separator: "\n\n")
      let term = MarkdownEscaping.escapeStart(inlines.markdown(item.marker))
      let lines =
        ((item.blocks.first?.isOfLines ?? true ? [term + "  "] : [term, ""])
          + body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
      return "- "
        + lines.enumerated().map { $0 == 0 || $1.isEmpty ? $1 : "  " + $1 }.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private func inItem(_ block: Block) -> String {
    if case .list(let inner) = block.content { return list(inner, isInner: true) }
    return markdown(block)
  }

  func table(_ table: Table) -> String {
    let asPipe =
      switch options.tables {
      case .auto: table.isPlain
      case .pipe: true
      case .html: false
      }
    return asPipe ? pipeTable(table) : htmlTable(table)
  }

  private func htmlTable(_ table: Table) -> String {
    let cellInlines = HTMLInlines(
      keepsEmphasis: inlines.keepsEmphasis, maths: nil, pictures: options.address)
    let html = HTMLTable.html(table, inlines: cellInlines, isWhole: false) { block in
      if case .table(let inner) = block.content { return htmlTable(inner) }
      return HTMLRenderer(Document(), options: options).html(block)
    }
    return HTMLEscaping.withoutEmptyLines(html)
  }

  /// Spanning cells stand in their first place; the other places stay empty.
  private func pipeTable(_ table: Table) -> String {
    var grid = [[String]](
      repeating: [String](repeating: "", count: table.columns), count: table.rows)
    let cellInlines = MarkdownInlines(
      keepsEmphasis: inlines.keepsEmphasis, maths: options.maths, surroundings: .table,
      pictures: options.address)
    for cell in table.cells where cell.row < table.rows && cell.column < table.columns {
      // Heads of columns are bold as such.
      let implied: Style = cell.row == 0 && table.headRows > 0 ? .bold : []
      let lines =
        Self.lines(of: cell.text).map { cellInlines.markdown($0, dropping: implied) }
        + cell.more.flatMap { inCell($0) }
      grid[cell.row][cell.column] = lines.filter { !$0.isEmpty }.joined(separator: "<br>")
    }
    var rows = grid.map { "| " + $0.joined(separator: " | ") + " |" }
    let ruler =
      "|"
      + (0..<table.columns).map { column in
        switch table.alignment(ofColumn: column) {
        case .left: " :--- |"
        case .centre: " :---: |"
        case .right: " ---: |"
        case nil: " --- |"
        }
      }.joined()
    if table.headRows == 0 {
      rows.insert("|" + String(repeating: "  |", count: table.columns), at: 0)
    }
    rows.insert(ruler, at: min(1, rows.count))
    return rows.joined(separator: "\n")
  }

  /// What stands in a cell besides its text, on as many lines as it has.
  private func inCell(_ block: Block) -> [String] {
    var lines: [String] = []
    if case .figure(let figure) = block.content, let picture = picture(of: figure, in: .table) {
      lines.append(picture)
    }
    for text in block.texts {
      lines += text.string.split(whereSeparator: \.isNewline).map {
        MarkdownEscaping.escape($0, in: .table)
      }
    }
    return lines
  }

  private func figure(_ figure: Figure) -> String {
    let parts =
      [picture(of: figure)].compactMap { $0 } + figure.blocks.flatMap(\.printedParts).map(markdown)
    return parts.joined(separator: "\n\n")
  }

  private func picture(
    of figure: Figure, in surroundings: MarkdownEscaping.Surroundings = []
  ) -> String? {
    options.address(ofPicture: figure.name, figure.picture).map { path in
      let alternate = MarkdownEscaping.escape(
        figure.alternate ?? "", in: surroundings.union(.brackets))
      return "![\(alternate)](\(Address.file(path)))"
    }
  }
}

extension Block {
  /// Whether it is written as lines of text, which a number may stand before.
  fileprivate var isOfLines: Bool {
    switch content {
    case .paragraph, .lineBlock: true
    case .caption(let blocks): blocks.first?.isOfLines ?? true
    case .footnote(let note): note.blocks.first?.isOfLines ?? true
    case .heading, .quote, .list, .code, .table, .figure, .formula, .thematicBreak, .raw, .section:
      false
    }
  }
}
