public import RectoGeometry

/// What is known of a printed block besides what it says: the evidence for what it is. The layout
/// fills it, passes over the document read it, and it is dropped after them.
public struct Printed: Sendable, Equatable {
  public var look: Look
  /// Its place among the blocks of its page as they were laid out.
  public var order: Int
  /// Which passes made it what it is, and on what evidence: `headings: 1.4 of the body's size`.
  public var evidence: [String]
  /// What a caption or a note belongs to, until it is moved there.
  public var owner: Owner?

  /// The nearest table or figure before or after a block, on its page.
  public enum Owner: Sendable { case previous, next }

  public init(look: Look = Look(), order: Int = 0, evidence: [String] = []) {
    self.look = look
    self.order = order
    self.evidence = evidence
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
