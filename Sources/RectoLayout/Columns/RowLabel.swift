/// Tells the labels that hang in the margin before their rows: the numbers of sections, clauses,
/// captions and entries of contents.
enum RowLabel {
  /// `SECTION 10.01(a)` is as long as they come, in glyphs.
  static let longest = 18

  /// `2.1`, `(a)`, `IV.`, `SECTION 1.01`, `Table 2-1.`, `§ 5`: one word at most, then a number.
  static func isLabel(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let number = words.last, words.count <= 2 else { return false }
    if words.count == 2 { return isName(words[0]) && isNumber(number) }
    // Where the blank is no glyph, name and number are one word.
    let name = number.prefix { !$0.isNumber }
    return isNumber(number) || isName(name) && isNumber(number.dropFirst(name.count))
  }

  private static func isName(_ word: Substring) -> Bool {
    ["§", "§§", "№"].contains(word)
      || word.first?.isUppercase == true && word.allSatisfy { $0.isLetter || $0 == "." }
  }

  /// Figures, Roman figures or a letter, each maybe after another, parted and closed by signs.
  private static func isNumber(_ word: Substring) -> Bool {
    let parts = word.split { ".-\u{2010}\u{2013}()[]:".contains($0) }
    guard !parts.isEmpty, parts.count <= 5 else { return false }
    let isCounted = parts.allSatisfy { part in
      part.count <= 4 && part.allSatisfy { $0.isASCII && $0.isNumber }
        || part.count == 1 && part.allSatisfy(\.isLetter)
        || part.count <= 6 && part.allSatisfy { "IVXL".contains($0) }
        || part.count <= 6 && part.allSatisfy { "ivxl".contains($0) }
    }
    // A letter alone is a word of the text more often.
    return isCounted && (parts.count > 1 || parts[0] != word || !parts[0].allSatisfy(\.isLetter))
  }
}
