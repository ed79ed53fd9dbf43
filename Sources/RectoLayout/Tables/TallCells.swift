internal import RectoGeometry

/// Finds the cells that are higher than one row: in tables whose rows are parted by rules, those beside
/// which a rule stops.
struct TallCells {
  /// The share of the body's rows that have a rule between them, so that a rule that is missing in one
  /// column tells something.
  private static let ruledRows: Float = 0.6
  /// How much of a column a rule takes that parts its cells.
  private static let covering: Float = 0.5

  /// By row of the body and column: whether no rule parts the cell from that below, and one does so in
  /// another column.
  private var isOpen: [[Bool]] = []
  private let headRows: Int

  init(grid: Grid, rules: [Rule], headRows: Int) {
    self.headRows = headRows
    guard grid.rows - headRows > 1 else { return }
    var ruled = 0
    for row in headRows..<(grid.rows - 1) {
      let top = grid.lines[row].joined().map(\.box.midY).max() ?? 0
      let bottom = grid.lines[row + 1].joined().map(\.box.midY).min() ?? 0
      let between = rules.filter { $0.position > top && $0.position < bottom }
      let isCovered = (0..<grid.columns).map { column in
        let (left, right) = (grid.edges[column], grid.edges[column + 1])
        let covered = between.reduce(0) {
          $0 + max(0, min($1.end, right) - max($1.start, left))
        }
        return covered > Self.covering * (right - left)
      }
      if isCovered.contains(true) { ruled += 1 }
      isOpen.append(isCovered.map { !$0 && isCovered.contains(true) })
    }
    if Float(ruled) < Self.ruledRows * Float(grid.rows - headRows - 1) { isOpen = [] }
  }

  /// The cells with each made one that no rule parts from empty ones above and below it.
  func joined(_ cells: [FoundTable.Cell]) -> [FoundTable.Cell] {
    guard isOpen.contains(where: { $0.contains(true) }) else { return cells }
    var cells = cells
    for column in isOpen[0].indices {
      var row = 0
      while row < isOpen.count {
        guard isOpen[row][column] else {
          row += 1
          continue
        }
        var end = row
        while end < isOpen.count, isOpen[end][column] { end += 1 }
        join(&cells, column: column, rows: (headRows + row)...(headRows + end))
        row = end
      }
    }
    return cells
  }

  /// Makes one cell of those of a column, if one of them alone has text.
  private func join(_ cells: inout [FoundTable.Cell], column: Int, rows: ClosedRange<Int>) {
    let own = cells.filter {
      $0.column == column && $0.columnSpan == 1 && rows.contains($0.row)
    }
    let filled = own.filter { !$0.fragments.isEmpty }
    guard own.count == rows.count, filled.count == 1, var whole = filled.first else { return }
    whole.row = rows.lowerBound
    whole.rowSpan = rows.count
    whole.box = own.reduce(into: whole.box) { $0.formUnion($1.box) }
    cells.removeAll { $0.column == column && $0.columnSpan == 1 && rows.contains($0.row) }
    let place =
      cells.firstIndex { ($0.row, $0.column) > (whole.row, whole.column) } ?? cells.count
    cells.insert(whole, at: place)
  }
}
