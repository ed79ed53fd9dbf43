public import RectoTree

/// Moves running headers, footers and page numbers to their layers.
///
/// What stands in the margin of a page is furniture if it comes again on other pages (digits
/// aside), or if it is nothing but a page number.
public struct Furniture: DocumentProcessor {
  public static let name = "furniture"

  /// How many pages must share a running title.
  static let fewestPages = 2
  /// Longer texts in a margin are not running titles.
  static let longest = 160

  public init() {}

  public func process(_ document: inout Document) {
    var pages: [String: Set<Int>] = [:]
    for block in document.blocks {
      if let key = Self.key(of: block) { pages[key, default: []].insert(block.page) }
    }
    for i in document.blocks.indices {
      let block = document.blocks[i]
      guard let key = Self.key(of: block), let text = block.text else { continue }
      let isTop = block.look.margin == .top
      if Self.isPageNumber(text.string) {
        document.blocks[i].layer = .pageNumber
      } else if (pages[key]?.count ?? 0) >= Self.fewestPages {
        document.blocks[i].layer = isTop ? .header : .footer
      }
    }
  }

  /// A margin block's text without its digits, with the margin that it stands in.
  private static func key(of block: Block) -> String? {
    guard block.look.margin != .none, let text = block.text, text.string.utf8.count <= longest
    else { return nil }
    let letters = text.string.utf8.filter { !(0x30...0x39).contains($0) && $0 != 0x20 }
    return (block.look.margin == .top ? "t" : "b") + String(decoding: letters, as: UTF8.self)
  }

  /// `12`, `- 12 -`, `Page 3 of 9`, `iv`, `[5]`.
  static func isPageNumber(_ text: String) -> Bool {
    let words = text.lowercased().split { " -–—[]()|/.".contains($0) }
    guard !words.isEmpty, words.count <= 4 else { return false }
    let labels: Set<Substring> = ["page", "of", "p", "seite", "página", "стр", "von", "de", "sur"]
    var numbers = 0
    for word in words {
      let isRoman = word.count <= 6 && word.allSatisfy { "ivxlc".contains($0) }
      if word.allSatisfy({ $0.isASCII && $0.isNumber }) && word.count <= 4 || isRoman {
        numbers += 1
      } else if !labels.contains(word) {
        return false
      }
    }
    return numbers >= 1 && numbers <= 2
  }
}
