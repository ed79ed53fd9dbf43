import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoLayout

@Suite struct NumberFormulaTests {
  /// A page with a line of text, base at 120, and digits of its font over and under a bar.
  private func page(_ text: String, over: (String, Float), under: (String, Float), bar: Box)
    -> SourcePage
  {
    var page = SourcePage.drawn(text)
    for ((digits, y), left) in [(over, bar.x0), (under, bar.x0)] {
      for (i, scalar) in digits.unicodeScalars.enumerated() {
        page.glyphs.append(
          Glyph(
            origin: Point(left + 2 + 5 * Float(i), y), advance: Point(5, 0), up: Point(0, -10),
            scalar: scalar.value, font: 0))
      }
    }
    page.strokes.append(
      Stroke(from: Point(bar.x0, bar.y0), to: Point(bar.x1, bar.y0), width: 0.5))
    return page
  }

  private func formulas(_ page: SourcePage) -> [String] {
    var found: [String] = []
    for block in page.layout().blocks {
      block.forEachText { found += $0.formulas.map(\.formula.latex.string) }
    }
    return found
  }

  private let text = "Then half    of it is left for them to have and to hold."

  @Test func readsNumbersOverABarInALine() {
    // "half" ends at 105, "of" begins at 125.
    let bar = Box(x0: 108, y0: 117.5, x1: 117, y1: 117.5)
    #expect(
      formulas(page(text, over: ("1", 114.5), under: ("2", 126.5), bar: bar)) == ["\\dfrac{1}{2}"])
  }

  @Test func leavesSumsUnderTheirRulesAlone() {
    // No text stands between the rows.
    let bar = Box(x0: 108, y0: 217.5, x1: 117, y1: 217.5)
    let page = page(text, over: ("1", 214.5), under: ("2", 226.5), bar: bar)
    #expect(formulas(page).isEmpty)
  }

  @Test func leavesTheCellsOfAGridAlone() {
    let bar = Box(x0: 108, y0: 117.5, x1: 117, y1: 117.5)
    var page = page(text, over: ("1", 114.5), under: ("2", 126.5), bar: bar)
    for x in [Float(107.5), 117.5] {
      page.strokes.append(Stroke(from: Point(x, 100), to: Point(x, 140), width: 0.5))
    }
    #expect(formulas(page).isEmpty)
  }

  @Test func readsRootsOfNumbers() {
    var page = SourcePage.drawn("Then see 2     of it is left for them to have and to hold.")
    page.fonts.append(Font(name: "OpenSymbol", traits: .mathematical))
    for (scalar, x, font) in [("√", Float(111), 4 as UInt16), ("3", 117, 0)] {
      page.glyphs.append(
        Glyph(
          origin: Point(x, 120), advance: Point(5, 0), up: Point(0, -10),
          scalar: scalar.unicodeScalars.first?.value ?? 0, font: font))
    }
    page.strokes.append(Stroke(from: Point(116, 112), to: Point(123, 112), width: 0.5))
    #expect(formulas(page) == ["2\\sqrt{3}"])
  }

  @Test func joinsNoLinesThatGoOnBesideABar() {
    // A page number underlined in an index, with one below it.
    var page = SourcePage.drawn(
      """
      import ....................... 6
      output ....................... 9
      """)
    page.fonts.append(Font(name: "CMMI10", traits: .mathematical))
    page.glyphs[0].font = 4
    page.strokes.append(Stroke(from: Point(214, 121.5), to: Point(221, 121.5), width: 0.4))
    var text = ""
    for block in page.layout().blocks { block.forEachText { text += $0.string + " " } }
    #expect(text.contains("import 6"))
    #expect(text.contains("output 9"))
  }
}
