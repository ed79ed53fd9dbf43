internal import RectoGeometry
internal import RectoPages

/// A word of a table zone, cut out of its fragment.
struct TableWord {
  var glyphs: [Int32]
  var box: Box
  var baseline: Float
  var size: Float
  var isFixedPitch: Bool
  /// The page's fragment that it comes from.
  var fragment: Int
  /// Digits among its characters, their value, and all characters.
  var digits: Int
  var number: Int
  var characters: Int
  /// The digits that it begins with, up to its first other character.
  var leadingDigits = 0
  var startsUpper: Bool
  var startsLower: Bool
  /// An ideograph or a letter of kana: lines may end after any.
  var startsIdeograph: Bool
  /// The last character, to tell the ends of sentences and parts of words.
  var last: UInt32 = 0
  /// Dots lead to it.
  var isLed: Bool
  /// The sign of a currency, alone: it stands at its column's edge, away from the number.
  var isCurrency: Bool { characters == 1 && isSign }
  private var isSign = false
  /// A value of its own that is no word: a tick, a bullet, a cross, a dash or dots for none.
  var isMark: Bool {
    guard digits == 0, !startsIdeograph, last < 0x590 || last >= 0x2000 else { return false }
    return characters == 1 || characters <= 3 && !startsUpper && !startsLower
  }
  /// The prompt of a shell.
  var isPrompt: Bool { characters == 1 && isPromptSign }
  private var isPromptSign = false

  /// The words of some fragments, by rows from top to bottom and from left to right in each.
  static func rows(of fragments: [(index: Int, fragment: Fragment)], in page: SourcePage)
    -> [[TableWord]]
  {
    var words: [TableWord] = []
    for (index, fragment) in fragments { words += self.words(of: fragment, index: index, in: page) }
    words.sort { ($0.baseline, $0.box.x0) < ($1.baseline, $1.box.x0) }
    var rows: [[TableWord]] = []
    for word in words {
      if let last = rows.last?.last,
        word.baseline - last.baseline < 0.35 * min(word.size, last.size)
      {
        rows[rows.count - 1].append(word)
      } else {
        rows.append([word])
      }
    }
    return rows.map { $0.sorted { $0.box.x0 < $1.box.x0 } }
  }

  private static func words(of fragment: Fragment, index: Int, in page: SourcePage) -> [TableWord] {
    var words: [TableWord] = []
    var current: TableWord?
    var end: Float = 0
    // The dots before may be a fragment of their own, drawn just before.
    var isLed =
      fragment.glyphs.first.flatMap { first in
        page.glyphs[..<Int(first)].last { !$0.isBlank }?.flags.contains(.leader)
      } ?? false
    for glyphIndex in fragment.glyphs {
      let glyph = page.glyphs[Int(glyphIndex)]
      // Leaders are a gap.
      if glyph.flags.contains(.leader) {
        if let word = current { words.append(word) }
        current = nil
        isLed = true
        continue
      }
      if glyph.isBlank {
        // Blanks stay with the word before them, so that no glyph is left over.
        current?.glyphs.append(glyphIndex)
        continue
      }
      let start = glyph.origin.x
      let stop = start + glyph.advance.x
      let parts = current?.glyphs.last.map { page.glyphs[Int($0)].isBlank } ?? false
      if let word = current, parts || start - end > 0.3 * glyph.size {
        words.append(word)
        current = nil
      }
      let box = page.box(of: glyph)
      if current == nil {
        current = TableWord(
          glyphs: [], box: .empty, baseline: fragment.baseline, size: fragment.size,
          isFixedPitch: page.fonts[Int(glyph.font)].traits.contains(.fixedPitch), fragment: index,
          digits: 0, number: 0, characters: 0,
          startsUpper: Unicode.Scalar(glyph.scalar)?.properties.isUppercase ?? false,
          startsLower: Unicode.Scalar(glyph.scalar)?.properties.isLowercase ?? false,
          startsIdeograph: isIdeograph(glyph.scalar),
          isLed: isLed)
        isLed = false
      }
      if [0x24, 0xA2, 0xA3, 0xA5, 0x20A9, 0x20AC, 0x20B9, 0x20BD].contains(glyph.scalar) {
        current?.isSign = true
      }
      if [0x23, 0x24, 0x25, 0x3E].contains(glyph.scalar) { current?.isPromptSign = true }
      current?.glyphs.append(glyphIndex)
      current?.box.formUnion(box)
      current?.characters += 1
      current?.last = glyph.scalar
      if (0x30...0x39).contains(glyph.scalar) {
        current?.digits += 1
        let before = current?.number ?? 0
        current?.number = before &* 10 &+ Int(glyph.scalar - 0x30)
        if current?.digits == current?.characters { current?.leadingDigits += 1 }
      }
      end = max(start, stop)
    }
    if let word = current { words.append(word) }
    return words
  }

  private static func isIdeograph(_ scalar: UInt32) -> Bool {
    (0x3040...0x30FF).contains(scalar) || (0x3400...0x9FFF).contains(scalar)
      || (0x2_0000...0x3_FFFF).contains(scalar)
  }
}
