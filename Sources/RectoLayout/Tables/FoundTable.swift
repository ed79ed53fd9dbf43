internal import RectoGeometry

/// A table found on a page: its grid, and what lies in each cell.
struct FoundTable {
  struct Cell {
    var row: Int
    var column: Int
    var rowSpan: Int = 1
    var columnSpan: Int = 1
    /// In page space.
    var box: Box
    /// The cell's text, cut out of the page's fragments.
    var fragments: [Fragment] = []
    /// Tables inside the cell.
    var inner: [FoundTable] = []
  }

  var rows: Int
  var columns: Int
  var headRows: Int
  var box: Box
  var cells: [Cell]

  /// The page's fragments that it takes, as indices.
  var taken: [Int] = []

  /// Rules are drawn around nearly every one of its cells, so that they say what its cells are.
  var isDrawn = false
  /// The usual signs of a table are there: text enough in its places, columns of numbers.
  var looksLikeTable = true
  /// It lists terms in a font of fixed pitch with what they mean.
  var listsTerms = false

  /// How it was found, and the white strips that part its columns.
  var way = "ruled"
  var cuts: [Grid.Cut] = []

  var trace: LayoutTrace.Table {
    LayoutTrace.Table(
      box: box, way: way,
      cells: cells.map { cell in
        let isSingle = cell.rowSpan == 1 && cell.columnSpan == 1
        let span = isSingle ? "" : " \(cell.rowSpan)x\(cell.columnSpan)"
        return (cell.box, "\(cell.row),\(cell.column)\(span)")
      },
      cuts: cuts.enumerated().map { i, cut in
        // Their tops differ, so that what is written there can be read.
        let top = box.y0 - 8 * Float(1 + i % 4)
        return (Box(x0: cut.from, y0: top, x1: cut.to, y1: box.y1), cut.evidence)
      })
  }
}

extension FoundTable {
  /// Whether another table has the same grid over the same text.
  func isSame(_ other: FoundTable) -> Bool {
    rows == other.rows && columns == other.columns && headRows == other.headRows
      && cells.count == other.cells.count && taken == other.taken && box == other.box
      && zip(cells, other.cells).allSatisfy {
        $0.row == $1.row && $0.column == $1.column && $0.rowSpan == $1.rowSpan
          && $0.columnSpan == $1.columnSpan && $0.fragments.count == $1.fragments.count
      }
  }

  /// The table with a head as high as the heads beside groups of columns are, if all are as high.
  func withWholeHead() -> FoundTable {
    let first = cells.filter { $0.row == 0 }
    let heights = Set(first.filter { $0.columnSpan == 1 }.map(\.rowSpan))
    guard headRows == 1, first.contains(where: { $0.columnSpan > 1 && $0.rowSpan == 1 }),
      heights.count == 1, let height = heights.first, (2...3).contains(height), height < rows
    else { return self }
    var result = self
    result.headRows = height
    return result
  }

  /// The table without grid lines that part no cells: where a rule is drawn twice, or beside the
  /// table, no cell begins.
  func withoutIdleLines() -> FoundTable {
    var result = self
    let (newRow, rows) = Self.places(self.rows, starts: cells.map(\.row))
    let (newColumn, columns) = Self.places(self.columns, starts: cells.map(\.column))
    result.rows = rows
    result.columns = columns
    result.headRows = max(1, newRow[min(headRows, self.rows)])
    for i in cells.indices {
      let cell = cells[i]
      result.cells[i].row = newRow[cell.row]
      result.cells[i].column = newColumn[cell.column]
      result.cells[i].rowSpan = max(1, newRow[cell.row + cell.rowSpan] - newRow[cell.row])
      result.cells[i].columnSpan = max(
        1, newColumn[cell.column + cell.columnSpan] - newColumn[cell.column])
    }
    return result
  }

  /// For each place of the grid (and the end) its number once idle ones are gone.
  private static func places(_ count: Int, starts: [Int]) -> ([Int], Int) {
    var isUsed = [Bool](repeating: false, count: count)
    for start in starts { isUsed[start] = true }
    var numbers: [Int] = []
    var next = 0
    for place in 0..<count {
      if place > 0 && isUsed[place] { next += 1 }
      numbers.append(next)
    }
    return (numbers + [next + 1], next + 1)
  }
}
