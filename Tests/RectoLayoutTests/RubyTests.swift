import RectoGeometry
import RectoPages
import RectoRendering
import RectoTesting
import RectoTree
import Testing

@Suite struct RubyTests {
  /// Ideographs 12 points wide, with small kana over two of them.
  private static func page(over: String = "けんとう") -> SourcePage {
    var page = SourcePage.drawn("")
    func add(_ text: String, x: Float, y: Float, size: Float) {
      for (i, scalar) in text.unicodeScalars.enumerated() {
        page.glyphs.append(
          Glyph(
            origin: Point(x + size * Float(i), y), advance: Point(size, 0), up: Point(0, -size),
            scalar: scalar.value))
      }
    }
    add(over, x: 96, y: 189, size: 6)
    add("とんと見当がつかぬ。", x: 60, y: 200, size: 12)
    return page
  }

  private static func markdown(_ document: Document, _ emphasis: RenderingOptions.Emphasis)
    throws -> String
  {
    var options = RenderingOptions()
    options.emphasis = emphasis
    var result = ""
    try MarkdownRenderer(document, options: options).render { result += $0 }
    return result
  }

  @Test func kanaOverIdeographsAreRuby() throws {
    let document = Self.page().layout()
    #expect(
      try Self.markdown(document, .keep)
        == "とんと<ruby>見当<rt>けんとう</rt></ruby>がつかぬ。\n")
    #expect(try Self.markdown(document, .drop) == "とんと見当(けんとう)がつかぬ。\n")
    #expect(document.blocks.first?.text?.readable == "とんと見当(けんとう)がつかぬ。")
  }

  @Test func otherSmallTextOverALineStaysALine() throws {
    #expect(try !Self.markdown(Self.page(over: "gull").layout(), .keep).contains("<ruby>"))
  }
}
