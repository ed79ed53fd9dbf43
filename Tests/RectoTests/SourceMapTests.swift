import Foundation
import Recto
import RectoGeometry
import RectoLayout
import RectoOCR
import RectoPages
import RectoProcessing
import RectoTesting
import RectoTree
import Testing

@testable import RectoRendering

/// Each character of an output that is no markup leads to the glyphs whose text it is, and each glyph of
/// the text is led to.
@Suite struct SourceMapTests {
  private static func renderer(
    _ format: String, _ document: Document, _ options: RenderingOptions = RenderingOptions()
  ) -> any Renderer {
    switch format {
    case "md": MarkdownRenderer(document, options: options)
    case "html": HTMLRenderer(document, options: options)
    default: PlainTextRenderer(document, options: options)
    }
  }

  private static func mapped(
    _ document: Document, as format: String, grain: SourceMap.Grain = .line,
    _ options: RenderingOptions = RenderingOptions()
  ) throws -> (output: [UInt8], map: SourceMap) {
    var output = Output(isMapped: true)
    try renderer(format, document, options).render(to: &output)
    return (output.bytes, SourceMap(of: output, as: format, in: document, grain: grain))
  }

  private static func document(_ pages: [SourcePage]) -> Document {
    var options = PageLayouter.Options()
    options.keepsGlyphs = true
    var document = Document()
    for page in pages { document.append(PageLayouter(options).layout(page)) }
    ProcessorChain().process(&document)
    return document
  }

  /// What is told of a document in one format, checked against the glyphs of its pages; the faults.
  private static func faults(_ document: Document, _ pages: [Int: SourcePage], as format: String)
    throws -> [String]
  {
    let (output, map) = try mapped(document, as: format, grain: .character)
    var plain = ""
    try renderer(format, document).render { plain += $0 }
    var faults = Array(plain.utf8) == output ? [] : ["the output is another with a map"]
    var end = 0
    var last = 0..<0
    var told: [Int: [Int32: Range<Int>]] = [:]
    var markup = output
    for range in map.ranges {
      for byte in range.bytes { markup[byte] = 0x20 }
      if range.bytes.lowerBound < end && range.bytes != last
        || range.bytes.upperBound > output.count
      {
        faults.append("\(range.bytes) overlap")
      }
      (end, last) = (range.bytes.upperBound, range.bytes)
      for glyph in range.glyphs.joined() {
        if let other = told[range.page, default: [:]].updateValue(range.bytes, forKey: glyph),
          other != range.bytes
        {
          faults.append("glyph \(glyph) of page \(range.page + 1) is told twice, in \(range.bytes)")
        }
      }
      guard !range.isStandIn, let page = pages[range.page] else { continue }
      let own = read(output[range.bytes], as: format)
      let glyphs = range.glyphs.flatMap { $0 }.map { page.glyphs[Int($0)] }
      // Glyphs may stand against the direction of reading, and some are in no text: hyphens at the ends
      // of lines, and where glyphs cannot be told apart, what else their run has.
      let printed = [page.text(of: glyphs), page.text(of: glyphs.reversed())].map(letters)
      if !printed.contains(where: { isPart(letters(own), of: $0) }) {
        faults.append("\(range.bytes) \(own) on page \(range.page + 1) is not \(printed[0])")
      }
    }
    // Plain text has no markup that is letters.
    let untold = String(decoding: markup, as: UTF8.self).filter { $0.isLetter || $0.isNumber }
    if format == "text", !untold.isEmpty { faults.append("no glyphs are told of \(untold)") }
    for block in document.blocks {
      block.forEachText { text in
        for run in text.runs {
          for glyph in run.glyphs where told[Int(run.page)]?[glyph] == nil {
            // What has no place in text is in no output.
            guard let page = pages[Int(run.page)], !page.glyphs[Int(glyph)].isBlank,
              page.glyphs[Int(glyph)].scalar >= 0x20
            else { continue }
            faults.append(
              "glyph \(glyph) of page \(run.page + 1) is told of nowhere: "
                + "\(page.text(of: [page.glyphs[Int(glyph)]])) in \(text.string.prefix(30))")
          }
        }
      }
    }
    return faults
  }

  /// What bytes of a format say to its readers; tables in Markdown may be of HTML.
  private static func read(_ bytes: ArraySlice<UInt8>, as format: String) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard format != "text" else { return text }
    let letters = text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    return format == "md" ? letters.replacing("\\", with: "") : letters
  }

  /// Whether all characters of a text are in another, in their order.
  private static func isPart(_ text: String, of other: String) -> Bool {
    var rest = text.unicodeScalars[...]
    for scalar in other.unicodeScalars where scalar == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }

  private static func letters(_ text: String) -> String {
    let sides: [Character: Character] = [")": "(", "]": "[", "}": "{", ">": "<", "\u{AD}": "-"]
    return String(
      text.decomposedStringWithCompatibilityMapping.filter { !$0.isWhitespace && $0 != "\\" }
        .map { sides[$0] ?? $0 })
  }

  @Test func everyCharacterLeadsToItsGlyphs() throws {
    let page = SourcePage.drawn(
      """
      Rain_fell all    Nobody had
      night *on* the   seen the <sea>
      har-             so high & so
      bour.            `wild`.

      - first item
      - second [item](x)

      1. one
      2. two
      """)
    let document = Self.document([page])
    for format in ["md", "html", "text"] {
      #expect(try Self.faults(document, [0: page], as: format) == [], "\(format)")
    }
  }

  @Test func pagesOfAnythingAreTold() throws {
    let seed = RandomNumbers.seed(of: "pagesOfAnythingAreTold")
    for turn in 0..<60 {
      var random = RandomPage(RandomNumbers(seed: seed &+ UInt64(turn)))
      var page = random.page()
      page.cutToBounds()
      let document = Self.document([page])
      for format in ["md", "html", "text"] {
        let faults = try Self.faults(document, [0: page], as: format)
        #expect(faults.isEmpty, "RECTO_SEED=\(seed &+ UInt64(turn)) \(format): \(faults.prefix(3))")
      }
    }
  }

  /// Those of `Fixtures`, and of the folders that `RECTO_CORPORA` names.
  @Test func documentsAreTold() throws {
    var options = ConversionOptions()
    options.keepsGlyphs = true
    let count = try Fixtures.forEachConverted(options) { url, document, reader in
      var pages: [Int: SourcePage] = [:]
      for page in document.pages {
        var source = try? reader.page(page.index)
        source?.cutToBounds()
        pages[page.index] = source
      }
      for format in ["md", "html", "text"] {
        let faults = try Self.faults(document, pages, as: format)
        #expect(
          faults.isEmpty,
          "\(url.lastPathComponent) \(format): \(faults.count) \(faults.prefix(5))")
      }
    }
    #expect(count > 10)
  }
}
