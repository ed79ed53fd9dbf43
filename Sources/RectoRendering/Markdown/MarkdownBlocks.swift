internal import RectoTree

/// Writes blocks as Markdown.
struct MarkdownBlocks {
  private let options: RenderingOptions
  private let inlines: MarkdownInlines

  init(_ options: RenderingOptions, anchors: HeadingAnchors? = nil) {
    self.options = options
    inlines = MarkdownInlines(
      keepsEmphasis: options.emphasis == .keep, maths: options.maths, anchors: anchors,
      pictures: options.address)
  }

  /// What stands on the pages besides the text.
  func write(_ block: Block, in layer: Document.Layer, to output: inout Output) {
    output.within(block, in: layer) { output in
      if layer == .hidden {
        output.markup("<!-- hidden: ")
        HTMLEscaping.comment(block.texts, to: &output)
        output.markup(" -->")
      } else if layer == .annotation {
        quote([block], to: &output)
      } else if options.furniture == .mark, let text = block.text {
        let tag = layer == .header ? "header" : "footer"
        output.markup("<\(tag)>")
        HTMLEscaping.write(output.begin(text).line, to: &output)
        output.markup("</\(tag)>")
      } else {
        write(block, to: &output)
      }
    }
  }

  func write(_ block: Block, to output: inout Output) {
    output.within(block) { writeContent(of: block, to: &$0) }
  }

  private func writeContent(of block: Block, to output: inout Output) {
    switch block.content {
    case .heading(let text, let level): heading(text, level: level, to: &output)
    case .footnote(let note): footnote(note, to: &output)
    case .formula(let formula): self.formula(formula, to: &output)
    case .paragraph(let text):
      output.markup(anchor(of: block))
      output.line { inlines.write(text, to: &$0) }
    case .caption(let blocks):
      output.markup(anchor(of: block))
      write(blocks, to: &output)
    case .quote(let blocks): quote(blocks, to: &output)
    case .lineBlock(let text): lines(of: text, by: "  \n", to: &output)
    case .code(let text, let language): code(text, language: language, to: &output)
    case .thematicBreak: output.markup("---")
    case .raw(let raw, let format):
      if ["html", "markdown"].contains(format) { output.markup(raw) }
    case .section(let section): self.section(section, to: &output)
    case .list(let list): self.list(list, to: &output)
    case .table(let table): self.table(table, to: &output)
    case .figure(let figure): self.figure(figure, to: &output)
    }
  }

  /// Blocks below each other, captions and notes with what they belong to.
  private func write(_ blocks: [Block], to output: inout Output) {
    output.joined(blocks.flatMap(\.printedParts), by: "\n\n") { write($0, to: &$1) }
  }

  /// A heading is set off as it is; only what stands out in it is marked.
  private func heading(_ text: Text, level: Int, to output: inout Output) {
    output.markup(String(repeating: "#", count: max(1, min(level, 6))) + " ")
    guard
      let start = output.following({
        inlines.write(text, dropping: text.stylesOfHeading, to: &$0)
      })
    else { return }
    output.trim(from: start)
    let line = output.written(from: start)
    if line.last == UInt8(ascii: "#") { output.insert("\\", at: line.endIndex - 1, isEscape: true) }
  }

  private func quote(_ blocks: [Block], to output: inout Output) {
    output.lines(after: "> ") { output in
      output.joined(blocks.flatMap(\.printedParts), by: "\n\n", keepingEmpty: true) {
        block, output in
        if case .paragraph(let text) = block.content {
          output.within(block) { lines(of: text, by: "\n", to: &$0) }
        } else {
          write(block, to: &output)
        }
      }
    }
  }

  /// Its first paragraph after its name; what follows is set in below it.
  private func footnote(_ note: Footnote, to output: inout Output) {
    guard let first = note.blocks.first, let text = first.text else {
      return write(note.blocks, to: &output)
    }
    inlines.footnote(text, name: note.name, to: &output)
    output.item(after: "\n\n") { output in
      output.indented(by: 4) { write(Array(note.blocks.dropFirst()), to: &$0) }
    }
  }

  /// A text's lines, each with emphasis and code of its own.
  private func lines(of text: Text, by separator: String, to output: inout Output) {
    output.joined(output.begin(text).split, by: separator, keepingEmpty: true) { line, output in
      output.line { inlines.write(line, of: text, to: &$0) }
    }
  }

  /// Where a link leads that is no heading, for those blocks that one leads to.
  private func anchor(of block: Block) -> String {
    guard let name = block.anchor, inlines.keepsEmphasis,
      inlines.anchors?.referred.contains(name) ?? false
    else { return "" }
    return "<a id=\"\(HTMLEscaping.escape(name))\"></a>"
  }

