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

  /// The cell by columns, or the cell itself if its words run over most of the columns' edges. A word
  /// that reaches over one spans the columns beside it.
  private func parts(of cell: FoundTable.Cell, edges: [Float]) -> [FoundTable.Cell] {
    let lines = TableWord.rows(of: cell.fragments.map { (0, $0) }, in: page)
    let inner = Array(edges[(cell.column + 1)..<(cell.column + cell.columnSpan)])
    // Words reach over edges a little: the middle between them tells.
    let cuts = inner.map { edge in
      var cut = edge
      for line in lines {
        for word in line where word.box.x0 < edge && word.box.x1 > edge {
          let slack = Self.overhang * word.size
          if word.box.x1 - edge < slack { cut = max(cut, word.box.x1 + 0.1) }
          if edge - word.box.x0 < slack { cut = min(cut, word.box.x0 - 0.1) }
        }
      }
      return cut
    }
    let (white, between) = cell.openCuts(cuts, in: lines)
    guard !between.isEmpty, white.count * 2 >= cuts.count else { return [cell] }
    return cell.parts(at: cuts, open: white, lines)
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
