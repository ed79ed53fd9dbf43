internal import RectoPages

/// Tells text from what wrong character maps make of it: each script has letters that no text of any
/// length does without.
struct LetterFrequencies {
  private struct Script {
    var letters: ClosedRange<UInt32>
    var common: Set<UInt32>
    /// The share of common letters below which nothing can be read. Texts have twice as much.
    var lowest: Float

    init(_ letters: ClosedRange<UInt32>, _ common: String, lowest: Float) {
      self.letters = letters
      self.common = Set(common.unicodeScalars.map(\.value))
      self.lowest = lowest
    }
  }

  private static let scripts = [
    Script(0x41...0x7A, "aeiouAEIOU", lowest: 0.16),
    Script(0x410...0x45F, "оеаинтОЕАИНТі", lowest: 0.2),
    Script(0x621...0x6D5, "اليمنوى", lowest: 0.34),
    Script(0x5D0...0x5EA, "יוהלאמ", lowest: 0.2),
  ]

  /// Fewer letters than this tell nothing.
  private static let enough = 150
  /// No letter is so frequent in any language.
  private static let mostOfOne: Float = 0.3
  /// Text has at least this share of function words.
  private static let functionWords: Float = 0.03

  /// The script whose letters cannot be right, if there is one.
  static func implausible(in page: SourcePage) -> Bool {
    var letters = [Int](repeating: 0, count: scripts.count)
    var common = letters
    var counts: [UInt32: Int] = [:]
    for glyph in page.glyphs {
      for (i, script) in scripts.enumerated() where script.letters.contains(glyph.scalar) {
        letters[i] += 1
        counts[glyph.scalar, default: 0] += 1
        if script.common.contains(glyph.scalar) { common[i] += 1 }
      }
    }
    guard let main = letters.indices.max(by: { letters[$0] < letters[$1] }),
      letters[main] >= enough,
      Float(common[main]) < scripts[main].lowest * Float(letters[main])
    else { return false }
    // Wrong maps mix letters up; a page of one letter is a list, a table, a sample.
    if Float(counts.values.max() ?? 0) > mostOfOne * Float(letters[main]) { return false }
    var text = String.UnicodeScalarView()
    for glyph in page.glyphs { page.appendText(of: glyph, to: &text) }
    let share = FunctionWords.ranking(of: String(text)).first?.share ?? 0
    return share < functionWords
  }
}
