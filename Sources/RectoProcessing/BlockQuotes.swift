internal import RectoGeometry
public import RectoTree

/// Tells quotations from paragraphs: they are set in from both sides, between paragraphs that fill
/// the column.
public struct BlockQuotes: DocumentProcessor {
  public static let name = "block-quotes"

  /// How far both sides are set in, in ems.
  private static let inset: ClosedRange<Float> = 0.9...7
  /// Shorter ones may be anything.
  private static let fewestLines = 3
  /// The furthest from the paragraph above, in ems.
  private static let distance: Float = 3

  public init() {}

  public func process(_ document: inout Document) {
    var above: Block?
    for (i, block) in document.blocks.enumerated() {
      if let above, Self.isQuote(block, below: above), case .paragraph = block.content {
        document.blocks[i].wrap { .quote($0) }
        Self.note("set in from both sides below a paragraph", on: &document.blocks[i])
      }
      above = document.blocks[i]
    }
  }

  private static func isQuote(_ block: Block, below above: Block) -> Bool {
    guard case .paragraph(let text) = block.content, block.page == above.page,
      block.printed?.owner == nil,
      block.turn == .none, block.look.column == above.look.column,
      text.lines.count >= fewestLines, text.lines.allSatisfy({ $0.page == Int32(block.page) }),
      !ListMarker.isMarker(text)
    else { return false }
    let size = max(block.look.size, 1)
    let gap = (block.box.y0 - above.box.y1) / size
    guard inset.contains((block.box.x0 - block.look.column.x0) / size),
      inset.contains((block.look.column.x1 - block.box.x1) / size), gap > -0.5, gap < distance
    else { return false }
    // Lines of one left edge but for an indent: what is centred is no prose.
    let isFlush = text.lines.dropFirst().allSatisfy { abs($0.box.x0 - block.box.x0) < 0.3 * size }
    return isFlush && (isQuotation(above) || fillsColumn(above)) && size < 1.03 * above.look.size
  }

  private static func isQuotation(_ block: Block) -> Bool {
    if case .quote = block.content { true } else { false }
  }

  private static func fillsColumn(_ block: Block) -> Bool {
    guard case .paragraph(let text) = block.content, text.lines.count > 1 else { return false }
    let size = max(block.look.size, 1)
    return block.box.x0 - block.look.column.x0 < 0.5 * size
      && block.look.column.x1 - block.box.x1 < 0.9 * size
  }
}
