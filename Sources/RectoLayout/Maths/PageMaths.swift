internal import RectoPages

/// What all that looks for formulas wants to know of a page.
struct PageMaths {
  let fonts: [MathFont]
  /// Thin lines, from top to bottom.
  let bars: [MathBar]

  /// `nil` for a page without mathematics.
  init?(of page: SourcePage) {
    guard page.hasMaths else { return nil }
    // A document has many fonts, a page few of them.
    var isUsed = [Bool](repeating: false, count: page.fonts.count)
    for glyph in page.glyphs { isUsed[Int(glyph.font)] = true }
    let unused = MathFont(Font(name: ""))
    fonts = zip(page.fonts, isUsed).map { font, isUsed in isUsed ? MathFont(font) : unused }
    bars = MathBar.bars(of: page)
  }
}
