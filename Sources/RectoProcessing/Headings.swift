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
      let known = outline[Self.normal(text.string)]?.first { abs($0.page - block.page) <= 1 }
      guard Self.isHeading(block, text, body: body, inOutline: known != nil, in: document, at: i)
      else { continue }
      found.append((i, (block.look.size * 2).rounded() / 2, block.look.bold > 0.6, known?.level))
    }
    // Looks from largest to smallest are the levels; numbering and outline decide where they speak.
    var looks: [(size: Float, bold: Bool)] = []
    for item in found where !looks.contains(where: { $0.size == item.size && $0.bold == item.bold }) {
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
    guard string.utf8.count <= longest * 2, string.count <= longest,
      text.lines.count <= mostLines, string.contains(where: \.isLetter)
    else { return false }
    let letters = string.filter(\.isLetter).count
    guard letters >= 2, letters * 2 >= string.filter({ $0 != " " }).count else { return false }
    if inOutline && text.lines.count <= 3 { return true }
    if ListMarker.isBullet(string) { return false }
    let ratio = block.look.size / max(body.size, 1)
    let last = string.unicodeScalars.last
    let endsSentence = last.map { ".;,".unicodeScalars.contains($0) } ?? false
    if endsSentence && string.count > 60 { return false }
    let isNumbered = numberedLevel(string) != nil
    let stands = block.look.gapAbove > 0.35 || block.look.gapBelow > 0.35
    if ratio >= larger && stands {
      return !(endsSentence && !isNumbered && ratio < 1.3)
    }
    let isBold = block.look.bold > 0.85 && body.bold < 0.5
    let isCaps = isUppercase(string) && letters >= 4
    if ratio >= 0.93 && isBold && text.lines.count <= 2 && string.count <= 120 {
      return !endsSentence || isNumbered || block.look.gapAbove > 0.5
    }
    if ratio >= 0.93 && isCaps && text.lines.count <= 2 && string.count <= 100 && stands
      && !endsSentence
    {
      return true
    }
    return ratio > 1.03 && isNumbered && text.lines.count == 1 && !endsSentence && stands
  }

  private static func isUppercase(_ string: String) -> Bool {
    string.unicodeScalars.allSatisfy { !$0.properties.isLowercase }
  }

  /// The depth of a decimal numbering such as `2.1.3 Title`, or 1 for `Chapter 2`; else `nil`.
  static func numberedLevel(_ string: String) -> Int? {
    let words = string.split(separator: " ", maxSplits: 2)
    guard words.count >= 2, let first = words.first else { return nil }
    let parts = first.split(separator: ".", omittingEmptySubsequences: true)
    guard let head = parts.first, first.first != ".", parts.count <= 5 else { return nil }
    let isNumber = { (part: Substring) in part.count <= 3 && part.allSatisfy { $0.isASCII && $0.isNumber } }
    if parts.allSatisfy(isNumber) { return parts.count > 1 || first.hasSuffix(".") || head.count <= 2 ? parts.count : nil }
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

  /// Letters and digits in lower case, without numbering.
  static func normal(_ string: String) -> String {
    var scalars = Substring(string).unicodeScalars
    if let level = numberedLevel(string), level > 0, let space = string.firstIndex(of: " ") {
      scalars = string[space...].unicodeScalars
    }
    return String(String.UnicodeScalarView(scalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil })).lowercased()
  }
}
