public import RectoGeometry

/// The walk over what a block consists of. All others go through these two.
extension Block {
  /// Visits what the block consists of in the order of reading: texts of its own, and the blocks right
  /// inside it.
  public func forEachPart(text: (Text) -> Void, block: (Block) -> Void) {
    switch content {
    case .heading(let own, _), .paragraph(let own), .lineBlock(let own), .code(let own, _):
      text(own)
    case .formula(let formula): text(formula.latex)
    case .quote(let blocks), .caption(let blocks): blocks.forEach(block)
    case .footnote(let note): note.blocks.forEach(block)
    case .list(let list):
      for item in list.items {
        text(item.marker)
        item.blocks.forEach(block)
      }
    case .table(let table):
      table.above.forEach(block)
      for cell in table.cells {
        text(cell.text)
        cell.more.forEach(block)
      }
      table.below.forEach(block)
    case .figure(let figure):
      figure.above.forEach(block)
      figure.blocks.forEach(block)
      figure.below.forEach(block)
    case .section(let section):
      if let title = section.title { text(title) }
      section.blocks.forEach(block)
    case .thematicBreak, .raw: break
    }
  }

  /// Changes what the block consists of, in the same order.
  public mutating func mapParts(text: (inout Text) -> Void, block: (inout Block) -> Void) {
    func map(_ blocks: inout [Block]) {
      for i in blocks.indices { block(&blocks[i]) }
    }
    switch content {
    case .heading(var own, let level):
      text(&own)
      content = .heading(own, level: level)
    case .paragraph(var own):
      text(&own)
      content = .paragraph(own)
    case .lineBlock(var own):
      text(&own)
      content = .lineBlock(own)
    case .code(var own, let language):
      text(&own)
      content = .code(own, language: language)
    case .formula(var formula):
      text(&formula.latex)
      content = .formula(formula)
    case .quote(var blocks):
      map(&blocks)
      content = .quote(blocks)
    case .caption(var blocks):
      map(&blocks)
      content = .caption(blocks)
    case .footnote(var note):
      map(&note.blocks)
      content = .footnote(note)
    case .list(var list):
      for i in list.items.indices {
        text(&list.items[i].marker)
        map(&list.items[i].blocks)
      }
      content = .list(list)
    case .table(var table):
      map(&table.above)
      for i in table.cells.indices {
        text(&table.cells[i].text)
        if !table.cells[i].more.isEmpty { map(&table.cells[i].more) }
      }
      map(&table.below)
      content = .table(table)
    case .figure(var figure):
      map(&figure.above)
      map(&figure.blocks)
      map(&figure.below)
      content = .figure(figure)
    case .section(var section):
      if var title = section.title {
        text(&title)
        section.title = title
      }
      map(&section.blocks)
      content = .section(section)
    case .thematicBreak, .raw: break
    }
  }
}

extension Block {
  /// The blocks right inside it, in the order of reading.
  public var children: [Block] {
    var children: [Block] = []
    forEachPart(text: { _ in }, block: { children.append($0) })
    return children
  }

  /// Every text in the block, those of blocks inside it included, in the order of reading.
  public var texts: [Text] {
    var texts: [Text] = []
    forEachText { texts.append($0) }
    return texts
  }

  /// Visits every text in the block, those of blocks inside it included, in the order of reading.
  public func forEachText(_ visit: (Text) -> Void) {
    forEachPart(text: visit, block: { $0.forEachText(visit) })
  }

  /// Visits the block and those inside it, the outer before the inner ones.
  public func forEachBlock(_ visit: (Block) -> Void) {
    visit(self)
    forEachPart(text: { _ in }, block: { $0.forEachBlock(visit) })
  }

  /// Changes every text in the block, those of blocks inside it included.
  public mutating func mapTexts(_ change: (inout Text) -> Void) {
    mapParts(text: change, block: { $0.mapTexts(change) })
  }

  /// Changes the block and those inside it, the outer before the inner ones.
  public mutating func mapBlocks(_ change: (inout Block) -> Void) {
    change(&self)
    // Writing contents back costs memory.
    if holdsBlocks { mapParts(text: { _ in }, block: { $0.mapBlocks(change) }) }
  }

  /// Whether any blocks are inside it.
  private var holdsBlocks: Bool {
    switch content {
    case .heading, .paragraph, .lineBlock, .code, .formula, .thematicBreak, .raw: false
    case .quote, .caption, .footnote, .list, .figure, .section: true
    case .table(let table):
      !table.above.isEmpty || !table.below.isEmpty || table.cells.contains { !$0.more.isEmpty }
    }
  }

  /// Changes every box in the block: its own, those of lines, symbols of formulas, cells and inner
  /// blocks.
  public mutating func mapBoxes(_ change: (Box) -> Box) {
    mapBlocks { block in
      if let places = block.origin?.places {
        for i in places.indices { block.origin?.places[i].box = change(places[i].box) }
      }
      if case .table(var table) = block.content {
        for i in table.cells.indices { table.cells[i].box = change(table.cells[i].box) }
        block.content = .table(table)
      }
      if case .formula(var formula) = block.content {
        formula.mapBoxes(change)
        block.content = .formula(formula)
      }
    }
    mapTexts { $0.mapBoxes(change) }
  }

  /// Gives the block an id, and those inside it ids that begin with it.
  mutating func name(_ id: String) {
    self.id = id
    func name(_ blocks: inout [Block], _ prefix: String) {
      for i in blocks.indices { blocks[i].name("\(prefix).\(i + 1)") }
    }
    switch content {
    case .list(var list):
      for i in list.items.indices { name(&list.items[i].blocks, "\(id).\(i + 1)") }
      content = .list(list)
    case .table(var table):
      for i in table.cells.indices where !table.cells[i].more.isEmpty {
        name(&table.cells[i].more, "\(id).\(i + 1)")
      }
      content = .table(table)
    case .figure(var figure):
      name(&figure.blocks, id)
      content = .figure(figure)
    default:
      guard holdsBlocks else { return }
      var number = 0
      mapParts(
        text: { _ in },
        block: { block in
          number += 1
          block.name("\(id).\(number)")
        })
    }
  }
}

extension Block {
  /// What stands above and below a table or figure and belongs to it; empty for others.
  public var attached: (above: [Block], below: [Block]) {
    get {
      switch content {
      case .table(let table): (table.above, table.below)
      case .figure(let figure): (figure.above, figure.below)
      default: ([], [])
      }
    }
    set {
      switch content {
      case .table(var table):
        (table.above, table.below) = newValue
        content = .table(table)
      case .figure(var figure):
        (figure.above, figure.below) = newValue
        content = .figure(figure)
      default: break
      }
    }
  }

  /// Visits a table or figure between what is attached to it, each by itself, in the order in which
  /// they are printed; `owner` is the table or figure of what is attached. Visits others as they are.
  public func forEachPrinted(_ visit: (_ block: Block, _ owner: Block?) throws -> Void) rethrows {
    let (above, below) = attached
    guard !above.isEmpty || !below.isEmpty else { return try visit(self, nil) }
    var bare = self
    bare.attached = ([], [])
    for block in above { try visit(block, bare) }
    try visit(bare, nil)
    for block in below { try visit(block, bare) }
  }

  /// A table or figure and what is attached to it, each by itself.
  public var printedParts: [Block] {
    var parts: [Block] = []
    forEachPrinted { block, _ in parts.append(block) }
    return parts
  }
}
