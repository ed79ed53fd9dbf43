internal import RectoGeometry
internal import RectoPages

/// Splits columns of a ruled grid that hold several numbers side by side in each row: rules part
/// groups of columns only.
struct NumberColumnSplitter {
  /// The share of a column's cells that hold the same count of numbers.
  static let agreement: Float = 0.8
  static let fewestRows = 3
  static let mostColumns = 6

  let page: SourcePage

  func split(_ table: FoundTable) -> FoundTable {
    var result = table
    // From the right, so that columns yet to come keep their places.
    for column in (0..<table.columns).reversed() {
      if let parts = parts(of: column, in: result) {
        result = result.splitting(column, at: parts.edges, words: parts.words)
      }
    }
    return result
  }

  /// Where a column is to be cut, and the words of the cells that are.
  private func parts(of column: Int, in table: FoundTable) -> (
    edges: [Float], words: [Int: [TableWord]]
  )? {
    var words: [Int: [TableWord]] = [:]
    var filled = 0
    for (i, cell) in table.cells.enumerated() where cell.column == column && cell.columnSpan == 1 {
      guard !cell.fragments.isEmpty, cell.row >= table.headRows else { continue }
      filled += 1
      let rows = TableWord.rows(of: cell.fragments.map { (0, $0) }, in: page)
      if rows.count == 1, rows[0].count >= 2, rows[0].allSatisfy(\.isNumber) { words[i] = rows[0] }
    }
    let counts = Dictionary(grouping: words.values, by: \.count).mapValues(\.count)
    guard
      let (count, cells) = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      cells >= Self.fewestRows, count <= Self.mostColumns,
      Float(cells) >= Self.agreement * Float(filled)
    else { return nil }
    words = words.filter { $0.value.count == count }
    var edges: [Float] = []
    for i in 0..<(count - 1) {
      let end = words.values.map { $0[i].box.x1 }.max() ?? 0
      let start = words.values.map { $0[i + 1].box.x0 }.min() ?? 0
      guard end < start else { return nil }
      edges.append((end + start) / 2)
    }
    return (edges, words)
  }
}

extension TableWord {
  /// Digits, with the signs that numbers have.
  fileprivate var isNumber: Bool { digits > 0 && digits * 2 >= characters }
}

extension FoundTable {
  /// The table with a column cut at some places; cells that have no words of their own in the parts
  /// span them.
  fileprivate func splitting(
    _ column: Int, at edges: [Float], words: [Int: [TableWord]]
  ) -> FoundTable {
    var result = self
    result.columns += edges.count
    result.cells = cells.enumerated().flatMap { i, cell -> [Cell] in
      var cell = cell
      if cell.column > column {
        cell.column += edges.count
        return [cell]
      }
      guard cell.column + cell.columnSpan > column else { return [cell] }
      guard let own = words[i] else {
        cell.columnSpan += edges.count
        return [cell]
      }
      let xs = [cell.box.x0] + edges + [cell.box.x1]
      return own.indices.map { part in
        var piece = cell
        piece.column = column + part
        piece.box.x0 = xs[part]
        piece.box.x1 = xs[part + 1]
        piece.fragments = TableWord.fragments(of: [own[part]])
        return piece
      }
    }
    return result
  }
}
