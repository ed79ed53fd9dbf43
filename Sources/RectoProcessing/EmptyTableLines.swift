public import RectoTree

/// Drops the rows and columns of printed tables in which nothing stands: what a ground or a rule too
/// many parted from the others. Tables of which little would be left are forms to be filled in.
public struct EmptyTableLines: DocumentProcessor {
  public static let name = "empty-table-lines"

  /// The share of a table's rows or columns that may be empty by mistake.
  private static let most: Float = 0.34

  public init() {}

  public func process(_ document: inout Document) {
    document.mapBlocks { block in
      guard block.origin != nil, case .table(var table) = block.content else { return }
      let rows = table.emptyLines(of: table.rows, from: \.row, span: \.rowSpan)
      if table.mayDrop(rows) { table.drop(rows, of: \.rows, from: \.row, span: \.rowSpan) }
      let columns = table.emptyLines(of: table.columns, from: \.column, span: \.columnSpan)
      if table.mayDrop(columns) {
        table.drop(columns, of: \.columns, from: \.column, span: \.columnSpan)
        if table.alignments.count == columns.count {
          table.alignments = zip(table.alignments, columns).filter { !$1 }.map(\.0)
        }
      }
      block.content = .table(table)
    }
  }

  fileprivate static func isLess(_ empty: [Bool]) -> Bool {
    let count = empty.count(where: \.self)
    return count > 0 && Float(count) <= most * Float(empty.count) && empty.count - count > 1
  }
}

extension Table {
  fileprivate func mayDrop(_ empty: [Bool]) -> Bool { EmptyTableLines.isLess(empty) }

  /// For each line of the grid whether nothing begins in it, and what reaches over it stands in
  /// another, too.
  fileprivate func emptyLines(
    of count: Int, from start: KeyPath<Cell, Int>, span: KeyPath<Cell, Int>
  ) -> [Bool] {
    var empty = [Bool](repeating: true, count: count)
    for cell in cells where !cell.text.isEmpty || !cell.more.isEmpty {
      if cell[keyPath: span] == 1 { empty[cell[keyPath: start]] = false }
    }
    // A text over several lines needs one of them.
    for cell in cells where cell[keyPath: span] > 1 && !(cell.text.isEmpty && cell.more.isEmpty) {
      let own = cell[keyPath: start]..<(cell[keyPath: start] + cell[keyPath: span])
      if own.allSatisfy({ empty[$0] }) { empty[own.lowerBound] = false }
    }
    return empty
  }

  fileprivate mutating func drop(
    _ empty: [Bool], of count: WritableKeyPath<Table, Int>,
    from start: WritableKeyPath<Cell, Int>, span: WritableKeyPath<Cell, Int>
  ) {
    var places = [0]
    for isEmpty in empty { places.append(places[places.count - 1] + (isEmpty ? 0 : 1)) }
    cells = cells.compactMap { cell in
      var cell = cell
      let (from, to) = (
        places[cell[keyPath: start]], places[cell[keyPath: start] + cell[keyPath: span]]
      )
      guard to > from else { return nil }
      (cell[keyPath: start], cell[keyPath: span]) = (from, to - from)
      return cell
    }
    if count == \Table.rows { headRows = places[min(headRows, empty.count)] }
    if count == \Table.columns { headColumns = places[min(headColumns, empty.count)] }
    self[keyPath: count] = places[empty.count]
  }
}
