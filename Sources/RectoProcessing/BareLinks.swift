internal import RectoGeometry
public import RectoTree

/// Links addresses that are printed but not linked: `https://…`, `www.…`, `name@host.org`.
public struct BareLinks: DocumentProcessor {
  public static let name = "bare-links"

  public init() {}

  public func process(_ document: inout Document) {
    for i in document.blocks.indices {
      if case .code = document.blocks[i].content { continue }
      document.blocks[i].mapTexts(Self.link)
    }
    for i in document.furniture.indices { document.furniture[i].block.mapTexts(Self.link) }
  }

  private static func link(_ text: inout Text) {
    for (range, address) in addresses(in: text.string) { text.link(range, to: .uri(address)) }
  }

  /// Addresses with where they stand, in UTF-8 bytes.
  static func addresses(in string: String) -> [(range: Range<Int32>, address: String)] {
    guard string.utf8.contains(where: { $0 == 0x40 || $0 == 0x3A || $0 == 0x2E }) else { return [] }
    let bytes = Array(string.utf8)
    guard hasSign(bytes) else { return [] }
    var result: [(range: Range<Int32>, address: String)] = []
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] > 0x20, bytes[end] < 0x7F { end += 1 }
      if end - start >= 6, let found = address(in: bytes[start..<end]) {
        result.append(
          (Int32(found.range.lowerBound)..<Int32(found.range.upperBound), found.address))
      }
      start = end + 1
    }
    return result
  }

  /// Whether there is an `@`, `://` or `www.` at all: most texts have none.
  private static func hasSign(_ bytes: [UInt8]) -> Bool {
    bytes.indices.contains { i in
      switch bytes[i] {
      case 0x40: true
      case 0x3A: bytes[i...].starts(with: "://".utf8)
      case 0x2E: bytes[max(0, i - 3)...].starts(with: "www.".utf8)
      default: false
      }
    }
  }

  // Quotes, brackets and the end of a sentence are no part of an address.
  private static let opening = Set("(<[{\"'".utf8)
  private static let closing = Set(">]}\"'.,;:!?".utf8)

  private static func address(
    in token: ArraySlice<UInt8>
  ) -> (range: Range<Int>, address: String)? {
    var core = token.drop { opening.contains($0) }
    while let last = core.last, closing.contains(last) || last == 0x29 && !core.contains(0x28) {
      core.removeLast()
    }
    let text = String(decoding: core, as: UTF8.self)
    if text.hasPrefix("http://") || text.hasPrefix("https://") {
      return text.utf8.count > 11 && text.contains(".") ? (core.indices, text) : nil
    }
    if text.hasPrefix("www."), text.utf8.count(where: { $0 == 0x2E }) >= 2 {
      return (core.indices, "http://" + text)
    }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, let host = parts.last, let name = parts.first, !name.isEmpty,
      name.allSatisfy({ $0.isLetter || $0.isNumber || "._-+%".contains($0) }),
      host.allSatisfy({ $0.isLetter || $0.isNumber || ".-".contains($0) }),
      let domain = host.split(separator: ".").last, host.contains("."), domain.count >= 2,
      domain.allSatisfy(\.isLetter), !host.hasPrefix(".")
    else { return nil }
    return (core.indices, "mailto:" + text)
  }
}
