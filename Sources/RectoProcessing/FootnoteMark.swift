internal import RectoGeometry
internal import RectoTree

/// The number or sign that a note begins with.
struct FootnoteMark {
  /// What calls of the note say: `1`, `*`, `a`.
  let label: String
  /// The mark in the note's text with a stop or bracket after it, in UTF-8 bytes.
  let range: Range<Int32>
  /// Whether it is raised, followed by a space or a sign that stands for nothing else.
  let isSetApart: Bool

  private static let signs = Set("*∗†‡§¶".unicodeScalars)
  /// Notes are not numbered higher.
  private static let mostDigits = 3
  /// What may stand around a label: `[1]`, `(1)`, `1.`.
  private static let brackets = Set("[](). \u{A0}")

  /// The mark at the start of a text.
  init?(of text: Text) {
    guard let first = text.string.unicodeScalars.first else { return nil }
    if Self.signs.contains(first) {
      label = String(first)
      range = 0..<Int32(label.utf8.count)
      isSetApart = true
      return
    }
    let digits = text.string.prefix { $0.isASCII && $0.isNumber }
    let isRaised = Self.isRaised(text)
    guard !digits.isEmpty, isRaised || digits.utf8.count <= Self.mostDigits else { return nil }
    label = String(digits)
    range = 0..<Int32(digits.utf8.count)
    isSetApart = isRaised || text.string.utf8.dropFirst(digits.utf8.count).first == 0x20
  }

  /// The mark at the start of a text, if it is one of those that the text of the page calls. Then
  /// it needs nothing that sets it apart: `1Text`, `1. Text` and `[1] Text` begin notes.
  init?(of text: Text, called: Set<String>) {
    let opening = text.string.prefix { "[(".contains($0) }
    let rest = text.string.dropFirst(opening.count)
    let label =
      rest.first.map { $0.isASCII && $0.isNumber } ?? false
      ? rest.prefix { $0.isASCII && $0.isNumber } : rest.prefix(1)
    let raised = Self.isRaised(text) ? text.spans.first.map { text.slice($0.start, $0.end) } : nil
    let found = [raised.map(Self.label(of:)), String(label)].compactMap { $0 }
      .first(where: called.contains)
    guard let found, opening.count <= 1, found == label || rest.hasPrefix(found) else { return nil }
    let start = opening.utf8.count + found.utf8.count
    let after = text.string.utf8.dropFirst(start).first
    let isClosed = after.map { $0 == 0x2E || $0 == 0x29 || $0 == 0x5D } ?? false
    // A letter is a mark only where it is raised, else `a` begins a sentence.
    let isLetter = found.first?.isLetter ?? true
    guard !isLetter || raised != nil, opening.isEmpty || isClosed else { return nil }
    self.label = found
    range = 0..<Int32(start + (isClosed ? 1 : 0))
    isSetApart = true
  }

  /// What a call or a mark says without the brackets around it.
  static func label(of mark: Substring) -> String {
    String(mark.filter { !brackets.contains($0) })
  }

  /// Whether a call can say so: up to three digits, a sign, a letter.
  static func isLabel(_ label: String) -> Bool {
    let isNumber = label.utf8.allSatisfy { (0x30...0x39).contains($0) }
    if isNumber { return (1...mostDigits).contains(label.utf8.count) }
    guard label.unicodeScalars.count == 1, let scalar = label.unicodeScalars.first else {
      return label.count <= mostDigits && label.unicodeScalars.allSatisfy(signs.contains)
    }
    return signs.contains(scalar) || scalar.properties.isLowercase
  }

  private static func isRaised(_ text: Text) -> Bool {
    text.spans.first.map { $0.start == 0 && $0.style.contains(.superscript) } ?? false
  }
}
