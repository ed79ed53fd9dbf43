internal import RectoGeometry
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
    let shafts = Arrow.arrows(of: page).map(\.box)
    bars = MathBar.bars(of: page).filter { bar in
      !shafts.contains { $0.expanded(by: MathBar.thickest / 2).contains(bar.box) }
    }
  }
}

extension SourcePage {
  /// Whether some font of mathematics sets letters.
  var hasLettersOfMaths: Bool {
    let fonts = fonts.map { font in
      font.traits.contains(.mathematical) && !font.traits.contains(.variables)
        && MathFont(font).alphabet == nil
    }
    guard fonts.contains(true) else { return false }
    return glyphs.contains { fonts[Int($0.font)] && (0x41...0x5A).contains($0.scalar & ~0x20) }
  }
}
