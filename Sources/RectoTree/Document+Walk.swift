internal import RectoGeometry

extension Document {
  /// Visits every block of the text and of the furniture, the outer before the inner ones.
  public func forEachBlock(_ visit: (Block) -> Void) {
    for block in blocks { block.forEachBlock(visit) }
    for item in furniture { item.block.forEachBlock(visit) }
  }

  /// Visits every text, of the furniture too.
  public func forEachText(_ visit: (Text) -> Void) {
    for block in blocks { block.forEachText(visit) }
    for item in furniture { item.block.forEachText(visit) }
  }

  /// Changes every block of the text and of the furniture, the outer before the inner ones.
  public mutating func mapBlocks(_ change: (inout Block) -> Void) {
    for i in blocks.indices { blocks[i].mapBlocks(change) }
    for i in furniture.indices { furniture[i].block.mapBlocks(change) }
  }

  /// Changes every text, of the furniture too.
  public mutating func mapTexts(_ change: (inout Text) -> Void) {
    for i in blocks.indices { blocks[i].mapTexts(change) }
    for i in furniture.indices { furniture[i].block.mapTexts(change) }
  }
}

extension Document {
  /// Gives every block an id that is unique in the document and in each piece of it: `p3.b2` for the
  /// second block that begins on the third page, `p3.b2.1.1` for the first in its first item or cell;
  /// without pages `b2`. What is attached to a table or figure is counted as if it stood by itself.
  public mutating func nameBlocks() {
    var counts: [Int: Int] = [:]
    func name(_ block: inout Block) {
      var attached = block.attached
      for i in attached.above.indices { nameAlone(&attached.above[i]) }
      nameAlone(&block)
      for i in attached.below.indices { nameAlone(&attached.below[i]) }
      if !attached.above.isEmpty || !attached.below.isEmpty { block.attached = attached }
    }
    func nameAlone(_ block: inout Block) {
      let page = block.page
      let number = counts[page, default: 0] + 1
      counts[page] = number
      block.name(page == Block.nowhere ? "b\(number)" : "p\(page + 1).b\(number)")
    }
    var next = furniture.startIndex
    for i in blocks.indices {
      while next < furniture.endIndex, furniture[next].place <= i {
        name(&furniture[next].block)
        next += 1
      }
      name(&blocks[i])
    }
    for i in furniture.indices[next...] { name(&furniture[i].block) }
  }

  /// Says of each block, and of each line, how sure the recogniser is of what it read of it.
  package mutating func rateBlocks() {
    guard pages.contains(where: { !$0.confidences.isEmpty }) else { return }
    let pages = pagesByIndex
    func rate(_ block: inout Block) {
      var (sum, count): (Float, Float) = (0, 0)
      block.forEachText { text in
        for run in text.runs {
          guard let page = pages[Int(run.page)],
            let confidence = page.confidence(of: CollectionOfOne(run))
          else { continue }
          sum += confidence * Float(run.count)
          count += Float(run.count)
        }
      }
      if count > 0 { block.origin?.confidence = sum / count }
    }
    mapBlocks(rate)
    mapTexts { $0.rateLines(pages) }
  }
}

extension Text {
  fileprivate mutating func rateLines(_ pages: [Int: Document.Page]) {
    for i in lines.indices {
      lines[i].confidence = pages[Int(lines[i].page)]?.confidence(of: runs(ofLine: i))
    }
  }
}
