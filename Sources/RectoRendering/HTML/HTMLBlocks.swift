internal import RectoGeometry
internal import RectoTree

/// Writes blocks as HTML.
struct HTMLBlocks {
  private let options: RenderingOptions
  private let inlines: HTMLInlines

  init(_ options: RenderingOptions) {
    self.options = options
    inlines = HTMLInlines(
      keepsEmphasis: options.emphasis == .keep, maths: options.maths,
      showsComments: options.include.contains(.annotations), pictures: options.address)
  }

  /// What stands on the pages besides the text.
  func write(_ block: Block, in layer: Document.Layer, to output: inout Output) {
    output.within(block) { output in
      if layer == .hidden {
        return element("p", " class=\"hidden\" hidden", to: &output) { output in
          output.joined(block.texts, by: " ", keepingEmpty: true) {
            HTMLEscaping.write($1.begin($0), to: &$1)
          }
        }
      }
      guard let text = block.text else { return write(block, to: &output) }
      if layer == .annotation {
        return element("aside", " class=\"annotation\"" + id(block), text, to: &output)
      }
      let tag = layer == .header ? "header" : "footer"
      element(tag, " class=\"\(layer.rawValue)\"", text, to: &output)
    }
  }

  func write(_ block: Block, to output: inout Output) {
    output.within(block) { writeContent(of: block, to: &$0) }
  }

  private func writeContent(of block: Block, to output: inout Output) {
    switch block.content {
    case .heading(let text, let level):
      element("h\(max(1, min(level, 6)))", to: &output) {
        inlines.write(text, dropping: text.stylesOfHeading, to: &$0)
      }
    case .formula(let formula): self.formula(formula, to: &output)
    case .paragraph(let text): element("p", "", text, to: &output)
    case .quote(let blocks): element("blockquote", to: &output) { write(blocks, to: &$0) }
    case .lineBlock(let text):
      element("p", " class=\"line-block\"", to: &output) {
        inlines.write(text, lineFeed: "<br>", to: &$0)
      }
    case .caption(let blocks):
      if let text = block.text {
        element("p", " class=\"caption\"" + id(block), text, to: &output)
      } else {
        element("div", " class=\"caption\"" + id(block), to: &output) { write(blocks, to: &$0) }
      }
    case .footnote(let note): footnote(note, to: &output)
    case .code(let text, let language):
      let name = language.map { " class=\"language-\(HTMLEscaping.escape($0))\"" } ?? ""
      element("pre", to: &output) { output in
        element("code", name, to: &output) { HTMLEscaping.write($0.begin(text), to: &$0) }
      }
    case .thematicBreak: output.markup("<hr>")
    case .raw(let raw, let format): if format == "html" { output.markup(raw) }
    case .section(let section):
      element("section", " class=\"\(section.kind.rawValue)\"", to: &output) { output in
        output.markup("\n")
        if let title = section.title {
          element("h2", to: &output) {
            inlines.write(title, dropping: title.stylesOfHeading, to: &$0)
          }
          output.markup("\n")
        }
        write(section.blocks, separator: "\n", to: &output)
        output.markup("\n")
      }
    case .table(let table):
      HTMLTable(table, inlines: inlines).write(to: &output) { write($0, to: &$1) }
    case .list(let list): self.list(list, to: &output)
    case .figure(let figure): self.figure(figure, to: &output)
    }
  }

  /// Blocks below each other, captions and notes with what they belong to.
  private func write(_ blocks: [Block], separator: String = "", to output: inout Output) {
    output.joined(blocks.flatMap(\.printedParts), by: separator, keepingEmpty: true) {
      write($0, to: &$1)
    }
  }

  private func element(
    _ tag: String, _ attributes: String = "", to output: inout Output,
    _ write: (inout Output) -> Void
  ) {
    output.markup("<\(tag)\(attributes)>")
    write(&output)
    output.markup("</\(tag)>")
  }

  private func element(
    _ tag: String, _ attributes: String, _ text: Text, to output: inout Output
  ) {
    element(tag, attributes, to: &output) { inlines.write(text, to: &$0) }
  }

