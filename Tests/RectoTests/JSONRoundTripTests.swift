import Foundation
import Recto
import RectoOCR
import RectoRendering
import RectoTesting
import RectoTree
import Testing

/// What is converted to JSON and read back comes out in every format as what is converted at once.
@Suite struct JSONRoundTripTests {
  /// So many pages of a document are looked at.
  private static let mostPages = 3

  private static func text(of renderer: any Renderer) throws -> String {
    var result = ""
    try renderer.render { result += $0 }
    return result
  }

  /// As the command does for a format: what a file says of itself is read for some of them.
  private static func converted(_ bytes: [UInt8], hasFacts: Bool) -> Document? {
    var options = ConversionOptions()
    options.images = .none
    options.ocr.mode = .never
    options.limits.pages = mostPages
    options.includesFacts = hasFacts
    options.resolvesLinks = true
    return try? Converter(options).convert(bytes, name: "x").document
  }

  private static func tables(_ document: Document) -> [String] {
    var tables: [String] = []
    document.forEachBlock { block in
      guard case .table(let table) = block.content else { return }
      for format in TableRenderer.Format.allCases {
        tables.append(
          TableRenderer().text(table, box: block.box, page: block.page, name: "t", as: format))
      }
    }
    return tables
  }

  @Test func documentsComeBackAsTheyWere() throws {
    var count = 0
    for url in Fixtures.corpora + Fixtures.sample {
      let bytes = try [UInt8](Data(contentsOf: url))
      guard let whole = Self.converted(bytes, hasFacts: true),
        let plain = Self.converted(bytes, hasFacts: false)
      else { continue }
      let json = try Self.text(of: JSONRenderer(whole))
      let read = try Converter().convert(Array(json.utf8), name: "x.json").document
      let name = url.lastPathComponent
      var everything = RenderingOptions()
      everything.include = [.annotations, .attachments, .forms, .metadata]
      everything.furniture = .mark
      everything.pageBreaks = true
      #expect(try Self.text(of: JSONRenderer(read)) == json, "\(name)")
      for (format, one, other) in [
        ("md", MarkdownRenderer(plain), MarkdownRenderer(read)),
        ("html", HTMLRenderer(whole), HTMLRenderer(read)),
        ("text", PlainTextRenderer(plain), PlainTextRenderer(read)),
        (
          "md with everything", MarkdownRenderer(whole, options: everything),
          MarkdownRenderer(read, options: everything)
        ),
      ] as [(String, any Renderer, any Renderer)] {
        #expect(try Self.text(of: one) == Self.text(of: other), "\(name) \(format)")
      }
      #expect(Self.tables(plain) == Self.tables(read), "\(name)")
      count += 1
    }
    #expect(count > 10)
  }
}
