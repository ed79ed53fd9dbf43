internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// Code whose letters are of all widths, but stand in cells of one width.
///
/// The LaTeX package listings, in its columns of fixed width, puts each word in a box as wide as
/// its characters' cells, with the same glue before, between and after its letters. So the glue
/// differs from word to word, while a word's width by its letters is the same for all: no other
/// text does both. Such letters are set in a twin of their font that is of fixed pitch, each in its
/// cell, and all that knows code works unchanged.
struct GridLetters {
  /// Fewer letters tell no glue.
  private static let fewestLetters = 3
  /// So many words must agree.
  private static let fewestWords = 4
  /// How far widths of cells and places may differ, in ems.
  private static let slack: Float = 0.006
  /// How far from its cell a word may begin, in cells.
  private static let offGrid: Float = 0.1
  /// How much the glue of words must differ at least, in ems.
  private static let spread: Float = 0.02

  /// Letters that follow each other with the same glue.
  private struct Word {
    var range: Range<Int>
    var width: Float
    var glue: Float
    var cells: Int

    /// The width of its cells, glue before and after included.
    var pitch: Float { (width + Float(range.count + 1) * glue) / Float(cells) }
  }

  static func marked(_ page: SourcePage) -> SourcePage {
    let rows = self.rows(of: page).map { words(in: $0, of: page) }
    guard let first = pitch(of: rows.joined(), on: page) else { return page }
    // Chance makes some words agree, but not all words of whole rows.
    let whole = rows.filter { cells(of: $0, on: page, pitch: first) != nil }
    guard let pitch = pitch(of: whole.joined(), on: page) else { return page }
    var marked = page
    var twins = TwinFonts(adding: .fixedPitch)
    for row in whole {
      guard let cells = cells(of: row, on: page, pitch: pitch) else { continue }
      for (index, start, width) in cells {
        marked.glyphs[index].origin.x = start
        marked.glyphs[index].advance.x = width
        twins.set(index, on: &marked)
      }
    }
    return marked
  }

  /// Glyphs drawn one after the other on one baseline in one font and size.
  private static func rows(of page: SourcePage) -> [Range<Int>] {
    var rows: [Range<Int>] = []
    var start = 0
    for i in page.glyphs.indices.dropFirst() {
      let (a, b) = (page.glyphs[i - 1], page.glyphs[i])
      if a.origin.y != b.origin.y || a.font != b.font || a.up != b.up
        || b.origin.x < a.origin.x
      {
        rows.append(start..<i)
        start = i
      }
    }
    if start < page.glyphs.count { rows.append(start..<page.glyphs.count) }
    return rows.filter { row in
      let glyph = page.glyphs[row.lowerBound]
      return glyph.up.x == 0 && glyph.size > 0
        && !page.fonts[Int(glyph.font)].traits.contains(.fixedPitch)
    }
  }

  /// The words of a row: letters and digits side by side, anything else by itself.
  private static func words(in row: Range<Int>, of page: SourcePage) -> [Word] {
    var words: [Word] = []
    var wasLetter = false
    for i in row where !page.glyphs[i].isBlank {
      let glyph = page.glyphs[i]
      let isLetter = isLetter(glyph.scalar)
      if let last = words.last, isLetter, wasLetter, last.range.upperBound == i {
        let before = page.glyphs[i - 1]
        let gap = glyph.origin.x - before.origin.x - before.advance.x
        let isSecond = last.range.count == 1
        if abs(gap) < 0.6 * glyph.size, isSecond || abs(gap - last.glue) < slack * glyph.size {
          if isSecond { words[words.count - 1].glue = gap }
          words[words.count - 1].range = last.range.lowerBound..<(i + 1)
          words[words.count - 1].width += glyph.advance.x
          words[words.count - 1].cells += cells(of: glyph)
          continue
        }
      }
      wasLetter = isLetter
      words.append(
        Word(range: i..<(i + 1), width: glyph.advance.x, glue: 0, cells: cells(of: glyph)))
    }
    return words
  }

  /// What the package takes for a part of a word.
  private static func isLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x24, 0x30...0x39, 0x40...0x5A, 0x5F, 0x61...0x7A: true
    default: scalar >= 0xC0
    }
  }

  private static func cells(of glyph: Glyph) -> Int { Script.isIdeographic(glyph.scalar) ? 2 : 1 }

  /// The width of a cell that words agree in whose glue differs.
  private static func pitch(of words: some Sequence<Word>, on page: SourcePage) -> Float? {
    let telling = words.filter { $0.range.count >= fewestLetters }.map { word in
      let size = page.glyphs[word.range.lowerBound].size
      return (pitch: word.pitch, glue: word.glue / size, size: size)
    }.sorted { $0.pitch < $1.pitch }
    guard telling.count >= fewestWords, telling.contains(where: { abs($0.glue) > spread }) else {
      return nil
    }
    var best: (count: Int, pitch: Float)?
    var start = 0
    while start < telling.count {
      let first = telling[start]
      let same = telling[start...].prefix { $0.pitch - first.pitch < slack * first.size }
      let glues = same.map(\.glue)
      let range = (glues.max() ?? 0) - (glues.min() ?? 0)
      if same.count >= fewestWords, range > spread, same.count > best?.count ?? 0 {
        best = (same.count, same[start + same.count / 2].pitch)
      }
      start += same.count
    }
    return best?.pitch
  }

  /// The cell of each glyph of a row; `nil` if a word does not stand in cells.
  private static func cells(
    of words: [Word], on page: SourcePage, pitch: Float
  ) -> [(index: Int, start: Float, width: Float)]? {
    var left: Float?
    var result: [(index: Int, start: Float, width: Float)] = []
    guard words.contains(where: { $0.range.count > 1 }) else { return nil }
    for word in words {
      let glyph = page.glyphs[word.range.lowerBound]
      let width = pitch * Float(word.cells)
      let glue = (width - word.width) / Float(word.range.count + 1)
      guard word.range.count == 1 || abs(glue - word.glue) < slack * glyph.size else { return nil }
      let start = glyph.origin.x - glue
      let origin = left ?? start
      left = origin
      let steps = ((start - origin) / pitch).rounded()
      guard abs(origin + steps * pitch - start) < offGrid * pitch else { return nil }
      var place = origin + steps * pitch
      for i in word.range {
        let own = pitch * Float(cells(of: page.glyphs[i]))
        result.append((i, place, own))
        place += own
      }
    }
    return result
  }
}
