import RectoGeometry
import RectoProcessing
import RectoTree
import Testing

@Suite struct FootnoteLinkTests {
  private func block(_ content: Block.Content, page: Int = 0) -> Block {
    Block(content, page: page, box: Box(x0: 0, y0: 0, x1: 10, y1: 10))
  }

  private func text(_ string: String, raised: Range<Int32>? = nil, page: Int32 = 0) -> Text {
    let end = Int32(string.utf8.count)
    let spans = raised.map {
      [Text.Span(start: $0.lowerBound, end: $0.upperBound, style: .superscript)]
    }
    return Text(
      string, spans: spans ?? [],
      lines: [TextLine(page: page, box: .empty, start: 0, end: end, size: 10)])
  }

  private func links(_ document: Document) -> [Link?] {
    document.blocks.map { $0.text?.spans.first?.link }
  }

  @Test func tiesARaisedMarkToItsNote() {
    var document = Document()
    document.blocks = [
      block(.paragraph(text("The rain1 fell.", raised: 8..<9))),
      block(.footnote(Footnote([Block(.paragraph(text("1 At noon.")))]))),
    ]
    FootnoteLinks().process(&document)
    #expect(links(document) == [.note("1"), .note("1")])
  }

  @Test func tellsNumbersThatBeginAnewOnEachPageApart() {
    var document = Document()
    document.blocks = [
      block(.paragraph(text("The rain1 fell.", raised: 8..<9))),
      block(.footnote(Footnote([Block(.paragraph(text("1 At noon.")))]))),
      block(.paragraph(text("The sea1 rose.", raised: 7..<8, page: 1)), page: 1),
      block(.footnote(Footnote([Block(.paragraph(text("1 At night.")))])), page: 1),
    ]
    FootnoteLinks().process(&document)
    #expect(links(document) == [.note("1"), .note("1"), .note("1-p2"), .note("1-p2")])
  }

  @Test func leavesPowersAndNotesWithoutAMarkAlone() {
    var document = Document()
    document.blocks = [
      block(.paragraph(text("Ten metres2 wide.", raised: 10..<11))),
      block(.footnote(Footnote([Block(.paragraph(text("1 At noon.")))]))),
    ]
    FootnoteLinks().process(&document)
    #expect(links(document) == [nil, nil])
  }
}
