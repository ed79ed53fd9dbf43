internal import RectoGeometry
internal import RectoPages

/// Splits cells that run over several columns of a ruled grid when their text keeps to the columns:
/// tables whose head is boxed but whose body has rules between rows only.
struct ColumnSplitter {
  /// How far a word may reach over its column's edge, in ems.
  static let overhang: Float = 0.35

  let page: SourcePage

  func split(_ table: FoundTable, edges: [Float]) -> FoundTable {
    var result = table
    result.cells = table.cells.flatMap { cell in
      cell.columnSpan > 1 && cell.fragments.count > 0 ? parts(of: cell, edges: edges) : [cell]
    }
    return result
  }

  /// The cell by columns, or the cell itself if some word crosses a column's edge.
  private func parts(of cell: FoundTable.Cell, edges: [Float]) -> [FoundTable.Cell] {
    let rows = TableWord.rows(of: cell.fragments.map { (0, $0) }, in: page)
    let columns = cell.column..<(cell.column + cell.columnSpan)
    var words = [[TableWord]](repeating: [], count: columns.count)
    for row in rows {
      var last: (column: Int, end: Float)?
      for word in row {
        let slack = Self.overhang * word.size
        guard
          let column = columns.first(where: {
            word.box.midX < edges[$0 + 1] || $0 == columns.upperBound - 1
          }),
          word.box.x0 >= edges[column] - slack, word.box.x1 <= edges[column + 1] + slack
        else { return [cell] }
        if let last, last.column != column,
          word.box.x0 - last.end < GridFitter.cellGap * word.size
        {
          return [cell]
        }
        last = (column, word.box.x1)
        words[column - columns.lowerBound].append(word)
      }
    }
    guard words.filter({ !$0.isEmpty }).count >= 2 else { return [cell] }
    return columns.map { column in
      var part = cell
      part.column = column
      part.columnSpan = 1
      part.box.x0 = edges[column]
      part.box.x1 = edges[column + 1]
      part.fragments = TableWord.fragments(of: words[column - columns.lowerBound])
      return part
    }
  }
}

extension TableWord {
  /// Words as fragments again: one for each baseline.
  static func fragments(of words: [TableWord]) -> [Fragment] {
    var result: [Fragment] = []
    for word in words.sorted(by: { ($0.baseline, $0.box.x0) < ($1.baseline, $1.box.x0) }) {
      if let last = result.last,
        abs(word.baseline - last.baseline) < 0.35 * min(word.size, last.size)
      {
        result[result.count - 1].glyphs += word.glyphs
        result[result.count - 1].box.formUnion(word.box)
      } else {
        result.append(
          Fragment(
            glyphs: word.glyphs, box: word.box, baseline: word.baseline, size: word.size,
            turn: .none))
      }
    }
    return result
  }
}
