internal import RectoGeometry
public import RectoTree

/// Joins short lines that follow each other as lines of one text do: stanzas, addresses, imprints.
public struct LineBlocks: DocumentProcessor {
  public static let name = "line-blocks"

  /// So many lines at least.
  private static let fewest = 3
  /// The lines end before this part of the column.
  private static let longest: Float = 0.8
  /// The furthest between boxes of lines, in ems.
  private static let distance: Float = 0.45
  /// How far their left edges may be apart, in ems.
  private static let inset: Float = 4

  public init() {}

  public func process(_ document: inout Document) {
    var result: [Block] = []
    result.reserveCapacity(document.blocks.count)
    var run: [Block] = []
    func close() {
      if run.count >= Self.fewest { result.append(Self.joined(run)) } else { result += run }
      run = []
    }
    for block in document.blocks {
      if let last = run.last, !Self.follows(block, last, run[0]) { close() }
      if Self.isShortLine(block) { run.append(block) } else { result.append(block) }
    }
    close()
    document.blocks = result
  }

  private static func isShortLine(_ block: Block) -> Bool {
    guard case .paragraph(let text) = block.content, block.printed?.owner == nil,
      block.turn == .none, text.lines.count == 1, !block.look.hasLeader,
      block.look.wideGaps == 0, !ListMarker.isMarker(text)
    else { return false }
    let column = block.look.column
    return column.width > 0 && block.box.x1 - column.x0 < longest * column.width
  }

  private static func follows(_ block: Block, _ above: Block, _ first: Block) -> Bool {
    guard isShortLine(block), block.page == above.page, block.look.column == above.look.column
    else { return false }
    let size = max(above.look.size, 1)
    let gap = (block.box.y0 - above.box.y1) / size
    return gap < distance && gap > -0.5 && abs(block.look.size - size) < 0.05 * size
      && abs(block.box.x0 - first.box.x0) < inset * size
      && abs(block.look.bold - above.look.bold) < 0.5
  }

  private static func joined(_ run: [Block]) -> Block {
    var text = Text()
    for block in run {
      if let line = block.text { text.append(line, separator: text.isEmpty ? "" : "\n") }
    }
    var block = run[0]
    block.content = run.allSatisfy { $0.look.fixedPitch > 0.9 } ? .code(text) : .lineBlock(text)
    block.origin = Origin(around: run)
    block.look.gapBelow = run[run.count - 1].look.gapBelow
    note("short lines, as close as those of a paragraph", on: &block)
    return block
  }
}
