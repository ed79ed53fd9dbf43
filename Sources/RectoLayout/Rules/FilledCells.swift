internal import RectoGeometry
internal import RectoPages

/// Finds the edges of filled rectangles that stand side by side and under each other: cells of a
/// table that are told by their colours alone, where no rules are drawn.
enum FilledCells {
  /// How far apart neighbours are at most, and how far they lie over each other, in points.
  private static let widestGap: Float = 5
  private static let overlap: Float = 3
  /// How much of their shorter sides neighbours share.
  private static let shared: Float = 0.6
  /// More are a drawing.
  private static let most = 2000
  /// A larger part of the page is its background.
  private static let background: Float = 0.6
  /// A rule so near is drawn for the cell, in points.
  private static let nearness: Float = 3

  static func edges(of grounds: GroundMap, on page: SourcePage, besides rules: [Rule]) -> [Rule] {
    var cells = grounds.areas.filter { $0.box.area < background * page.box.area }
    // White cells show by what is between them.
    if !cells.contains(where: { !Paint.isWhite($0.colour) }) { return [] }
    cells.removeAll { Paint.isWhite($0.colour) && isUnseen($0.box, grounds) }
    guard cells.count >= 4, cells.count <= most else { return [] }
    // What holds others is the ground of a table.
    cells = cells.filter { outer in
      cells.count { outer.box.expanded(by: 1).contains($0.box) } < 4
    }
    cells.removeAll { cell in
      let around = cell.box.expanded(by: nearness)
      return rules.contains { !$0.box.intersection(around).isEmpty }
    }
    // Between neighbours the middle of the gap parts them.
    var parted = cells.map(\.box)
    var (isBeside, isBelow) = (
      [Bool](repeating: false, count: cells.count), [Bool](repeating: false, count: cells.count)
    )
    forEachPair(cells.map { ($0.box.x0, $0.box.x1) }) { left, right in
      let (a, b) = (cells[left].box, cells[right].box)
      guard a.verticalOverlap(b) > shared else { return }
      (isBeside[left], isBeside[right]) = (true, true)
      (parted[left].x1, parted[right].x0) = ((a.x1 + b.x0) / 2, (a.x1 + b.x0) / 2)
    }
    forEachPair(cells.map { ($0.box.y0, $0.box.y1) }) { upper, lower in
      let (a, b) = (cells[upper].box, cells[lower].box)
      guard a.horizontalOverlap(b) > shared else { return }
      (isBelow[upper], isBelow[lower]) = (true, true)
      (parted[upper].y1, parted[lower].y0) = ((a.y1 + b.y0) / 2, (a.y1 + b.y0) / 2)
    }
    return cells.indices.filter { isBeside[$0] && isBelow[$0] }.flatMap { i -> [Rule] in
      let (box, colour) = (parted[i], cells[i].colour)
      func rule(_ axis: Rule.Axis, _ position: Float, _ start: Float, _ end: Float) -> Rule {
        Rule(
          axis: axis, position: position, start: start, end: end, thickness: 0.5, colour: colour,
          kind: .edge)
      }
      return [
        rule(.horizontal, box.y0, box.x0, box.x1), rule(.horizontal, box.y1, box.x0, box.x1),
        rule(.vertical, box.x0, box.y0, box.y1), rule(.vertical, box.x1, box.y0, box.y1),
      ]
    }
  }

  /// Calls with those of some extents of which the second begins about where the first ends.
  private static func forEachPair(
    _ extents: [(start: Float, end: Float)], _ body: (_ first: Int, _ second: Int) -> Void
  ) {
    let order = extents.indices.sorted { extents[$0].start < extents[$1].start }
    let starts = order.map { extents[$0].start }
    for i in extents.indices {
      let end = extents[i].end
      let first = starts.partitioningIndex { $0 >= end - overlap }
      for place in first..<starts.count {
        guard starts[place] < end + widestGap else { break }
        if order[place] != i { body(i, order[place]) }
      }
    }
  }

  /// Whether nothing around a white area tells it from the paper.
  private static func isUnseen(_ box: Box, _ grounds: GroundMap) -> Bool {
    [
      Point(box.x0 - 1, box.midY), Point(box.x1 + 1, box.midY), Point(box.midX, box.y0 - 1),
      Point(box.midX, box.y1 + 1),
    ].allSatisfy { Paint.isWhite(grounds.colour(at: $0)) }
  }
}
