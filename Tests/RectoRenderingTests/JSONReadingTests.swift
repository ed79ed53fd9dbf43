import RectoDiagnostics
import RectoGeometry
import RectoLayout
import RectoMetadata
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoRendering

/// What is written as JSON is read back, and what is wrong with JSON is said with its place.
@Suite struct JSONReadingTests {
  private static func text(of renderer: any Renderer) throws -> String {
    var result = ""
    try renderer.render { result += $0 }
    return result
  }

  private static func json(_ document: Document) throws -> String {
    try text(of: JSONRenderer(document))
  }

  private static func read(_ json: String) throws -> JSONDocument {
    try JSONDocument(Array(json.utf8), name: "x.json")
  }

  private static func document(_ blocks: [Block]) -> Document {
    var document = Document()
    document.blocks = blocks
    document.nameBlocks()
    return document
  }

  /// In which formats a document comes out otherwise when it is read back.
  private static func differences(
    _ document: Document, _ options: RenderingOptions = RenderingOptions()
  ) throws -> [String] {
    let read = try read(text(of: JSONRenderer(document, options: options)))
    var back = options
    back.pictures = read.pictures
    return try [
      (
        "json", JSONRenderer(document, options: options), JSONRenderer(read.document, options: back)
      ),
      (
        "md", MarkdownRenderer(document, options: options),
        MarkdownRenderer(read.document, options: back)
      ),
      (
        "html", HTMLRenderer(document, options: options), HTMLRenderer(read.document, options: back)
      ),
      (
        "text", PlainTextRenderer(document, options: options),
        PlainTextRenderer(read.document, options: back)
      ),
    ].filter { (_, one: any Renderer, other: any Renderer) in
      try text(of: one) != text(of: other)
    }.map(\.0)
  }

  @Test func documentsOfAnythingComeBack() throws {
    let seed = RandomNumbers.seed(of: "documentsOfAnythingComeBack")
    for turn in 0..<150 {
      let hostile = HostileDocument(seed: seed &+ UInt64(turn))
      var document = hostile.document
      document.nameBlocks()
      var isSound = true
      document.forEachText { if !$0.faults.isEmpty { isSound = false } }
      guard isSound else { continue }
      var options = RenderingOptions()
      options.include = [.hidden, .annotations, .attachments, .forms, .metadata]
      options.furniture = .mark
      options.pictures = hostile.pictures
      let differences = try Self.differences(document, options)
      #expect(differences.isEmpty, "RECTO_SEED=\(seed &+ UInt64(turn))")
    }
  }

