internal import RectoGeometry
public import RectoTree

/// Finds headings by size, weight, numbering and position, and ranks them over the document.
public struct Headings: DocumentProcessor {
  public static let name = "headings"

  /// A heading has at most this many letters and lines.
  static let longest = 220
  static let mostLines = 4
  /// Larger than the body by this factor a short paragraph is a heading whatever its weight.
  static let larger: Float = 1.13

  public init() {}

  public func process(_ document: inout Document) {
    guard let body = BodyText(document) else { return }
    let outline = Self.outlineLevels(document)
    var found: [(index: Int, size: Float, bold: Bool, level: Int?)] = []
    for i in document.blocks.indices {
      let block = document.blocks[i]
      guard case .paragraph(let text) = block.content, !block.isFurniture, block.look.turn == .none
      else { continue }
      guard text.lines.count <= Self.mostLines, text.string.utf8.count <= 2 * Self.longest else {
        continue
      }
      let known =
        outline.isEmpty
        ? nil : outline[Self.normal(text.string)]?.first { abs($0.page - block.page) <= 1 }
      guard Self.isHeading(block, text, body: body, inOutline: known != nil, in: document, at: i)
      else { continue }
      found.append((i, (block.look.size * 2).rounded() / 2, block.look.bold > 0.6, known?.level))
    }
    // Looks from largest to smallest are the levels; numbering and outline decide where they speak.
    var looks: [(size: Float, bold: Bool)] = []
    for item in found where !looks.contains(where: { $0.size == item.size && $0.bold == item.bold })
    {
      looks.append((item.size, item.bold))
    }
    looks.sort { ($0.size, $0.bold ? 1 : 0) > ($1.size, $1.bold ? 1 : 0) }
    for item in found {
      guard let text = document.blocks[item.index].text else { continue }
      let rank = looks.firstIndex { $0.size == item.size && $0.bold == item.bold } ?? 0
      let level = item.level ?? Self.numberedLevel(text.string).map { $0 } ?? rank + 1
      document.blocks[item.index].content = .heading(text, level: min(6, max(1, level)))
    }
  }

  private static func isHeading(
    _ block: Block, _ text: Text, body: BodyText, inOutline: Bool, in document: Document, at i: Int
  ) -> Bool {
    let string = text.string
    let ratio = block.look.size / max(body.size, 1)
    let stands = block.look.gapAbove > 0.35 || block.look.gapBelow > 0.35
    let isBold = block.look.bold > 0.85 && body.bold < 0.5
    // What no rule below could take is left early: most paragraphs are.
    guard inOutline || ratio > 1.03 && stands || ratio >= 0.93 && (isBold || isUppercase(string))
    else {
      return false
    }
    guard hasEnoughLetters(string) else { return false }
    if inOutline && text.lines.count <= 3 { return true }
    if ListMarker.isBullet(string) { return false }
    let length = string.count
    let endsSentence = string.utf8.last.map { ".;,".utf8.contains($0) } ?? false
    if length > longest || endsSentence && length > 60 { return false }
    let isNumbered = numberedLevel(string) != nil
    if ratio >= larger && stands {
      return !(endsSentence && !isNumbered && ratio < 1.3)
    }
    if ratio >= 0.93 && isBold && text.lines.count <= 2 && length <= 120 {
      return !endsSentence || isNumbered || block.look.gapAbove > 0.5
    }
    if ratio >= 0.93 && isUppercase(string) && string.utf8.count >= 6 && text.lines.count <= 2
      && length <= 100 && stands && !endsSentence
    {
      return true
    }
    return ratio > 1.03 && isNumbered && text.lines.count == 1 && !endsSentence && stands
  }

  /// At least two letters, and letters for half of what is printed. Beyond ASCII all but Latin-1
  /// symbols (lead byte C2), punctuation and mathematics (E2) and U+FFFD (EF) is taken for letters.
  private static func hasEnoughLetters(_ string: String) -> Bool {
    var (letters, others) = (0, 0)
    for byte in string.utf8 where byte != 0x20 && byte & 0xC0 != 0x80 {
      if (0x61...0x7A).contains(byte | 0x20) || byte >= 0xC3 && byte != 0xE2 && byte != 0xEF {
        letters += 1
      } else {
        others += 1
      }
    }
    return letters >= 2 && letters >= others
  }

  private static func isUppercase(_ string: String) -> Bool {
    if string.utf8.contains(where: { (0x61...0x7A).contains($0) }) { return false }
    return string.unicodeScalars.contains { $0.properties.isUppercase }
      && string.unicodeScalars.allSatisfy { !$0.properties.isLowercase }
  }

  /// The depth of a decimal numbering such as `2.1.3 Title`, or 1 for `Chapter 2`; else `nil`.
  static func numberedLevel(_ string: String) -> Int? {
    let words = string.split(separator: " ", maxSplits: 2)
    guard words.count >= 2, let first = words.first else { return nil }
    let parts = first.split(separator: ".", omittingEmptySubsequences: true)
    guard let head = parts.first, first.first != ".", parts.count <= 5 else { return nil }
    let isNumber = { (part: Substring) in
      part.count <= 3 && part.allSatisfy { $0.isASCII && $0.isNumber }
    }
    if parts.allSatisfy(isNumber) {
      return parts.count > 1 || first.hasSuffix(".") || head.count <= 2 ? parts.count : nil
    }
    // Appendices: A.1 Title.
    if head.count == 1, head.allSatisfy({ $0.isASCII && $0.isUppercase }), parts.count > 1,
      parts.dropFirst().allSatisfy(isNumber)
    {
      return parts.count
    }
    return nil
  }

  private static func outlineLevels(_ document: Document) -> [String: [(page: Int, level: Int)]] {
    var result: [String: [(page: Int, level: Int)]] = [:]
    for entry in document.metadata.outline {
      guard let page = entry.page else { continue }
      result[normal(entry.title), default: []].append((page, entry.level))
    }
    return result
  }

  /// Letters and digits in lower case, without numbering: what a title is compared by.
  static func normal(_ string: String) -> String {
    var bytes = Substring(string)
    if numberedLevel(string) != nil, let space = string.firstIndex(of: " ") {
      bytes = string[space...]
    }
    var result: [UInt8] = []
    for byte in bytes.utf8 {
      if (0x41...0x5A).contains(byte) {
        result.append(byte | 0x20)
      } else if byte >= 0x80 || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
