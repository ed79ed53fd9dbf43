extension Document {
  /// What stands on a page besides the text: in a layer that is left out unless it is asked for.
  public struct Furniture: Sendable, Equatable {
    public var layer: Layer
    public var block: Block
    /// The index of the block of the text that it stands before; their count, or more, for the end.
    public var place: Int

    public init(_ layer: Layer, _ block: Block, place: Int = 0) {
      self.layer = layer
      self.block = block
      self.place = place
    }
  }

  public enum Layer: String, Sendable, CaseIterable {
    case header
    case footer
    case pageNumber = "page-number"
    /// At the side of the page, turned: stamps of archives and libraries.
    case margin
    /// The numbers of lines beside the text.
    case lineNumber = "line-number"
    /// Large and pale over or under the text: `DRAFT`.
    case watermark
    /// Drawn, but seen by nobody: only if it is asked for.
    case hidden
    /// A comment that somebody put on the page: only if it is asked for.
    case annotation
  }

  /// Visits the text and the furniture in the order in which they stand, what is attached to tables and
  /// figures by itself. The layer is `nil` for text.
  public func forEachInOrder(
    _ visit: (_ block: Block, _ layer: Layer?, _ owner: Block?) throws -> Void
  ) rethrows {
    var rest = furniture[...]
    for (i, block) in blocks.enumerated() {
      while let next = rest.first, next.place <= i {
        try visit(next.block, next.layer, nil)
        rest.removeFirst()
      }
      try block.forEachPrinted { try visit($0, nil, $1) }
    }
    for next in rest { try visit(next.block, next.layer, nil) }
  }

  public func forEachInOrder(_ visit: (Block, Layer?) throws -> Void) rethrows {
    try forEachInOrder { block, layer, _ in try visit(block, layer) }
  }

  /// Makes furniture of those blocks of the text that have a layer.
  package mutating func moveToFurniture(_ layers: [Layer?]) {
    guard layers.contains(where: { $0 != nil }) else { return }
    var text: [Block] = []
    text.reserveCapacity(blocks.count)
    for (block, layer) in zip(blocks, layers) {
      if let layer { furniture.append(Furniture(layer, block)) } else { text.append(block) }
    }
    blocks = text
  }

  /// Puts furniture where it stood on its page, whatever became of the blocks around it: before the
  /// first of its page that was laid out after it, or after all that begins on the page.
  package mutating func placeFurniture() {
    guard !furniture.isEmpty else { return }
    func order(_ block: Block) -> Int { block.printed?.order ?? 0 }
    // In the order of pages; what stands in one place keeps its own.
    let sorted = furniture.enumerated().sorted {
      ($0.element.block.page, order($0.element.block), $0.offset)
        < ($1.element.block.page, order($1.element.block), $1.offset)
    }
    furniture = sorted.map(\.element)
    var start = 0
    for i in furniture.indices {
      let (page, own) = (furniture[i].block.page, order(furniture[i].block))
      while start < blocks.count, blocks[start].page < page { start += 1 }
      var place = start
      while place < blocks.count, blocks[place].page == page, order(blocks[place]) < own {
        place += 1
      }
      furniture[i].place = place
    }
  }
}
