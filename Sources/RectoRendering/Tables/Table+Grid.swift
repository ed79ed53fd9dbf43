internal import RectoTree

extension Table {
  /// The cells by row and column; places that a cell spans besides its first are empty.
  var grid: [[Cell?]] {
    var grid = [[Cell?]](repeating: [Cell?](repeating: nil, count: columns), count: rows)
    for cell in cells where cell.row < rows && cell.column < columns {
      grid[cell.row][cell.column] = cell
    }
    return grid
  }
}
