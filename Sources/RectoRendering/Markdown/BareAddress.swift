/// Addresses that GitHub-flavoured Markdown links by itself (6.9, extended autolinks).
enum BareAddress {
  /// Whether `text` between two characters is linked to `target` without any marks.
  static func isLinked(
    _ text: String, to target: String, after before: Unicode.Scalar?, before next: Unicode.Scalar?
  ) -> Bool {
    guard before.map({ $0.properties.isWhitespace || $0 == "(" }) ?? true, endsBefore(next),
      text.utf8.allSatisfy({ isPlain($0) }), let last = text.utf8.last,
      isLetterOrDigit(last)
        || last == slash
    else { return false }
    if text.hasPrefix("www.") {
      return target == "http://" + text && isDomain(host(of: text[...]))
    }
    for scheme in ["http://", "https://"] where text.hasPrefix(scheme) {
      return target == text && isDomain(host(of: text.dropFirst(scheme.count)))
    }
    return target == "mailto:" + text && isMailbox(text)
  }

  /// Whether `<text>` is linked to `target`: an address that has nothing to escape.
  static func fitsBrackets(_ text: String, to target: String) -> Bool {
    if target == "mailto:" + text { return isMailbox(text) }
    guard target == text, let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")),
      Address.schemes.contains(text[..<colon].lowercased())
    else { return false }
    let slice = TextSlice(Array(text.utf8))
    for (place, scalar) in slice.places {
      let isPlain =
        scalar.isASCII
        ? isPlain(UInt8(truncatingIfNeeded: scalar.value))
          || "~[]!$'()*;&".unicodeScalars.contains(scalar)
        : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      guard isPlain, scalar != "&" || !MarkdownEscaping.isEntity(slice.bytes[(place + 1)...])
      else { return false }
    }
    return true
  }

  private static func isMailbox(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty
      && parts.joined().utf8.allSatisfy { isLetterOrDigit($0) || "._-+".utf8.contains($0) }
      && isDomain(parts[1])
  }

  private static let slash = UInt8(ascii: "/")

  /// Marks at the end of a sentence are no part of what is linked.
  private static func endsBefore(_ next: Unicode.Scalar?) -> Bool {
    guard let next else { return true }
    return next.properties.isWhitespace || "?!.,:)".unicodeScalars.contains(next)
  }

  private static func host(of rest: Substring) -> Substring {
    rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }
  }

  private static func isDomain(_ host: Substring) -> Bool {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2
      && labels.allSatisfy { label in
        !label.isEmpty && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
      }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }

  /// Characters that mean nothing in Markdown within a word.
  private static func isPlain(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || "-._/:?=#%+@,".utf8.contains(byte)
  }
}
