/// Escapes text for HTML and XML, content and attributes.
package enum HTMLEscaping {
  package static func escape(_ text: some StringProtocol) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default:
        if !ControlCharacters.isForbidden(scalar) { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }

  /// Text inside a comment: nothing of it ends that, or begins another.
  static func comment(_ text: some StringProtocol) -> String {
    var result = ""
    var previous: Unicode.Scalar?
    for scalar in ControlCharacters.line(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "-" where previous == "-": result += " -"
      default: result.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return result
  }

  /// HTML as one block of Markdown, which an empty line would end: line feeds before empty lines
  /// become references.
  static func withoutEmptyLines(_ html: String) -> String {
    var result = ""
    for (i, line) in html.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let isEmpty = line.unicodeScalars.allSatisfy { $0 == " " || $0 == "\t" }
      if i > 0 { result += isEmpty ? "&#10;" : "\n" }
      result += line
    }
    return result
  }
}
