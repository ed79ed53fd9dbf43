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

  /// Gives the last glyphs of a page a font of large signs and their ink: x0, y0, x1, y1 in ems
  /// from the formula's origin.
  private func enlarge(_ inks: [(Float, Float, Float, Float)], on page: inout SourcePage) {
    page.fonts.append(Font(name: "CMEX10", traits: .mathematical))
    page.inkBoxes = page.glyphs.map { _ in nil }
    for (place, ink) in zip(page.glyphs.indices.suffix(inks.count), inks) {
      page.glyphs[place].font = UInt16(page.fonts.count - 1)
      page.inkBoxes[place] = Box(
        x0: 120 + 10 * ink.0, y0: 170 + 10 * ink.1, x1: 120 + 10 * ink.2, y1: 170 + 10 * ink.3)
    }
  }

  @Test func readsMatrices() {
    var page = page([
      ("A", 0, 0, 10), ("=", 0.8, 0, 10), ("a", 2.1, -0.6, 10), ("b", 3.6, -0.6, 10),
      ("c", 2.1, 0.6, 10), ("d", 3.6, 0.6, 10), ("(", 1.58, -1.5, 10), (")", 4.2, -1.5, 10),
    ])
    enlarge([(1.58, -1.45, 1.98, 0.95), (4.2, -1.45, 4.6, 0.95)], on: &page)
    #expect(latex(page) == ["A=\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}"])
  }

  @Test func readsCases() {
    var page = page([
      ("f", 0, 0, 10), ("=", 0.8, 0, 10), ("a", 2.3, -0.6, 10), ("x", 4, -0.6, 10),
      ("b", 2.3, 0.6, 10), ("y", 4, 0.6, 10), ("{", 1.58, -1.5, 10),
    ])
    enlarge([(1.58, -1.45, 1.98, 0.95)], on: &page)
    #expect(latex(page) == ["f=\\begin{cases} a & x \\\\ b & y \\end{cases}"])
  }

  @Test func readsDelimitersAsHighAsWhatTheyHold() {
    var page = page(
      [
        ("y", 0, 0, 10), ("=", 0.8, 0, 10), ("a", 2.2, -0.7, 10), ("b", 2.2, 0.7, 10),
        ("(", 1.6, -1.5, 10), (")", 2.9, -1.5, 10),
      ], bars: [(2.1, 2.8, -0.25)])
    enlarge([(1.6, -1.15, 2, 0.65), (2.9, -1.15, 3.3, 0.65)], on: &page)
    #expect(latex(page) == ["y=\\left(\\frac{a}{b}\\right)"])
  }

  @Test func readsFractionsInFractions() {
    let page = page(
      [
        ("r", 0, 0, 10), ("=", 0.6, 0, 10), ("a", 2.05, -0.7, 10), ("b", 1.6, 0.55, 7),
        ("c", 1.6, 1.3, 7), ("+", 2.2, 0.95, 10), ("d", 2.7, 0.95, 10),
      ], bars: [(1.4, 3.2, -0.25), (1.5, 2.05, 0.7)])
    #expect(latex(page) == ["r=\\frac{a}{\\frac{b}{c}+d}"])
  }

  @Test func readsMarksOverLetters() {
    let page = page([
      ("x", 0, 0, 10), ("\u{302}", 0.05, -0.05, 10), ("+", 0.8, 0, 10), ("y", 1.5, 0, 10),
      ("=", 2.3, 0, 10), ("1", 3, 0, 10),
    ])
    #expect(latex(page) == ["\\hat{x}+y=1"])
  }

  @Test func alignsEquationsAtTheirRelations() {
    let page = page([
      ("a", 0, 0, 10), ("=", 0.8, 0, 10), ("b", 1.6, 0, 10), ("+", 2.4, 0, 10), ("c", 3.2, 0, 10),
      ("=", 0.8, 1.5, 10), ("d", 1.6, 1.5, 10),
    ])
    #expect(latex(page) == ["\\begin{aligned} a & =b+c \\\\  & =d \\end{aligned}"])
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

  /// A line of prose with a stretch in mathematical italics between bars: `Let |x|=5 be.` Digits and
  /// signs in it stay upright.
  private func prose(_ line: String, font: Font = Font(name: "CMMI10", traits: .mathematical))
    -> SourcePage
  {
    let plain = line.replacing("|", with: "")
    var page = SourcePage.drawn(plain + "\nRain fell on the harbour and on the boats there.")
    page.fonts.append(font)
    page.fonts.append(Font(name: "CMSY10", traits: .mathematical))
    var place = 0
    var isMaths = false
    for character in line where character != " " {
      if character == "|" {
        isMaths.toggle()
        continue
      }
      if isMaths, character.isLetter { page.glyphs[place].font = UInt16(page.fonts.count - 2) }
      if "≤→∈⟨⟩−".contains(character) { page.glyphs[place].font = UInt16(page.fonts.count - 1) }
      place += 1
    }
    return page
  }

  private func inline(_ page: SourcePage) -> [String] {
    var found: [String] = []
    for block in page.layout().blocks {
      block.forEachText { found += $0.formulas.map(\.formula.latex.string) }
    }
    return found
  }

  @Test(arguments: [
    ("Let |x| be so", ["x"]), ("Let |x|=5 and |y|≤|x| hold", ["x=5", "y\\leq x"]),
    ("The map |f|(|x|,|y|) grows", ["f(x,y)"]), ("no more than ≤ 8.4 of it", []),
    ("the option ⟨file⟩ names it", []), ("from 64 → 32 bits |n| only", ["64\\rightarrow32", "n"]),
    ("about −40 degrees in |T| there", ["T"]),
  ])
  func findsFormulasInsideLines(line: String, formulas: [String]) {
    #expect(inline(prose(line)) == formulas)
  }

  @Test(arguments: [("5 s", []), ("so 10", ["10^{-3}"])])
  func exponentsOfUnitsAreScriptsOfTheText(base: String, formulas: [String]) {
    var page = SourcePage.drawn("It was \(base)   as we all have seen from there.")
    page.fonts.append(Font(name: "CMSY7", traits: .mathematical))
    let x = 60 + 5 * Float("It was \(base)".count)
    for (scalar, place, font) in [(0x2212 as UInt32, Float(0), 4 as UInt16), (0x33, 3.5, 0)] {
      page.glyphs.append(
        Glyph(
          origin: Point(x + place, 116), advance: Point(3.5, 0), up: Point(0, -7), scalar: scalar,
          font: font))
    }
    // Some formula is on the page.
    page.fonts.append(Font(name: "CMMI10", traits: .mathematical))
    page.glyphs[0].font = 5
    #expect(inline(page).filter { $0.contains("3") } == formulas)
  }

  @Test func readsFractionsInsideLines() {
    var page = SourcePage.drawn("Then half of   is left for them to have and to hold.")
    page.fonts.append(Font(name: "CMMI10", traits: .mathematical))
    for (scalar, y) in [("x", Float(116)), ("y", 124)] {
      page.glyphs.append(
        Glyph(
          origin: Point(125.5, y), advance: Point(3.5, 0), up: Point(0, -7),
          scalar: scalar.unicodeScalars.first?.value ?? 0, font: 4))
    }
    page.strokes.append(Stroke(from: Point(125, 117.5), to: Point(129.5, 117.5), width: 0.4))
    #expect(inline(page) == ["\\frac{x}{y}"])
  }

  @Test(arguments: [
    ("so |x|=5 and", ["x=5"]), ("the speed |v| of light", []), ("where |a|∈|A| holds", ["a\\in A"]),
    ("see <|name|> and |its|=5", []),
  ])
  func findsVariablesInItalicsOfTheText(line: String, formulas: [String]) {
    #expect(inline(prose(line, font: Font(name: "Times-Italic", traits: .italic))) == formulas)
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
