internal import RectoGeometry

extension Text {
  /// Appends the next line, or the next part of a paragraph: with a space, without one where the
  /// writing has none, or closing a word that a hyphen divides. The hyphen's glyph is kept in the
  /// runs, and its line says that it was dropped.
  package mutating func join(_ next: Text) {
    guard !isEmpty else {
      self = next
      return
    }
    let tail = string.unicodeScalars.suffix(2)
    guard let last = tail.last, let first = next.string.unicodeScalars.first else {
      append(next)
      return
    }
    if dividesAddress(from: next) {
      append(next)
      return
    }
    let dividesWord = Self.isHyphen(last) && Self.isLetter(tail.first)
    if last == "\u{AD}" || dividesWord && first.properties.isLowercase {
      dropLast(UTF8.width(last))
      if !lines.isEmpty { lines[lines.count - 1].droppedHyphen = true }
      append(next)
    } else if dividesWord
      || Script.isIdeographic(last.value) && Script.isIdeographic(first.value)
    {
      append(next)
    } else {
      append(next, separator: " ")
    }
  }

  /// Whether the line ends inside an address that its link says whole.
  private func dividesAddress(from next: Text) -> Bool {
    guard let span = spans.last, Int(span.end) == string.utf8.count, let after = next.spans.first,
      after.start == 0, after.link == span.link, case .uri(let address) = span.link
    else { return false }
    let tail = string.split(separator: " ").last ?? ""
    let head = next.string.prefix { $0 != " " }
    return address.contains(tail + head)
  }

  private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "-" || scalar == "\u{2010}"
  }

  private static func isLetter(_ scalar: Unicode.Scalar?) -> Bool {
    scalar?.properties.isAlphabetic ?? false
  }
}
