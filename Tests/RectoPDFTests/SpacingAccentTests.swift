import RectoGeometry
import RectoPages
import Testing

@testable import RectoPDF

@Suite struct SpacingAccentTests {
  /// An accent and a letter of one font, the accent so many points right of the letter's origin.
  private func text(_ accent: UInt32, _ letter: UInt32, at x: Float, y: Float = 0, fonts: Int = 1)
    -> String
  {
    var page = SourcePage(index: 0, width: 100, height: 100)
    page.fonts = [Font(name: "CMR10"), Font(name: "CMMI10")]
    page.glyphs = [
      Glyph(
        origin: Point(20 + x, 50 - y), advance: Point(5, 0), up: Point(0, -10), scalar: accent),
      Glyph(
        origin: Point(20, 50), advance: Point(5, 0), up: Point(0, -10), scalar: letter,
        font: UInt16(fonts - 1)),
    ]
    SpacingAccents.compose(&page)
    var result = ""
    for glyph in page.glyphs { result += page.text(of: CollectionOfOne(glyph)) }
    return result
  }

  @Test(arguments: [
    (0xB4 as UInt32, 0x65 as UInt32, "é"), (0xA8, 0x131, "ï"), (0x2C7, 0x73, "š"),
    (0xB8, 0x63, "ç"), (0x338, 0x6C, "ł"),
  ])
  func anAccentOverALetterIsOneWithIt(accent: UInt32, letter: UInt32, whole: String) {
    #expect(text(accent, letter, at: 0.5) == whole)
  }

  @Test func accentsOfCapitalsAreRaised() { #expect(text(0xB4, 0x45, at: 0.8, y: 2.5) == "É") }

  @Test func aMarkBesideALetterStaysOne() {
    #expect(text(0x60, 0x61, at: -5) == "`a")
    #expect(text(0x5E, 0x32, at: 0) == "^2")
  }

  @Test func hatsOfVariablesStayFormulas() { #expect(text(0x5E, 0x61, at: 0.2, fonts: 2) == "^a") }
}
