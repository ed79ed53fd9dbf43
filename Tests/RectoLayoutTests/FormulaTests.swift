import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoLayout

@Suite struct FormulaTests {
  /// A page with a line of text and below it glyphs of mathematics at given places, 20 points in
  /// from the text: character, x and y in ems from the formula's origin, size.
  private func page(
    _ glyphs: [(String, Float, Float, Float)], bars: [(Float, Float, Float)] = []
  ) -> SourcePage {
    var page = SourcePage.drawn("Rain fell on the harbour and on the boats and on the quay there.")
    page.fonts.append(Font(name: "CMMI10", traits: .mathematical))
    let (left, base): (Float, Float) = (120, 170)
    for (text, x, y, size) in glyphs {
      guard let scalar = text.unicodeScalars.first else { continue }
      let isUpright = scalar.properties.numericType != nil || "()+=".contains(text)
      page.glyphs.append(
        Glyph(
          origin: Point(left + 10 * x, base + 10 * y), advance: Point(size * 0.5, 0),
          up: Point(0, -size), scalar: scalar.value,
          font: isUpright ? 0 : UInt16(page.fonts.count - 1)))
    }
    for (x0, x1, y) in bars {
      page.strokes.append(
        Stroke(
          from: Point(left + 10 * x0, base + 10 * y), to: Point(left + 10 * x1, base + 10 * y),
          width: 0.4))
    }
    return page
  }

  private func latex(_ page: SourcePage) -> [String] {
    page.layout().blocks.compactMap { block in
      if case .formula(let formula) = block.content { formula.latex.string } else { nil }
    }
  }

  @Test func readsScripts() {
    let page = page([
      ("x", 0, 0, 10), ("2", 0.5, -0.4, 7), ("+", 1, 0, 10), ("y", 1.6, 0, 10),
      ("i", 2.1, 0.15, 7), ("=", 2.6, 0, 10), ("1", 3.2, 0, 10),
    ])
    #expect(latex(page) == ["x^{2}+y_{i}=1"])
  }

  @Test func readsFractions() {
    let page = page(
      [
        ("a", 0, 0, 10), ("=", 0.6, 0, 10), ("b", 1.5, -0.7, 10), ("+", 2, -0.7, 10),
        ("1", 2.5, -0.7, 10), ("c", 2, 0.7, 10),
      ], bars: [(1.4, 3.1, -0.25)])
    #expect(latex(page) == ["a=\\frac{b+1}{c}"])
  }

  @Test func readsRoots() {
    let page = page(
      [("r", 0, 0, 10), ("=", 0.6, 0, 10), ("√", 1.2, 0, 10), ("x", 1.75, 0, 10)],
      bars: [(1.7, 2.3, -0.8)])
    #expect(latex(page) == ["r=\\sqrt{x}"])
  }

  @Test func readsLimitsOfSums() {
    let page = page([
      ("s", 0, 0, 10), ("=", 0.6, 0, 10), ("n", 1.35, -1.1, 7), ("∑", 1.3, 0, 10),
      ("i", 1.2, 1, 7), ("=", 1.5, 1, 7), ("1", 1.8, 1, 7), ("x", 2.2, 0, 10),
      ("i", 2.7, 0.15, 7),
    ])
    #expect(latex(page) == ["s=\\sum_{i=1}^{n}x_{i}"])
  }

  @Test func everyGlyphOfAFormulaIsAccountedFor() {
    let page = page(
      [("a", 0, 0, 10), ("=", 0.6, 0, 10), ("b", 1.5, -0.7, 10), ("c", 1.5, 0.7, 10)],
      bars: [(1.4, 2.1, -0.25)])
    var seen = [Int](repeating: 0, count: page.glyphs.count)
    for block in page.layout().blocks {
      block.forEachText { text in
        for run in text.runs { for glyph in run.glyphs { seen[Int(glyph)] += 1 } }
      }
    }
    #expect(seen.allSatisfy { $0 == 1 })
  }

  @Test func leavesWordsAndDotLeadersAlone() {
    var page = SourcePage.drawn(
      """
      Rain fell on the harbour and on the boats and on the quay there.

          1.2 The harbour .................... 7
      """)
    page.fonts[0].traits.insert(.symbolic)
    page.fonts.append(Font(name: "CMMI10", traits: .mathematical))
    for i in page.glyphs.indices where page.glyphs[i].scalar == 0x2E {
      page.glyphs[i].font = UInt16(page.fonts.count - 1)
    }
    #expect(latex(page).isEmpty)
  }

  @Test(arguments: [
    (0x3B1 as UInt32, "\\alpha"), (0x1D465, "x"), (0x1D431, "\\mathbf{x}"), (0x1D6FC, "\\alpha"),
    (0x2264, "\\leq"), (0x25, "\\%"), (0x1D54F, "\\mathbb{X}"), (0x1D7CF, "\\mathbf{1}"),
  ])
  func namesSymbols(scalar: UInt32, latex: String) {
    #expect(LatexSymbols.latex(for: scalar) == latex)
  }
}
