import RectoGeometry
import RectoPages
import Testing

@testable import RectoPDF

@Suite struct TeXBitmapFontTests {
  /// Glyphs of a bitmap font by their codes, with what Poppler makes of them.
  private func text(_ codes: [UInt32], isBitmap: Bool = true) -> String {
    var page = SourcePage(index: 0, width: 100, height: 100)
    page.fonts = [Font(name: "", traits: .type3)]
    for (i, code) in codes.enumerated() {
      page.glyphs.append(
        Glyph(
          origin: Point(5 * Float(i), 50), advance: Point(5, 0), up: Point(0, -10), code: code,
          scalar: code, font: 0))
    }
    TeXBitmapFonts.repair(&page, isBitmap: { _ in isBitmap })
    var result = ""
    for glyph in page.glyphs { result += page.text(of: CollectionOfOne(glyph)) }
    return result
  }

  private func codes(_ word: String) -> [UInt32] { word.unicodeScalars.map(\.value) }

  @Test func ligaturesTellTheEncoding() {
    #expect(text(codes("su") + [11] + codes("olk") + [0x7C]) == "suffolk—")
    #expect(text(codes("su") + [27] + codes("olk") + [0x16]) == "suffolk—")
  }

  @Test func marksFollowTheEncoding() {
    #expect(text([0x5C] + codes("find") + [12] + codes("sh") + [0x22]) == "“findfish”")
    #expect(text([0x10] + codes("find") + [28] + codes("sh") + [0x11, 0xFF]) == "“findfish”ß")
  }

  @Test func otherFontsStayAsTheyAre() {
    #expect(text(codes("su") + [0x7C] + codes("olk"), isBitmap: false) == "su|olk")
    // Variables of formulas do not follow each other.
    #expect(text(codes("x") + [0x0B] + codes("Y")) == "x\u{B}Y")
  }
}
