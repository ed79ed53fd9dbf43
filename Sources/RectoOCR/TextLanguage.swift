internal import RectoLanguage
internal import RectoPages

/// The language of a page's own text, for the pictures in it.
enum TextLanguage {
  /// So many glyphs tell it.
  private static let enough = 3000

  /// Letters that only one language has, or one stands for, and what each of them counts.
  private static let letters: [(range: ClosedRange<UInt32>, code: String, weight: Int)] = [
    (0x400...0x52F, "rus", 1), (0x370...0x3FF, "ell", 1), (0x600...0x6FF, "ara", 1),
    (0x590...0x5FF, "heb", 1), (0x3040...0x30FF, "jpn", 3), (0x4E00...0x9FFF, "chi_sim", 1),
    (0xAC00...0xD7A3, "kor", 1), (0x900...0x97F, "hin", 1),
  ]

  /// The languages that their letters tell.
  static let scripts = Set(letters.map(\.code))

  /// The language that stands for the script of most letters of some lines; `nil` for Latin letters.
  static func script(of lines: [LayerLine], on page: SourcePage) -> String? {
    var counts: [String: Int] = [:]
    var all = 0
    for glyph in lines.lazy.flatMap({ page.glyphs[$0.range] }) {
      guard Unicode.Scalar(glyph.scalar)?.properties.isAlphabetic == true else { continue }
      all += 1
      for entry in letters where entry.range.contains(glyph.scalar) {
        counts[entry.code, default: 0] += 1
      }
    }
    return counts.first { 2 * $0.value > all }?.key
  }

  /// As Tesseract names it; `nil` if the text does not tell.
  static func language(of page: SourcePage) -> String? {
    let glyphs = page.glyphs.prefix(enough)
    var counts: [String: Int] = [:]
    for glyph in glyphs where glyph.scalar >= 0x370 {
      for entry in letters where entry.range.contains(glyph.scalar) {
        counts[entry.code, default: 0] += entry.weight
      }
    }
    let other = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    if let other, other.value * 4 > glyphs.count { return other.key }
    guard let best = FunctionWords.ranking(of: page.text(of: glyphs)).first,
      best.share >= LanguageFinder.clearShare
    else { return nil }
    return best.code
  }
}
