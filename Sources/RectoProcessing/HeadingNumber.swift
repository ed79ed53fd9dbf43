/// The number that a heading begins with: what kind it is of, and how deep.
struct HeadingNumber: Equatable {
  enum Kind: Hashable {
    /// `2`, `2.1`, `A.1`
    case decimal
    /// `Chapter 2`, `Article 2.`: a word for a division, in lower case.
    case division(String)
    /// `Appendix B`: set like the divisions before it, and not in one of them.
    case appendix
    /// `IV.`
    case roman
    /// `A.`
    case letter
    /// `(1)`, `(IV)`, `(A)`
    case bracketed
    /// `a)`, `1)`
    case closed
  }

  var kind: Kind
  /// 1 for `2`, 3 for `2.1.4`.
  var depth = 1
  /// What divisions below repeat: `2` of `2.1.4`, `A` of `Appendix A`.
  var first: Substring

  /// The number at the start of a text; `nil` if there is none.
  init?(_ string: String) {
    let words = string.split(separator: " ", maxSplits: 2)
    guard words.count >= 2 else { return nil }
    let word = words[0].lowercased()
    let number = words[1].prefix { $0 != "." && $0 != ":" }
    if ChapterTitles.words.contains(Substring(word)), Self.isShort(number) {
      self.init(
        kind: ChapterTitles.appendices.contains(Substring(word)) ? .appendix : .division(word),
        first: number)
    } else if let depth = Headings.numberedLevel(string) {
      let first = words[0].prefix { $0 != "." }
      self.init(kind: .decimal, depth: depth, first: first)
    } else if let (kind, first) = Self.sign(words[0]) {
      self.init(kind: kind, first: first)
    } else {
      return nil
    }
  }

  private init(kind: Kind, depth: Int = 1, first: Substring) {
    (self.kind, self.depth, self.first) = (kind, depth, first)
  }

  /// A number, roman or not, or a letter.
  private static func isShort(_ number: Substring) -> Bool {
    (1...5).contains(number.utf8.count)
      && (number.allSatisfy { $0.isASCII && $0.isNumber } || number.count == 1 && isLetter(number)
        || isRoman(number))
  }

  private static func sign(_ word: Substring) -> (Kind, Substring)? {
    if word.hasPrefix("("), word.hasSuffix(")"), isShort(word.dropFirst().dropLast()) {
      return (.bracketed, word.dropFirst().dropLast())
    }
    let core = word.dropLast()
    if word.hasSuffix(")"), core.count == 1 || isShort(core) { return (.closed, core) }
    guard word.hasSuffix(".") else { return nil }
    // A single I, V or X begins the Romans, or is far down the alphabet.
    if isRoman(core) { return (.roman, core) }
    return core.count == 1 && isLetter(core) ? (.letter, core) : nil
  }

  private static func isRoman(_ number: Substring) -> Bool {
    !number.isEmpty && number.allSatisfy { "IVX".contains($0) }
  }

  private static func isLetter(_ number: Substring) -> Bool {
    number.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }
}
