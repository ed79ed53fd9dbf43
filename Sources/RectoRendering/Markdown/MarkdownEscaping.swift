/// Escapes text so that GitHub-flavoured Markdown reads it back as it is, and no more than that.
enum MarkdownEscaping {
  /// Text inside a line. `before` and `after` are its neighbours on the line.
  static func escape(
    _ text: some StringProtocol, before: Character? = nil, after: Character? = nil,
    inTable: Bool = false
  ) -> String {
    guard text.utf8.contains(where: isSpecial) else { return String(text) }
    var result = ""
    result.reserveCapacity(text.utf8.count + 8)
    var previous = before
    var index = text.startIndex
    while index < text.endIndex {
      let character = text[index]
      let next = text.index(after: index)
      let following = next < text.endIndex ? text[next] : after
      if needsEscape(character, before: previous, after: following, rest: text[next...], inTable) {
        result.append("\\")
      }
      result.append(character)
      previous = character
      index = next
    }
    return result
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "&"),
      UInt8(ascii: "~"), UInt8(ascii: "|"), UInt8(ascii: "!"):
      true
    default: false
    }
  }

  private static func needsEscape(
    _ character: Character, before: Character?, after: Character?, rest: some StringProtocol,
    _ inTable: Bool
  ) -> Bool {
    switch character {
    case "`": return true
    case "\\":
      return after.map { $0.isASCII && ($0.isPunctuation || $0.isSymbol) } ?? true
    case "*":
      return !(isSpace(before) && isSpace(after))
    case "_":
      return !(isWord(before) && isWord(after)) && !(isSpace(before) && isSpace(after))
    case "[": return after == "^" || rest.contains("](") || rest.contains("]:")
    case "]": return after == "(" || after == ":"
    case "<":
      return after.map { $0.isLetter || $0 == "/" || $0 == "!" || $0 == "?" } ?? false
    case "&":
      return isEntity(rest)
    case "~": return !(isSpace(before) && isSpace(after))
    case "|": return inTable
    case "!": return after == "["
    default: return false
    }
  }

  private static func isSpace(_ character: Character?) -> Bool {
    character.map(\.isWhitespace) ?? true
  }

  private static func isWord(_ character: Character?) -> Bool {
    character.map { $0.isLetter || $0.isNumber } ?? false
  }

  private static func isEntity(_ rest: some StringProtocol) -> Bool {
    let name = rest.prefix { $0 != ";" && $0 != " " && $0 != "&" }
    guard !name.isEmpty, name.count < 34, name.endIndex < rest.endIndex,
      rest[name.endIndex] == ";"
    else { return false }
    return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "#") }
  }

  /// What must stand before a line so that it opens no block of another kind.
  static func escapeStart(_ line: String) -> String {
    guard let first = line.utf8.first else { return line }
    switch first {
    case UInt8(ascii: "#"):
      let marks = line.prefix { $0 == "#" }
      let rest = line.dropFirst(marks.count)
      return marks.count <= 6 && (rest.isEmpty || rest.first == " ") ? "\\" + line : line
    case UInt8(ascii: ">"): return "\\" + line
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "="):
      let rest = line.dropFirst()
      let isRuler = line.allSatisfy { $0 == line.first || $0 == " " }
      return rest.isEmpty || rest.first == " " || isRuler ? "\\" + line : line
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let digits = line.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }
      guard digits.count <= 9, digits.endIndex < line.endIndex else { return line }
      let mark = line[digits.endIndex]
      let after = line.index(after: digits.endIndex)
      guard mark == "." || mark == ")", after == line.endIndex || line[after] == " " else {
        return line
      }
      return line[..<digits.endIndex] + "\\" + line[digits.endIndex...]
    default: return line
    }
  }
}
