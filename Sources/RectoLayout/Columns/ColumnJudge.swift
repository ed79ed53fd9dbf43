internal import RectoGeometry

/// Decides whether two groups of items beside each other are columns to be read one after the
/// other, or rows to be read across.
struct ColumnJudge {
  let left: [ColumnItem]
  let right: [ColumnItem]
  let size: Float

  var areColumns: Bool {
    if left.isEmpty || right.isEmpty { return false }
    let hasPicture = left.contains { !$0.isText } || right.contains { !$0.isText }
    let (l, r) = (Self.lines(left), Self.lines(right))
    if areLabels(left), alignedShare(l, r) > Self.labelled { return false }
    if hasPicture { return l.count + r.count >= 2 || left.count + right.count == 2 }
    guard min(l.count, r.count) >= ReadingOrder.fewestLines else { return false }
    guard l.count + r.count >= 5 || !isAligned(l, r) else { return false }

    let aligned = alignedShare(l, r)
    let (sparse, dense) = l.count <= r.count ? (l, r) : (r, l)
    let narrow = min(Self.typicalWidth(l), Self.typicalWidth(r)) / size
    // Labels beside their texts: each label starts a row.
    if aligned > 0.8 && l.count <= r.count && Self.typicalWidth(l) < 12 * size
      && Float(sparse.count) <= 0.7 * Float(dense.count)
    {
      return false
    }
    // Rows of short cells: lines of prose fill their column, cells do not.
    let isProse = narrow >= 6 && Self.fill(l) >= 0.75 && Self.fill(r) >= 0.75
    if aligned > 0.7 && narrow < 10 && !isProse { return false }
    return true
  }

  /// The share of what hangs in the margin that are labels, and of labels that begin a row.
  private static let labelled: Float = 0.8

  /// Whether a side is made of the numbers that begin its rows, whatever stands in these: sections,
  /// captions with their tables, clauses.
  private func areLabels(_ side: [ColumnItem]) -> Bool {
    Float(side.count(where: \.isLabel)) >= Self.labelled * Float(side.count)
  }

  private func isAligned(_ l: [ColumnLine], _ r: [ColumnLine]) -> Bool { alignedShare(l, r) > 0.6 }

  /// The share of the sparser side's lines that stand on a baseline of the other side.
  private func alignedShare(_ l: [ColumnLine], _ r: [ColumnLine]) -> Float {
    let (sparse, dense) = l.count <= r.count ? (l, r) : (r, l)
    var j = 0
    var shared = 0
    for line in sparse {
      while j < dense.count, dense[j].baseline < line.baseline - 0.25 * size { j += 1 }
      if j < dense.count, dense[j].baseline <= line.baseline + 0.25 * size { shared += 1 }
    }
    return Float(shared) / Float(max(1, sparse.count))
  }

  private struct ColumnLine {
    var baseline: Float
    var width: Float
  }

  private static func lines(_ items: [ColumnItem]) -> [ColumnLine] {
    var result: [(ColumnLine, Box)] = []
    for item in items.filter(\.isText).sorted(by: { $0.baseline < $1.baseline }) {
      if let last = result.last, item.baseline - last.0.baseline < 0.3 * item.size {
        let box = last.1.union(item.box)
        result[result.count - 1] = (ColumnLine(baseline: last.0.baseline, width: box.width), box)
      } else {
        result.append((ColumnLine(baseline: item.baseline, width: item.box.width), item.box))
      }
    }
    return result.map(\.0)
  }

  /// The share of lines that are nearly as wide as the widest.
  private static func fill(_ lines: [ColumnLine]) -> Float {
    let widest = lines.map(\.width).max() ?? 0
    return Float(lines.filter { $0.width > 0.7 * widest }.count) / Float(max(1, lines.count))
  }

  /// The upper quartile of widths: ragged and last lines are shorter.
  private static func typicalWidth(_ lines: [ColumnLine]) -> Float {
    let widths = lines.map(\.width).sorted()
    return widths.isEmpty ? 0 : widths[widths.count * 3 / 4]
  }
}
