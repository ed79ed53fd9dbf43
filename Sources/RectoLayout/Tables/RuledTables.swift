internal import RectoGeometry
internal import RectoPages

/// Tables whose cells are drawn with rules.
struct RuledTables {
  /// How near rules must come to be taken as crossing, in points.
  static let reach: Float = 3

  private let page: SourcePage
  private let rules: [Rule]

  init(page: SourcePage, rules: [Rule]) {
    self.page = page
    self.rules = rules
  }

  func tables(among fragments: [(index: Int, fragment: Fragment)]) -> [FoundTable] {
    let clusters = BoxClusters.clusters(of: rules.map(\.box), joint: Self.reach)
    var tables = clusters.compactMap { members in
      table(of: members.map { rules[$0] }, among: fragments)
    }
    tables += uprightGroups(clusters).compactMap { grid(of: $0, among: fragments) }
    // Grids that stand apart inside a cell of another are tables in that cell.
    tables.sort { $0.box.area > $1.box.area }
    var outermost: [FoundTable] = []
    for table in tables {
      let isInside = outermost.indices.contains { outermost[$0].nest(table) }
      if !isInside { outermost.append(table) }
    }
    return outermost
  }

  /// Groups of upright rules that nothing but their extent joins, each with rules across where they
  /// begin and end: tables with rules between their columns only.
  private func uprightGroups(_ clusters: [[Int]]) -> [[Rule]] {
    let lone = clusters.filter { $0.count == 1 }.map { rules[$0[0]] }.filter {
      $0.axis == .vertical && $0.length > Self.shortestUpright
    }
    let groups = Dictionary(grouping: lone) { rule in
      [rule.start, rule.end].map { ($0 / Self.reach).rounded() }
    }
    return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value).filter {
      $0.count >= Self.fewestUpright
    }.map { group in
      let (left, right) = (
        group.map(\.position).min() ?? 0, group.map(\.position).max() ?? 0
      )
      return group
        + [group[0].start, group[0].end].map { y in
          Rule(
            axis: .horizontal, position: y, start: left, end: right, thickness: 0.5, colour: 0)
        }
    }
  }

  /// Upright rules alone make a table if there are three, higher than a line, in points.
  private static let fewestUpright = 3
  private static let shortestUpright: Float = 18

  /// A grid of one cluster of rules, with those inside its cells, if it is one.
  private func table(of rules: [Rule], among fragments: [(index: Int, fragment: Fragment)])
    -> FoundTable?
  {
    let (outer, inner) = NestedTables.parted(rules)
    let nested = inner.compactMap { grid(of: $0, among: fragments) }
    let taken = Set(nested.flatMap(\.taken))
    if !nested.isEmpty,
      var whole = grid(of: outer, among: fragments.filter { !taken.contains($0.index) }),
      nested.allSatisfy({ whole.nest($0) })
    {
      return whole
    }
    return grid(of: rules, among: fragments)
  }

  /// A grid of one cluster of touching rules, if it is one.
  private func grid(of rules: [Rule], among fragments: [(index: Int, fragment: Fragment)])
    -> FoundTable?
  {
    let horizontal = rules.filter { $0.axis == .horizontal }
    let vertical = Self.closingSides(of: rules.filter { $0.axis == .vertical }, with: horizontal)
    guard horizontal.count >= 2, vertical.count >= 2, rules.count < 4000 else { return nil }
    let ys = Self.positions(horizontal.map(\.position))
    let xs = Self.positions(vertical.map(\.position))
    guard ys.count >= 2, xs.count >= 2, ys.count + xs.count >= 5 else { return nil }
    let (rows, columns) = (ys.count - 1, xs.count - 1)
    guard rows * columns >= 2, rows * columns < 20_000, columns >= 2 || rows >= 3 else {
      return nil
    }

    // Which sides of each place of the grid are drawn.
    var wallAbove = [Bool](repeating: false, count: (rows + 1) * columns)
    var wallLeft = [Bool](repeating: false, count: rows * (columns + 1))
    for rule in horizontal {
      guard let y = Self.nearest(ys, rule.position) else { continue }
      for c in 0..<columns where covers(rule, xs[c], xs[c + 1]) {
        wallAbove[y * columns + c] = true
      }
    }
    for rule in vertical {
      guard let x = Self.nearest(xs, rule.position) else { continue }
      for r in 0..<rows where covers(rule, ys[r], ys[r + 1]) {
        wallLeft[r * (columns + 1) + x] = true
      }
    }

    var taken = [Bool](repeating: false, count: rows * columns)
    var owner = [Int](repeating: -1, count: rows * columns)
    var cells: [FoundTable.Cell] = []
    for r in 0..<rows {
      for c in 0..<columns where !taken[r * columns + c] {
        var right = c
        while right + 1 < columns, !taken[r * columns + right + 1],
          !wallLeft[r * (columns + 1) + right + 1]
        {
          right += 1
        }
        var bottom = r
        while bottom + 1 < rows,
          (c...right).allSatisfy({
            !wallAbove[(bottom + 1) * columns + $0] && !taken[(bottom + 1) * columns + $0]
          }), (c..<right).allSatisfy({ !wallLeft[(bottom + 1) * (columns + 1) + $0 + 1] })
        {
          bottom += 1
        }
        for i in r...bottom {
          for j in c...right {
            taken[i * columns + j] = true
            owner[i * columns + j] = cells.count
          }
        }
        cells.append(
          FoundTable.Cell(
            row: r, column: c, rowSpan: bottom - r + 1, columnSpan: right - c + 1,
            box: Box(x0: xs[c], y0: ys[r], x1: xs[right + 1], y1: ys[bottom + 1])))
      }
    }
    guard cells.count >= 3 else { return nil }
    let box = Box(x0: xs[0], y0: ys[0], x1: xs[columns], y1: ys[rows])
    var inside: [Int] = []
    for (index, fragment) in fragments
    where box.contains(Point(fragment.box.midX, fragment.box.midY)) {
      let r = Self.slot(ys, fragment.box.midY)
      for part in parts(of: fragment, walls: xs) {
        let c = Self.slot(xs, min(part.box.midX, xs[columns]))
        cells[owner[r * columns + c]].fragments.append(part)
      }
      inside.append(index)
    }
    let filled = cells.filter { !$0.fragments.isEmpty }.count
    guard filled >= 2, filled * 4 >= cells.count, !isPuzzle(cells) else { return nil }
    // Boxes of prose under each other are no table.
    if columns == 1 {
      let glyphs = cells.map { $0.fragments.reduce(0) { $0 + $1.glyphs.count } }.sorted()
      if glyphs[glyphs.count / 2] > 90 { return nil }
    }
    let table = FoundTable(
      rows: rows, columns: columns, headRows: 1, box: box, cells: cells, taken: inside)
    let columned = GapColumnSplitter(page: page).split(
      ColumnSplitter(page: page).split(table, edges: xs).withoutIdleLines())
    let split = RowSplitter(page: page).split(columned)
    return HeadSplitter(page: page).split(split.withoutIdleLines()).withWholeHead()
  }

  /// Whether a large grid holds nothing but a few short numbers: crosswords, boxes to fill in.
  private func isPuzzle(_ cells: [FoundTable.Cell]) -> Bool {
    let filled = cells.filter { !$0.fragments.isEmpty }
    guard cells.count >= Self.puzzle, filled.count * 2 < cells.count else { return false }
    return filled.allSatisfy { cell in
      let glyphs = cell.fragments.flatMap(\.glyphs).map { page.glyphs[Int($0)] }.filter {
        !$0.isBlank
      }
      return glyphs.count <= 3 && glyphs.allSatisfy { (0x30...0x39).contains($0.scalar) }
    }
  }

  /// A puzzle has so many squares at least.
  private static let puzzle = 64

  /// A fragment, parted where an upright rule lies between two of its words.
  private func parts(of fragment: Fragment, walls: [Float]) -> [Fragment] {
    let slack = ColumnSplitter.overhang * fragment.size
    guard walls.contains(where: { $0 > fragment.box.x0 + slack && $0 < fragment.box.x1 - slack })
    else { return [fragment] }
    var groups: [[TableWord]] = []
    for word in TableWord.rows(of: [(0, fragment)], in: page).joined() {
      let end = groups.last?.last?.box.x1
      let isParted = walls.contains { wall in
        end.map { wall > $0 - slack } ?? false && wall < word.box.x0 + slack
          && wall < word.box.midX && wall > groups.last?.last?.box.midX ?? wall
      }
      if isParted || groups.isEmpty {
        groups.append([word])
      } else {
        groups[groups.count - 1].append(word)
      }
    }
    return groups.count > 1 ? groups.flatMap(TableWord.fragments) : [fragment]
  }

  /// The upright rules of a grid, and one along each side that is left open: where the rules across
  /// reach beyond the outermost upright ones, and end together.
  private static func closingSides(of vertical: [Rule], with horizontal: [Rule]) -> [Rule] {
    guard let left = vertical.map(\.position).min(), let right = vertical.map(\.position).max(),
      let top = horizontal.map(\.position).min(), let bottom = horizontal.map(\.position).max(),
      horizontal.count >= 3,
      // A single upright rule parts the stub from rows that no rule parts: spaces tell more there.
      right - left > 3 * reach
    else { return vertical }
    var result = vertical
    for (end, isOpen) in [
      (horizontal.map(\.start).min() ?? left, { (x: Float) in x < left - 3 * reach }),
      (horizontal.map(\.end).max() ?? right, { (x: Float) in x > right + 3 * reach }),
    ] where isOpen(end) {
      let together = horizontal.count {
        abs($0.start - end) < 2 * reach || abs($0.end - end) < 2 * reach
      }
      if together >= 3, together * 2 > horizontal.count {
        result.append(
          Rule(
            axis: .vertical, position: end, start: top, end: bottom, thickness: 0.5, colour: 0))
      }
    }
    return result
  }

  private func covers(_ rule: Rule, _ from: Float, _ to: Float) -> Bool {
    min(rule.end, to) - max(rule.start, from) > 0.6 * (to - from)
  }

  /// Positions with those closer than `reach` made one.
  private static func positions(_ values: [Float]) -> [Float] {
    var result: [Float] = []
    for value in values.sorted() {
      if let last = result.last, value - last < reach { continue }
      result.append(value)
    }
    return result
  }

  private static func nearest(_ values: [Float], _ value: Float) -> Int? {
    values.indices.min { abs(values[$0] - value) < abs(values[$1] - value) }
  }

  private static func slot(_ edges: [Float], _ value: Float) -> Int {
    var i = 0
    while i + 2 < edges.count, value > edges[i + 1] { i += 1 }
    return i
  }
}
