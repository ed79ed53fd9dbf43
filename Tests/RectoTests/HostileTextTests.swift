import Foundation
import RectoGeometry
import RectoRendering
import RectoTesting
import RectoTree
import Testing

/// Documents of random text that is made to break out, in every format, read back by cmark-gfm and by
/// Python's parsers: no element, attribute, link or formula that the tree does not have.
///
/// `RECTO_SEED` repeats a run, `RECTO_HOSTILE` sets how many documents there are.
@Suite struct HostileTextTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let seed =
    environment["RECTO_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...UInt64(UInt32.max))
  private static let count = environment["RECTO_HOSTILE"].flatMap { Int($0) } ?? 120

  /// What another program found in a text.
  private struct Answer: Decodable {
    var tags: [Tag]?
    var rows: [[String]]?
    var error: String?

    struct Tag: Decodable {
      var name: String
      var attributes: [String: String]

      init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        name = try list.decode(String.self)
        attributes = try list.decode([String: String].self)
      }
    }
  }

  private struct Question: Encodable {
    var kind: String
    var text: String
  }

  private static func run(_ program: String, _ arguments: [String], _ input: Data) throws -> Data {
    let source = FileManager.default.temporaryDirectory.appending(
      path: "recto-\(UUID().uuidString)")
    try input.write(to: source)
    defer { try? FileManager.default.removeItem(at: source) }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let sink = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: source)
    process.standardOutput = sink
    try process.run()
    let data = sink.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }

  private static func answers(_ questions: [Question]) throws -> [Answer] {
    let script = Fixtures.root.appending(path: "Scripts/read-markup.py").path
    let data = try run(
      "/usr/bin/env", ["python3", script], try JSONEncoder().encode(questions))
    return try JSONDecoder().decode([Answer].self, from: data)
  }

  private static func text(of renderer: any Renderer) throws -> String {
    var result = ""
    try renderer.render { result += $0 }
    return result
  }

  private static func options(_ hostile: HostileDocument) -> RenderingOptions {
    var options = RenderingOptions()
    options.include = [.hidden, .annotations, .attachments, .forms]
    options.furniture = .mark
    options.pictures = hostile.pictures
    options.words = true
    return options
  }

  private static var documents: [(seed: UInt64, document: HostileDocument)] {
    (0..<UInt64(count)).map { (seed &+ $0, HostileDocument(seed: seed &+ $0)) }
  }

  @Test(.enabled(if: RoundTripTests.cmark != nil)) func markdownHoldsWhatTheTreeHolds() throws {
    let program = try #require(RoundTripTests.cmark)
    let documents = Self.documents
    let sources = try documents.map { _, hostile in
      try Self.text(of: MarkdownRenderer(hostile.document, options: Self.options(hostile)))
    }
    let questions = try sources.map { markdown in
      let html = try Self.run(
        program, ["-e", "table", "-e", "strikethrough", "--unsafe"],
        Data(markdown.utf8))
      return Question(kind: "html", text: String(decoding: html, as: UTF8.self))
    }
    for (i, answer) in try Self.answers(questions).enumerated() {
      let faults = Self.faults(in: answer.tags ?? [], of: documents[i].document)
      #expect(
        answer.error == nil && faults.isEmpty,
        "RECTO_SEED=\(documents[i].seed): \(faults) in \(sources[i])")
    }
  }

  @Test func htmlHoldsWhatTheTreeHolds() throws {
    let documents = Self.documents
    let questions = try documents.map { _, hostile in
      Question(
        kind: "html",
        text: try Self.text(of: HTMLRenderer(hostile.document, options: Self.options(hostile))))
    }
    for (entry, answer) in zip(documents, try Self.answers(questions)) {
      let page = [
        "#declaration", "html", "head", "meta", "title", "style", "body",
      ]
      let tags = (answer.tags ?? []).filter { !page.contains($0.name) }
      let faults = Self.faults(in: tags, of: entry.document)
      #expect(answer.error == nil && faults.isEmpty, "RECTO_SEED=\(entry.seed): \(faults)")
      let heads = (answer.tags ?? []).filter { page.contains($0.name) }.map(\.name)
      #expect(
        heads == ["#declaration", "html", "head", "meta", "meta", "meta", "title", "style", "body"])
    }
  }

  @Test func tagsAreWrittenAsTheFuzzTargetsReadThem() throws {
    for (seed, hostile) in Self.documents {
      let (document, options) = (hostile.document, Self.options(hostile))
      let html = try Self.text(of: HTMLRenderer(document, options: options))
      var faults = WrittenMarkup.faults(in: html, elements: WrittenMarkup.html)
      for renderer: any Renderer in [
        HOCRRenderer(document, options: options), ALTORenderer(document, options: options),
      ] {
        faults += WrittenMarkup.faults(
          in: try Self.text(of: renderer), elements: WrittenMarkup.printed)
      }
      let hasCode = hostile.count { if case .code = $0.content { true } else { false } } > 0
      if !hasCode, !hostile.styles.contains(.code) {
        faults += WrittenMarkup.faults(
          in: try Self.text(of: MarkdownRenderer(document, options: options)),
          elements: WrittenMarkup.markdown, escapes: true)
      }
      #expect(faults.isEmpty, "RECTO_SEED=\(seed): \(faults)")
    }
    #expect(!WrittenMarkup.faults(in: "<p onclick=\"x\">", elements: ["p"]).isEmpty)
    #expect(!WrittenMarkup.faults(in: "<b>", elements: ["p"]).isEmpty)
    #expect(WrittenMarkup.faults(in: "\\<b> 1 < 2", elements: ["p"], escapes: true).isEmpty)
  }

  @Test func pagesOfWordsAreWellFormed() throws {
    let documents = Self.documents
    for make in [
      { HOCRRenderer($0, options: $1) }, { ALTORenderer($0, options: $1) },
    ] as [(Document, RenderingOptions) -> any Renderer] {
      let questions = try documents.map { _, hostile in
        Question(
          kind: "xml",
          text: try Self.text(of: make(hostile.document, Self.options(hostile))))
      }
      let known: Set = [
        "html", "head", "title", "meta", "body", "div", "p", "span", "alto", "Description",
        "MeasurementUnit", "Processing", "processingSoftware", "softwareName", "Layout", "Page",
        "PrintSpace", "TextBlock", "TextLine", "String", "SP", "Illustration",
      ]
      for (entry, answer) in zip(documents, try Self.answers(questions)) {
        let names = Set((answer.tags ?? []).map(\.name))
        #expect(answer.error == nil, "RECTO_SEED=\(entry.seed)")
        #expect(names.isSubset(of: known) && !names.isEmpty, "RECTO_SEED=\(entry.seed)")
      }
    }
  }

  @Test func jsonGivesTheTextBackOnOneLine() throws {
    for (seed, hostile) in Self.documents {
      let json = try Self.text(
        of: JSONRenderer(hostile.document, options: Self.options(hostile)))
      #expect(json.unicodeScalars.allSatisfy { Self.isShown($0) || $0 == "\n" })
      let root = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      let blocks = root?["blocks"] as? [[String: Any]] ?? []
      var written: [Block] = []
      hostile.document.forEachInOrder { block, _ in written.append(block) }
      #expect(blocks.count == written.count)
      for (block, written) in zip(written, blocks) {
        guard let text = block.text else { continue }
        // What holds one block that is no paragraph writes it whole.
        var written = written
        while written["text"] == nil, let inner = (written["blocks"] as? [[String: Any]])?.first {
          written = inner
        }
        let same = (written["text"] as? String).map { Array($0.unicodeScalars) }
        #expect(same == Array(text.string.unicodeScalars), "RECTO_SEED=\(seed)")
      }
      let lines = JSONLinesRenderer(options: Self.options(hostile))
      for line in [
        lines.head(hostile.document), lines.line(hostile.document.pages[0], of: hostile.document),
      ] {
        #expect(line.dropLast().unicodeScalars.allSatisfy(Self.isShown), "RECTO_SEED=\(seed)")
      }
    }
  }

  @Test func plainTextHoldsNothingThatATerminalObeys() throws {
    for (seed, hostile) in Self.documents {
      for renderer: any Renderer in [
        PlainTextRenderer(hostile.document, options: Self.options(hostile)),
        MarkdownRenderer(hostile.document, options: Self.options(hostile)),
      ] {
        let text = try Self.text(of: renderer)
        #expect(
          text.unicodeScalars.allSatisfy {
            Self.isShown($0) || $0 == "\n" || $0 == "\t" || $0 == "\u{2028}"
          },
          "RECTO_SEED=\(seed)")
      }
    }
  }

  @Test func cellsStayInTheirPlacesAndRunNothing() throws {
    var tables: [(seed: UInt64, table: Table)] = []
    for (seed, hostile) in Self.documents {
      hostile.document.forEachBlock {
        if case .table(let table) = $0.content { tables.append((seed, table)) }
      }
    }
    let renderer = TableRenderer()
    let box = Box(x0: 0, y0: 0, x1: 9, y1: 9)
    for (kind, format) in [("csv", TableRenderer.Format.csv), ("tsv", .tsv)] {
      let questions = tables.map {
        Question(
          kind: kind, text: renderer.text($0.table, box: box, page: 1, name: "t", as: format))
      }
      for (entry, answer) in zip(tables, try Self.answers(questions)) {
        let rows = answer.rows ?? []
        #expect(answer.error == nil, "RECTO_SEED=\(entry.seed)")
        #expect(rows.count == entry.table.rows, "RECTO_SEED=\(entry.seed)")
        #expect(rows.allSatisfy { $0.count == entry.table.columns }, "RECTO_SEED=\(entry.seed)")
        for cell in rows.joined() where !["+1", "-5,15"].contains(cell) {
          let first = cell.unicodeScalars.first
          let letters = cell.contains { $0.isLetter || "|!\"".contains($0) }
          #expect(
            !letters || first.map { !"=+-@\t\r".unicodeScalars.contains($0) } ?? true,
            "RECTO_SEED=\(entry.seed): \(cell)")
        }
      }
    }
  }

  /// Whether a scalar neither ends a line nor is obeyed by a terminal.
  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory != .control && scalar != "\u{2028}" && scalar != "\u{2029}"
  }

  private static let inlines: Set = [
    "p", "br", "a", "img", "em", "strong", "del", "s", "sup", "sub", "u", "mark", "code", "pre",
    "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td",
    "header", "footer", "aside", "figure", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6",
    "math", "semantics", "annotation", "mrow", "mi", "mo", "mn", "mtext", "mspace", "#comment",
  ]
  private static let attributes: Set = [
    "href", "src", "alt", "id", "class", "scope", "colspan", "rowspan", "start", "value", "style",
    "hidden", "xmlns", "display", "encoding", "align",
  ]

  /// What stands in a page and not in the tree.
  private static func faults(in tags: [Answer.Tag], of hostile: HostileDocument) -> [String] {
    var faults: [String] = []
    func expect(_ names: Set<String>, atMost most: Int) {
      let count = tags.count { names.contains($0.name) }
      if count > most { faults.append("\(count) of \(names.sorted()) instead of \(most)") }
    }
    func count(_ isOfKind: (Block.Content) -> Bool) -> Int {
      hostile.count { isOfKind($0.content) }
    }
    let code = count { if case .code = $0 { true } else { false } }
    let quotes = count { if case .quote = $0 { true } else { false } }
    var formulas = false
    hostile.document.forEachBlock { if case .formula = $0.content { formulas = true } }
    hostile.document.forEachText { if !$0.formulas.isEmpty { formulas = true } }
    var items = 0
    hostile.document.forEachBlock {
      if case .list(let list) = $0.content { items += list.items.count }
    }
    let layers = hostile.document.furniture
    expect(
      ["h1", "h2", "h3", "h4", "h5", "h6"],
      atMost: count { if case .heading = $0 { true } else { false } })
    expect(["table"], atMost: count { if case .table = $0 { true } else { false } } + 2)
    expect(["img"], atMost: count { if case .figure = $0 { true } else { false } })
    expect(["pre"], atMost: code)
    expect(["li"], atMost: items)
    expect(["blockquote"], atMost: quotes + layers.count)
    expect(["header", "footer", "aside", "#comment"], atMost: layers.count)
    if !hostile.styles.contains(.code) { expect(["code"], atMost: code) }
    // What readers that know no formulas find between `_` and `*` of one only stands out.
    if !hostile.styles.contains(.italic), !formulas { expect(["em"], atMost: 0) }
    if !hostile.styles.contains(.bold), !formulas { expect(["strong"], atMost: 0) }
    if !hostile.styles.contains(.strikethrough), !formulas { expect(["del"], atMost: 0) }
    let addresses = Set(hostile.addresses.map(cleaned))
    let pictures = Set(hostile.pictures.values.map { $0 })
    for tag in tags {
      if !inlines.contains(tag.name) { faults.append("<\(tag.name)>") }
      for (name, value) in tag.attributes where tag.name != "#comment" {
        if !attributes.contains(name) { faults.append("\(tag.name) \(name)=\(value)") }
        if name == "href", !addresses.contains(decoded(value)) || !isHarmless(value) {
          faults.append("a link to \(value)")
        }
        if name == "src", !pictures.contains(decoded(value)) {
          faults.append("a picture at \(value)")
        }
        if name == "style", value != "list-style:none" { faults.append("style \(value)") }
      }
    }
    return faults
  }

  private static func isHarmless(_ address: String) -> Bool {
    let scalars = address.unicodeScalars
    guard let colon = scalars.firstIndex(where: { ":/?#".unicodeScalars.contains($0) }),
      scalars[colon] == ":"
    else { return true }
    return ["http", "https", "mailto", "tel"].contains(String(scalars[..<colon]).lowercased())
  }

  /// An address as it is shown: without control characters and blanks around it.
  private static func cleaned(_ address: String) -> String {
    let scalars = address.unicodeScalars.filter {
      $0.properties.generalCategory != .control && $0 != "\u{FFFE}"
    }
    return decoded(
      String(String.UnicodeScalarView(scalars)).trimmingCharacters(in: .whitespacesAndNewlines))
  }

  private static func decoded(_ address: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(address.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
