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

  @Test func lettersStayLetters() {
    #expect(repaired(0xFE, ink: (0.45, 0.9, 0.25)) == 0xFE)
    #expect(repaired(0xBC, ink: (0.75, 0.68, 0.34)) == 0xBC)
    #expect(repaired(0xF0, ink: (0.45, 0.7, 0.35)) == 0xF0)
    #expect(repaired(0, ink: (0.5, 0.7, 0.35), isUnmapped: true) == 0xFFFD)
  }
}
