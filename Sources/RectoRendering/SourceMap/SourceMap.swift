public import RectoGeometry

/// Where each byte of an output comes from. What lies in none of its ranges is markup.
public struct SourceMap: Sendable, Equatable {
  /// The version of the format: a new one where a reader of the old would go wrong.
  public static let schema = "recto-source-map/1"

  /// The format of the output: md, html, text.
  public var format: String
  /// How many bytes the output has.
  public var bytes: Int
  public var pages: [Page]
  /// In the order of the output. Ranges are the same or do not overlap: what stands for several places
  /// is there for each.
  public var ranges: [Range]

  public struct Page: Sendable, Equatable {
    /// From 0.
    public var index: Int
    /// In points.
    public var width: Float
    public var height: Float
  }

  /// Bytes of the output, and the glyphs of one line that say the same.
  public struct Range: Sendable, Equatable {
    public var bytes: Swift.Range<Int>
    /// The id of the block.
    public var block: String
    /// From 0.
    public var page: Int
    /// Where the glyphs stand on the page as the file shows it, in points from its top left.
    public var box: Box
    /// The corners of the box before a page that lies askew was straightened, from the upper left of what
    /// is read clockwise; `nil` if they are those of the box.
    public var corners: [Point]?
    /// The first and the last of glyphs that follow each other, as they are drawn.
    public var glyphs: [ClosedRange<Int32>]
    /// How sure the recogniser is of them, 0 to 100; `nil` if the file gives their text.
    public var confidence: Float?
    /// The bytes are not what the glyphs say, but stand for it: formulas, bullets, marks of notes.
    public var isStandIn = false
  }

  /// How much one range holds at most: what stands side by side on a line, a word, a character.
  public enum Grain: Sendable { case line, word, character }
}

extension SourceMap {
  /// The ranges that have some of these bytes.
  public func ranges(in bytes: Swift.Range<Int>) -> ArraySlice<Range> {
    let start = ranges.partitioningIndex { $0.bytes.upperBound > bytes.lowerBound }
    let end = ranges.partitioningIndex { $0.bytes.lowerBound >= bytes.upperBound }
    return ranges[start..<max(start, end)]
  }
}

extension [ClosedRange<Int32>] {
  /// Adds glyphs, to the last ones if they stand beside those.
  package mutating func add(_ glyphs: ClosedRange<Int32>) {
    if let last, glyphs.lowerBound == last.upperBound + 1 {
      self[count - 1] = last.lowerBound...glyphs.upperBound
    } else if let last, glyphs.upperBound + 1 == last.lowerBound {
      self[count - 1] = glyphs.lowerBound...last.upperBound
    } else {
      append(glyphs)
    }
  }
}
