import RectoGeometry
import RectoProcessing
import RectoTree
import Testing

/// Notes as producers set them: what the text calls with a raised mark is a note at the page's foot.
@Suite struct FootnoteTests {
  /// A page whose text calls notes by raised labels, with paragraphs at its foot. Each line of a
  /// paragraph is a line of print.
  private func page(
    calling labels: [String], link: Link? = nil, foot: [String], raised: Bool = false,
    style: Style = .superscript
  ) -> Document {
    var prose = String(repeating: "All night the wind blew over the harbour. ", count: 9)
    var calls: [Text.Span] = []
    for label in labels {
      let start = Int32(prose.utf8.count)
      prose += label
      let end = Int32(prose.utf8.count)
      calls.append(Text.Span(start: start, end: end, style: style, link: link))
      prose += " and the sea rose"
    }
    let body = Text(
      prose, spans: calls, lines: [line(0, Int32(prose.utf8.count), at: 100, size: 10)])
    var document = Document()
    document.pages = [Document.Page(index: 0, width: 595, height: 842)]
    document.blocks = [block(body, size: 10, at: 100)]
    var y: Float = 700
    for paragraph in foot {
      let top = y
      var string = ""
      var lines: [TextLine] = []
      for part in paragraph.split(separator: "\n") {
        let start = Int32(string.utf8.count)
        string += (start > 0 ? " " : "") + part
        let from = start > 0 ? start + 1 : 0
        lines.append(line(from, Int32(string.utf8.count), at: y, size: 8))
        y += 10
      }
      let mark = Text.Span(start: 0, end: 1, style: .superscript, link: link)
      let text = Text(string, spans: raised ? [mark] : [], lines: lines)
      document.blocks.append(block(text, size: 8, at: top))
    }
    Footnotes().process(&document)
    FootnoteLinks().process(&document)
    return document
  }

  private func line(_ start: Int32, _ end: Int32, at y: Float, size: Float) -> TextLine {
    TextLine(
      page: 0, box: Box(x0: 60, y0: y, x1: 500, y1: y + size), start: start, end: end, size: size)
  }

  private func block(_ text: Text, size: Float, at y: Float) -> Block {
    var block = Block(
      .paragraph(text), page: 0, box: Box(x0: 60, y0: y, x1: 500, y1: y + size))
    block.look.size = size
    return block
  }

  private func notes(_ document: Document) -> [String] {
    document.blocks.compactMap {
      if case .footnote = $0.content { $0.text?.string } else { nil }
    }
  }

  private func calls(_ document: Document) -> [Link?] {
    document.blocks.first?.text?.spans.map(\.link) ?? []
  }

  @Test(arguments: ["1 At noon.", "1At noon.", "1. At noon.", "1) At noon.", "[1] At noon."])
  func knowsANoteByTheCallWhateverStandsAfterItsMark(_ note: String) {
    let document = page(calling: ["1"], foot: [note])
    #expect(notes(document) == [note])
    #expect(calls(document) == [.note("1")])
  }

  @Test func knowsMarksThatAreRaisedOrLinked() {
    for link in [nil, Link.place(page: 0, top: 700), .named("fn1")] {
      let document = page(calling: ["1"], link: link, foot: ["1At noon."], raised: true)
      #expect(calls(document) == [.note("1")])
      #expect(document.blocks[1].text?.spans.first?.link == .note("1"))
    }
  }

  @Test func knowsSignsLettersAndNumbersInBrackets() {
    #expect(notes(page(calling: ["*"], foot: ["*At noon."])) == ["*At noon."])
    #expect(notes(page(calling: ["a"], foot: ["aAt noon."], raised: true)) == ["aAt noon."])
    #expect(calls(page(calling: ["[1]"], foot: ["[1] At noon."])) == [.note("1")])
  }

  @Test func partsNotesThatRunOnInOneParagraph() {
    let foot = ["1At noon, when the\ntide was out.\n2At night.\n3 In the morning, with\n2 boats."]
    let document = page(calling: ["1", "2", "3"], foot: foot)
    #expect(
      notes(document) == [
        "1At noon, when the tide was out.", "2At night.", "3 In the morning, with 2 boats.",
      ])
    #expect(calls(document) == [.note("1"), .note("2"), .note("3")])
    #expect(document.blocks.map(\.box.y0) == [100, 700, 720, 730])
  }

  @Test func knowsCallsInRaisedFiguresOfTheFontByWhereTheyLead() {
    for (top, isCall) in [(Float(700), true), (100, false)] {
      let link = Link.place(page: 0, top: top)
      let document = page(calling: ["1"], link: link, foot: ["1At noon."], style: [])
      #expect(notes(document) == (isCall ? ["1At noon."] : []))
      #expect(calls(document) == [isCall ? .note("1") : link])
    }
  }

  @Test func knowsANoteOnThePageAfterItsCall() {
    var document = page(calling: ["1"], foot: [])
    document.pages.append(Document.Page(index: 1, width: 595, height: 842))
    for (string, size) in [
      (String(repeating: "Rain fell. ", count: 30), Float(10)), ("1. At noon.", 8),
    ] {
      let y: Float = size > 9 ? 100 : 700
      let box = Box(x0: 60, y0: y, x1: 500, y1: y + size)
      let end = Int32(string.utf8.count)
      let text = Text(
        string, lines: [TextLine(page: 1, box: box, start: 0, end: end, size: size)])
      var block = Block(.paragraph(text), page: 1, box: box)
      block.look.size = size
      document.blocks.append(block)
    }
    Footnotes().process(&document)
    FootnoteLinks().process(&document)
    #expect(notes(document) == ["1. At noon."])
    #expect(calls(document) == [.note("1")])
  }

  @Test func takesNoNumberThatNothingCalls() {
    #expect(notes(page(calling: ["2"], foot: ["1.Rain fell."])) == [])
    #expect(notes(page(calling: ["1"], foot: ["12004 boats came."])) == [])
    #expect(notes(page(calling: ["a"], foot: ["a boat came."])) == [])
    #expect(calls(page(calling: ["2"], foot: ["1 At noon."])) == [nil])
  }

  @Test func leavesCallsThatLeadOutOfTheDocument() {
    let out = Link.uri("https://example.org")
    #expect(calls(page(calling: ["1"], link: out, foot: ["1 At noon."])) == [out])
  }
}
