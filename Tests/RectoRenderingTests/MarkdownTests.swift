import RectoGeometry
import RectoRendering
import RectoTesting
import RectoTree
import Testing

@testable import RectoRendering

@Suite struct MarkdownTests {
  @Test(
    arguments: [
      ("1. not a list", "1\\. not a list"), ("# not a heading", "\\# not a heading"),
      ("- not an item", "\\- not an item"), ("2 * 3 * 4", "2 * 3 * 4"), ("*bold*", "\\*bold\\*"),
      ("snake_case_name", "snake_case_name"), ("_x_", "\\_x\\_"), ("a < b", "a < b"),
      ("<T> is a type", "\\<T> is a type"), ("AT&T", "AT&T"), ("&amp;", "\\&amp;"),
      ("[x](y)", "\\[x\\](y)"), ("[3] says", "[3] says"), ("`code`", "\\`code\\`"),
      ("~5 metres", "\\~5 metres"), ("=====", "\\====="), ("1984 was", "1984 was"),
    ])
  func escapesWhatMarkdownWouldTakeForMarks(text: String, expected: String) {
    #expect(markdown([paragraph(text)]) == expected + "\n")
  }

  @Test func stylesNestAndStandOutsideSpaces() {
    let spans = [
      Text.Span(start: 0, end: 5, style: .bold),
      Text.Span(start: 5, end: 11, style: [.bold, .italic]),
    ]
    #expect(markdown([paragraph("bold both rest", spans)]).hasPrefix("**bold** "))
    #expect(
      markdown([paragraph("a word here", [Text.Span(start: 2, end: 7, style: .italic)])])
        == "a *word* here\n")
  }

  @Test func tagsStandInWhereDelimitersWouldNotClose() {
    // `**foo:**bar` does not close in CommonMark.
    let text = markdown([paragraph("foo:bar", [Text.Span(start: 0, end: 4, style: .bold)])])
    #expect(text == "<strong>foo:</strong>bar\n")
  }

  @Test func signsAloneAreNotSetOff() {
    func spans(_ styles: [Style]) -> [Text.Span] {
      // “Form”, in three pieces.
      [
        .init(start: 0, end: 3, style: styles[0]), .init(start: 3, end: 7, style: styles[1]),
        .init(start: 7, end: 10, style: styles[2]),
      ]
    }
    let text = "\u{201C}Form\u{201D}"
    #expect(
      markdown([paragraph(text, spans([.italic, [.bold, .italic], .italic]))]) == "“***Form***”\n")
    #expect(markdown([paragraph(text, spans([.italic, .italic, .italic]))]) == "*“Form”*\n")
    #expect(markdown([paragraph(text, spans([.bold, [], .bold]))]) == "“Form”\n")
    // What stands between two that share a style has it, too.
    let bold: [Text.Span] = [
      .init(start: 0, end: 1, style: .bold), .init(start: 1, end: 2, style: [.bold, .italic]),
      .init(start: 2, end: 3, style: .bold),
    ]
    #expect(markdown([paragraph("a,b", bold)]) == "**a,b**\n")
    #expect(
      markdown([paragraph("a*", [.init(start: 1, end: 2, style: .superscript)])])
        == "a<sup>\\*</sup>\n")
  }

  @Test func marksThatAreWrittenBesideDelimitersCount() {
    // The bracket of the note stands beside them, not its printed sign.
    let spans: [Text.Span] = [
      .init(start: 0, end: 4, style: .bold),
      .init(start: 4, end: 7, style: .superscript, link: .note("1")),
    ]
    #expect(markdown([paragraph("Min,\u{2217} said", spans)]) == "**Min,**[^1] said\n")
  }

  @Test func aLinkOverSeveralSpansIsOneLink() {
    let link = Link.uri("https://a.example/x")
    let spans = [
      Text.Span(start: 0, end: 4, style: [], link: link),
      Text.Span(start: 4, end: 8, style: .bold, link: link),
    ]
    #expect(markdown([paragraph("the moor", spans)]) == "[the **moor**](https://a.example/x)\n")
  }

  @Test(arguments: [
    ("see https://a.example/x_y.", 4..<25, "https://a.example/x_y", "see https://a.example/x_y."),
    ("www.a.example", 0..<13, "http://www.a.example", "www.a.example"),
    ("(ada@a.example)", 1..<14, "mailto:ada@a.example", "(ada@a.example)"),
    // What GitHub would link otherwise or not at all.
    ("https://a.example/*", 0..<19, "https://a.example/*", "<https://a.example/*>"),
    ("seehttps://a.example", 3..<20, "https://a.example", "see<https://a.example>"),
    ("a.example", 0..<9, "http://a.example", "[a.example](http://a.example)"),
  ])
  func addressesAreBareWhereTheyLinkThemselves(
    text: String, place: Range<Int32>, target: String, expected: String
  ) {
    let span = Text.Span(
      start: place.lowerBound, end: place.upperBound, style: [], link: .uri(target))
    #expect(markdown([paragraph(text, [span])]) == expected + "\n")
  }

  @Test func furnitureIsDroppedKeptOrMarked() {
    let (blocks, title) = ([paragraph("body")], Document.Furniture(.header, paragraph("Title")))
    var options = RenderingOptions()
    #expect(markdown(blocks, furniture: [title], options) == "body\n")
    options.furniture = .keep
    #expect(markdown(blocks, furniture: [title], options) == "Title\n\nbody\n")
    options.furniture = .mark
    #expect(
      markdown(blocks, furniture: [title], options) == "<header>Title</header>\n\nbody\n")
  }

  @Test func spansNeedHTMLUnlessPipesAreAskedFor() {
    let table = Table(
      rows: 2, columns: 2, headRows: 1,
      cells: [
        Table.Cell(row: 0, column: 0, columnSpan: 2, box: .empty, text: Text("a|b")),
        Table.Cell(row: 1, column: 0, box: .empty, text: Text("c")),
        Table.Cell(row: 1, column: 1, box: .empty, text: Text("d")),
      ])
    let block = Block(.table(table), page: 0, box: .empty)
    var options = RenderingOptions()
    #expect(markdown([block], options).contains("<th scope=\"colgroup\" colspan=\"2\">a|b</th>"))
    options.tables = .pipe
    #expect(markdown([block], options) == "| a\\|b |  |\n| --- | --- |\n| c | d |\n")
  }

  @Test func codeIsFencedByMoreThanItHolds() {
    let block = Block(.code(Text("a\n```\nb")), page: 0, box: .empty)
    #expect(markdown([block]) == "````\na\n```\nb\n````\n")
  }

  @Test func listsKeepTheirNumbersAndNest() {
    let inner = Block(
      .list(List(isOrdered: false, items: [.init(marker: Text("•"), blocks: [paragraph("deep")])])),
      page: 0, box: .empty)
    let list = List(
      isOrdered: true,
      items: [
        .init(marker: Text("3."), blocks: [paragraph("three"), inner]),
        .init(marker: Text("(b)"), blocks: [paragraph("bee")]),
      ])
    #expect(
      markdown([Block(.list(list), page: 0, box: .empty)])
        == "3. three\n   - deep\n- (b) bee\n")
  }

  @Test func linksWithinTheDocumentLeadToHeadings() {
    func heading(_ text: String, top: Float) -> Block {
      Block(
        .heading(Text(text), level: 1), page: 1, box: Box(x0: 0, y0: top, x1: 9, y1: top + 9))
    }
    func link(_ top: Float) -> Block {
      paragraph("see", [.init(start: 0, end: 3, style: [], link: .place(page: 1, top: top))])
    }
    let blocks = [
      heading("1.2 The Old Harbour!", top: 100), heading("Notes", top: 300),
      heading("Notes", top: 500), link(95), link(490), link(200),
    ]
    let markdown = markdown(blocks)
    #expect(
      markdown.hasSuffix("[see](#12-the-old-harbour)\n\n[see](#notes-1)\n\nsee\n"), "\(markdown)")
  }

  @Test func flatContentsAreLinesAndNestedOnesAList() {
    let inner = List(
      kind: .contents, isOrdered: false,
      items: [.init(marker: Text(""), blocks: [paragraph("b 2")])])
    var list = List(
      kind: .contents, isOrdered: false,
      items: [
        .init(marker: Text(""), blocks: [paragraph("a 1")]),
        .init(marker: Text(""), blocks: [paragraph("c 3")]),
      ])
    #expect(markdown([Block(.list(list), page: 0, box: .empty)]) == "a 1  \nc 3\n")
    list.items[0].blocks.append(Block(.list(inner), page: 0, box: .empty))
    #expect(markdown([Block(.list(list), page: 0, box: .empty)]) == "- a 1\n  - b 2\n- c 3\n")
  }
}
