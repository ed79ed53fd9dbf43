import RectoGeometry
import RectoPages
import Testing

@testable import RectoPDF

@Suite struct SignShapeTests {
  /// What becomes of a glyph of 10 points whose ink is so wide and high and whose middle is so far
  /// over the baseline, in ems.
  private func repaired(_ scalar: UInt32, ink: (Float, Float, Float), isUnmapped: Bool = false)
    -> UInt32
  {
    var page = SourcePage(index: 0, width: 100, height: 100)
    page.fonts = [Font(name: "AdvP4C4E74")]
    page.glyphs = [
      Glyph(
        origin: Point(20, 50), advance: Point(7, 0), up: Point(0, -10), code: scalar,
        scalar: isUnmapped ? 0xFFFD : scalar, flags: isUnmapped ? .unmapped : [])
    ]
    let (width, height, middle) = ink
    let box = Box(
      x0: 20, y0: 50 - 10 * (middle + height / 2), x1: 20 + 10 * width,
      y1: 50 - 10 * (middle - height / 2))
    SignShapes.repair(&page) { _ in box }
    return page.glyphs[0].scalar
  }

  @Test func signsUnderLatinLettersAreToldByTheirInk() {
    #expect(repaired(0xBC, ink: (0.6, 0.25, 0.25)) == 0x3D)
    #expect(repaired(0xFE, ink: (0.6, 0.6, 0.25)) == 0x2B)
    #expect(repaired(0xF0, ink: (0.25, 1, 0.25)) == 0x28)
    #expect(repaired(0, ink: (0.6, 0.06, 0.25), isUnmapped: true) == 0x2212)
  }

  /// What the first of some glyphs without Unicode values becomes: each where it stands, how wide it is,
  /// and its ink.
  private func first(_ glyphs: [(x: Float, advance: Float, ink: Box?, isUnmapped: Bool)]) -> UInt32
  {
    var page = SourcePage(index: 0, width: 100, height: 100)
    page.fonts = [Font(name: "Symbols", traits: .embedded)]
    page.glyphs = glyphs.enumerated().map { i, glyph in
      Glyph(
        origin: Point(glyph.x, 50), advance: Point(glyph.advance, 0), up: Point(0, -10),
        code: UInt32(i), scalar: glyph.isUnmapped ? 0xFFFD : 0x61,
        flags: glyph.isUnmapped ? .unmapped : [])
    }
    SignShapes.repair(&page) { glyphs[$0].ink }
    return page.glyphs[0].scalar
  }

  @Test func glyphsWithoutInkAreSpacesIfOthersOfTheirFontHaveSome() {
    let letter = Box(x0: 30, y0: 45, x1: 34, y1: 50)
    #expect(first([(20, 3, nil, true), (30, 5, letter, false)]) == 0x20)
    #expect(first([(20, 3, nil, true), (30, 5, nil, false)]) == 0xFFFD)
    #expect(first([(20, 0, nil, true), (30, 5, letter, false)]) == 0xFFFD)
  }

  /// A sign by itself in its font before a word, and another one in it, with their ink in ems.
  private func marker(
    _ scalar: Unicode.Scalar, _ font: String, ink: (Float, Float, Float), at x: Float = 20,
    alsoAs other: UInt32? = nil
  ) -> UInt32 {
    var page = SourcePage(index: 0, width: 100, height: 100)
    page.fonts = [Font(name: "Text", traits: .embedded), Font(name: font, traits: .embedded)]
    func glyph(_ x: Float, _ y: Float, _ code: UInt32, font: UInt16) -> Glyph {
      Glyph(
        origin: Point(x, y), advance: Point(7, 0), up: Point(0, -10), code: code, scalar: code,
        font: font)
    }
    page.glyphs = [glyph(x, 50, scalar.value, font: 1), glyph(40, 50, 0x41, font: 0)]
    if x > 40 { page.glyphs.swapAt(0, 1) }
    if let other { page.glyphs.append(glyph(60, 80, other, font: 1)) }
    let (width, height, middle) = ink
    let glyphs = page.glyphs
    SignShapes.repair(&page) { i in
      let origin = glyphs[i].origin
      return Box(
        x0: origin.x, y0: origin.y - 10 * (middle + height / 2), x1: origin.x + 10 * width,
        y1: origin.y - 10 * (middle - height / 2))
    }
    return page.glyphs[x > 40 ? 1 : 0].scalar
  }

  @Test func lettersThatAreDiscsAndBeginLinesAreBullets() {
    #expect(marker("9", "Any", ink: (0.4, 0.4, 0.3)) == 0x2022)
    #expect(marker("n", "BigBullets", ink: (0.6, 0.6, 0.3)) == 0x2022)
    // A figure, an `n`, one of two signs, one at the end.
    #expect(marker("9", "Any", ink: (0.45, 0.7, 0.33)) == 0x39)
    #expect(marker("n", "Any", ink: (0.45, 0.45, 0.22)) == 0x6E)
    #expect(marker("9", "Any", ink: (0.4, 0.4, 0.3), alsoAs: 0x38) == 0x39)
    #expect(marker("9", "Any", ink: (0.4, 0.4, 0.3), at: 60) == 0x39)
  }

  @Test func discsAndSquaresBeforeItemsAreBullets() {
    func sign(_ width: Float, _ height: Float, _ bottom: Float, next: Float) -> UInt32 {
      let ink = Box(x0: 20, y0: 50 - bottom - height, x1: 20 + width, y1: 50 - bottom)
      let letter = Box(x0: next, y0: 45, x1: next + 4, y1: 50)
      return first([(20, 4, ink, true), (next, 5, letter, false)])
    }
    #expect(sign(4, 4, 1, next: 30) == 0x2022)
    #expect(sign(3, 3.2, 1.5, next: 36) == 0x2022)
    // As wide as high, but a letter: on the baseline and higher, or within a word.
    #expect(sign(7, 7, 0, next: 30) == 0xFFFD)
    #expect(sign(4, 4, 1, next: 24) == 0xFFFD)
    #expect(sign(4, 2, 1, next: 30) == 0xFFFD)
  }

  @Test func lettersStayLetters() {
    #expect(repaired(0xFE, ink: (0.45, 0.9, 0.25)) == 0xFE)
    #expect(repaired(0xBC, ink: (0.75, 0.68, 0.34)) == 0xBC)
    #expect(repaired(0xF0, ink: (0.45, 0.7, 0.35)) == 0xF0)
    #expect(repaired(0, ink: (0.5, 0.7, 0.35), isUnmapped: true) == 0xFFFD)
  }
}
