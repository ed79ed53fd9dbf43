internal import RectoGeometry

/// A table found on a page: its grid, and which fragments lie in which cell.
struct FoundTable {
  struct Cell {
    var row: Int
    var column: Int
    var rowSpan: Int = 1
    var columnSpan: Int = 1
    /// In page space.
    var box: Box
    var fragments: [Int] = []
  }

  var rows: Int
  var columns: Int
  var headRows: Int
  var box: Box
  var cells: [Cell]

  var fragments: [Int] { cells.flatMap(\.fragments) }
}
