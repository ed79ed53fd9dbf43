import RectoGeometry
import RectoPages
import Testing

@testable import RectoPDF

@Suite struct LigatureNameTests {
  @Test(
    arguments: [
      ("f_i", "fi"), ("f_f_i", "ffi"), ("f_l.alt", "fl"), ("T_h", "Th"), ("ffi", "ffi"),
      ("fl", "fl"),
      ("uni0066_uni0069", "fi"), ("f_uni0069", "fi"),
    ])
  func ofSeveralLettersAreSplit(name: String, text: String) {
    #expect(LigatureNames.text(of: name) == text.unicodeScalars.map(\.value))
  }

  @Test(arguments: ["f", "a", "five", "f_", "_f", "f_five", "a_b_c_d_e", "uni0066", "", "g_1"])
  func othersAreNone(name: String) {
    #expect(LigatureNames.text(of: name) == nil)
  }

  /// What a glyph of code 27 says whose map says `mapped` and whose name is `name`.
  private func decoded(_ mapped: [UInt32], name: String) -> String {
    var page = SourcePage(index: 0, width: 100, height: 100)
    page.fonts = [Font(name: "LinLibertineT", traits: [.embedded, .hasUnicodeMap])]
    page.glyphs = [
      Glyph(origin: Point(0, 50), advance: Point(5, 0), up: Point(0, -10), code: 27, scalar: 0)
    ]
    page.setText(mapped, ofGlyph: 0)
    var decoder = GlyphDecoder()
    decoder.decode(&page) { _ in [27: name] }
    return page.text(of: page.glyphs)
  }

  @Test func namesThatSayMoreThanTheMapAreTaken() {
    #expect(decoded([0x66], name: "f_i") == "fi")
    #expect(decoded([0x66, 0x66], name: "f_f_i") == "ffi")
    #expect(decoded([0xFFFD], name: "f_l") == "fl")
  }

  @Test func mapsThatSayAsMuchOrOtherwiseStay() {
    #expect(decoded([0x66, 0x69], name: "f_i") == "fi")
    #expect(decoded([0xFB01], name: "f_i") == "fi")
    #expect(decoded([0x67], name: "f_i") == "g")
    #expect(decoded([0x66], name: "f") == "f")
  }
}

/// Soft hyphens in the glyphs of a page.
@Suite struct HyphenGlyphTests {
  /// The text of glyphs in one font, or in two by turns.
  private func decoded(_ text: String, fonts: UInt16 = 1) -> String {
    var page = SourcePage(index: 0, width: 100, height: 100)
    page.fonts = [Font(name: "Times", traits: .hasUnicodeMap), Font(name: "Helvetica")]
    page.glyphs = text.unicodeScalars.enumerated().map { i, scalar in
      Glyph(
        origin: Point(Float(5 * i), 50), advance: Point(5, 0), up: Point(0, -10),
        scalar: scalar.value, font: UInt16(i) % fonts)
    }
    var decoder = GlyphDecoder()
    decoder.decode(&page) { _ in [:] }
    return page.text(of: page.glyphs)
  }

  @Test func areHyphensWhereTheirFontHasNoOthers() {
    #expect(decoded("MS\u{AD}DOS har\u{AD}") == "MS-DOS har-")
    #expect(decoded("\u{AD}5,15") == "-5,15")
  }

  @Test func areWhatTheyAreCalledBesideOthers() {
    #expect(decoded("well-known har\u{AD}bour") == "well-known har\u{AD}bour")
    // In another font they say nothing.
    #expect(decoded("a-\u{AD}", fonts: 2) == "a--")
  }
}
