internal import RectoPages

/// Tells text from what wrong character maps make of it: each script has letters that no text of any
/// length does without.
struct LetterFrequencies {
  private struct Script {
    var letters: ClosedRange<Int>
    var common: [Int]
    /// The share of common letters below which nothing can be read. Texts have twice as much.
    var lowest: Float

    init(_ letters: ClosedRange<Int>, _ common: String, lowest: Float) {
      self.letters = letters
      self.common = common.unicodeScalars.map { Int($0.value) }
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

  /// Whether a page's letters cannot be right.
  static func implausible(in page: SourcePage) -> Bool {
    var counts = [Int32](repeating: 0, count: 0x700)
    for glyph in page.glyphs where Int(glyph.scalar) < counts.count {
      counts[Int(glyph.scalar)] += 1
    }
    func total(_ script: Script) -> Int32 { counts[script.letters].reduce(0, +) }
    guard let main = scripts.max(by: { total($0) < total($1) }) else { return false }
    let letters = Float(total(main))
    let common = main.common.reduce(0) { $0 + counts[$1] }
    guard letters >= Float(enough), Float(common) < main.lowest * letters else { return false }
    // Wrong maps mix letters up; a page of one letter is a list, a table, a sample.
    let most = counts[main.letters].max() ?? 0
    if Float(most) > mostOfOne * letters { return false }
    let share = FunctionWords.ranking(of: page.text(of: page.glyphs)).first?.share ?? 0
    return share < functionWords
  }
}
