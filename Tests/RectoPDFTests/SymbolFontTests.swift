import RectoGeometry
import RectoPages
import Testing

@testable import RectoPDF

@Suite struct SymbolFontTests {
  private static func text(
    _ scalar: UInt32, font: String, code: UInt32 = 0, traits: Font.Traits = []
  )
    -> UInt32
  {
    var page = SourcePage(index: 0, width: 100, height: 100)
    page.fonts = [Font(name: font, traits: traits)]
    page.glyphs = [
      Glyph(
        origin: Point(0, 0), advance: Point(5, 0), up: Point(0, -10), code: code, scalar: scalar)
    ]
    var fonts = SymbolFonts()
    fonts.repair(&page)
    return page.glyphs[0].scalar
  }

  @Test func tablesAreWhole() {
    #expect(SymbolFonts.wingdings.count == 0xE0)
    #expect(SymbolFonts.symbol.count == 0xE0)
  }

  @Test func privateValuesBecomeSigns() {
    #expect(Self.text(0xF0FC, font: "Wingdings") == 0x2714)
    #expect(Self.text(0xF0A7, font: "Wingdings-Regular") == 0x25AA)
    #expect(Self.text(0xF061, font: "SymbolMT") == 0x3B1)
    #expect(Self.text(0xF0B7, font: "TimesNewRoman") == 0x2022)
    #expect(Self.text(0xF761, font: "Garamond-SmallCaps") == 0x41)
  }

  @Test func lettersOfWingdingsAreSignsIfNothingElseIsKnown() {
    #expect(Self.text(0xE0, font: "Wingdings", code: 0xE0) == 0x2192)
    #expect(Self.text(0x2022, font: "Wingdings", code: 0xE0, traits: .hasUnicodeMap) == 0x2022)
    #expect(Self.text(0xE0, font: "Wingdings", code: 0xE0, traits: .composite) == 0xE0)
    #expect(Self.text(0x52, font: "Wingdings2", code: 0x52) == 0x2611)
    #expect(Self.text(0xE0, font: "Times", code: 0xE0) == 0xE0)
  }

  @Test func lettersThatMapsGiveWingdingsAreItsCodes() {
    let traits: Font.Traits = [.hasUnicodeMap, .composite]
    #expect(Self.text(0xA8, font: "Wingdings", code: 134, traits: traits) == 0x25FB)
    #expect(Self.text(0xFC, font: "Wingdings", code: 2, traits: traits) == 0x2714)
    #expect(Self.text(0xE0, font: "Wingdings", code: 5, traits: .hasUnicodeMap) == 0x2192)
  }

  @Test func fontsOfTheRupeeHaveItInPlaceOfAnAccent() {
    #expect(Self.text(0x60, font: "RupeeForadian", code: 0x60) == 0x20B9)
    #expect(Self.text(0x60, font: "Rupee-Foradian", code: 3, traits: .hasUnicodeMap) == 0x20B9)
    #expect(Self.text(0x60, font: "Times", code: 0x60) == 0x60)
    #expect(Self.text(0x31, font: "RupeeForadian", code: 0x31) == 0x31)
  }
}
