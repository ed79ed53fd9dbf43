import Foundation
import RectoGeometry
import RectoTree
import Testing

@testable import RectoRendering

@Suite struct FormulaFormatTests {
  /// x₂² as a tree, its glyphs 3, 4 and 5.
  private static func symbol(_ latex: String, _ kind: MathSymbol.Kind, _ glyph: Int32) -> MathNode {
    .symbol(
      MathSymbol(
        kind, latex: latex, text: latex, glyphs: [glyph], box: Box(x0: 1, y0: 2, x1: 3, y1: 4)))
  }

  private static let tree = MathNode.scripts(
    symbol("x", .identifier, 3), sub: symbol("i", .identifier, 4), sup: symbol("2", .number, 5))

  /// A line of text with the formula inside it, and the formula on a line of its own with a number.
  private func document() -> Document {
    let box = Box(x0: 0, y0: 0, x1: 50, y1: 10)
    let formula = Formula(Self.tree, page: 0, box: box, size: 10)
    let text = Text(
      "so xi2 & so", lines: [TextLine(page: 0, box: box, start: 0, end: 11, size: 10)],
      formulas: [InlineFormula(start: 3, end: 6, formula: formula)])
    let number = MathSymbol(.text, latex: "", text: "3.1", glyphs: [9])
    let display = Formula(Self.tree, page: 0, box: box, size: 10, number: number)
    var document = Document()
    document.blocks = [
      Block(.paragraph(text), page: 0, box: box), Block(.formula(display), page: 0, box: box),
    ]
    return document
  }

  @Test func markdownHasDollars() throws {
    var markdown = ""
    try MarkdownRenderer(document()).render { markdown += $0 }
    #expect(markdown == "so $x_{i}^{2}$ & so\n\n$$\nx_{i}^{2} \\tag{3.1}\n$$\n")
  }

  @Test func unicodeOnDemandAndInPlainText() throws {
    var options = RenderingOptions()
    options.maths = .unicode
    var markdown = ""
    try MarkdownRenderer(document(), options: options).render { markdown += $0 }
    #expect(markdown.hasPrefix("so xᵢ² & so\n"))
    var text = ""
    try PlainTextRenderer(document()).render { text += $0 }
    #expect(text.hasPrefix("so xᵢ² & so\n"))
  }

  @Test func htmlHasMathMLWithTheLatexBesideIt() throws {
    var html = ""
    try HTMLRenderer(document()).render { html += $0 }
    #expect(
      html.contains(
        "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"
          + "<annotation encoding=\"application/x-tex\">x_{i}^{2}</annotation>"))
    #expect(html.contains("display=\"block\"") && html.contains("x_{i}^{2} \\tag{3.1}"))
  }

  @Test func jsonHasTheTreeWithGlyphsAndBoxes() throws {
    var json = ""
    try JSONRenderer(document()).render { json += $0 }
    let root = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let blocks = try #require(root["blocks"] as? [[String: Any]])
    let formula = try #require((blocks[0]["formulas"] as? [[String: Any]])?.first)
    #expect(formula["latex"] as? String == "x_{i}^{2}" && formula["plain"] as? String == "xᵢ²")
    #expect(formula["start"] as? Int == 3 && formula["end"] as? Int == 6)
    let tree = try #require(formula["tree"] as? [String: Any])
    let base = try #require(tree["base"] as? [String: Any])
    #expect(base["glyphs"] as? [Int] == [3] && base["box"] as? [Double] == [1, 2, 3, 4])
    #expect(blocks[1]["number"] as? String == "3.1")
  }
}
