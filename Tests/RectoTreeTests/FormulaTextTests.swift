import RectoGeometry
import RectoTree
import Testing

@Suite struct FormulaTextTests {
  private func symbol(
    _ latex: String, _ text: String? = nil, _ kind: MathSymbol.Kind = .identifier,
    glyph: Int32? = nil
  ) -> MathNode {
    .symbol(MathSymbol(kind, latex: latex, text: text ?? latex, glyphs: glyph.map { [$0] } ?? []))
  }

  private func formula(_ node: MathNode) -> Formula {
    Formula(node, page: 0, box: Box(x0: 0, y0: 0, x1: 10, y1: 10), size: 10)
  }

  @Test func commandsAreKeptApartFromLetters() {
    let found = formula(
      .row([symbol("\\alpha", "α"), symbol("x"), symbol("\\beta", "β"), symbol("2")]))
    #expect(found.latex.string == "\\alpha x\\beta2")
    #expect(found.plain == "αxβ2")
  }

  @Test func structuresAreWrittenAsLatexAndAsUnicode() {
    let (x, i, n) = (symbol("x"), symbol("i"), symbol("2", "2", .number))
    let cases: [(MathNode, latex: String, plain: String)] = [
      (.scripts(x, sub: i, sup: n), "x_{i}^{2}", "xᵢ²"),
      (
        .fraction(.row([x, symbol("+", "+", .operator), i]), n, .plain), "\\frac{x+i}{2}", "(x+i)/2"
      ),
      (.fraction(x, n, .display), "\\dfrac{x}{2}", "x/2"),
      (
        .root(MathSymbol(.operator, latex: "\\sqrt", text: "√"), index: n, x), "\\sqrt[2]{x}", "²√x"
      ),
      (
        .grid(
          MathGrid(
            .pmatrix, rows: [[x, i], [i, x]], open: MathSymbol(.operator, latex: "(", text: "("),
            close: MathSymbol(.operator, latex: ")", text: ")"))),
        "\\begin{pmatrix} x & i \\\\ i & x \\end{pmatrix}", "(x, i; i, x)"
      ),
    ]
    for (node, latex, plain) in cases {
      #expect(formula(node).latex.string == latex)
      #expect(formula(node).plain == plain)
    }
  }

  @Test func confidenceFallsWithWhatHadToBeGuessed() {
    let (x, i) = (symbol("x"), symbol("i"))
    #expect(formula(.scripts(x, sub: i, sup: nil)).confidence == 100)
    let unknown = symbol("\\text{❑}", "❑", .operator)
    #expect(formula(.row([x, unknown])).confidence == 60)
    #expect(formula(.scripts(.empty, sub: i, sup: nil)).confidence < 100)
  }

  @Test func symbolsLeadBackToTheirGlyphs() {
    let found = formula(
      .scripts(symbol("x", glyph: 7), sub: symbol("i", glyph: 9), sup: symbol("2", glyph: 8)))
    #expect(found.latex.runs.map { found.latex.slice($0.start, $0.end) } == ["x", "i", "2"])
    #expect(found.latex.runs.map(\.first) == [7, 9, 8])
  }

  @Test func formulasMoveWithTheTextAroundThem() {
    let x = formula(symbol("x", glyph: 4))
    func line(_ string: String, at start: Int32? = nil) -> Text {
      let end = Int32(string.utf8.count)
      return Text(
        string, lines: [TextLine(page: 0, box: .empty, start: 0, end: end, size: 10)],
        formulas: start.map { [InlineFormula(start: $0, end: $0 + 1, formula: x)] } ?? [])
    }
    var text = line("Rain or")
    text.join(line("let x be", at: 4))
    #expect(text.formulas.map { text.slice($0.start, $0.end) } == ["x"])
    let (head, tail) = text.split(at: 8)
    #expect(head.formulas.isEmpty && tail.formulas.map(\.start) == [4])
  }
}
