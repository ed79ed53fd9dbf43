internal import RectoGeometry
internal import RectoPages

/// Splits the rows of a ruled grid that hold several rows of text: many tables are ruled around
/// groups of rows, or around the body as a whole.
///
/// A column of single numbers tells: each of its lines is a row, and text in other columns belongs
/// to the number that it stands beside or follows. Where there is none, blank lines tell.
struct RowSplitter {
  /// A blank line is at least this high, in ems.
  static let blankLine: Float = 0.7

  let page: SourcePage

  func split(_ table: FoundTable) -> FoundTable {
    let bounds = (0..<table.rows).map { row in
      let cells = table.cells.filter { $0.row == row && $0.rowSpan == 1 }
      let cuts = boundaries(cells)
      return cuts.isEmpty && table.rows <= Self.mostBands ? sharedLines(of: cells) : cuts
    }
    guard bounds.contains(where: { !$0.isEmpty }) else { return table }
    var first = [0]
    for cuts in bounds { first.append((first.last ?? 0) + cuts.count + 1) }
    var result = table
    result.rows = first[table.rows]
    result.cells = table.cells.flatMap { cell -> [FoundTable.Cell] in
      var cell = cell
      let cuts = bounds[cell.row]
      let row = first[cell.row]
      if cell.rowSpan > 1 || cuts.isEmpty {
        cell.rowSpan = first[cell.row + cell.rowSpan] - row
        cell.row = row
        return [cell]
      }
      let edges = [cell.box.y0] + cuts + [cell.box.y1]
      return (0...cuts.count).map { part in
        var piece = cell
        piece.row = row + part
        piece.box.y0 = edges[part]
        piece.box.y1 = edges[part + 1]
        piece.fragments = cell.fragments.filter { fragment in
          Self.slot(cuts, fragment.box.midY) == part
        }
        return piece
      }
    }
    result.cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
    result.headRows = max(1, first[min(table.headRows, table.rows)])
    return result
  }

  /// A grid whose rules part its rows has more of them: its head, its body, a line of totals.
  private static let mostBands = 3
  /// So many columns have lines side by side at least, so often.
  private static let fewestColumns = 3
  private static let fewestLines = 2

  /// Where the lines of a band begin if those of all its columns stand side by side and none goes on
  /// in the one below it: the rows of a grid that has rules between its columns only.
  private func sharedLines(of cells: [FoundTable.Cell]) -> [Float] {
    let filled = cells.filter { !$0.fragments.isEmpty && $0.columnSpan == 1 }
    guard filled.count >= Self.fewestColumns else { return [] }
    var lines: [[GridFitter.Phrase]] = []
    for words in TableWord.rows(of: filled.flatMap { $0.fragments.map { (0, $0) } }, in: page) {
      var line: [GridFitter.Phrase] = []
      for (column, cell) in filled.enumerated() {
        let own = words.filter { $0.box.midX >= cell.box.x0 && $0.box.midX < cell.box.x1 }
        guard !own.isEmpty else { continue }
        line.append(
          GridFitter.Phrase(
            words: own, box: own.reduce(into: Box.empty) { $0.formUnion($1.box) },
            columns: column...column))
      }
      if !line.isEmpty { lines.append(line) }
    }
    guard lines.count >= Self.fewestLines,
      lines.count(where: { $0.count == filled.count }) * 3 >= lines.count * 2,
      let em = lines.first?.first?.words.first?.size
    else { return [] }
    let flow = CellFlow(lines, columns: filled.count, em: em)
    var cuts: [Float] = []
    for (above, below) in zip(lines, lines.dropFirst()) {
      for lower in below {
        guard let upper = above.first(where: { $0.columns == lower.columns }) else { continue }
        if flow.step(from: upper, to: lower) == .goesOn { return [] }
      }
      // A line that leaves the first column empty belongs to the row above it.
      if below.contains(where: { $0.columns.lowerBound == 0 }) {
        cuts.append(below.map(\.box.y0).min().map { $0 - 0.1 * em } ?? 0)
      }
    }
    return cuts
  }

  private static func slot(_ cuts: [Float], _ y: Float) -> Int { cuts.filter { $0 < y }.count }