  private func formula(_ formula: Formula, to output: inout Output) {
    let range = output.begin(formula.latex).range
    if options.maths == .latex {
      output.markup("$$\n")
      output.standIn(for: range) { $0.markup(MarkdownEscaping.display(formula.tagged)) }
      output.markup("\n$$")
    } else {
      output.line { output in
        output.standIn(for: range) {
          $0.markup(MarkdownEscaping.escape(formula.plainWithNumber))
        }
      }
    }
  }

  /// A sheet or slide below its title.
  private func section(_ section: Section, to output: inout Output) {
    if let title = section.title {
      output.part(.title(title)) { output in
        output.markup("## ")
        inlines.write(title, dropping: title.stylesOfHeading, to: &output)
      }
    }
    output.item(after: section.title == nil ? "" : "\n\n") { write(section.blocks, to: &$0) }
  }

  private func code(_ text: Text, language: String?, to output: inout Output) {
    let code = output.begin(text).lines
    var longest = 0
    var run = 0
    for byte in code.bytes {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let name = (language ?? "").unicodeScalars.filter {
      $0.isASCII
        && ($0.properties.isAlphabetic || $0.properties.numericType != nil
          || "+-_#.".unicodeScalars.contains($0))
    }
    output.markup(fence + String(String.UnicodeScalarView(name)) + "\n")
    output.text(code)
    output.markup("\n" + fence)
  }

  private func list(_ list: List, isInner: Bool = false, to output: inout Output) {
    if list.kind == .definitions { return definitions(list, to: &output) }
    // A flat table of contents is lines.
    if !isInner, list.kind == .contents || list.kind == .index,
      list.items.allSatisfy({ $0.blocks.count == 1 && $0.blocks[0].isOfLines })
    {
      return output.joined(list.items.flatMap(\.blocks), by: "  \n", keepingEmpty: true) {
        write($0, to: &$1)
      }
    }
    output.joined(list.items.indices, by: "\n", keepingEmpty: true) { number, output in
      output.part(.item) { item(number, of: list, to: &$0) }
    }
  }

  private func item(_ number: Int, of list: List, to output: inout Output) {
    let item = list.items[number]
    let printed = list.marker(ofItem: number)
    // Numbers that Markdown knows stay numbers; (a), iv. and the like stay as printed.
    let isNumber = list.isOrdered && Self.isNumber(printed)
    let marker = isNumber ? printed : "-"
    if isNumber || !list.isOrdered {
      let text = output.begin(item.marker)
      if text.string == marker {
        output.text(text)
      } else {
        output.standIn(for: text.range) { $0.markup(marker) }
      }
    } else {
      output.markup(marker)
    }
    output.markup(" ")
    output.indented(by: marker.utf8.count + 1) { output in
      let blocks = item.blocks.flatMap(\.printedParts)
      // HTML goes on to the next empty line.
      let isTight =
        item.blocks.first?.isOfLines ?? true
        && item.blocks.dropFirst().allSatisfy { if case .list = $0.content { true } else { false } }
      let separator = isTight ? "\n" : "\n\n"
      if list.isOrdered, !isNumber, let first = blocks.first {
        let lead = output.following { output in
          output.line { output in
            let text = output.begin(item.marker)
            if text.isEmpty {
              output.markup(MarkdownEscaping.escape(printed))
            } else {
              MarkdownEscaping.write(text, to: &output)
            }
            output.markup(" ")
          }
        }
        if let lead, !first.isOfLines {
          output.trim(from: lead)
          output.markup(separator)
        }
      }
      inItem(blocks, by: separator, to: &output)
    }
  }

  private static func isNumber(_ marker: String) -> Bool {
    guard let last = marker.last, last == "." || last == ")" else { return false }
    return marker.dropLast().allSatisfy { $0.isASCII && $0.isNumber }
      && (2...10).contains(marker.count)
  }

  /// The blocks of an item. A list whose first line is a marker alone, which would make a heading of
  /// the line above, has empty lines between them all.
  private func inItem(_ blocks: [Block], by separator: String, to output: inout Output) {
    var breaks: [Int] = []
    var needsMore = false
    for (i, block) in blocks.enumerated() {
      if i > 0 {
        breaks.append(output.bytes.count)
        output.markup(separator)
      }
      let start = output.following { inItem(block, to: &$0) }
      guard i > 0 else { continue }
      let line = start.map { output.written(from: $0).prefix { $0 != Output.feed } }
      if !(line.map(Self.hasBlankInside) ?? false) { needsMore = true }
    }
    guard needsMore, separator == "\n" else { return }
    for place in breaks.reversed() { output.insertEmptyLine(at: place) }
  }

  private static func hasBlankInside(_ line: ArraySlice<UInt8>) -> Bool {
    let blanks = line.blanks
    return line.dropFirst(blanks.leading).dropLast(blanks.trailing).contains(0x20)
  }

  private func inItem(_ block: Block, to output: inout Output) {
    if case .list(let inner) = block.content {
      output.within(block) { list(inner, isInner: true, to: &$0) }
    } else {
      write(block, to: &output)
    }
  }

  /// A term on the first line of an item, what it means below.
  private func definitions(_ list: List, to output: inout Output) {
    output.joined(list.items, by: "\n", keepingEmpty: true) { item, output in
      output.part(.item) { output in
        output.markup("- ")
        output.indented(by: 2) { output in
          output.line { inlines.write(item.marker, to: &$0) }
          output.markup(item.blocks.first?.isOfLines ?? true ? "  \n" : "\n\n")
          output.joined(item.blocks, by: "\n\n", keepingEmpty: true) { inItem($0, to: &$1) }
        }
      }
    }
  }

  func table(_ table: Table, to output: inout Output) {
    let asPipe =
      switch options.tables {
      case .auto: table.isPlain
      case .pipe: true
      case .html: false
      }
    if asPipe { pipeTable(table, to: &output) } else { htmlTable(table, to: &output) }
  }

  private func htmlTable(_ table: Table, to output: inout Output) {
    // An empty line would end it.
    var html = output.apart()
    innerTable(table, to: &html)
    html.replaceEmptyLines()
    output.append(html)
  }

  private func innerTable(_ table: Table, to output: inout Output) {
    let cellInlines = HTMLInlines(
      keepsEmphasis: inlines.keepsEmphasis, maths: nil, pictures: options.address)
    HTMLTable(table, inlines: cellInlines, isWhole: false).write(to: &output) { block, output in
      if case .table(let inner) = block.content {
        innerTable(inner, to: &output)
      } else {
        HTMLBlocks(options).write(block, to: &output)
      }
    }
  }

  /// Spanning cells stand in their first place; the other places stay empty.
  private func pipeTable(_ table: Table, to output: inout Output) {
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
      output.markup("|" + String(repeating: "  |", count: table.columns) + "\n" + ruler)
    }
    for (i, row) in table.grid.enumerated() {
      if i > 0 || table.headRows == 0 { output.markup("\n") }
      output.part(.row(isHead: i < table.headRows)) { output in
        output.markup("| ")
        output.joined(row, by: " | ", keepingEmpty: true) { cell, output in
          // Heads of columns are bold as such.
          guard let cell else { return }
          output.part(.cell) {
            self.cell(cell, dropping: i == 0 && table.headRows > 0 ? .bold : [], to: &$0)
          }
        }
        output.markup(" |")
        if i == 0, table.headRows > 0 { output.markup("\n" + ruler) }
      }
    }
    if table.rows == 0, table.headRows > 0 { output.markup(ruler) }
  }

