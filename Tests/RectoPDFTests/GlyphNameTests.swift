import RectoPages
import Testing

@testable import RectoPDF

@Suite struct GlyphNameTests {
  @Test func texDelimitersOfAnySizeAreKnown() {
    #expect(TeXGlyphNames.scalar(of: "parenleftBigg") == 0x28)
    #expect(TeXGlyphNames.scalar(of: "summationdisplay") == 0x2211)
    #expect(TeXGlyphNames.scalar(of: "radicalbig") == 0x221A)
    #expect(TeXGlyphNames.scalar(of: "bracelefttp") == 0x23A7)
    #expect(TeXGlyphNames.scalar(of: "A") == nil)
  }

  @Test(
    arguments: [
      ("CMBX10", Font.Traits.bold), ("CMTI12", .italic), ("CMTT10", .fixedPitch),
      ("NimbusRomNo9L-Medi", .bold), ("Arial-BoldMT", .bold), ("CMSY7", .mathematical),
      ("DejaVuSansMono", .fixedPitch), ("TimesNewRomanPS-ItalicMT", .italic),
    ])
  func namesTellTraits(name: String, trait: Font.Traits) {
    #expect(FontName(name).traits.contains(trait))
  }

  @Test(arguments: ["CMR10", "Helvetica", "LMRoman7-Regular", "Helvetica-Medium", "Times-Roman"])
  func plainFontsHaveNone(name: String) { #expect(FontName(name).traits == []) }
}
