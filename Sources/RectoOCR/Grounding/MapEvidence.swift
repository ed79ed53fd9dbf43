internal import RectoPages

/// What a page's own text tells of the character maps of its fonts.
///
/// A code stands for one character wherever it is drawn. So a font that sets words somewhere on the
/// page says what it shows elsewhere, too: in names, codes, placeholders and abbreviations, whose
/// letters are those of no text.
struct MapEvidence {
  /// So many letters of words tell that a font's map is right.
  private static let enough = 40
  /// The share of a line's glyphs that words have to have, at least, and that may not be known at all.
  private static let known: Float = 0.5
  private static let unknown: Float = 0.1

  private struct Code: Hashable {
    let font: UInt16
    let code: UInt32

    init(_ glyph: Glyph) { (font, code) = (glyph.font, glyph.code) }
  }

  /// What words have each code for, and how many of their letters each font sets.
  private var scalars: [Code: Set<UInt32>] = [:]
  private var letters: [UInt16: Int] = [:]

  init(_ lines: [LayerLine], on page: SourcePage) {
    for line in lines where line.pairs.isPlain && line.unmapped == 0 {
      for glyph in page.glyphs[line.range] where !glyph.isBlank {
        scalars[Code(glyph), default: []].insert(glyph.scalar)
        if LetterPairs.isLetter(glyph.scalar) || Ideographs.contains(glyph.scalar) {
          letters[glyph.font, default: 0] += 1
        }
      }
    }
  }

  /// Whether a line is set in fonts whose words say that their maps are right, and has none of their codes
  /// for something else.
  func vouches(for line: LayerLine, on page: SourcePage) -> Bool {
    var (same, strange) = (0, 0)
    for glyph in page.glyphs[line.range] where !glyph.isBlank {
      guard !LayerLine.isUnmapped(glyph), letters[glyph.font, default: 0] >= Self.enough else {
        strange += 1
        continue
      }
      guard let known = scalars[Code(glyph)] else { continue }
      guard known == [glyph.scalar] else { return false }
      same += 1
    }
    let inked = Float(line.inked)
    return Float(same) >= Self.known * inked && Float(strange) <= Self.unknown * inked
  }
}
