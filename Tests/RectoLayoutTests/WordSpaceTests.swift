import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

/// Blank glyphs that part no words.
@Suite struct WordSpaceTests {
  /// A line of glyphs, one after the other: their text, how far each leads, in which of two fonts.
  private func line(_ glyphs: [(text: String, advance: Float, font: UInt16)]) -> String? {
    var page = SourcePage.drawn("")
    var x: Float = 60
    for glyph in glyphs {
      let scalars = glyph.text.unicodeScalars.map(\.value)
      page.glyphs.append(
        Glyph(
          origin: Point(x, 120), advance: Point(5, 0), up: Point(0, -10), scalar: scalars[0],
          font: glyph.font, scalarOffset: UInt32(page.scalars.count),
          scalarCount: UInt8(scalars.count)))
      if scalars.count > 1 { page.scalars += scalars }
      x += glyph.advance
    }
    return page.layout().blocks.first?.text?.string
  }

  private func letters(_ text: String, font: UInt16 = 0) -> [(String, Float, UInt16)] {
    text.map { (String($0), 5, font) }
  }

  @Test func aSpaceThatIsDrawnBackBehindALigatureIsNone() {
    #expect(
      line(letters("your ") + [("fi", 5, 0), (" ", 0, 0)] + letters("ling")) == "your filing")
    #expect(line(letters("a ") + [("fl", 5, 0), (" ", 0.3, 0)] + letters("ow")) == "a flow")
  }

  @Test func aSpaceWithRoomStaysOne() {
    #expect(line(letters("a ") + [("ff", 5, 0), (" ", 3, 0)] + letters("ow")) == "a ff ow")
    #expect(line(letters("staff") + [(" ", 2.5, 0)] + letters("only")) == "staff only")
  }

  @Test func quotationMarksOfAnotherFontStandAtTheirWords() {
    let quoted = letters("Bail-In", font: 1)
    #expect(
      line(
        letters("a ") + [("\u{201C}", 5, 0), (" ", 2.5, 0)] + quoted + [(" ", 2.5, 1)]
          + letters("\u{201D} here")) == "a “Bail-In” here")
    // German closes with the mark that English opens with, and one font says nothing.
    #expect(
      line(letters("\u{201E}a\u{201C}") + [(" ", 2.5, 0)] + letters("und", font: 1)) == "„a“ und")
    #expect(line(letters("a \u{201C} b \u{201D} c")) == "a “ b ” c")
  }
}
