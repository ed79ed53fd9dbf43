import Foundation
import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoRendering

@Suite struct OtherFormatTests {
  @Test func htmlEscapesTextAndLeavesOutScripts() throws {
    var document = Document()
    document.blocks = [
      Block(
        .paragraph(
          Text(
            "<script>x</script>",
            spans: [Text.Span(start: 0, end: 8, style: [], link: .uri("javascript:alert(1)"))])),
        page: 0, box: .empty)
    ]
    var html = ""
    try HTMLRenderer(document).render { html += $0 }
    #expect(html.contains("&lt;script&gt;"))
    #expect(!html.contains("<script>") && !html.contains("javascript:"))
  }

  @Test(
    arguments: [(0, "0"), (12.5, "12.5"), (12.345, "12.35"), (-0.05, "-0.05"), (3.999, "4")]
      as [(Float, String)])
  func numbersHaveAtMostTwoDecimals(value: Float, text: String) {
    #expect(JSONWriter.rounded(value) == text)
  }

  @Test func offsetsInJSONCountScalars() {
    let offsets = ScalarOffsets("aé水😀b")
    #expect([0, 1, 3, 6, 10, 11].map { offsets[$0] } == [0, 1, 2, 3, 4, 5])
  }

  @Test func wordsAndCharactersLeadBackToTheirGlyphs() throws {
    let page = SourcePage.drawn("rain and wind")
    var document = page.layout()
    document.pages[0].glyphs = page.glyphs.map {
      PlacedGlyph(box: page.box(of: $0), length: 1, isBlank: false)
    }
    var options = RenderingOptions()
    options.characters = true
    var json = ""
    try JSONRenderer(document, options: options).render { json += $0 }
    let root = try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let blocks = try #require(root["blocks"] as? [[String: Any]])
    let line = try #require((blocks[0]["lines"] as? [[String: Any]])?.first)
    let words = try #require(line["words"] as? [[String: Any]])
    #expect(words.compactMap { $0["text"] as? String } == ["rain", "and", "wind"])
    #expect(words.compactMap { $0["start"] as? Int } == [0, 5, 9])
    let characters = try #require(words[1]["chars"] as? [[String: Any]])
    #expect(characters.compactMap { $0["glyph"] as? Int } == [4, 5, 6])
    #expect(characters[0]["box"] as? [Double] == [85, 112.5, 90, 122.5])
  }

  @Test func theSchemaIsJSON() throws {
    let root = try JSONSerialization.jsonObject(with: Data(DocumentSchema.json.utf8))
    #expect((root as? [String: Any])?["title"] as? String == JSONRenderer.schema)
  }
}
