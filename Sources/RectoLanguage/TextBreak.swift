/// A place where a text may be parted.
package struct TextBreak: Equatable {
  /// What ends there, the less the worse the place is.
  package enum Kind: Int, Comparable, Sendable {
    case syllable, word, clause, sentence, line

    package static func < (one: Kind, other: Kind) -> Bool { one.rawValue < other.rawValue }
  }

  /// Of what comes behind it, in UTF-8. Blanks stand before it; after the end of a line, behind it.
  package var offset: Int
  package var kind: Kind
}

/// Parts texts by the rules of Unicode for sentences (UAX #29) and for scripts without blanks.
package struct TextBreaker {
  private let abbreviations: Abbreviations

  package init(_ abbreviations: Abbreviations) { self.abbreviations = abbreviations }

  /// All places where a text may be parted, in order.
  package func breaks(in text: String) -> [TextBreak] {
    var breaks: [TextBreak] = []
    let scalars = Array(text.unicodeScalars)
    var offset = 0
    for (i, scalar) in scalars.enumerated() {
      if i > 0, let kind = kind(at: i, of: scalars) {
        breaks.append(TextBreak(offset: offset, kind: kind))
      }
      offset += UTF8.width(scalar)
    }
    return breaks
  }

  /// How good a place is before a character; `nil` if it is none.
  private func kind(at i: Int, of scalars: [Unicode.Scalar]) -> TextBreak.Kind? {
    let (last, next) = (scalars[i - 1], scalars[i])
    if Self.endsLine(last) { return .line }
    guard Self.isBlank(last) else {
      if Self.isBlank(next) || Self.endsLine(next) { return nil }
      if last.value < 0x0E00, next.value < 0x0E00, last.value != 0x200B { return nil }
      if last.value == 0x200B { return .word }
      guard
        let kind = ScriptBreaks.kind(
          between: last, and: next, before: i + 1 < scalars.count ? scalars[i + 1] : nil)
      else { return nil }
      return kind > .syllable && endsWideSentence(before: i, of: scalars) ? .sentence : kind
    }
    if Self.isBlank(next) || Self.endsLine(next) { return nil }
    var end = i
    while end > 0, Self.isBlank(scalars[end - 1]) { end -= 1 }
    guard end > 0 else { return nil }
    if endsSentence(at: end, next: i, of: scalars) { return .sentence }
    let before = scalars[end - 1]
    if Self.clauseEnds.contains(before) { return .clause }
    // Thai and Lao have blanks between phrases only.
    return (0x0E01...0x0EDF).contains(before.value) && (0x0E01...0x0EDF).contains(next.value)
      ? .clause : .word
  }

  /// Whether a full stop of its own width, with brackets or quotation marks behind it, ends there.
  private func endsWideSentence(before i: Int, of scalars: [Unicode.Scalar]) -> Bool {
    let mark = Self.beforeClosers(i, of: scalars)
    return mark >= 0 && Self.wideEnds.contains(scalars[mark])
  }

  /// Whether a sentence ends at a blank. `next` is what comes after it.
  private func endsSentence(at end: Int, next: Int, of scalars: [Unicode.Scalar]) -> Bool {
    let mark = Self.beforeClosers(end, of: scalars)
    guard mark >= 0 else { return false }
    if Self.wideEnds.contains(scalars[mark]) || Self.ends.contains(scalars[mark]) { return true }
    guard Self.isFullStop(scalars[mark]) else { return false }
    // SB8a: what cannot begin a sentence goes on with the one before.
    if Self.continues.contains(scalars[next]) { return false }
    // SB8: so does a word in small letters.
    var place = next
    while place < scalars.count, !scalars[place].properties.isAlphabetic,
      !Self.ends.contains(scalars[place]), !Self.isFullStop(scalars[place]),
      scalars[place].properties.numericType == nil
    {
      place += 1
    }
    if place < scalars.count, scalars[place].properties.isLowercase { return false }
    return !isAbbreviated(at: mark, of: scalars)
  }

  /// Whether a full stop belongs to the word or number before it.
  private func isAbbreviated(at mark: Int, of scalars: [Unicode.Scalar]) -> Bool {
    guard scalars[mark] == "." else { return false }
    var start = mark
    while start > 0, Self.isOfWord(scalars[start - 1]) { start -= 1 }
    guard start < mark else { return false }
    let word = String(String.UnicodeScalarView(scalars[start..<mark]))
    if scalars[start..<mark].allSatisfy({ $0.properties.numericType != nil }) {
      // The number of an item, or a short ordinal.
      return start == 0 || abbreviations.hasOrdinals && mark - start <= 2
    }
    // Initials.
    if mark - start == 1, scalars[start].properties.isUppercase { return true }
    return abbreviations.contains(word.lowercased())
  }

  /// The last place before one where no bracket or quotation mark closes; -1 if there is none.
  private static func beforeClosers(_ end: Int, of scalars: [Unicode.Scalar]) -> Int {
    var mark = end - 1
    while mark >= 0, closes(scalars[mark]) { mark -= 1 }
    return mark
  }

  private static func closes(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .closePunctuation, .initialPunctuation, .finalPunctuation: true
    default: scalar == "\"" || scalar == "'"
    }
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "."
      || scalar == "-" || scalar.properties.isGraphemeExtend
  }

  private static func isFullStop(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "." || scalar == "…" || scalar == "\u{2024}"
  }

  /// Blanks that a line may end at.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09, 0x1680, 0x2000...0x2006, 0x2008...0x200A, 0x205F, 0x3000: true
    default: false
    }
  }

  private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func set(_ signs: String) -> Set<Unicode.Scalar> { Set(signs.unicodeScalars) }

  /// What ends sentences and nothing else (Sentence_Terminal), in the scripts that have words.
  private static let ends = set("?!‽⁇⁈⁉؟۔܀।॥።፧፨။៖។៕‼⸮꓿꘎꛳᙮։՞՜།༎")
  private static let wideEnds = set("。！？｡．")
  private static let clauseEnds = set(",;:–—،؛、，；：")
  private static let continues = set(",-:;–—،、，：；")
}
