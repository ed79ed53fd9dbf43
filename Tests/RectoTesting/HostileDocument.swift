internal import RectoGeometry
internal import RectoMetadata
public import RectoTree

/// A document of random text that is made to break out of what it is written in: of any shape that
/// the tree can have, with what a reader of it may find at most.
public struct HostileDocument {
  public private(set) var document = Document()
  /// Where the figures' pictures are.
  public private(set) var pictures: [String: String] = [:]
  /// Where links of the tree lead.
  public private(set) var addresses: Set<String> = []
  /// Which styles its text has.
  public private(set) var styles: Style = []
  /// Pieces of text with a link.
  public private(set) var links = 0
  private var choose: (Int) -> Int

  /// `choose` gives a number below its argument: by chance, or by the bytes of a fuzzer.
  public init(_ choose: @escaping (Int) -> Int) {
    self.choose = choose
    document.pages = [Document.Page(index: 0, width: 595, height: 842)]
    for _ in 0...choose(5) {
      let block = block(depth: 0)
      if choose(4) == 0, block.text != nil {
        let layers: [Document.Layer] = [.header, .footer, .hidden, .annotation]
        let place = document.blocks.count
        document.furniture.append(.init(layers[choose(4)], block, place: place))
      } else {
        document.blocks.append(block)
      }
    }
    document.metadata.title = word()
    document.metadata.author = word()
    document.metadata.keywords = word()
    document.metadata.printedTitle = word()
    document.metadata.printedAuthors = [word()]
    document.metadata.attachments = [
      Attachment(name: word(), size: choose(2) == 0 ? nil : choose(1000))
    ]
    document.metadata.fields = [
      FormField(name: word(), value: .text(word()), page: 0, box: .empty)
    ]
    document.pages[0].glyphCount = document.pages[0].glyphs.count
  }

  /// A sequence that a seed determines.
  public init(seed: UInt64) {
    var state = seed
    self.init { bound in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % max(1, bound)
    }
  }

  /// How many of its blocks, those within others too, are of a kind.
  public func count(_ isOfKind: (Block) -> Bool) -> Int {
    var count = 0
    document.forEachBlock { if isOfKind($0) { count += 1 } }
    return count
  }

