import RectoGeometry
import RectoMetadata
import RectoTree
import Testing

@testable import RectoRendering

private func linked(_ string: String, to address: String) -> Block {
  paragraph(
    string,
    [.init(start: 0, end: Int32(string.utf8.count), style: [], link: .uri(address))])
}

/// What strangers' documents say must not become markup.
@Suite struct EscapingTests {
  @Test(arguments: [
    "\u{600}", "\u{605}", "\u{6DD}", "\u{70F}", "\u{8E2}", "\u{D4E}", "\u{110BD}", "\u{111C2}",
  ])
  func signsThatSwiftJoinsToTheNextHideNothing(sign: String) {
    #expect(
      markdown([paragraph(sign + "<b> " + sign + "`x` " + sign + "[x](y)")])
        == sign + "\\<b> " + sign + "\\`x\\` " + sign + "\\[x\\](y)\n")
  }

  @Test(
    arguments: [
      ("* not an item", "\\* not an item"), ("* * *", "\\* * *"), ("_ _ _", "\\_ _ _"),
      ("--- | ---", "\\--- | ---"), (":-: | -", "\\:-: | -"), ("#\ttab", "\\#\ttab"),
      ("    no code", "no code"), ("\tno code", "no code"), ("1)\ttab", "1\\)\ttab"),
      ("a\n\n# b", "a # b"), ("a\r\n- b", "a - b"), ("a\u{1B}[31mb\u{7}", "a[31mb"),
      ("<\u{1}script>", "\\<script>"), ("<a@b.example>", "\\<a@b.example>"), ("a <5 m", "a <5 m"),
      ("&#60;", "\\&#60;"), ("a & b; c", "a & b; c"),
    ])
  func escapesWhatOpensBlocksOrIsObeyed(text: String, expected: String) {
    #expect(markdown([paragraph(text)]) == expected + "\n")
  }

  @Test func piecesAreEscapedForWhatStandsBesideThem() {
    let bold = Text.Span(start: 1, end: 2, style: .bold)
    #expect(markdown([paragraph("<b", [bold])]) == "<**b**\n")
    #expect(
      markdown([paragraph("!x", [.init(start: 1, end: 2, style: [], link: .uri("http://x.y/"))])])
        == "\\![x](http://x.y/)\n")
    #expect(markdown([paragraph("\\x", [.init(start: 1, end: 2, style: .code)])]) == "\\\\`x`\n")
    #expect(
      markdown([paragraph("&lt;", [.init(start: 1, end: 3, style: [], link: .named("a"))])])
        == "\\&lt;\n")
  }

  @Test func addressesInAngleBracketsHaveNothingToEscape() {
    let script = "http://x.example/<script>alert(1)</script>"
    #expect(
      markdown([linked(script, to: script)])
        == "[http://x.example/\\<script>alert(1)\\</script>]"
        + "(http://x.example/%3Cscript%3Ealert%281%29%3C/script%3E)\n")
    #expect(markdown([linked("script", to: "mailto:script")]) == "[script](mailto:script)\n")
    #expect(markdown([linked("script", to: "script")]) == "[script](script)\n")
    #expect(
      markdown([linked("x;y@a.example", to: "mailto:x;y@a.example")])
        == "[x;y@a.example](mailto:x;y@a.example)\n")
    #expect(
      markdown([linked("https://a.example/?a=1&b=2", to: "https://a.example/?a=1&b=2")])
        == "<https://a.example/?a=1&b=2>\n")
    #expect(
      markdown([linked("https://a.example/?a&lt;", to: "https://a.example/?a&lt;")])
        == "[https://a.example/?a\\&lt;](https://a.example/?a&amp;lt;)\n")
  }

  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", "\u{1}javascript:x",
    " javascript:x", "javascript&colon;alert(1)", "javascript&#58;alert(1)",
    "javascript&#x3A;alert(1)", "&#106;avascript:alert(1)", "&amp;#106;avascript:alert(1)",
    "java&Tab;script&colon;x", "vbscript:x", "data:text/html,x", "file:///etc/passwd", "blob:x",
    "view-source:http://x.example", "feed:x", "unknown:x", "\u{600}javascript:x", "", " ", "\n",
  ])
  func addressesThatMightRunAreText(address: String) {
    #expect(Link.uri(address).address == nil)
    #expect(markdown([linked("text", to: address)]) == "text\n")
  }

  @Test(arguments: [
    ("https://a.example/x", "https://a.example/x"), ("HTTP://A.example", "HTTP://A.example"),
    ("mailto:a@b.example", "mailto:a@b.example"), ("tel:+49 30", "tel:+49%2030"),
    ("page.html#a:b", "page.html#a:b"), ("#part", "#part"), ("//a.example/x", "//a.example/x"),
    ("http://x/\n\n# h", "http://x/#%20h"), (" http://x/ ", "http://x/"),
    ("http://x/a b(c)|`\\", "http://x/a%20b%28c%29%7C%60%5C"),
    ("http://x/?a=1&copy;", "http://x/?a=1&amp;copy;"), ("http://x/é", "http://x/é"),
    ("http://x/\u{202E}y", "http://x/%E2%80%AEy"),
  ])
  func addressesThatOnlyShowAreLinks(address: String, expected: String) {
    #expect(markdown([linked("text", to: address)]) == "[text](\(expected))\n")
  }

  @Test func bracketsInLabelsCloseNoLabel() {
    #expect(
      markdown([linked("a] (b [c", to: "http://x.example/")])
        == "[a\\] (b \\[c](http://x.example/)\n")
  }

  @Test(arguments: [
    ("---> <script>x</script>", "- - -&gt; &lt;script&gt;x&lt;/script&gt;"),
    ("--!>", "- -!&gt;"), ("-->", "- -&gt;"), ("a-", "a-"), (">", "&gt;"), ("<!-- a", "&lt;!- - a"),
    ("a\n\n# b", "a # b"), ("\u{600}-->", "\u{600}- -&gt;"),
  ])
  func hiddenTextEndsNoComment(text: String, expected: String) {
    var options = RenderingOptions()
    options.include = [.hidden]
    #expect(
      markdown([], furniture: [.init(.hidden, paragraph(text))], options)
        == "<!-- hidden: \(expected) -->\n")
  }

  @Test(arguments: [
    ("a<b", "a< b"), ("a < b", "a < b"), ("x<script>y", "x< script>y"), ("[x](y)", "[x] (y)"),
    ("a`b", "a\\lq b"), ("a|b", "a|b"), ("a\n\nb", "a b"),
    ("\\left<x\\right>", "\\left< x\\right>"),
  ])
  func formulasAreNoMarkupToThoseWhoKnowNone(latex: String, expected: String) {
    let formula = Formula(tree: .empty, latex: Text(latex), plain: "")
    let text = Text("x", formulas: [InlineFormula(start: 0, end: 1, formula: formula)])
    #expect(
      markdown([Block(.paragraph(text), page: 0, box: .empty)]) == "$\(expected)$\n")
    #expect(
      markdown([Block(.formula(formula), page: 0, box: .empty)]) == "$$\n\(expected)\n$$\n")
  }

  @Test func displayedFormulasOpenNoOtherBlock() {
    for (latex, expected) in [
      ("- x", "\\displaystyle - x"), ("> 0", "\\displaystyle > 0"), ("-x", "-x"),
      ("=", "\\displaystyle ="), ("~~~ x", "\\displaystyle ~~~ x"), ("***", "\\displaystyle ***"),
    ] {
      let formula = Formula(tree: .empty, latex: Text(latex), plain: "")
      #expect(
        markdown([Block(.formula(formula), page: 0, box: .empty)]) == "$$\n\(expected)\n$$\n")
    }
  }

  @Test func barsOfFormulasEndNoCell() {
    #expect(
      MarkdownEscaping.formula("\\|x\\||y| \\\\|", in: .table)
        == "\\Vert x\\Vert \\vert y\\vert  \\\\\\vert ")
  }

  @Test(arguments: [
    ("my report (1)_files/f.png", "my%20report%20%281%29_files/f.png"),
    ("x)<script>_files/f.png", "x%29%3Cscript%3E_files/f.png"),
    ("a\nb#c?d%e_files/f.png", "a%0Ab%23c%3Fd%25e_files/f.png"),
    ("javascript:x_files/f.png", "javascript%3Ax_files/f.png"), ("ä_files/f.png", "ä_files/f.png"),
    ("data:image/png;base64,AA+/=", "data:image/png;base64,AA+/="),
  ])
  func placesOfPicturesAreAddresses(path: String, expected: String) {
    var figure = Figure(kind: .image, name: "f")
    figure.alternate = "a] <b>\n\n# c"
    let block = Block(.figure(figure), page: 0, box: .empty)
    var options = RenderingOptions()
    options.pictures = ["f": path]
    #expect(markdown([block], options) == "![a\\] \\<b> # c](\(expected))\n")
    var html = Output()
    HTMLBlocks(options).write(block, to: &html)
    #expect(
      html.string
        == "<figure><img src=\"\(expected)\" alt=\"a] &lt;b&gt;\n\n# c\"></figure>")
  }

  @Test func namesOfAttachmentsAreOneLineAndSizesAreKnown() {
    var document = Document()
    document.metadata.attachments = [
      Attachment(name: "a\u{1B}[2J\r\nb\u{7}.txt", size: nil),
      Attachment(name: "c|d", size: 7),
    ]
    var options = RenderingOptions()
    options.include = [.attachments]
    var result = ""
    try? MarkdownRenderer(document, options: options).render { result += $0 }
    #expect(
      result == "| Attachment | Bytes |\n| --- | --- |\n| a[2J b.txt |  |\n| c\\|d | 7 |\n")
  }

  @Test func htmlInMarkdownIsOneBlock() {
    let inner = Block(.code(Text("a\n\n# b\n \t\nc")), page: 0, box: .empty)
    var table = Table(
      rows: 1, columns: 2,
      cells: [Table.Cell(row: 0, column: 0, columnSpan: 2, box: .empty, text: Text("x"))])
    table.cells[0].more = [inner]
    let text = markdown([Block(.table(table), page: 0, box: .empty)])
    #expect(!text.dropLast().contains("\n\n"))
    #expect(text.contains("<pre><code>a&#10;\n# b&#10; \t\nc</code></pre>"))
  }

  @Test func htmlInAnItemEndsBeforeTheNextBlock() {
    let table = Table(
      rows: 1, columns: 2,
      cells: [Table.Cell(row: 0, column: 0, columnSpan: 2, box: .empty, text: Text("x"))])
    let inner = List(
      isOrdered: false, items: [.init(marker: Text("•"), blocks: [paragraph("<b>")])])
    let blocks = [
      Block(.table(table), page: 0, box: .empty), Block(.list(inner), page: 0, box: .empty),
    ]
    for kind in [List.Kind.items, .contents] {
      let list = List(
        kind: kind, isOrdered: false,
        items: [
          .init(marker: Text("•"), blocks: kind == .items ? blocks : [blocks[0]]),
          .init(marker: Text("•"), blocks: [paragraph("<i>")]),
        ])
      let text = markdown([Block(.list(list), page: 0, box: .empty)])
      #expect(text.contains(kind == .items ? "</table>\n\n  - \\<b>" : "</table>\n- \\<i>"))
    }
  }

  @Test func anEmptyItemMakesNoHeadingOfTheLineAbove() {
    let inner = List(isOrdered: false, items: [.init(marker: Text("•"), blocks: [paragraph("")])])
    let blocks = [paragraph("text"), Block(.list(inner), page: 0, box: .empty)]
    for (list, expected) in [
      (
        List(isOrdered: false, items: [.init(marker: Text("•"), blocks: blocks)]),
        "- text\n\n  - \n"
      ),
      (
        List(
          kind: .definitions, isOrdered: false,
          items: [.init(marker: Text("term"), blocks: [blocks[1]])]), "- term\n\n  - \n"
      ),
    ] {
      #expect(markdown([Block(.list(list), page: 0, box: .empty)]) == expected)
    }
  }

  @Test func aNumberBeforeCodeOpensNone() {
    let code = Block(.code(Text("<b>")), page: 0, box: .empty)
    let list = List(isOrdered: true, items: [.init(marker: Text("(a)"), blocks: [code])])
    #expect(
      markdown([Block(.list(list), page: 0, box: .empty)])
        == "- (a)\n\n  ```\n  <b>\n  ```\n")
  }

  @Test(arguments: ["=1+1", "@SUM(A1)", "+cmd|x", "-2+3", "\t=1", " =1", "＝1", "-x", "+1-2"])
  func cellsThatSpreadsheetsRunAreMarked(cell: String) {
    #expect(SpreadsheetFormula.neutralised(cell) == "'" + cell)
  }

  @Test(arguments: [
    "-5,15", "+3", "-1 234.50 €", "-$5", "-2.5e-3", "-5 %", "-", "--", "+/-", "- – -", "=", "@",
    "a=b",
    "1-2", "", "-.5", "−5 m",
  ])
  func plainNumbersAndMarksStay(cell: String) {
    #expect(SpreadsheetFormula.neutralised(cell) == cell)
  }

  @Test func formulasOfCellsStayIfAskedFor() {
    let cell = Table.Cell(row: 0, column: 0, box: .empty, text: Text("\u{1}=\"x\"\r\ny"))
    let table = Table(rows: 1, columns: 1, cells: [cell])
    func text(_ renderer: TableRenderer, _ format: TableRenderer.Format) -> String {
      renderer.text(table, box: .empty, page: 1, name: "t", as: format)
    }
    #expect(text(TableRenderer(), .csv) == "\"'=\"\"x\"\"\ny\"\n")
    #expect(text(TableRenderer(keepsFormulas: true), .csv) == "\"=\"\"x\"\"\ny\"\n")
    #expect(text(TableRenderer(), .tsv) == "'=\"x\" y\n")
  }

  @Test func jsonEscapesWhatEndsLinesForSome() {
    var writer = JSONWriter()
    writer.array { $0.string(nil, "a\u{85}b\u{2028}c\u{9B}d\u{7F}é”") }
    #expect(writer.take() == "[\"a\\u0085b\\u2028c\\u009bd\\u007fé”\"]")
  }

  @Test func absurdSizesAreCut() {
    #expect(PixelBox.pixels(.infinity) == 0 && PixelBox.pixels(1e30) == 10_000_000)
    #expect(JSONWriter.rounded(.nan) == "null")
  }
}