  @Test func whatPagesDoNotShowComesBack() throws {
    let picture = PictureFile([0x89, 0x50, 0x4E], mediaType: "image/png")
    let inline = InlinePicture(start: 2, end: 6, alternate: "gull", name: "i", picture: picture)
    var table = Table(
      rows: 1, columns: 2, headRows: 1,
      cells: [
        Table.Cell(row: 0, column: 0, box: .empty, text: Text("Town")),
        Table.Cell(
          row: 0, column: 1, box: .empty, text: Text(),
          blocks: [Block(.quote([Block(.heading(Text("b"), level: 2))]))]),
      ])
    table.alignments = [.left, nil]
    table.headColumns = 1
    table.above = [Block(.caption([Block(.paragraph(Text("above")))]))]
    table.below = [Block(.footnote(Footnote(name: "1", [Block(.paragraph(Text("below")))])))]
    var named = Block(.paragraph(Text("named")))
    named.anchor = "inner"
    let link = Text.Span(start: 0, end: 4, style: [.bold], link: .anchor("inner"))
    let array = MathGrid(
      .array, rows: [[.symbol(MathSymbol(.identifier, latex: "x", text: "x"))]], columns: "l|",
      rules: [0, 1])
    let formula = Formula(tree: .grid(array), latex: Text("\\begin{array}"), plain: "x")
    let blocks = [
      Block(.thematicBreak), Block(.raw("<b>", format: "html")), Block(.table(table)),
      Block(.code(Text("let a = 1"), language: "swift")), Block(.formula(formula)),
      Block(.section(Section(.slide, title: Text("Gulls"), blocks: [Block(.quote([named]))]))),
      Block(
        .list(List(isOrdered: true, start: 4, items: [List.Item(marker: Text(), blocks: [named])]))),
      Block(.paragraph(Text("a gull, é水😀 flying", pictures: [inline]))),
      Block(.paragraph(Text("here", spans: [link]))),
      Block(.figure(Figure(kind: .image, alternate: "A gull", name: "f", picture: picture))),
      Block(.lineBlock(Text("one\ntwo"))),
    ]
    #expect(try Self.differences(Self.document(blocks)) == [])
    let read = try Self.read(Self.json(Self.document(blocks))).document
    guard case .table(let back) = read.blocks[2].content else { return #expect(Bool(false)) }
    #expect(back.above.count == 1 && back.below.count == 1 && back.alignments == [.left, nil])
    guard case .formula(let grid) = read.blocks[4].content else { return #expect(Bool(false)) }
    #expect(grid.tree == formula.tree)
    #expect(read.blocks[7].text?.pictures == [inline])
  }

  @Test func linesLeadBackToTheSameGlyphs() throws {
    let page = SourcePage.drawn(
      """
      Rain fell all night on the har-
      bour, and on *the* boats é in it.
      """)
    let document = page.document()
    let read = try Self.read(Self.json(document)).document
    #expect(try Self.json(read) == Self.json(document))
    #expect(read.blocks[0].text?.lines.first?.droppedHyphen == true)
    #expect(read.blocks[0].text?.faults == [])
    #expect(read.pages[0].glyphCount == page.glyphs.count)
  }

  @Test func fieldsMayStandInAnyOrderAndOthersArePassedOver() throws {
    let read = try Self.read(
      """
      {"blocks":[{"text":"a\\u00e9\\ud83d\\ude00\\n","mine":[{"x":1}],"type":"paragraph",
       "spans":[{"styles":["bold"],"end":2,"start":1}]},{"type":"break"}],
       "x":null,"pages":[],"metadata":{"format":"pdf","pageCount":0,"encrypted":false,"tagged":false,
       "outline":[],"attachments":[],"fields":[],"annotations":[],"mine":7},"schema":"recto-document/1"}
      """)
    #expect(read.document.dump == "paragraph \"aé😀\n\"\nbreak")
    #expect(read.document.blocks[0].text?.spans == [Text.Span(start: 1, end: 3, style: .bold)])
    #expect(read.document.blocks.map(\.id) == ["new1", "new2"])
    #expect(read.document.diagnostics.isEmpty)
  }

  @Test func newerAdditionsArePassedOverAndNewerVersionsRefused() throws {
    let json = try Self.json(Self.document([Block(.paragraph(Text("a")))]))
    let newer = json.replacing("\"minor\":\(JSONRenderer.minor)", with: "\"minor\":99,\"new\":{}")
    let read = try Self.read(newer)
    #expect(read.document.diagnostics.map(\.code) == [.newerSchema])
    #expect(read.document.blocks.count == 1)
    for (other, sign) in [
      ("recto-document/2", "$.schema: 'recto-document/2' is another version"),
      ("recto-source-map/1", "is no format that is read here"), ("x", "is no format"),
    ] {
      let error = #expect(throws: ConversionError.self) {
        try Self.read(json.replacing("recto-document/1", with: other))
      }
      #expect(error?.status == .damagedInput && error?.message.contains(sign) == true)
    }
  }

  @Test func linksToWhatIsNotThereBecomeText() throws {
    let spans = [
      Text.Span(start: 0, end: 1, style: [], link: .note("1")),
      Text.Span(start: 1, end: 2, style: [.bold], link: .anchor("figure-1")),
    ]
    let read = try Self.read(
      Self.json(Self.document([Block(.paragraph(Text("ab", spans: spans)))])))
    #expect(read.document.blocks[0].text?.spans.map(\.link) == [nil, nil])
    #expect(
      read.document.diagnostics.map(\.summary) == [
        "2 links lead to what is not there, and are text now: the first is 'a'"
      ])
  }

  @Test func linesOfPagesAreRead() throws {
    var document = Document()
    for index in 0..<2 {
      document.pages.append(Document.Page(index: index, width: 100, height: 100))
      document.blocks.append(
        Block(.paragraph(Text("page \(index)")), page: index, box: Box(x0: 1, y0: 2, x1: 3, y1: 4)))
    }
    document.nameBlocks()
    document.metadata.title = "Gulls"
    let renderer = JSONLinesRenderer()
    let pages = document.pages.map { renderer.line($0, of: document) }
    let whole = renderer.head(document) + pages.joined() + renderer.foot(pages: 2, missing: [])
    let read = try Self.read(whole).document
    #expect(read.dump == document.dump && read.metadata.title == "Gulls")
    #expect(read.pages.map(\.index) == [0, 1])
    for (cut, sign) in [
      (renderer.head(document) + pages[0], "$[2]: the last line is missing"),
      (String(whole.dropLast(10)), "it is cut off"),
      (
        whole.replacing("\"type\":\"page\",\"page\":2", with: "\"type\":\"leaf\",\"page\":2"),
        "$[2].type"
      ),
    ] {
      let error = #expect(throws: ConversionError.self) { try Self.read(cut) }
      #expect(error?.message.contains(sign) == true, "\(error?.message ?? "")")
    }
  }

