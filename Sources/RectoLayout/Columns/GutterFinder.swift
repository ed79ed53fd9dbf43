internal import RectoGeometry

/// Finds the strip of white space that parts two columns.
struct GutterFinder {
  private let items: [ColumnItem]
  private let size: Float
  /// The height of the highest item: how far above a place others begin that reach it.
  private let highest: Float
  /// Rules that run across the page, from top to bottom.
  private let dividers: [Box]

  /// `items` are sorted from top to bottom.
  init(_ items: [ColumnItem], dividers: [Box] = []) {
    self.items = items
    self.dividers = dividers
    let sizes = items.filter(\.isText).map(\.size).sorted()
    size = sizes.isEmpty ? 10 : sizes[sizes.count / 2]
    highest = items.map(\.box.height).max() ?? 0
  }

  /// The strip that parts the most lines.
  func best() -> Gutter? {
    var found: [(gutter: Gutter, score: Float)] = []
    for (a, b) in neighbours() {
      let strip = Box(
        x0: items[a].box.x1, y0: min(items[a].box.y0, items[b].box.y0), x1: items[b].box.x0,
        y1: max(items[a].box.y1, items[b].box.y1))
      if found.contains(where: { covers($0.gutter.box, strip) }) { continue }
      if let gutter = grow(strip, from: min(a, b)) { found.append(gutter) }
    }
    found += joined(found)
    return found.max { ($0.score, -$0.gutter.box.x0) < ($1.score, -$1.gutter.box.x0) }?.gutter
  }

  /// The gutters that go on below what stands across them. What they part is as high as both.
  private func joined(
    _ found: [(gutter: Gutter, score: Float)]
  ) -> [(gutter: Gutter, score: Float)] {
    let finder = IslandFinder(items: items, size: size)
    var result: [(gutter: Gutter, score: Float)] = []
    var open = found.sorted { $0.gutter.box.y0 < $1.gutter.box.y0 }
    while !open.isEmpty {
      let upper = open.removeFirst()
      // Between them may lie strips that are part of what stands across.
      let candidates = open.indices.filter {
        open[$0].gutter.box.y0 >= upper.gutter.box.y1
          && open[$0].gutter.box.x0 < upper.gutter.box.x1
          && open[$0].gutter.box.x1 > upper.gutter.box.x0
      }
      for next in candidates.prefix(Self.mostTried) {
        guard let gutter = finder.joined(upper.gutter, open[next].gutter) else { continue }
        open[next] = (gutter, gutter.box.height + worth(ofWidth: gutter.box.width))
        result.append(open[next])
        break
      }
    }
    return result
  }

  /// So many strips below are tried.
  private static let mostTried = 8

