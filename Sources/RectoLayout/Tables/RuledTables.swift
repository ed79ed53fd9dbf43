internal import RectoGeometry
internal import RectoPages

/// Tables whose cells are drawn with rules.
struct RuledTables {
  /// How near rules must come to be taken as crossing, in points.
  static let reach: Float = 3

  private let page: SourcePage
  private let rules: [Rule]

  /// Text that runs up or down.
  private let turned: [(index: Int, fragment: Fragment)]

  init(page: SourcePage, rules: [Rule], turned: [(index: Int, fragment: Fragment)] = []) {
    self.page = page
    self.rules = rules
    self.turned = turned
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
    return outermost.map(withTurnedText).flatMap { table in
      [table] + (headed(table, among: fragments).map { [$0] } ?? [])
    }
  }

  /// The table with the text that runs up or down in its cells.
  private func withTurnedText(_ table: FoundTable) -> FoundTable {
    var result = table
    for (index, fragment) in turned {
      let middle = fragment.turn.page(fragment.box).middle
      guard let i = table.cells.firstIndex(where: { $0.box.contains(middle) }) else { continue }
      result.cells[i].fragments.append(fragment)
      result.taken.append(index)
    }
    return result
  }

  /// The table with the line right above it as its head, if that has a part over most columns and
  /// none that reaches over several: the head of a grid that has no rule above it.
  private func headed(
    _ table: FoundTable, among fragments: [(index: Int, fragment: Fragment)]
  ) -> FoundTable? {
    let above = fragments.filter {
      $0.fragment.box.midY < table.box.y0 && $0.fragment.box.midX > table.box.x0
        && $0.fragment.box.midX < table.box.x1
    }
    guard let nearest = above.max(by: { $0.fragment.baseline < $1.fragment.baseline })?.fragment,
      table.box.y0 - nearest.box.y1 < Self.headDistance * nearest.size
    else { return nil }
    let row = above.filter { abs($0.fragment.baseline - nearest.baseline) < 0.35 * nearest.size }
    let columns = (0..<table.columns).map { column in
      table.cells.filter { $0.column == column && $0.columnSpan == 1 }.reduce(into: Box.empty) {
        $0.formUnion($1.box)
      }
    }
    let top = row.map(\.fragment.box.y0).min() ?? table.box.y0
    var cells = columns.enumerated().map { column, box in
      FoundTable.Cell(
        row: 0, column: column, box: Box(x0: box.x0, y0: top, x1: box.x1, y1: table.box.y0))
    }
    let walls = columns.map(\.x0) + [table.box.x1]
    for part in row.flatMap({ parts(of: $0.fragment, walls: walls) }) {
      guard
        let column = columns.firstIndex(where: {
          part.box.x0 > $0.x0 - part.size && part.box.x1 < $0.x1 + part.size
            && part.box.midX > $0.x0 && part.box.midX < $0.x1
        })
      else { return nil }
      cells[column].fragments.append(part)
    }
    guard cells.count(where: { !$0.fragments.isEmpty }) * 3 >= table.columns * 2 else { return nil }
    var result = table
    result.rows += 1
    result.box.y0 = top
    for i in result.cells.indices { result.cells[i].row += 1 }
    result.cells = cells + result.cells
    result.headRows = 1
    result.taken += row.map(\.index)
    return result
  }

  /// How far a head may stand above the first rule, in ems.
  private static let headDistance: Float = 0.9

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
    let across = rules.filter { $0.axis == .horizontal }
    let vertical = Self.closingSides(of: rules.filter { $0.axis == .vertical }, with: across)
    let horizontal = Self.closingSides(of: across, with: vertical)
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
    let drawn = cells.count { cell in
      let across = cell.column..<(cell.column + cell.columnSpan)
      let down = cell.row..<(cell.row + cell.rowSpan)
      return across.allSatisfy {
        wallAbove[cell.row * columns + $0] && wallAbove[(cell.row + cell.rowSpan) * columns + $0]
      }
        && down.allSatisfy {
          wallLeft[$0 * (columns + 1) + cell.column]
            && wallLeft[$0 * (columns + 1) + cell.column + cell.columnSpan]
        }
    }
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
    guard filled >= 2, filled * 4 >= cells.count || isToBeTicked(cells),
      !isPuzzle(cells)
    else { return nil }
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
    var result = HeadSplitter(page: page).split(split.withoutIdleLines()).withWholeHead()
    result.isDrawn =
      columns > 1 && result.rows > 1 && drawn >= Self.fewestDrawn && drawn * 10 >= cells.count * 9
      && result.rows * result.columns * 3 <= max(drawn, rows * columns) * 4
    return result
  }

  /// Whether nearly each row has a text at its beginning, though most cells are empty: questions with a
  /// place for each answer.
  private func isToBeTicked(_ cells: [FoundTable.Cell]) -> Bool {
    let stubs = cells.filter { $0.column == 0 && $0.row > 0 }
    return stubs.count >= Self.fewestTicked
      && stubs.count { !$0.fragments.isEmpty } * 4 >= stubs.count * 3
  }

  private static let fewestTicked = 3

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

  /// So many cells in several rows with a rule at each side make a grid that needs no other evidence.
  private static let fewestDrawn = 3

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

  /// The rules of a grid that run one way, and one along each side that is left open: where those that
  /// cross them reach beyond the outermost, and end together.
  private static func closingSides(of rules: [Rule], with crossing: [Rule]) -> [Rule] {
    guard let first = rules.map(\.position).min(), let last = rules.map(\.position).max(),
      let start = crossing.map(\.position).min(), let end = crossing.map(\.position).max(),
      crossing.count >= fewestCrossing,
      // A single upright rule parts the stub from rows that no rule parts: spaces tell more there.
      last - first > 3 * reach
    else { return rules }
    var result = rules
    for (side, isOpen) in [
      (crossing.map(\.start).min() ?? first, { (x: Float) in x < first - 3 * reach }),
      (crossing.map(\.end).max() ?? last, { (x: Float) in x > last + 3 * reach }),
    ] where isOpen(side) {
      let together = crossing.count {
        abs($0.start - side) < 2 * reach || abs($0.end - side) < 2 * reach
      }
      if together >= fewestCrossing, together * 2 > crossing.count {
        result.append(
          Rule(
            axis: rules[0].axis, position: side, start: start, end: end, thickness: 0.5, colour: 0))
      }
    }
    return result
  }

  /// So many rules that end together show where a side is that is not drawn.
  private static let fewestCrossing = 3

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
