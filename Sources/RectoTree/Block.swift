public import RectoGeometry

/// A unit of a document: a heading, a paragraph, a list, a table …
public struct Block: Sendable, Equatable {
  public indirect enum Content: Sendable, Equatable {
    case heading(Text, level: Int)
    case paragraph(Text)
    /// What another said or wrote, set in from both sides.
    case quote(Text)
    /// Lines that end where they were set: verse, addresses. Line feeds part them.
    case lineBlock(Text)
    case list(List)
    case code(Text)
    case table(Table)
    case figure(Figure)
    case caption(Text)
    case footnote(Text)
    case formula(Formula)
  }

  /// Which of a page's layers a block belongs to.
  public enum Layer: String, Sendable, CaseIterable {
    case body
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

  public var content: Content
  public var layer: Layer
  /// The page that it begins on, from 0, and its box there.
  public var page: Int
  public var box: Box
  public var look: Look
  /// What a caption or a note belongs to.
  public var owner: Owner?
  /// What links within the document call it: `figure-3`, `reference-12`.
  public var anchor: String?
  /// Which passes made it what it is, and on what evidence: `headings: 1.4 of the body's size`.
  public var evidence: [String] = []

  /// The nearest table or figure before or after a block, on its page.
  public enum Owner: Sendable { case previous, next }

  public init(
    _ content: Content, layer: Layer = .body, page: Int, box: Box, look: Look = Look()
  ) {
    self.content = content
    self.layer = layer
    self.page = page
    self.box = box
    self.look = look
  }

  public var isFurniture: Bool { layer != .body }

  /// The text of a block that is nothing but text.
  public var text: Text? {
    get {
      switch content {
      case .heading(let text, _), .paragraph(let text), .quote(let text), .lineBlock(let text),
        .code(let text), .caption(let text), .footnote(let text):
        text
      case .formula(let formula): formula.latex
      case .list, .table, .figure: nil
      }
    }
    set {
      guard let text = newValue else { return }
      switch content {
      case .heading(_, let level): content = .heading(text, level: level)
      case .paragraph: content = .paragraph(text)
      case .quote: content = .quote(text)
      case .lineBlock: content = .lineBlock(text)
      case .code: content = .code(text)
      case .caption: content = .caption(text)
      case .footnote: content = .footnote(text)
      case .formula(var formula):
        formula.latex = text
        content = .formula(formula)
      case .list, .table, .figure: break
      }
    }
  }

  /// Visits every text in the block, cells and items included, in reading order.
  public func forEachText(_ visit: (Text) -> Void) {
    switch content {
    case .list(let list):
      for item in list.items {
        visit(item.marker)
        for block in item.blocks { block.forEachText(visit) }
      }
    case .table(let table):
      for cell in table.cells {
        visit(cell.text)
        for block in cell.blocks { block.forEachText(visit) }
      }
    case .figure(let figure):
      for block in figure.blocks { block.forEachText(visit) }
    case .heading, .paragraph, .quote, .lineBlock, .code, .caption, .footnote, .formula:
      if let text { visit(text) }
    }
  }
}

extension Block {
  /// Every text in the block, cells and items included, in reading order.
  public var texts: [Text] {
    var texts: [Text] = []
    forEachText { texts.append($0) }
    return texts
  }

  /// Visits the block and those inside it, in reading order.
  public func forEachBlock(_ visit: (Block) -> Void) {
    visit(self)
    switch content {
    case .list(let list):
      for item in list.items { for block in item.blocks { block.forEachBlock(visit) } }
    case .table(let table):
      for cell in table.cells { for block in cell.blocks { block.forEachBlock(visit) } }
    case .figure(let figure): for block in figure.blocks { block.forEachBlock(visit) }
    case .heading, .paragraph, .quote, .lineBlock, .code, .caption, .footnote, .formula: break
    }
  }

