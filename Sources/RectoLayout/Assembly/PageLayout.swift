public import RectoDiagnostics
public import RectoGeometry
public import RectoTree

/// What a page says: blocks in reading order, before the document as a whole is known.
public struct PageLayout: Sendable {
  public var page: Document.Page
  public var blocks: [Block]
  /// What one page by itself tells is no text of it; all of it stands after the text.
  public var furniture: [Document.Furniture] = []
  public var diagnostics: [Diagnostic]
  /// What the stages saw, when it was asked for.
  public var trace: LayoutTrace?

  public init(page: Document.Page, blocks: [Block], diagnostics: [Diagnostic]) {
    self.page = page
    self.blocks = blocks
    self.diagnostics = diagnostics
  }

  mutating func add(_ block: Block, in layer: Document.Layer) {
    var block = block
    block.printed?.order = blocks.count + furniture.count
    furniture.append(Document.Furniture(layer, block, place: blocks.count))
  }
}

extension Document {
  /// Adds a page with what it says.
  public mutating func append(_ layout: PageLayout) {
    pages.append(layout.page)
    for var item in layout.furniture {
      item.place += blocks.count
      furniture.append(item)
    }
    blocks += layout.blocks
    diagnostics += layout.diagnostics
  }
}

/// Boxes of each stage in page space, for looking at.
public struct LayoutTrace: Sendable {
  public var glyphs: [Box] = []
  public var fragments: [Box] = []
  public var lines: [Box] = []
  public var rules: [Box] = []
  public var figures: [Box] = []
  public var tables: [Table] = []
  public var hypotheses: [Hypothesis] = []
  public var regions: [Box] = []
  /// The blocks in reading order, before the document as a whole is known.
  public var blocks: [Box] = []

  /// A grid that was proposed for a table.
  public struct Hypothesis: Sendable {
    public var box: Box
    /// How it was found, what it is worth, and whether it was taken.
    public var verdict: String
    /// What speaks for it and against it, and then its rows.
    public var why: [String]
  }

  /// A table with the evidence for its grid.
  public struct Table: Sendable {
    public var box: Box
    /// How it was found: by its rules, between rules, or by alignment.
    public var way: String
    /// A cell's box, and where it stands: `2,1` or, if it spans, `2,1 1x3`.
    public var cells: [(box: Box, place: String)]
    /// The white strips that part its columns, and what was measured of each.
    public var cuts: [(box: Box, evidence: String)]
  }

  public init() {}
}