  /// Pairs of an item and the nearest to its right, with room for a gutter between them.
  private func neighbours() -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    for a in items.indices {
      let left = items[a].box
      var best: (gap: Float, index: Int)?
      // Items are sorted by their tops: neighbours are near in the array.
      func consider(_ b: Int) {
        let right = items[b].box
        let gap = right.x0 - left.x1
        guard gap >= -0.1 * size, left.verticalOverlap(right) > 0.3 else { return }
        if gap < best?.gap ?? .infinity { best = (gap, b) }
      }
      var b = a + 1
      while b < items.count, items[b].box.y0 < left.y1 {
        consider(b)
        b += 1
      }
      b = a - 1
      while b >= 0, items[b].box.y0 > left.y0 - 3 * size {
        consider(b)
        b -= 1
      }
      if let best, best.gap >= ReadingOrder.narrowestGutter * size { pairs.append((a, best.index)) }
    }
    return pairs
  }

  private func covers(_ gutter: Box, _ strip: Box) -> Bool {
    strip.midY >= gutter.y0 && strip.midY <= gutter.y1
      && min(strip.x1, gutter.x1) - max(strip.x0, gutter.x0) > 0
  }

  /// Extends a strip up and down until something crosses it, and judges what it parts.
  private func grow(_ seed: Box, from start: Int) -> (gutter: Gutter, score: Float)? {
    var strip = seed
    let narrowest = ReadingOrder.narrowestGutter * size
    var (top, bottom): (Float, Float) = (-.infinity, .infinity)
    // A rule that runs far over both sides parts what is above it from what is below.
    for rule in dividers
    where rule.x0 < seed.x0 - Self.dividerReach * size
      && rule.x1 > seed.x1 + Self.dividerReach * size
    {
      if rule.midY > seed.midY {
        bottom = min(bottom, rule.midY)
      } else {
        top = max(top, rule.midY)
      }
    }
    // Downwards, then upwards; an item narrows the strip or, if too little is left, ends it.
    for i in start..<items.count where items[i].box.y1 > seed.y0 {
      if items[i].box.y0 >= bottom { break }
      guard let narrowed = narrow(strip, by: items[i], narrowest) else {
        bottom = min(bottom, items[i].box.y0)
        continue
      }
      strip = narrowed
    }
    for i in (0..<start).reversed() {
      if items[i].box.y0 + highest <= top { break }
      guard items[i].box.y1 > top else { continue }
      guard let narrowed = narrow(strip, by: items[i], narrowest) else {
        top = max(top, items[i].box.y1)
        continue
      }
      strip = narrowed
    }
    let first = firstItem(below: top - highest)
    let reach = first..<max(first, firstItem(below: bottom))
    let inside = items[reach].filter { $0.box.midY > top && $0.box.midY < bottom }
    let left = inside.filter { $0.box.x1 <= strip.x0 + 0.2 * size }
    let right = inside.filter { $0.box.x0 >= strip.x1 - 0.2 * size }
    guard let range = sharedRange(left, right, top: top, bottom: bottom) else { return nil }
    let within = { (item: ColumnItem) in item.box.midY >= range.0 && item.box.midY <= range.1 }
    let (a, b) = (left.filter(within), right.filter(within))
    guard ColumnJudge(left: a, right: b, size: size).areColumns else { return nil }
    let gutter = Gutter(box: Box(x0: strip.x0, y0: range.0, x1: strip.x1, y1: range.1))
    let shared = min(extent(a), extent(b))
    return (gutter, shared + worth(ofWidth: strip.width))
  }

  /// How far such a rule reaches over both columns, in ems: underlines and rules of cells are shorter.
  private static let dividerReach: Float = 6

  /// What a strip's width adds to its height in its score.
  private func worth(ofWidth width: Float) -> Float { 0.5 * min(width, 4 * size) }

  /// The first item that begins at a height or below it.
  private func firstItem(below height: Float) -> Int {
    items.partitioningIndex { $0.box.y0 >= height }
  }

  private func extent(_ items: [ColumnItem]) -> Float {
    items.reduce(into: Box.empty) { $0.formUnion($1.box) }.height
  }

  /// What is left of the strip beside an item; `nil` if the item crosses it.
  private func narrow(_ strip: Box, by item: ColumnItem, _ narrowest: Float) -> Box? {
    let box = item.box
    if box.x1 <= strip.x0 || box.x0 >= strip.x1 { return strip }
    var result = strip
    if box.midX < strip.midX {
      result.x0 = max(strip.x0, box.x1)
    } else {
      result.x1 = min(strip.x1, box.x0)
    }
    return result.x1 - result.x0 >= narrowest ? result : nil
  }

  /// The heights over which both sides run. A side that goes on beyond the other without a break
  /// belongs to its column; what follows after a gap does not.
  private func sharedRange(
    _ left: [ColumnItem], _ right: [ColumnItem], top: Float, bottom: Float
  ) -> (Float, Float)? {
    guard let l = span(left), let r = span(right) else { return nil }
    var (y0, y1) = (max(l.0, r.0), min(l.1, r.1))
    guard y1 > y0 else { return nil }
    for side in [left, right] {
      let sorted = side.sorted { $0.box.y0 < $1.box.y0 }
      for item in sorted where item.box.y0 < y1 + 1.2 * size && item.box.y1 > y1 {
        y1 = item.box.y1
      }
      for item in sorted.reversed() where item.box.y1 > y0 - 1.2 * size && item.box.y0 < y0 {
        y0 = item.box.y0
      }
    }
    (y0, y1) = withoutRows(left, right, (max(y0, top), min(y1, bottom)))
    return y1 > y0 ? (y0, y1) : nil
  }

  /// Leaves off a row at the top of both sides that stands apart from what follows: authors side by
  /// side above two columns are read across.
  private func withoutRows(
    _ left: [ColumnItem], _ right: [ColumnItem], _ range: (Float, Float)
  ) -> (Float, Float) {
    let inRange = { (item: ColumnItem) in item.box.midY >= range.0 && item.box.midY <= range.1 }
    let l = left.filter(inRange).sorted { $0.box.y0 < $1.box.y0 }
    let r = right.filter(inRange).sorted { $0.box.y0 < $1.box.y0 }
    guard l.count > 3, r.count > 3, abs(l[0].baseline - r[0].baseline) < 0.2 * size else {
      return range
    }
    if isFlush(l) && isFlush(r) { return range }
    let foot = max(l[0].box.y1, r[0].box.y1)
    guard let nextL = l.first(where: { $0.box.y0 > l[0].box.y1 - 0.3 * size }),
      let nextR = r.first(where: { $0.box.y0 > r[0].box.y1 - 0.3 * size }),
      min(nextL.box.y0, nextR.box.y0) - foot > 1.1 * size
    else { return range }
    return ((foot + min(nextL.box.y0, nextR.box.y0)) / 2, range.1)
  }

  /// Whether a side's first item stands alone in its row and begins at the side's left edge, as some
  /// of the others do. Heads of tables have a title over each column of a side.
  private func isFlush(_ side: [ColumnItem]) -> Bool {
    let edge = side.map(\.box.x0).min() ?? 0
    return side[0].box.x0 - edge < 0.1 * size
      && !side.dropFirst().contains { abs($0.baseline - side[0].baseline) < 0.2 * size }
      && side.dropFirst().contains { $0.isText && $0.box.x0 - edge < 0.1 * size }
  }

  private func span(_ items: [ColumnItem]) -> (Float, Float)? {
    guard !items.isEmpty else { return nil }
    let box = items.reduce(into: Box.empty) { $0.formUnion($1.box) }
    return (box.y0, box.y1)
  }
}
