import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoLayout

@Suite struct DropCapTests {
  /// Lines of prose with an initial as high as the first of them before these.
  private func page(_ initial: String, lines: Int, gap: Float = 2, bold: Bool = false) -> SourcePage
  {
    let size = 12 * Float(lines - 1) / 0.7 + 10
    let width = size / 2 * Float(initial.count) + gap
    let text = [
      "his release of the Bureau of Labour", "statistics, and of what is to come,",
      "are published every two years, is the",
      "second since the recession that came", "in December, and is the last of them.",
    ]
    var page = SourcePage.drawn(
      text.dropFirst(lines).joined(separator: "\n"), top: 120 + 12 * Float(lines))
    let beside = SourcePage.drawn(
      text.prefix(lines).joined(separator: "\n"), left: 60 + width, top: 120)
    let font: UInt16 = bold ? 1 : 0
    var x: Float = 60
    var head: [Glyph] = []
    for scalar in initial.unicodeScalars {
      head.append(
        Glyph(
          origin: Point(x, 120 + 12 * Float(lines - 1)), advance: Point(size / 2, 0),
          up: Point(0, -size), scalar: scalar.value, font: font, colour: 0xFF00_0000))
      x += size / 2
    }
    page.glyphs = head + beside.glyphs + page.glyphs
    return page
  }

  @Test(arguments: [2, 3, 4])
  func anInitialBeginsTheFirstLineBesideIt(lines: Int) {
    for gap: Float in [0, 3, 6] {
      let dump = page("T", lines: lines, gap: gap).layout().dump
      #expect(
        dump.hasPrefix("paragraph \"This release of the Bureau of Labour statistics, and of"),
        "\(dump)")
      #expect(dump.split(separator: "\n").count == 1, "\(dump)")
    }
  }

  @Test func aNumberAsHighAsTwoLinesIsAWordOfItsOwn() {
    let dump = page("75%", lines: 2).layout().dump
    #expect(dump.hasPrefix("paragraph \"75% his release of the Bureau of Labour stat"), "\(dump)")
  }

  @Test func aHeadingAboveItsTextStaysOne() {
    let page = SourcePage.drawn("The boats ← 20\n\nRain fell all night.\nNobody had seen it.")
    #expect(page.layout().dump.hasPrefix("paragraph \"The boats\"\n"), "\(page.layout().dump)")
  }
}
