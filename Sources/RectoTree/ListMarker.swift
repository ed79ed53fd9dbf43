/// Recognises what begins a list item.
package enum ListMarker {
  private static let bullets: Set<Unicode.Scalar> = [
    "\u{2022}", "\u{25CF}", "\u{25CB}", "\u{25AA}", "\u{25AB}", "\u{25A0}", "\u{25A1}", "\u{25E6}",
    "\u{2023}", "\u{2043}", "\u{2219}", "\u{27A2}", "\u{2713}", "\u{2714}", "\u{F0B7}", "\u{F0A7}",
    "\u{B7}", "\u{2212}", "\u{2610}", "\u{2611}", "\u{2612}", "\u{25C6}", "\u{25C7}", "\u{2756}",
    "\u{27A4}", "\u{25B6}", "\u{25BA}", "\u{2B9A}", "\u{F0D8}", "\u{F0FC}", "\u{2605}", "\u{2666}",
    "\u{25C8}", "\u{29BF}", "\u{2B24}", "\u{25FB}", "\u{27A3}", "\u{2794}", "\u{2726}", "\u{2751}",
    "\u{2752}", "\u{274D}", "\u{2717}", "\u{25CE}",
  ]

  /// A bullet, followed by a space or, if it is no dash, by anything.
  package static func isBullet(_ text: String) -> Bool {
    var scalars = text.unicodeScalars.makeIterator()
    guard let first = scalars.next() else { return false }
    let second = scalars.next()
    if bullets.contains(first) {
      return second == nil || second == " " || first != "\u{B7}" && first != "\u{2212}"
    }
    return (first == "-" || first == "\u{2013}" || first == "\u{2014}" || first == "*")
      && second == " "
  }

  /// `1.`, `12)`, `(a)`, `iv.`, `A.` and the like, followed by a space.
  package static func isNumber(_ text: String) -> Bool { numberLength(text) != nil }

  package static func isMarker(_ text: String) -> Bool { isBullet(text) || isNumber(text) }

  /// The length in UTF-8 of a numbering with its punctuation, or `nil`.
  package static func numberLength(_ text: String) -> Int? {
    let bytes = text.utf8.prefix(10)
    var i = bytes.startIndex
    var count = 0
    let opens = bytes.first == UInt8(ascii: "(") || bytes.first == UInt8(ascii: "[")
    if opens {
      i = bytes.index(after: i)
      count = 1
    }
    var (digits, letters) = (0, 0)
    var label: [UInt8] = []
    while i < bytes.endIndex {
      let byte = bytes[i]
      if byte >= 0x30 && byte <= 0x39 {
        digits += 1
      } else if byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A {
        letters += 1
      } else {
        break
      }
      label.append(byte | 0x20)
      count += 1
      i = bytes.index(after: i)
    }
    guard digits == 0 || letters == 0, digits + letters > 0, digits <= 3, i < bytes.endIndex else {
      return nil
    }
    if letters > 1 {
      let roman = label.allSatisfy { "ivxl".utf8.contains($0) }
      guard roman, letters <= 5 else { return nil }
    }
    let closes = bytes[i] == UInt8(ascii: ")") || bytes[i] == UInt8(ascii: "]")
    guard closes || (!opens && bytes[i] == UInt8(ascii: ".")) else { return nil }
    count += 1
    i = bytes.index(after: i)
    guard i < bytes.endIndex, bytes[i] == 0x20 else { return nil }
    return count
  }
}
