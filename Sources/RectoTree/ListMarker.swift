/// Recognises what begins a list item.
package enum ListMarker {
  /// Where Unicode has signs that printers take for bullets, a blank after them: arrows, geometric
  /// shapes, stars and other miscellaneous symbols, dingbats but their numbers in circles.
  private static let shapes: [ClosedRange<UInt32>] = [
    0x2190...0x21FF, 0x2580...0x2588, 0x25A0...0x2606, 0x2610...0x2612, 0x2660...0x2667,
    0x2701...0x2775, 0x2794...0x27BF, 0x2B00...0x2BFF,
  ]

  /// Bullets whatever follows: those of text fonts, and of symbol fonts by their private codes.
  private static let bullets: Set<Unicode.Scalar> = [
    "\u{2022}", "\u{25CF}", "\u{25CB}", "\u{25AA}", "\u{25AB}", "\u{25A0}", "\u{25A1}", "\u{25E6}",
    "\u{2023}", "\u{2043}", "\u{2219}", "\u{27A2}", "\u{2713}", "\u{2714}", "\u{F0B7}", "\u{F0A7}",
    "\u{2610}", "\u{2611}", "\u{2612}", "\u{25C6}", "\u{25C7}", "\u{2756}",
    "\u{27A4}", "\u{25B6}", "\u{25BA}", "\u{2B9A}", "\u{F0D8}", "\u{F0FC}", "\u{2605}", "\u{2666}",
    "\u{25C8}", "\u{29BF}", "\u{2B24}", "\u{25FB}", "\u{27A3}", "\u{2794}", "\u{2726}", "\u{2751}",
    "\u{2752}", "\u{274D}", "\u{2717}", "\u{25CE}",
  ]
  /// Dashes and the like, which are bullets with a blank after them only.
  private static let dashes = Set("-\u{2013}\u{2014}*\u{B7}\u{2212}".unicodeScalars)
  private static let boxes = Set("\u{2610}\u{2611}\u{2612}".unicodeScalars)

  /// A bullet, followed by a space or, if it is nothing else in any text, by anything.
  package static func isBullet(_ text: String) -> Bool {
    var scalars = text.unicodeScalars.makeIterator()
    guard let first = scalars.next() else { return false }
    let second = scalars.next()
    if bullets.contains(first) {
      // Check boxes in a row stand before or after labels of their own.
      return !boxes.contains(first)
        || !text.unicodeScalars.dropFirst().contains(where: boxes.contains)
    }
    guard second == " " || second == nil && first == "\u{B7}" else { return false }
    if dashes.contains(first) { return !isTypedRule(text) && !text.hasSuffix(" \(first)") }
    return shapes.contains { $0.contains(first.value) }
  }

  /// A bullet, also the `o` in letters of fixed pitch that office programs set for one.
  package static func isBullet(_ text: Text) -> Bool {
    if isBullet(text.string) { return true }
    guard text.string.hasPrefix("o "), let span = text.spans.first else { return false }
    return span.start == 0 && span.end <= 2 && span.style.contains(.code)
  }

  /// A rule that is typed: five marks of one kind or more and nothing else but blanks.
  package static func isTypedRule(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first(where: { $0 != " " }),
      "-\u{2013}\u{2014}_=*~".unicodeScalars.contains(first)
    else { return false }
    let marks = text.unicodeScalars.filter { $0 != " " }
    return marks.count >= 5 && marks.allSatisfy { $0 == first }
  }

  /// `1.`, `12)`, `(a)`, `iv.`, `A.` and the like, followed by a space.
  package static func isNumber(_ text: String) -> Bool { numberLength(text) != nil }

  package static func isMarker(_ text: Text) -> Bool {
    isBullet(text) || isNumber(text.string)
  }

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
