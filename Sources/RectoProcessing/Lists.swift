internal import RectoGeometry
public import RectoTree

/// Gathers paragraphs that begin with a bullet or a number into lists, nested by their indent.
public struct Lists: DocumentProcessor {
  public static let name = "lists"

  /// How far the paragraphs of an item are set in against its marker, in ems.
  static let inset: ClosedRange<Float> = 0.8...4.5
  /// The furthest that they are apart, in ems.
  static let distance: Float = 1.6

  public init() {}

  public func process(_ document: inout Document) {
    var result: [Block] = []
    result.reserveCapacity(document.blocks.count)
    var items: [Candidate] = []
    func close() {
      guard !items.isEmpty else { return }
      // A lone number is more often a sentence or a reference than a list.
      if items.count == 1 && items[0].isOrdered && items[0].block.look.tag != "LI" {
        result.append(items[0].block)
        result += items[0].more
      } else {
        var rest = items[...]
        while !rest.isEmpty { result.append(Self.list(&rest)) }
      }
      items = []
    }
    for block in document.blocks {
      if let candidate = Candidate(block) {
        if let last = items.last, !last.isCompatible(with: candidate) { close() }
        items.append(candidate)
      } else {
        if let last = items.last, let next = last.continued(by: block) {
          items[items.count - 1] = next
          continue
        }
        close()
        result.append(block)
      }
    }
    close()
    document.blocks = result
  }

  private struct Candidate {
    var block: Block
    var marker: Text
    var text: Text
    var isOrdered: Bool
    var indent: Float
    /// Paragraphs of the item after its first.
    var more: [Block] = []

    init?(_ block: Block) {
      guard case .paragraph(let whole) = block.content, block.printed?.owner == nil
      else { return nil }
      let length: Int
      if ListMarker.isBullet(whole), let first = whole.string.unicodeScalars.first {
        length = UTF8.width(first)
        isOrdered = false
      } else if let number = ListMarker.numberLength(whole.string) {
        length = number
        isOrdered = true
      } else {
        return nil
      }
      let (head, tail) = whole.split(at: Int32(length))
      marker = head
      let spaces = tail.string.utf8.prefix { $0 == 0x20 }.count
      let (blank, rest) = tail.split(at: Int32(spaces))
      guard blank.runs.isEmpty || rest.runs.isEmpty == false else { return nil }
      var body = rest
      // Blank glyphs between marker and text stay with the text.
      body.takeGlyphs(of: blank)
      // Where a run cannot be cut for certain (several blanks after the bullet), its glyphs are all
      // the text's: none is lost.
      text = body
      self.block = block
      indent = block.box.x0
    }

    /// The item with a block that is part of it: a paragraph set in as its text is, or the rest of its
    /// text after a break between columns or pages.
    func continued(by next: Block) -> Candidate? {
      guard case .paragraph(let text) = next.content, next.printed?.owner == nil,
        next.turn == block.turn,
        abs(next.look.size - block.look.size) < 0.06 * max(block.look.size, 1)
      else { return nil }
      let size = max(block.look.size, 1)
      var item = self
      let last = more.last ?? block
      if next.page == last.page, next.look.column == last.look.column {
        let inset = (next.box.x0 - indent) / size
        let gap = (next.box.y0 - last.box.y1) / size
        let hangs = self.text.lines.count > 1 ? self.text.lines[1].box.x0 : nil
        let isAligned =
          hangs.map { abs($0 - next.box.x0) < 0.4 * size }
          ?? (text.lines.count > 1 || !more.isEmpty)
        guard Lists.inset.contains(inset), isAligned, gap > -0.5, gap < Lists.distance else {
          return nil
        }
        item.more.append(next)
        return item
      }
      guard more.isEmpty, let end = self.text.lines.last, let begin = text.lines.first,
        begin.page - end.page <= 1, begin.page > end.page || begin.box.y0 < end.box.y0 - 2 * size,
        block.look.endsFull, let first = text.string.unicodeScalars.first,
        first.properties.isLowercase
      else { return nil }
      item.text.join(text)
      // A lone numbered item stays the paragraph that it was.
      if case .paragraph(var whole) = block.content {
        whole.join(text)
        item.block.content = .paragraph(whole)
      }
      item.block.look.endsFull = next.look.endsFull
      return item
    }

    func isCompatible(with next: Candidate) -> Bool {
      next.block.page - block.page <= 1
    }
  }

  /// Takes one list, with the deeper lists in it, off the front.
  private static func list(_ rest: inout ArraySlice<Candidate>) -> Block {
    let first = rest[rest.startIndex]
    var items: [List.Item] = []
    var parts: [Block] = []
    while let next = rest.first {
      let step = (next.indent - first.indent) / max(next.block.look.size, 1)
      let samePlace =
        next.block.page == first.block.page && next.block.box.x0 < first.block.look.column.x1
      if step > 0.8 && !items.isEmpty && samePlace
        && next.block.look.column == first.block.look.column
      {
        let nested = list(&rest)
        items[items.count - 1].blocks.append(nested)
        parts.append(nested)
        continue
      }
      if next.isOrdered != first.isOrdered { break }
      if step < -0.8 && next.block.look.column == first.block.look.column { break }
      var body = next.block
      body.content = .paragraph(next.text)
      items.append(List.Item(marker: next.marker, blocks: [body] + next.more))
      parts += [next.block] + next.more
      rest.removeFirst()
    }
    var block = Block(
      .list(List(isOrdered: first.isOrdered, items: items)), of: parts)
    note(
      first.isOrdered
        ? "paragraphs that begin with numbers" : "begins with \(first.marker.string)", on: &block)
    return block
  }
}
