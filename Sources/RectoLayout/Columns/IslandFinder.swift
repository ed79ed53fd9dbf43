internal import RectoGeometry

/// A strip of white between two columns: white over its x range, parting columns over its y range.
struct Gutter {
  var box: Box
  /// What stands across it with the columns' lines running on at both sides, as indices.
  var islands: Set<Int> = []
}

/// Finds what stands across the white between two columns while the lines of both run on around it:
/// figures with their captions, quotes taken out of the text.
struct IslandFinder {
  /// The columns' items, from top to bottom.
  let items: [ColumnItem]
  /// The size of their text.
  let size: Float

  /// Two lines of a column that flows around something stand no further apart, in ems.
  private static let breakHeight: Float = 1.2
  /// So far, in ems, the lines beside it may begin and end off the column's edges, of which the right
  /// one may be ragged.
  private static let (leftSlack, rightSlack): (Float, Float) = (1.5, 3)
  /// Words of an island stand no further apart, in ems.
  private static let wordGap: Float = 1.2

  /// The two strips as one, if what parts them is an island.
  func joined(_ upper: Gutter, _ lower: Gutter) -> Gutter? {
    let (x0, x1) = (max(upper.box.x0, lower.box.x0), min(upper.box.x1, lower.box.x1))
    guard upper.box.y1 <= lower.box.y0, x1 - x0 >= ReadingOrder.narrowestGutter * size else {
      return nil
    }
    let between = items.indices.filter {
      items[$0].box.midY > upper.box.y1 && items[$0].box.midY < lower.box.y0
    }
    let crossing = between.filter { items[$0].box.x0 < x1 && items[$0].box.x1 > x0 }
    guard !crossing.isEmpty else { return nil }
    let taken = island(around: crossing, among: between)
    let beside = between.filter { !taken.contains($0) }
    let left = beside.filter { items[$0].box.midX < x0 }
    let right = beside.filter { items[$0].box.midX > x1 }
    guard flows(left, from: upper.box, to: lower.box, isLeft: true, middle: (x0 + x1) / 2),
      flows(right, from: upper.box, to: lower.box, isLeft: false, middle: (x0 + x1) / 2)
    else { return nil }
    return Gutter(
      box: Box(x0: x0, y0: upper.box.y0, x1: x1, y1: lower.box.y1),
      islands: upper.islands.union(lower.islands).union(taken))
  }

  /// What belongs to that which stands across the white: what lies in its figures and the words
  /// beside its own.
  private func island(around crossing: [Int], among between: [Int]) -> Set<Int> {
    var taken = Set(crossing)
    let figures = crossing.filter { !items[$0].isText }.map { items[$0].box }
    taken.formUnion(between.filter { i in figures.contains { $0.contains(items[i].box.middle) } })
    var words = crossing.filter { items[$0].isText }
    while let word = words.popLast() {
      let box = items[word].box
      for i in between where items[i].isText && !taken.contains(i) {
        let other = items[i].box
        guard other.verticalOverlap(box) > 0.5,
          max(other.x0 - box.x1, box.x0 - other.x1) < Self.wordGap * size
        else { continue }
        taken.insert(i)
        words.append(i)
      }
    }
    return taken
  }

  /// Whether a column's lines run on from one strip to the next, along the column's outer edge.
  private func flows(
    _ beside: [Int], from upper: Box, to lower: Box, isLeft: Bool, middle: Float
  ) -> Bool {
    guard beside.count >= ReadingOrder.fewestLines, beside.allSatisfy({ items[$0].isText }) else {
      return false
    }
    let own = items.filter { item in
      item.isText && (item.box.midX < middle) == isLeft
        && item.box.midY >= upper.y0 && item.box.midY <= upper.y1
    }
    guard let last = own.max(by: { $0.box.y1 < $1.box.y1 }) else { return false }
    let column = own.reduce(into: Box.empty) { $0.formUnion($1.box) }
    let lines = beside.map { items[$0].box }
    let box = lines.reduce(into: Box.empty) { $0.formUnion($1) }
    let isFlush =
      isLeft
      ? abs(box.x0 - column.x0) < Self.leftSlack * size
      : abs(box.x1 - column.x1) < Self.rightSlack * size
    guard isFlush else { return false }
    var foot = last.box.y1
    for line in lines.sorted(by: { $0.y0 < $1.y0 }) {
      if line.y0 - foot > Self.breakHeight * size { return false }
      foot = max(foot, line.y1)
    }
    return lower.y0 - foot < Self.breakHeight * size
  }
}
