/// Characters that a terminal or a parser obeys instead of showing them.
enum ControlCharacters {
  /// Whether a scalar has no place in text: Unicode's control characters but for tabs and line feeds,
  /// and the two that XML forbids.
  static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  /// Whether a scalar ends a line for some reader.
  private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Whether a scalar may stand in one line.
  static func isLine(_ scalar: Unicode.Scalar) -> Bool {
    !isForbidden(scalar) && !endsLine(scalar)
  }

  /// Whether a text holds nothing but what one line may hold. It looks at bytes, as most texts do.
  static func isLine(_ text: some StringProtocol) -> Bool { isLine(text.utf8) }

  static func isLine(_ bytes: some Sequence<UInt8>) -> Bool {
    var (first, second): (UInt8, UInt8) = (0, 0)
    for byte in bytes {
      let isForbidden =
        byte < 0x20 && byte != 0x09 || byte == 0x7F || second == 0xC2 && byte < 0xA0
        || first == 0xE2 && second == 0x80 && (byte == 0xA8 || byte == 0xA9)
        || first == 0xEF && second == 0xBF && byte >= 0xBE
      if isForbidden { return false }
      (first, second) = (second, byte)
    }
    return true
  }

  /// A text on one line without them: a blank stands for where lines end.
  static func line(_ text: some StringProtocol) -> String {
    isLine(text) ? String(text) : TextSlice(Array(text.utf8)).line.string
  }

  /// A text of several lines without them; carriage returns end lines.
  static func lines(_ text: some StringProtocol) -> String {
    isLine(text) ? String(text) : TextSlice(Array(text.utf8)).lines.string
  }

  /// What is left of a scalar on one line, after another: a blank where lines end.
  static func onLine(_ scalar: Unicode.Scalar, after last: Unicode.Scalar?) -> Unicode.Scalar? {
    if endsLine(scalar) { return last.map(endsLine) ?? false ? nil : " " }
    return isForbidden(scalar) ? nil : scalar
  }

  /// What is left of a scalar where lines are kept, after another.
  static func onLines(_ scalar: Unicode.Scalar, after last: Unicode.Scalar?) -> Unicode.Scalar? {
    if scalar == "\r" { return "\n" }
    return isForbidden(scalar) || scalar == "\n" && last == "\r" ? nil : scalar
  }
}
