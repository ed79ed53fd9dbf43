internal import RectoGeometry
public import RectoTree

/// Gathers paragraphs that begin with a bullet or a number into lists, nested by their indent.
public struct Lists: DocumentProcessor {
  public static let name = "lists"

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
        if block.isFurniture && !items.isEmpty {
          // Furniture between two items is put before the list.
          result.append(block)
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

    init?(_ block: Block) {
      guard case .paragraph(let whole) = block.content, !block.isFurniture, block.owner == nil
      else { return nil }
      let length: Int
      if ListMarker.isBullet(whole.string), let first = whole.string.unicodeScalars.first {
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
      body.runs.insert(
        contentsOf: blank.runs.map { run in
          var run = run
          (run.start, run.end) = (0, 0)
          return run
        }, at: 0)
      // Where a run cannot be cut for certain (several blanks after the bullet), its glyphs are all
      // the text's: none is lost.
      text = body
      self.block = block
      indent = block.box.x0
    }

    func isCompatible(with next: Candidate) -> Bool {
      next.block.page - block.page <= 1
    }
  }

  /// Takes one list, with the deeper lists in it, off the front.
  private static func list(_ rest: inout ArraySlice<Candidate>) -> Block {
    let first = rest[rest.startIndex]
    var items: [List.Item] = []
    var box = first.block.box
    while let next = rest.first {
      let step = (next.indent - first.indent) / max(next.block.look.size, 1)
      let samePlace =
        next.block.page == first.block.page && next.block.box.x0 < first.block.look.column.x1
      if step > 0.8 && !items.isEmpty && samePlace
        && next.block.look.column == first.block.look.column
      {
        let nested = list(&rest)
        items[items.count - 1].blocks.append(nested)
        if nested.page == first.block.page { box.formUnion(nested.box) }
        continue
      }
      if next.isOrdered != first.isOrdered { break }
      if step < -0.8 && next.block.look.column == first.block.look.column { break }
      var body = next.block
      body.content = .paragraph(next.text)
      items.append(List.Item(marker: next.marker, blocks: [body]))
      if next.block.page == first.block.page { box.formUnion(next.block.box) }
      rest.removeFirst()
    }
    var block = Block(
      .list(List(isOrdered: first.isOrdered, items: items)), page: first.block.page, box: box,
      look: first.block.look)
    note(
      first.isOrdered
        ? "paragraphs that begin with numbers" : "begins with \(first.marker.string)", on: &block)
    return block
  }
}