  /// What stands in a cell, on as many lines as it has.
  private func cell(_ cell: Table.Cell, dropping implied: Style, to output: inout Output) {
    let inlines = MarkdownInlines(
      keepsEmphasis: inlines.keepsEmphasis, maths: options.maths, surroundings: .table,
      pictures: options.address)
    var isFirst = true
    func add(_ write: (inout Output) -> Void) {
      if output.item(after: isFirst ? "" : "<br>", write) != nil { isFirst = false }
    }
    for line in output.begin(cell.text).split {
      add { inlines.write(line, of: cell.text, dropping: implied, to: &$0) }
    }
    for block in cell.more {
      if case .figure(let figure) = block.content, let picture = picture(of: figure, in: .table) {
        add { $0.markup(picture) }
      }
      block.forEachText { text in
        for line in output.begin(text).split {
          add { MarkdownEscaping.write(line, in: .table, to: &$0) }
        }
      }
    }
  }

  private func figure(_ figure: Figure, to output: inout Output) {
    let picture = picture(of: figure)
    output.whole { $0.markup(picture ?? "") }
    let blocks = figure.blocks.flatMap(\.printedParts)
    if picture != nil, !blocks.isEmpty { output.markup("\n\n") }
    output.joined(blocks, by: "\n\n", keepingEmpty: true) { write($0, to: &$1) }
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
