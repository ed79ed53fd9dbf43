internal import RectoGeometry
public import RectoTree

/// Recognises notes at the foot of a column: small, below everything else, begun by a mark.
public struct Footnotes: DocumentProcessor {
  public static let name = "footnotes"

  /// Notes are set at most this large against the body.
  static let largest: Float = 0.93

  public init() {}

  public func process(_ document: inout Document) {
    guard let body = BodyText(document) else { return }
    let pages = document.pagesByIndex
    var lowest: [Int: Float] = [:]
    for block in document.blocks where !block.isFurniture {
      if block.look.size > Self.largest * body.size {
        lowest[block.page] = max(lowest[block.page] ?? 0, block.box.y1)
      }
    }
    for i in document.blocks.indices {
      let block = document.blocks[i]
      guard case .paragraph(let text) = block.content, !block.isFurniture, block.owner == nil,
        block.look.size <= Self.largest * body.size, block.look.size > 0,
        let height = pages[block.page]?.height, block.box.y0 > 0.5 * height,
        block.box.y0 >= (lowest[block.page] ?? 0) - body.size || Self.isColumnFoot(i, document),
        let mark = FootnoteMark(of: text),
        mark.isSetApart || ["Note", "FENote"].contains(block.look.tag)
      else { continue }
      document.blocks[i].content = .footnote(text)
      Self.note("small, below the text, begins with a mark", on: &document.blocks[i])
    }
    moveToPageEnds(&document)
  }

  /// Notes at the foot of one column do not stand between it and the next: they follow the page's
  /// text, before its running foot.
  private func moveToPageEnds(_ document: inout Document) {
    var result: [Block] = []
    result.reserveCapacity(document.blocks.count)
    var start = 0
    while start < document.blocks.count {
      let page = document.blocks[start].page
      var end = start
      while end < document.blocks.count, document.blocks[end].page == page { end += 1 }
      let blocks = document.blocks[start..<end]
      let foot = blocks.suffix(while: \.isFurniture)
      let body = blocks.dropLast(foot.count)
      result += body.filter { !Self.isNote($0) } + body.filter(Self.isNote) + foot
      start = end
    }
    document.blocks = result
  }

  private static func isNote(_ block: Block) -> Bool {
    if case .footnote = block.content { true } else { false }
  }

  /// Nothing of the same column follows but notes.
  private static func isColumnFoot(_ index: Int, _ document: Document) -> Bool {
    let block = document.blocks[index]
    for other in document.blocks[(index + 1)...] {
      guard other.page == block.page, !other.isFurniture else { continue }
      if other.box.y0 > block.box.y0, other.box.horizontalOverlap(block.box) > 0.3,
        other.look.size > block.look.size * 1.05
      {
        return false
      }
    }
    return true
  }
}

extension RandomAccessCollection where SubSequence: BidirectionalCollection {
  /// The longest part at the end whose elements satisfy a condition.
  fileprivate func suffix(while isTrue: (Element) -> Bool) -> SubSequence {
    var start = endIndex
    while start > startIndex, isTrue(self[index(before: start)]) { formIndex(before: &start) }
    return self[start...]
  }
}
