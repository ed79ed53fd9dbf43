/// Escapes text for HTML content and attributes.
enum HTMLEscaping {
  static func escape(_ text: some StringProtocol) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(character)
      default:
        // Control characters have no place in HTML.
        if character.value >= 0x20 && character.value != 0x7F {
          result.unicodeScalars.append(character)
        }
      }
    }
    return result
  }
}
