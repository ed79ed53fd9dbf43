public import RectoGeometry

/// A part of a document that keeps to a budget, and where it comes from.
public struct Chunk: Sendable, Equatable {
  /// The version of the format: a new one where a reader of the old would go wrong.
  public static let schema = "recto-chunk/1"

  /// The same as long as its text and headings are; unique in its document.
  public var id: String
  /// From 0.
  public var index: Int
  /// Markdown: what is repeated of its surroundings, and what is its own.
  public var text: String
  /// How much `text` has, in the unit of the budget.
  public var count: Int
  /// What it begins with.
  public var begins: Beginning
  /// The headings that it stands under, the outer before the inner ones.
  public var headings: [String]
  /// What its blocks are, as JSON calls them.
  public var kinds: [String]
  /// Where its own text was printed.
  public var pages: [Page]
  /// The ids of the blocks that it has, or has parts of.
  public var blocks: [String]
  /// What of `text` is in the Markdown of the document, and where.
  public var ranges: [Range]
  /// So many rows of a table's head are repeated in it.
  public var carriedRows: Int

  /// The best place to cut is the first that there is.
  public enum Beginning: String, Sendable, CaseIterable {
    case heading, block, item, row, cell, line, sentence, clause, word, syllable
    /// Inside a word, an address or a formula that no budget holds.
    case character
  }

  public struct Page: Sendable, Equatable {
    /// From 0.
    public var index: Int
    public var label: String?
    /// Around blocks, or around lines that stand below each other, as the file shows them.
    public var boxes: [Box]
  }

  public struct Range: Sendable, Equatable {
    /// Bytes of `text`.
    public var place: Int
    /// Bytes of the Markdown.
    public var bytes: Swift.Range<Int>
    /// It belongs to another chunk: a heading, the head of a table, overlap.
    public var isRepeated: Bool
  }
}
