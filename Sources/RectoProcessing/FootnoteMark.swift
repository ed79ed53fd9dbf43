internal import RectoGeometry
internal import RectoTree

/// The number or sign that a note begins with.
struct FootnoteMark {
  /// Where it stands in the note's text, in UTF-8 bytes.
  let range: Range<Int32>
  /// Whether it is raised, followed by a space or a sign that stands for nothing else.
  let isSetApart: Bool

  private static let signs = Set("*∗†‡§¶".unicodeScalars)
  /// Notes are not numbered higher.
  private static let mostDigits = 3

  init?(of text: Text) {
    guard let first = text.string.unicodeScalars.first else { return nil }
    if Self.signs.contains(first) {
      range = 0..<Int32(String(first).utf8.count)
      isSetApart = true
      return
    }
    let digits = text.string.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
    let span = text.spans.first
    let isRaised = span.map { $0.start == 0 && $0.style.contains(.superscript) } ?? false
    guard digits > 0, isRaised || digits <= Self.mostDigits else { return nil }
    range = 0..<Int32(digits)
    isSetApart = isRaised || text.string.utf8.dropFirst(digits).first == 0x20
  }
}
