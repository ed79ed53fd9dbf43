internal import RectoGeometry
internal import RectoSystem
internal import RectoTree

extension Link {
  /// The address of a link that leads out of the document, as it may be written; `nil` for others.
  var address: String? {
    guard case .uri(let uri) = self else { return nil }
    return Address.safe(uri)
  }
}

/// Addresses of links and pictures.
enum Address {
  /// What may be linked to: schemes that only show something or begin a message. Whatever is not
  /// known not to run, read or open anything (`javascript`, `data`, `file`, `blob` …) is left as text.
  static let schemes: Set<String> = [
    "http", "https", "ftp", "ftps", "sftp", "mailto", "tel", "sms", "geo", "news", "irc", "ircs",
    "xmpp", "sip", "sips", "webcal", "urn", "doi",
  ]

  /// An address without what its readers drop: control characters anywhere, blanks around it; `nil`
  /// if nothing is left or its scheme is not allowed, also behind entities that some reader decodes.
  static func safe(_ uri: String) -> String? {
    let address = cleaned(uri)
    guard !address.isEmpty, let scheme = scheme(of: decoded(address)) else { return nil }
    return scheme.isEmpty || schemes.contains(scheme) ? address : nil
  }

  /// The percent-encoded path of a file beside the output, as an address: its name's own bytes, also
  /// where they are no UTF-8. Pictures inside the output are left as they are.
  static func file(_ path: String) -> String {
    if path.utf8.starts(with: embedded.utf8) { return path }
    return path.unicodeScalars.map { scalar in
      if let byte = SystemPath.byte(scalar) { return code(byte) }
      return encoded(String(scalar)) { scalar in
        scalar.isASCII
          ? !(scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "-._~/!$+,=@".unicodeScalars.contains(scalar))
          : isUnseen(scalar)
      }
    }.joined()
  }

  /// How pictures inside the output begin.
  static let embedded = "data:image/"

  /// A text with those scalars percent-encoded that `needsCode`.
  static func encoded(_ text: String, _ needsCode: (Unicode.Scalar) -> Bool) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard needsCode(scalar) else {
        result.append(scalar)
        continue
      }
      for byte in String(scalar).utf8 { result.append(contentsOf: code(byte).unicodeScalars) }
    }
    return String(result)
  }

  private static func code(_ byte: UInt8) -> String {
    (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
  }

  /// Blanks, control characters and marks of direction, which nobody sees.
  static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: true
    default: ControlCharacters.isForbidden(scalar)
    }
  }

  private static func cleaned(_ uri: String) -> String {
    let scalars = uri.unicodeScalars.filter { scalar in
      scalar != "\t" && scalar != "\n" && !ControlCharacters.isForbidden(scalar)
    }
    let text = scalars.drop(while: \.properties.isWhitespace)
    guard let end = text.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
    return String(String.UnicodeScalarView(text[...end]))
  }

  /// What stands before a colon that no `/`, `?` or `#` stands before, in small letters; empty if
  /// there is none; `nil` if it is no scheme.
  private static func scheme(of address: String) -> String? {
    let head = address.utf8.prefix { !"/?#:".utf8.contains($0) }
    guard head.endIndex < address.endIndex, address.utf8[head.endIndex] == UInt8(ascii: ":") else {
      return ""
    }
    let isScheme = head.allSatisfy { byte in
      Unicode.Scalar(byte).properties.isAlphabetic && byte < 0x80
        || "0123456789+-.".utf8.contains(byte)
    }
    return isScheme && !head.isEmpty
      ? String(decoding: head, as: UTF8.self).lowercased() : nil
  }

  /// An address with the entities decoded that a scheme can hide behind, until nothing changes.
  private static func decoded(_ address: String) -> String {
    var text = address
    for _ in 0..<4 where text.utf8.contains(UInt8(ascii: "&")) {
      let next = cleaned(decodedOnce(text))
      if next == text { break }
      text = next
    }
    return text
  }

  private static func decodedOnce(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let first = rest.popFirst() {
      let name = rest.prefix {
        $0.isASCII && ($0.properties.isAlphabetic || "#0123456789".unicodeScalars.contains($0))
      }
      guard first == "&", let scalar = scalar(of: String(name)) else {
        result.append(first)
        continue
      }
      result.append(scalar)
      rest = rest[name.endIndex...]
      if rest.first == ";" { rest.removeFirst() }
    }
    return String(result)
  }

  /// What an entity stands for, of those that are ASCII: numbers, and the names that matter before
  /// a colon.
  private static func scalar(of entity: String) -> Unicode.Scalar? {
    if entity.first == "#" {
      let digits = entity.dropFirst()
      let isHex = digits.first == "x" || digits.first == "X"
      let number = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return number.flatMap(Unicode.Scalar.init)
    }
    return switch entity {
    case "colon": ":"
    case "Tab": "\t"
    case "NewLine": "\n"
    case "amp", "AMP": "&"
    default: nil
    }
  }
}
