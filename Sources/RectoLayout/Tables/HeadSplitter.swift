internal import RectoGeometry
internal import RectoPages

/// Splits the head of a ruled grid where a cell over several columns ends in a line with a word for
/// each of them: the group's title above, the columns' titles below.
struct HeadSplitter {
  let page: SourcePage

  func split(_ table: FoundTable) -> FoundTable {
    let row = table.headRows - 1
    let titles = table.cells.enumerated().reduce(into: [Int: [TableWord]]()) { result, item in
      guard item.element.row == row, item.element.rowSpan == 1 else { return }
      result[item.offset] = self.titles(of: item.element, in: table)
    }
    guard !titles.isEmpty else { return table }
    var result = table
    result.rows += 1
    result.headRows += 1
    result.cells = table.cells.enumerated().flatMap { i, cell -> [FoundTable.Cell] in
      var cell = cell
      if cell.row > row {
        cell.row += 1
        return [cell]
      }
      guard cell.row + cell.rowSpan > row else { return [cell] }
      guard let words = titles[i], let first = words.first else {
        cell.rowSpan += 1
        return [cell]
      }
      let top = first.box.y0
      let columns = words.indices.map { column in
        FoundTable.Cell(
          row: row + 1, column: cell.column + column,
          box: Box(
            x0: words[column].box.x0, y0: top, x1: words[column].box.x1, y1: cell.box.y1),
          fragments: TableWord.fragments(of: [words[column]]))
      }
      cell.fragments.removeAll { abs($0.baseline - first.baseline) < 0.3 * $0.size }
      cell.box.y1 = top
      return [cell] + columns
    }
    result.cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
    return result
  }

  /// The words of a cell's last line, if each stands over a column of its own.
  private func titles(of cell: FoundTable.Cell, in table: FoundTable) -> [TableWord]? {
    guard cell.columnSpan > 1 else { return nil }
    let lines = TableWord.rows(of: cell.fragments.map { (0, $0) }, in: page)
    guard lines.count >= 2, let words = lines.last, words.count == cell.columnSpan else {
      return nil
    }
    for (i, word) in words.enumerated() {
      let below = table.cells.first {
        $0.column == cell.column + i && $0.columnSpan == 1 && $0.row > cell.row
      }
      guard let below, word.box.midX > below.box.x0, word.box.midX < below.box.x1 else {
        return nil
      }
    }
    return words
  }
}
