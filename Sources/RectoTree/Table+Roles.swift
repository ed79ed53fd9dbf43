extension Table {
  /// What a cell is for.
  public enum Role: String, Sendable, CaseIterable {
    /// A head of columns.
    case head
    /// A head of the rows below it: the only text of its row, below the table's head.
    case section
    /// A label of its row: the first of several texts, where numbers follow.
    case stub
    case data
  }

  public func role(of cell: Cell) -> Role {
    if cell.row < headRows { return .head }
    if cell.column < headColumns { return .stub }
    guard cell.column == 0, !cell.text.isEmpty else { return .data }
    let others = cells.filter {
      $0.row == cell.row && $0.column > 0 && !($0.text.isEmpty && $0.more.isEmpty)
    }
    if others.isEmpty { return columns > 1 ? .section : .data }
    let hasNumber = others.contains { other in
      let digits = other.text.string.unicodeScalars.count { $0.properties.numericType != nil }
      return digits * 2 >= other.text.string.unicodeScalars.count
    }
    return hasNumber ? .stub : .data
  }
}