  private static let cell =
    #"{"row":0,"column":0,"page":1,"box":[1,2,3,4],"text":"c","lines":[]}"#

  /// A document with these blocks, on a page of three glyphs.
  private static func made(_ blocks: String) -> String {
    """
    {"schema":"recto-document/1","metadata":{"format":"pdf","pageCount":1,"encrypted":false,
    "tagged":false,"outline":[],"attachments":[],"fields":[],"annotations":[]},
    "pages":[{"page":1,"width":9,"height":9,"glyphs":3,"layers":{}}],"blocks":[\(blocks)]}
    """
  }

  @Test func whatIsMadeForFaultsIsSound() throws {
    let read = try Self.read(
      Self.made(#"{"type":"table","rows":1,"columns":1,"headRows":0,"cells":[\#(Self.cell)]}"#))
    #expect(read.document.blocks.count == 1)
  }

  @Test(arguments: [
    (#"{"type":"paragraph"}"#, "$.blocks[0].text: it is missing"),
    (#"{"type":"paragraf","text":""}"#, "$.blocks[0].type: 'paragraf' is none of heading, "),
    (#"{"text":"a"}"#, "$.blocks[0].type: it is missing"),
    ("7", "$.blocks[0]: an object is expected"),
    (#"{"type":"break","page":"1"}"#, "$.blocks[0].page: a number is expected, and this is a text"),
    (#"{"type":"break","page":1.5}"#, "$.blocks[0].page: a whole number is expected"),
    (#"{"type":"break","page":0}"#, "$.blocks[0].page: 0 is out of range, which begins at 1"),
    (#"{"type":"break","page":1e300}"#, "$.blocks[0].page: a whole number"),
    (
      #"{"type":"break","page":1,"box":[1,2,"left",4]}"#,
      "$.blocks[0].box: a box is four numbers, or null, and its 3. value is a text"
    ),
    (
      #"{"type":"break","page":1,"box":[1,2,3]}"#,
      "$.blocks[0].box: a box is four numbers, or null, and"
    ),
    (
      #"{"type":"break","page":1,"box":[9,2,3,4]}"#,
      "$.blocks[0].box: the box ends before it begins"
    ),
    (#"{"type":"break","page":1,"box":[1e99,2,3,4]}"#, "$.blocks[0].box: a box is four numbers"),
    (#"{"type":"heading","level":"one","text":""}"#, "$.blocks[0].level: a number is expected"),
    (
      #"{"type":"break","id":"a"},{"type":"break","id":"a"}"#,
      "$.blocks[1]: its id 'a' is that of another block"
    ),
    (
      #"{"type":"caption","of":"p1.b9","text":"a"}"#,
      "$.blocks[0].of: there is no table or figure 'p1.b9' beside it"
    ),
    (
      #"{"type":"paragraph","text":"ab","spans":[{"start":0,"end":3,"styles":[]}]}"#,
      "$.blocks[0].spans[0].end: 3 is no place in a text of 2 characters"
    ),
    (
      #"{"type":"paragraph","text":"ab","spans":[{"start":1,"end":1,"styles":["bold"]}]}"#,
      "$.blocks[0]: its span 0"
    ),
    (
      #"{"type":"paragraph","text":"ab","spans":[{"start":0,"end":1,"styles":["fat"]}]}"#,
      "$.blocks[0].spans[0].styles[0]: 'fat' is none of bold, "
    ),
    (
      #"{"type":"paragraph","text":"ab","lines":[{"page":1,"box":null,"start":0,"end":2,"size":9,"glyphs":[[0,3]]}]}"#,
      "$.blocks[0].lines[0]: it has glyphs that its page does not have"
    ),
    (
      #"{"type":"quote","blocks":[{"type":"list","items":[{"blocks":[{"type":"raw","raw":3}]}]}]}"#,
      "$.blocks[0].blocks[0].items[0].blocks[0].format: it is missing"
    ),
    (
      #"{"type":"table","rows":1,"columns":1,"headRows":0,"cells":[{"row":4,"column":0,"text":""}]}"#,
      "$.blocks[0]: cells[0] lies outside of 1 rows and 1 columns"
    ),
    (
      #"{"type":"table","rows":9000000000,"columns":9000000000,"headRows":0,"cells":[]}"#,
      "rows of 9000000000 columns are more than a table has"
    ),
    (
      #"{"type":"table","rows":1,"columns":1,"headRows":0,"cells":[{"row":0,"column":0,"text":"","box":"x"}]}"#,
      "$.blocks[0].cells[0].box: a box is four numbers, or null, and this is a text"
    ),
    (
      #"{"type":"formula","text":"x","plain":"x","tree":{"type":"row","children":[{"type":"loop"}]}}"#,
      "$.blocks[0].tree.children[0].type: 'loop' is none of symbol, "
    ),
    (
      #"{"type":"paragraph","text":"a\#u{1}"}"#,
      "$.blocks[0].text: a control character stands in a text"
    ),
  ]) func aFaultIsToldWithItsPath(blocks: String, sign: String) {
    let error = #expect(throws: ConversionError.self) { try Self.read(Self.made(blocks)) }
    #expect(error?.status == .damagedInput)
    #expect(error?.message.hasPrefix("x.json: ") == true)
    #expect(error?.message.contains(sign) == true, "\(error?.message ?? "")")
  }

  @Test(arguments: [
    ("", "$: it is empty"), ("{}", "$.schema: it is missing, so that this is other JSON"),
    ("[1]", "$: an object is expected"), (#"{"schema":7}"#, "$.schema: a text is expected"),
    ("{\"a\":1,}", "'}' stands for a name in quotes"),
    ("{\"a\":[1 2]}", "$.a[0]: it is no JSON: '2'"),
    ("{\"a\":[true,fals]}", "']' stands for 'false'"),
    ("{'a':1}", "''' stands for a name in quotes"),
    ("{\"a\":01}", "$.a: a number does not begin with 0"), ("{\"a\":-}", "'}' stands for a digit"),
    ("{\"a\":\"\\x\"}", "'x' stands for a sign that can be escaped"),
    ("{\"a\":{\"b c\":[0,{\"d\":tru", "$.a[\"b c\"][1].d: it is cut off, at byte 23"),
    ("{\"a\":NaN}", "$.a: it is no JSON: 'N' stands for a value"),
  ]) func whatIsNoJSONIsToldWithItsPlace(json: String, sign: String) {
    let error = #expect(throws: ConversionError.self) { try Self.read(json) }
    #expect(
      error?.status == .damagedInput && error?.message.contains(sign) == true,
      "\(error?.message ?? "")")
  }

  @Test func whatIsCutOffAnywhereIsNoDocument() throws {
    let json = try Self.json(
      Self.document([
        Block(
          .heading(Text("é\"\\\u{1}", spans: [.init(start: 0, end: 2, style: .bold)]), level: 1))
      ]))
    for count in 0..<(json.utf8.count - 2) {
      #expect(throws: ConversionError.self) {
        try JSONDocument(Array(json.utf8.prefix(count)), name: "x")
      }
    }
  }

  @Test func nothingIsNestedTooDeep() throws {
    func nested(_ depth: Int) -> String {
      Self.made(
        String(repeating: #"{"type":"quote","blocks":["#, count: depth) + #"{"type":"break"}"#
          + String(repeating: "]}", count: depth))
    }
    let deep = try Self.read(nested(250)).document
    #expect(try Self.text(of: MarkdownRenderer(deep)).hasPrefix("> > >"))
    for json in [
      nested(1_000_000), String(repeating: "[", count: 1_000_000),
      String(repeating: "{\"a\":", count: 1_000_000),
    ] {
      let error = #expect(throws: ConversionError.self) { try Self.read(json) }
      #expect(error?.message.contains("nested deeper than 512") == true)
      #expect((error?.message.utf8.count ?? 0) < 400)
    }
  }

  @Test func bytesOfAnythingAreReadOrRefused() throws {
    let seed = RandomNumbers.seed(of: "bytesOfAnythingAreReadOrRefused")
    var random = RandomNumbers(seed: seed)
    let whole = Array(try Self.json(HostileDocument(seed: seed).document).utf8)
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      guard let read = try? JSONDocument(bytes, name: "x") else { continue }
      _ = try Self.text(of: HTMLRenderer(read.document))
      _ = try Self.text(of: MarkdownRenderer(read.document))
    }
  }

  @Test func theSchemasNameEachFieldOnce() throws {
    for (schema, title) in [
      (DocumentSchema.json, JSONRenderer.schema), (DocumentSchema.lines, JSONLinesRenderer.schema),
      (SourceMapSchema.json, SourceMap.schema),
    ] {
      let tree = try JSONTree(Array(schema.utf8))
      var form = ReadingForm(tree)
      var name: String?
      form.optional("title", &name, .string)
      #expect(name == title && schema.contains("#/$defs/box"))
    }
    #expect(DocumentSchema.json.contains("\"agreement\""))
  }
}
