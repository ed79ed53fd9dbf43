public import RectoTree

/// Plain text: one line a paragraph, a blank line between blocks, cells parted by tabs.
public struct PlainTextRenderer: Renderer {
  private let document: Document
  private let options: RenderingOptions

  public init(_ document: Document, options: RenderingOptions = RenderingOptions()) {
    self.document = document
    self.options = options
  }

  public func render(to output: inout Output) throws {
    var isFirst = true
    output.keepsBlanks = true
    try BlockSequence.forEach(document, options: options) { element in
      switch element {
      case .pageStart(let page):
        if page > 0 { output.markup("\u{C}") }
        isFirst = true
      case .block(let block, let layer):
        let start = output.item(after: isFirst ? "" : "\n") { write(block, in: layer, to: &$0) }
        guard start != nil else { return }
        output.markup("\n")
        isFirst = false
        try output.passOn()
      }
    }
  }

  private func write(_ block: Block, in layer: Document.Layer?, to output: inout Output) {
    switch layer {
    case .hidden?, .annotation?:
      output.within(block) { output in
        output.markup("[\(layer?.rawValue ?? ""): ")
        output.joined(block.texts, by: " ", keepingEmpty: true) { write($0, to: &$1) }
        output.markup("]")
      }
    default: write(block, to: &output)
    }
  }

  private func write(_ block: Block, to output: inout Output) {
    output.within(block) { writeContent(of: block, to: &$0) }
  }

  /// Blocks below each other, captions and notes with what they belong to.
  private func write(_ blocks: [Block], separator: String = "\n\n", to output: inout Output) {
    output.joined(blocks.flatMap(\.printedParts), by: separator, keepingEmpty: true) {
      write($0, to: &$1)
    }
  }

  /// A text as it is read without styles.
  private func write(_ text: Text, to output: inout Output) {
    let all = output.begin(text)
    var place: Int32 = 0
    for reading in text.readings where reading.range.lowerBound >= place {
      output.text(all.offsets(place, reading.range.lowerBound).lines)
      output.standIn(for: reading.range) { $0.markup(ControlCharacters.lines(reading.text)) }
      place = reading.range.upperBound
    }
    output.text(all.offsets(place, .max).lines)
  }

  private func writeContent(of block: Block, to output: inout Output) {
    switch block.content {
    case .heading(let text, _), .paragraph(let text), .lineBlock(let text), .code(let text, _):
      write(text, to: &output)
    case .quote(let blocks), .caption(let blocks): write(blocks, to: &output)
    case .footnote(let note): write(note.blocks, to: &output)
    case .thematicBreak: output.markup("* * *")
    case .raw: break
    case .section(let section):
      if let title = section.title {
        write(title, to: &output)
        output.markup("\n\n")
      }
      write(section.blocks, to: &output)
    case .formula(let formula):
      let range = output.begin(formula.latex).range
      output.standIn(for: range) { output in
        output.markup(ControlCharacters.lines(formula.plain))
        if let number = formula.number { output.markup("\t(\(ControlCharacters.lines(number)))") }
      }
    case .list(let list):
      output.joined(list.items.indices, by: "\n", keepingEmpty: true) { number, output in
        item(number, of: list, to: &output)
      }
    case .table(let table):
      output.joined(table.grid, by: "\n", keepingEmpty: true) { row, output in
        output.joined(row, by: "\t", keepingEmpty: true) { cell, output in
          if let cell { write(cell, to: &output) }
        }
      }
    case .figure(let figure): write(figure.blocks, to: &output)
    }
  }

  private func item(_ number: Int, of list: List, to output: inout Output) {
    let item = list.items[number]
    let marker = output.begin(item.marker)
    if marker.isEmpty {
      output.markup(list.marker(ofItem: number))
    } else {
      output.text(marker.lines)
    }
    output.markup(" ")
    output.indented(by: 2) { write(item.blocks, separator: "\n", to: &$0) }
  }

  /// A line for each text of what stands in a cell.
  private func write(_ cell: Table.Cell, to output: inout Output) {
    let first = cell.text.isEmpty && !cell.more.isEmpty ? [] : [cell.text]
    output.joined(first + cell.more.flatMap(\.texts), by: "\n", keepingEmpty: true) {
      write($0, to: &$1)
    }
  }
}
