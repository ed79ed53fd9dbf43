internal import RectoGeometry
public import RectoTree

/// Recognises lists of terms with what they mean: lines in another face, each above paragraphs that
/// are set in.
public struct Definitions: DocumentProcessor {
  public static let name = "definitions"

  /// How far meanings are set in at least, and at most, against their terms, in ems.
  static let inset: ClosedRange<Float> = 1...6
  /// The furthest that a meaning begins below its term, in ems.
  static let distance: Float = 1.2
  /// Fewer terms are no list.
  static let fewest = 2
  /// Terms are no longer, in UTF-8 bytes.
  static let longest = 90
  /// The share of a term's letters that are set in its face.
  static let face: Float = 0.85

  public init() {}

  public func process(_ document: inout Document) {
    guard let body = BodyText(document) else { return }
    var result: [Block] = []
    result.reserveCapacity(document.blocks.count)
    var start = 0
    while start < document.blocks.count {
      let items = Self.items(of: document.blocks, from: start, body: body)
      if items.count >= Self.fewest, let last = items.last,
        items.count(where: { Self.isSentence(document.blocks[$0[1]]) }) * 2 >= items.count
      {
        result.append(Self.list(items.map { $0.map { document.blocks[$0] } }))
        start = (last.last ?? start) + 1
      } else {
        result.append(document.blocks[start])
        start += 1
      }
    }
    document.blocks = result
  }

  /// The terms that follow each other from a place on, each with its meaning, by their places.
  private static func items(of blocks: [Block], from start: Int, body: BodyText) -> [[Int]] {
    var items: [[Int]] = []
    var i = start
    while i + 1 < blocks.count, isTerm(blocks[i], body: body),
      isMeaning(blocks[i + 1], of: blocks[i])
    {
      if let first = items.first?.first {
        let step = abs(blocks[i].box.x0 - blocks[first].box.x0)
        let depth = abs(blocks[i + 1].box.x0 - blocks[first + 1].box.x0)
        let size = max(blocks[first].look.size, 1)
        guard step < 0.3 * size, depth < 0.3 * size, isLike(blocks[i], blocks[first]) else { break }
      }
      var item = [i, i + 1]
      i += 2
      while i < blocks.count, isMeaning(blocks[i], of: blocks[item[0]], after: blocks[i - 1]),
        !(i + 1 < blocks.count && isTerm(blocks[i], body: body)
          && isMeaning(blocks[i + 1], of: blocks[i]))
      {
        item.append(i)
        i += 1
      }
      items.append(item)
    }
    return items
  }

  /// Meanings are sentences; phrases below headings are not.
  private static func isSentence(_ block: Block) -> Bool {
    block.text?.string.last.map { ".!?;)。".contains($0) } ?? false
  }

  private static func isLike(_ a: Block, _ b: Block) -> Bool {
    abs(a.look.size - b.look.size) < 0.5 && abs(a.look.bold - b.look.bold) < 0.3
      && abs(a.look.italic - b.look.italic) < 0.3
  }

  /// A line no larger than the text, in another face.
  private static func isTerm(_ block: Block, body: BodyText) -> Bool {
    guard case .paragraph(let text) = block.content, block.turn == .none,
      text.lines.count == 1, text.string.utf8.count <= longest,
      block.look.size < 1.1 * body.size, !ListMarker.isMarker(text),
      Headings.numberedLevel(text.string) == nil, !isNumbered(text.string)
    else { return false }
    return block.look.bold > face && body.bold < 0.5
      || block.look.italic > face && body.italic < 0.5
      || block.look.fixedPitch > face && body.fixedPitch < 0.5
  }

  /// `Definition 5`, `Remark 2 (Metrics)`: theorems and their like bear numbers, terms do not.
  private static func isNumbered(_ term: String) -> Bool {
    term.split(separator: " ").prefix(3).contains { word in
      word.first?.isNumber ?? false && word.allSatisfy { $0.isNumber || ".:".contains($0) }
    }
  }

  /// A paragraph in the face of the text, set in against a term, right below it.
  private static func isMeaning(_ block: Block, of term: Block, after above: Block? = nil) -> Bool {
    guard case .paragraph(let text) = block.content, block.page == term.page,
      !ListMarker.isMarker(text)
    else { return false }
    let size = max(term.look.size, 1)
    let gap = (block.box.y0 - (above ?? term).box.y1) / size
    return inset.contains((block.box.x0 - term.box.x0) / size) && gap < distance && gap > -0.5
      && block.look.bold < 0.5 && block.look.fixedPitch < face && block.look.italic < face
      && abs(block.look.size - term.look.size) < 0.15 * size
  }

  private static func list(_ items: [[Block]]) -> Block {
    let members = items.map { item in
      List.Item(marker: item[0].text ?? Text(), blocks: Array(item.dropFirst()))
    }
    var block = Block(
      .list(List(kind: .definitions, isOrdered: false, items: members)), of: items.flatMap { $0 })
    note("terms in another face, each above a paragraph that is set in", on: &block)
    return block
  }
}