  /// Where a row of the grid is to be cut: above each number of its most numerous column of numbers
  /// but the first.
  private func boundaries(_ cells: [FoundTable.Cell]) -> [Float] {
    var anchors: [Float] = []
    var size: Float = 10
    for cell in cells where cell.fragments.count > 1 {
      let sorted = cell.fragments.sorted { $0.baseline < $1.baseline }
      let lines = zip(sorted, sorted.dropFirst()).filter {
        $1.baseline - $0.baseline > 0.5 * $0.size
      }
      guard lines.count == sorted.count - 1, sorted.allSatisfy(isNumber) else { continue }
      if sorted.count > anchors.count {
        anchors = sorted.map(\.box.y0)
        size = sorted[0].size
      }
    }
    guard anchors.count >= 2, haveLines(cells) else { return blankLines(in: cells) }
    // A line that begins above its number but overlaps it belongs to it.
    let numbers = anchors.map { $0 - 0.15 * size }
    return (numbers.dropFirst() + labels(in: cells)).sorted().reduce(into: []) { cuts, cut in
      if cuts.last.map({ cut - $0 > 0.5 * size }) ?? true { cuts.append(cut) }
    }
  }

  /// Whether most of the texts beside a column of numbers have several lines, too: where they have one,
  /// the numbers are those of one row, a range of dates or two codes.
  private func haveLines(_ cells: [FoundTable.Cell]) -> Bool {
    let filled = cells.filter { !$0.fragments.isEmpty }
    let tall = filled.count { cell in
      let baselines = cell.fragments.map(\.baseline)
      return (baselines.max() ?? 0) - (baselines.min() ?? 0) > 0.5 * cell.fragments[0].size
    }
    return filled.count == 1 || tall > 1 && tall * 2 > filled.count
  }

  /// Where the rows of labels between rows begin and end: lines of the stub that nothing stands
  /// beside, in another weight than the next line that has something beside it.
  private func labels(in cells: [FoundTable.Cell]) -> [Float] {
    guard
      let stub = cells.min(by: { $0.column < $1.column })?.fragments.sorted(by: {
        $0.baseline < $1.baseline
      }), stub.count > 1
    else { return [] }
    let others = cells.flatMap(\.fragments)
    func isAlone(_ fragment: Fragment) -> Bool {
      others.count { abs($0.baseline - fragment.baseline) < 0.3 * fragment.size } == 1
    }
    var cuts: [Float] = []
    for (i, fragment) in stub.enumerated() where isAlone(fragment) {
      guard let next = stub[i...].first(where: { !isAlone($0) }),
        isBold(next) != isBold(fragment)
      else { continue }
      let goesOn =
        i > 0 && isAlone(stub[i - 1]) && isBold(stub[i - 1]) == isBold(fragment)
        && abs(stub[i - 1].box.x0 - fragment.box.x0) < fragment.size && !endsInColon(stub[i - 1])
      if i > 0, !goesOn { cuts.append(fragment.box.y0 - 0.15 * fragment.size) }
      let isLast = i + 1 < stub.count && !isAlone(stub[i + 1])
      if isLast { cuts.append(stub[i + 1].box.y0 - 0.15 * fragment.size) }
    }
    return cuts
  }

  private func isBold(_ fragment: Fragment) -> Bool {
    fragment.glyphs.contains { page.fonts[Int(page.glyphs[Int($0)].font)].traits.contains(.bold) }
  }

  private func endsInColon(_ fragment: Fragment) -> Bool {
    fragment.glyphs.last { !page.glyphs[Int($0)].isBlank }.map {
      page.glyphs[Int($0)].scalar == 0x3A
    } ?? false
  }

  /// Blank lines that run through all cells, if the first cell and another begin anew below them:
  /// paragraphs of one cell part where others go on.
  private func blankLines(in cells: [FoundTable.Cell]) -> [Float] {
    guard cells.filter({ !$0.fragments.isEmpty }).count >= 2,
      let stub = cells.min(by: { $0.column < $1.column })
    else { return [] }
    let all = cells.flatMap(\.fragments).sorted { $0.box.y0 < $1.box.y0 }
    var cuts: [Float] = []
    var end = all[0].box.y1
    for fragment in all.dropFirst() {
      let gap = fragment.box.y0 - end
      if gap > Self.blankLine * fragment.size {
        let beginning = cells.filter { cell in
          cell.fragments.contains { abs($0.baseline - fragment.baseline) < 0.3 * fragment.size }
        }
        if beginning.count >= 2, beginning.contains(where: { $0.column == stub.column }) {
          cuts.append(fragment.box.y0 - gap / 2)
        }
      }
      end = max(end, fragment.box.y1)
    }
    return cuts
  }

  /// Mostly digits, or a dash that stands for none.
  private func isNumber(_ fragment: Fragment) -> Bool {
    var (digits, others) = (0, 0)
    for index in fragment.glyphs {
      let glyph = page.glyphs[Int(index)]
      if glyph.isBlank { continue }
      switch glyph.scalar {
      case 0x30...0x39: digits += 1
      case 0x2D, 0x2013, 0x2014, 0x2212, 0x2E, 0x2C, 0x25, 0x24, 0x28, 0x29: break
      default: others += 1
      }
    }
    return others * 2 <= digits
  }
}
