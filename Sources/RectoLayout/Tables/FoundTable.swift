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
  }

  var rows: Int
  var columns: Int
  var headRows: Int
  var box: Box
  var cells: [Cell]

  /// The page's fragments that it takes, as indices.
  var taken: [Int] = []
}
