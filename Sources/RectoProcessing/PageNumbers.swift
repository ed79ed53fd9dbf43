internal import RectoGeometry
internal import RectoTree

/// Finds page numbers wherever they stand: the first or last line of a page, alone, that counts up
/// with the pages.
///
/// Filings and prints of web pages end their pages anywhere, so that the number stands right below
/// the text and not in the margin.
enum PageNumbers {
  /// So many pages must count alike.
  static let fewestPages = 3

  /// The blocks of the text that are page numbers.
  static func indices(in document: Document, bodySize: Float) -> [Int] {
    var found: [Count: [Int]] = [:]
    let body = Dictionary(grouping: document.blocks.indices) { document.blocks[$0].page }
    for (page, own) in body {
      for isLast in [false, true] {
        let edge = own.max { a, b in
          let (a, b) = (document.blocks[a].box, document.blocks[b].box)
          return isLast ? a.y1 < b.y1 : a.y0 > b.y0
        }
        guard let edge, own.count > 1, isAlone(edge, among: own, in: document),
          let number = number(document.blocks[edge], bodySize: bodySize)
        else { continue }
        let count = Count(
          isLast: isLast, isRoman: number.isRoman, offset: number.value - page)
        found[count, default: []].append(edge)
      }
    }
    return found.values.filter { $0.count >= fewestPages }.joined().sorted()
  }

  /// What numbers that belong together share.
  private struct Count: Hashable {
    var isLast: Bool
    var isRoman: Bool
    var offset: Int
  }

  /// Whether nothing stands beside a block.
  private static func isAlone(_ index: Int, among own: [Int], in document: Document) -> Bool {
    let box = document.blocks[index].box
    return own.allSatisfy { other in
      let o = document.blocks[other].box
      return other == index || o.y1 <= box.y0 + 1 || o.y0 >= box.y1 - 1
    }
  }

  private static func number(_ block: Block, bodySize: Float) -> (value: Int, isRoman: Bool)? {
    guard case .paragraph(let text) = block.content, text.lines.count == 1,
      block.look.size <= 1.3 * bodySize, Furniture.isPageNumber(text.string)
    else { return nil }
    let words = text.string.lowercased().split { !$0.isLetter && !$0.isNumber }
    for word in words {
      if let value = Int(word) { return (value, false) }
      if let value = roman(word) { return (value, true) }
    }
    return nil
  }

  /// The value of a Roman number in small letters.
  static func roman(_ word: Substring) -> Int? {
    let values: [Character: Int] = ["i": 1, "v": 5, "x": 10, "l": 50, "c": 100]
    var (sum, last) = (0, Int.max)
    for letter in word {
      guard let value = values[letter] else { return nil }
      sum += value
      if value > last { sum -= 2 * last }
      last = value
    }
    return word.isEmpty ? nil : sum
  }
}
