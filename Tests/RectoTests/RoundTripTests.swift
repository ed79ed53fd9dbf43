import Foundation
import RectoGeometry
import RectoRendering
import RectoTesting
import RectoTree
import Testing

/// Markdown that is read back by cmark-gfm, where that is installed.
@Suite struct RoundTripTests {
  static let cmark = [
    "/usr/bin/cmark-gfm", "/opt/homebrew/bin/cmark-gfm", "/usr/local/bin/cmark-gfm",
  ]
  .first { FileManager.default.isExecutableFile(atPath: $0) }

  private func html(of markdown: String, by program: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["-e", "table", "-e", "strikethrough", "--unsafe"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(markdown.utf8))
    try input.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  private func markdown(_ blocks: [Block]) throws -> String {
    var document = Document()
    document.blocks = blocks
    var result = ""
    try MarkdownRenderer(document).render { result += $0 }
    return result
  }

  private func unescaped(_ html: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")].reduce(html) {
      $0.replacingOccurrences(of: $1.0, with: $1.1)
    }
  }

  @Test(.enabled(if: cmark != nil)) func plainTextComesBackAsOneParagraph() throws {
    let program = try #require(Self.cmark)
    let pieces = [
      "*", "_", "`", "[", "]", "(", ")", "<", ">", "&", "~", "#", "+", "-", "1.", "2)", "|", "\\",
      "!",
      "$", "=", ":", "\"", "word", "Word", "é", "水", "x", " ", " ", " ", "&amp;", "<b>", "**", "__",
    ]
    // A fixed sequence, so that a failure can be met again.
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<300 {
      let text = (0..<(3 + next(12))).map { _ in pieces[next(pieces.count)] }.joined()
        .split(separator: " ").joined(separator: " ")
      guard !text.isEmpty else { continue }
      let source = try markdown([Block(.paragraph(Text(text)), page: 0, box: .empty)])
      let html = try html(of: source, by: program)
      #expect(unescaped(html) == "<p>\(text)</p>\n", "\(source)")
    }
  }

  @Test(.enabled(if: cmark != nil)) func structureComesBack() throws {
    let program = try #require(Self.cmark)
    let cells = ["a", "b|c", "*d*", "e"].enumerated().map { i, text in
      Table.Cell(row: i / 2, column: i % 2, box: .empty, text: Text(text))
    }
    let source = try markdown([
      Block(.heading(Text("A *title* #"), level: 2), page: 0, box: .empty),
      Block(
        .paragraph(
          Text("one two three", spans: [Text.Span(start: 4, end: 7, style: [.bold, .italic])])),
        page: 0, box: .empty),
      Block(.table(Table(rows: 2, columns: 2, headRows: 1, cells: cells)), page: 0, box: .empty),
      Block(.code(Text("if a < b:\n    c")), page: 0, box: .empty),
    ])
    let html = unescaped(try html(of: source, by: program))
    #expect(html.contains("<h2>A *title* #</h2>"))
    #expect(html.contains("<p>one <em><strong>two</strong></em> three</p>"))
    #expect(html.contains("<th>b|c</th>") && html.contains("<td>*d*</td>"))
    #expect(html.contains("<pre><code>if a < b:\n    c\n</code></pre>"))
  }
}