  private func formula(_ formula: Formula, to output: inout Output) {
    let range = output.begin(formula.latex).range
    if options.maths == .latex {
      element("div", " class=\"formula\"", to: &output) { output in
        output.standIn(for: range) { output in
          output.markup(MathMLWriter.element(formula, isDisplay: true))
          if let number = formula.number {
            output.markup(" <span class=\"number\">(\(HTMLEscaping.escape(number)))</span>")
          }
        }
      }
    } else {
      element("p", " class=\"formula\"", to: &output) { output in
        output.standIn(for: range) { $0.markup(HTMLEscaping.escape(formula.plainWithNumber)) }
      }
    }
  }

  /// A footnote with a name to link to, where something refers to it.
  private func footnote(_ note: Footnote, to output: inout Output) {
    let attributes =
      " class=\"footnote\"" + (note.name.map { " id=\"note-\(HTMLEscaping.escape($0))\"" } ?? "")
    guard let first = note.blocks.first, var text = first.text else {
      return element("div", attributes, to: &output) { write(note.blocks, to: &$0) }
    }
    // The mark itself leads nowhere.
    if let name = note.name { text.mapLinks { $0 == .note(name) ? nil : $0 } }
    if note.blocks.count == 1 { return element("p", attributes, text, to: &output) }
    element("div", attributes, to: &output) { output in
      element("p", "", text, to: &output)
      write(Array(note.blocks.dropFirst()), to: &output)
    }
  }

  /// The attribute for a block that links may lead to.
  private func id(_ block: Block?) -> String {
    block?.anchor.map { " id=\"\(HTMLEscaping.escape($0))\"" } ?? ""
  }

  private func list(_ list: List, to output: inout Output) {
    if list.kind == .definitions {
      output.markup("<dl>\n")
      output.joined(list.items, by: "\n", keepingEmpty: true) { item, output in
        element("dt", "", item.marker, to: &output)
        output.markup("\n")
        element("dd", to: &output) { write(item.blocks, to: &$0) }
      }
      return output.markup("\n</dl>")
    }
    let tag = list.isOrdered ? "ol" : "ul"
    output.markup("<\(tag)>\n")
    output.joined(list.items.indices, by: "\n", keepingEmpty: true) { number, output in
      item(number, of: list, to: &output)
    }
    output.markup("\n</\(tag)>")
  }

  private func item(_ number: Int, of list: List, to output: inout Output) {
    let item = list.items[number]
    var attributes = id(item.blocks.first)
    let printed = list.marker(ofItem: number)
    var isWritten = false
    if list.isOrdered {
      if let number = Int(printed.filter(\.isNumber)), printed.contains(where: \.isNumber) {
        attributes += " value=\"\(number)\""
      } else {
        attributes += " style=\"list-style:none\""
        isWritten = true
      }
    }
    // The tag stands for a marker that is not written.
    let marker = output.begin(item.marker)
    if isWritten {
      output.markup("<li\(attributes)>")
      HTMLEscaping.write(marker, to: &output)
      output.markup(" ")
    } else {
      output.standIn(for: marker.range) { $0.markup("<li\(attributes)>") }
    }
    for (i, block) in item.blocks.flatMap(\.printedParts).enumerated() {
      if i == 0, case .paragraph(let text) = block.content {
        output.within(block) { inlines.write(text, to: &$0) }
      } else {
        write(block, to: &output)
      }
    }
    output.markup("</li>")
  }

  /// A picture with what stands in it; nothing if there is neither.
  private func figure(_ figure: Figure, to output: inout Output) {
    let start = output.following { output in
      if let path = options.address(ofPicture: figure.name, figure.picture) {
        let alternate = HTMLEscaping.escape(figure.alternate ?? "")
        output.markup(
          "<img src=\"\(HTMLEscaping.escape(Address.file(path)))\" alt=\"\(alternate)\">")
      }
      write(figure.blocks, to: &output)
    }
    guard let start else { return }
    output.insert("<figure>", at: start)
    output.markup("</figure>")
  }
}