  private static let pieces = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(0)>", "</p>", "</td>", "</title>",
    "</style>", "</textarea>", "<plaintext>", "<svg/onload=alert(1)>", "<a href=\"x\">", "<?php",
    "<![CDATA[", "]]>", "<!--", "-->", "--->", "--!>", "-", "--", "javascript:alert(1)",
    "](javascript:alert(1))", "[x](", "![x](y)", "[x]: http://e.example", "[^1]", "[^1]: ",
    "<http://e.example/<b>>", "<a@b.example>", "<", ">", "/", "=", "\"", "'", ";", "&", "&lt;",
    "&#60;script&#62;", "&colon;", "&amp;lt;", "`", "``", "```", "~~~", "~~", "$", "$$", "\\", "*",
    "**", "***", "_", "__", "|", "||", "#", "# ", "> ", "- ", "+ ", "* ", "1. ", "1) ", "===",
    "---", "--- | ---", ":-:", "!", "[", "]", "(", ")", "{", "}", "%", "\n", "\n\n", "\r", "\r\n",
    "\t", "    ", " ", " ", " ", "\u{0}", "\u{1B}[31m", "\u{7}", "\u{B}", "\u{85}", "\u{9B}0m",
    "\u{2028}", "\u{FFFE}", "\u{600}", "\u{605}", "\u{6DD}", "\u{70F}", "\u{8E2}", "\u{D4E}",
    "\u{110BD}", "\u{111C2}", "\u{300}", "\u{200D}", "\u{202E}", "\u{A0}", "=cmd|'/c calc'!A0",
    "+1", "-5,15", "@SUM(1)", "word", "word", "word", "Word", "x", "é", "水", "script",
  ]

  private static let targets = [
    "https://a.example/?x=1&y=2", "https://a.example/&lt;b", "http://a.example/(x)<b>\"c'`|\\",
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", "javascript&colon;alert(1)",
    "java\nscript:alert(1)", "\u{1}javascript:alert(1)", "&#106;avascript:alert(1)",
    "&amp;#106;avascript:alert(1)", "vbscript:x", "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd", "blob:x", "view-source:x", "mailto:a@b.example", "mailto:script",
    "script", "#part", "www.a.example", "http://x/\n\n# h", "http://x/\r- y", " http://x/ y ",
    "tel:+4930", "\u{600}<script>:x",
  ]

  private func word() -> String {
    (0...choose(6)).map { _ in Self.pieces[choose(Self.pieces.count)] }.joined()
  }

  private static let looks: [Style] = [
    .bold, .italic, [.bold, .italic], .superscript, .subscript, .code, .underline, .strikethrough,
    .mark,
  ]

  private mutating func text() -> Text {
    var string = ""
    var spans: [Text.Span] = []
    var formulas: [InlineFormula] = []
    for _ in 0...choose(6) {
      let piece = word()
      let start = Int32(string.utf8.count)
      string += piece
      let end = Int32(string.utf8.count)
      switch choose(6) {
      case 0, 1:
        let style = Self.looks[choose(Self.looks.count)]
        styles.formUnion(style)
        spans.append(.init(start: start, end: end, style: style))
      case 2:
        let address =
          switch choose(4) {
          case 0: piece
          case 1: "mailto:" + piece
          default: Self.targets[choose(Self.targets.count)]
          }
        addresses.insert(address)
        links += 1
        spans.append(.init(start: start, end: end, style: [], link: .uri(address)))
      case 3 where choose(3) == 0 && !piece.isEmpty:
        formulas.append(.init(start: start, end: end, formula: formula()))
      default: break
      }
    }
    return printed(string, spans, formulas)
  }

  /// A text with a line, and a glyph for each scalar.
  private mutating func printed(
    _ string: String, _ spans: [Text.Span], _ formulas: [InlineFormula]
  ) -> Text {
    let (first, end) = (document.pages[0].glyphs.count, Int32(string.utf8.count))
    let box = Box(x0: 10, y0: 10, x1: choose(9) == 0 ? 1e30 : 90, y1: 20)
    for scalar in string.unicodeScalars {
      document.pages[0].glyphs.append(
        PlacedGlyph(
          box: box, length: UInt8(UTF8.width(scalar)), isBlank: scalar.properties.isWhitespace))
    }
    let last = document.pages[0].glyphs.count - 1
    guard last >= first else { return Text(string, spans: spans, formulas: formulas) }
    return Text(
      string, spans: spans,
      lines: [
        TextLine(page: 0, box: box, start: 0, end: end, size: choose(9) == 0 ? .infinity : 10)
      ],
      runs: [SourceRun(start: 0, end: end, page: 0, first: Int32(first), last: Int32(last))],
      formulas: formulas)
  }

  private func formula() -> Formula {
    let symbol = MathSymbol(.text, latex: word(), text: word())
    return Formula(
      tree: .row([.symbol(symbol), .symbol(MathSymbol(.operator, latex: "<", text: "<"))]),
      latex: Text(word()), plain: word(), number: choose(2) == 0 ? nil : word())
  }

  private mutating func blocks(_ depth: Int) -> [Block] {
    (0...choose(2)).map { _ in block(depth: depth + 1) }
  }

  private mutating func block(depth: Int) -> Block {
    let box = Box(x0: 0, y0: 0, x1: 100, y1: 100)
    var block = Block(content(depth), page: 0, box: box)
    if choose(6) == 0 { block.anchor = word() }
    return block
  }

  private mutating func content(_ depth: Int) -> Block.Content {
    switch choose(depth < 2 ? 12 : 8) {
    case 0: return .heading(text(), level: 1 + choose(6))
    case 1: return .quote(depth < 2 && choose(2) == 0 ? blocks(depth) : [Block(.paragraph(text()))])
    case 2: return .lineBlock(text())
    case 3: return .code(text())
    case 4: return .caption([Block(.paragraph(text()))])
    case 5: return .footnote(Footnote([Block(.paragraph(text()))]))
    case 6: return .formula(formula())
    case 8:
      let kinds: [List.Kind] = [.items, .contents, .index, .bibliography, .definitions]
      return .list(
        List(
          kind: kinds[choose(kinds.count)], isOrdered: choose(2) == 0,
          items: (0...choose(2)).map { _ in
            List.Item(marker: choose(2) == 0 ? Text("1.") : text(), blocks: blocks(depth))
          }))
    case 9, 10: return .table(table(depth))
    case 11:
      let name = "figure-\(pictures.count + 1)"
      pictures[name] = word() + "_files/" + name + ".png"
      var figure = Figure(kind: .image, blocks: blocks(depth), name: name)
      figure.alternate = word()
      return .figure(figure)
    default: return .paragraph(text())
    }
  }

  private mutating func table(_ depth: Int) -> Table {
    let (rows, columns) = (1 + choose(3), 1 + choose(3))
    var cells: [Table.Cell] = []
    for row in 0..<rows {
      for column in 0..<columns {
        var cell = Table.Cell(row: row, column: column, box: .empty, text: text())
        if choose(5) == 0 { cell.more = blocks(depth) }
        cells.append(cell)
      }
    }
    if choose(3) == 0, columns > 1 {
      cells.remove(at: 1)
      cells[0].columnSpan = 2
    }
    return Table(rows: rows, columns: columns, headRows: choose(2), cells: cells)
  }
}