  /// Changes every text in the block, cells and items included.
  public mutating func mapTexts(_ change: (inout Text) -> Void) {
    switch content {
    case .list(var list):
      for i in list.items.indices {
        change(&list.items[i].marker)
        for j in list.items[i].blocks.indices { list.items[i].blocks[j].mapTexts(change) }
      }
      content = .list(list)
    case .table(var table):
      for i in table.cells.indices {
        change(&table.cells[i].text)
        for j in table.cells[i].blocks.indices { table.cells[i].blocks[j].mapTexts(change) }
      }
      content = .table(table)
    case .figure(var figure):
      for i in figure.blocks.indices { figure.blocks[i].mapTexts(change) }
      content = .figure(figure)
    case .heading, .paragraph, .quote, .lineBlock, .code, .caption, .footnote, .formula:
      if var own = text {
        change(&own)
        text = own
      }
    }
  }
}

extension Block {
  /// Changes every box in the block: its own, those of lines, symbols of formulas, cells and inner
  /// blocks.
  public mutating func mapBoxes(_ change: (Box) -> Box) {
    mapBlocks { block in
      block.box = change(block.box)
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

  /// Changes the block and those inside it, the outer before the inner ones.
  public mutating func mapBlocks(_ change: (inout Block) -> Void) {
    change(&self)
    switch content {
    case .list(var list):
      for i in list.items.indices {
        for j in list.items[i].blocks.indices { list.items[i].blocks[j].mapBlocks(change) }
      }
      content = .list(list)
    case .table(var table):
      for i in table.cells.indices {
        for j in table.cells[i].blocks.indices { table.cells[i].blocks[j].mapBlocks(change) }
      }
      content = .table(table)
    case .figure(var figure):
      for i in figure.blocks.indices { figure.blocks[i].mapBlocks(change) }
      content = .figure(figure)
    case .heading, .paragraph, .quote, .lineBlock, .code, .caption, .footnote, .formula: break
    }
  }
}

extension RandomAccessCollection<Block> {
  /// The table or figure that the caption or note at a place belongs to.
  public func owner(ofBlockAt index: Index) -> Index? {
    func hasParts(_ i: Index) -> Bool {
      switch self[i].content {
      case .table, .figure: self[i].page == self[index].page
      default: false
      }
    }
    return switch self[index].owner {
    case .next: self[index...].indices.first(where: hasParts)
    case .previous: self[..<index].indices.last(where: hasParts)
    case nil: nil
    }
  }
}

/// How a block's text is set, as evidence for what it is.
public struct Look: Sendable, Equatable {
  /// The size of most of its letters, in points.
  public var size: Float = 0
  /// The share of its letters that are bold, italic, fixed-pitch: 0 to 1.
  public var bold: Float = 0
  public var italic: Float = 0
  public var fixedPitch: Float = 0
  /// The distance to what stands above and below in the same column, in ems; infinite if nothing.
  public var gapAbove: Float = .infinity
  public var gapBelow: Float = .infinity
  /// Its left edge against the column's, and how far its centre is from the column's, in ems.
  public var indent: Float = 0
  public var offCentre: Float = 0
  /// The column that it stands in.
  public var column: Box = .empty
  /// The distance between its baselines in ems; 0 for a single line.
  public var leading: Float = 0
  public var turn: Turn = .none
  public var colour: UInt32 = 0xFF00_0000
  /// Whether it stands apart in the page's top or bottom margin.
  public var margin: Margin = .none
  /// How many gaps in its lines are so wide that they part cells, or what tabs lead to.
  public var wideGaps = 0
  /// Whether dots lead to its last part: a page number, or a figure.
  public var hasLeader = false
  /// Whether its last line reaches the right edge of the column.
  public var endsFull = false
  /// What the file's structure tree says that most of it is, as ISO 32000 names it: `H1`, `P`, `LI`;
  /// empty if it says nothing.
  public var tag = ""
  /// The element of the structure tree that most of it is in.
  public var element: Int32?

  public enum Margin: UInt8, Sendable { case none, top, bottom }

  /// The tag of what the file marks as no part of the text.
  public static let artifact = "Artifact"

  public init() {}
}

/// A list with its items.
public struct List: Sendable, Equatable {
  /// What its items are.
  public enum Kind: String, Sendable {
    case items
    /// The titles of a table of contents, each with its page.
    case contents
    /// The words of an index, each with its pages.
    case index
    /// The works of a bibliography.
    case bibliography
    /// Terms, which are the markers, with what they mean.
    case definitions
  }

  public var kind: Kind
  public var isOrdered: Bool
  public var items: [Item]

  public init(kind: Kind = .items, isOrdered: Bool, items: [Item]) {
    self.kind = kind
    self.isOrdered = isOrdered
    self.items = items
  }

  public struct Item: Sendable, Equatable {
    /// The bullet or number as printed.
    public var marker: Text
    public var blocks: [Block]

    public init(marker: Text, blocks: [Block]) {
      self.marker = marker
      self.blocks = blocks
    }
  }
}

/// A table as a grid of cells.
public struct Table: Sendable, Equatable {
  public var rows: Int
  public var columns: Int
  /// How many rows at the top are its head.
  public var headRows: Int
  /// In reading order; each covers `rowSpan` by `columnSpan` places of the grid.
  public var cells: [Cell]

  public init(rows: Int, columns: Int, headRows: Int = 0, cells: [Cell]) {
    self.rows = rows
    self.columns = columns
    self.headRows = headRows
    self.cells = cells
  }

  public struct Cell: Sendable, Equatable {
    public var row: Int
    public var column: Int
    public var rowSpan: Int
    public var columnSpan: Int
    /// The page that it stands on, from 0, and its box there.
    public var page: Int
    public var box: Box
    public var text: Text
    /// What stands in it besides its text: pictures, and tables of its own.
    public var blocks: [Block]

    public init(
      row: Int, column: Int, rowSpan: Int = 1, columnSpan: Int = 1, page: Int = 0, box: Box,
      text: Text, blocks: [Block] = []
    ) {
      self.row = row
      self.column = column
      self.rowSpan = rowSpan
      self.columnSpan = columnSpan
      self.page = page
      self.box = box
      self.text = text
      self.blocks = blocks
    }
  }

  /// All that is written in a cell, with a line for each text of what stands in it.
  public func writing(in cell: Cell, _ string: (Text) -> String = { $0.string }) -> String {
    var lines = cell.text.isEmpty && !cell.blocks.isEmpty ? [] : [string(cell.text)]
    lines += cell.blocks.flatMap { $0.texts.map(string) }
    return lines.joined(separator: "\n")
  }

  /// Makes the rightmost column the first: tables of scripts that run from the right.
  public mutating func mirror() {
    for i in cells.indices { cells[i].column = columns - cells[i].column - cells[i].columnSpan }
    cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
  }

  /// Whether a grid of single cells says it all: a Markdown pipe table can hold it.
  public var isPlain: Bool {
    cells.allSatisfy { cell in
      cell.rowSpan == 1 && cell.columnSpan == 1
        && cell.blocks.allSatisfy {
          if case .figure(let f) = $0.content { f.isPlain } else { false }
        }
    }
  }
}

/// A picture: a raster image or a vector drawing, with the text that stands in it.
public struct Figure: Sendable, Equatable {
  public enum Kind: String, Sendable { case image, drawing }

  public var kind: Kind
  public var alternate: String?
  /// The text printed inside it.
  public var blocks: [Block]
  /// A name for its file, unique in the document: `figure-3-1`.
  public var name: String

  public init(kind: Kind, alternate: String? = nil, blocks: [Block] = [], name: String = "") {
    self.kind = kind
    self.alternate = alternate
    self.blocks = blocks
    self.name = name
  }

  /// Whether no table or the like stands in it.
  var isPlain: Bool { blocks.allSatisfy { $0.text != nil } }
}
