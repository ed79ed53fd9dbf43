internal import RectoGeometry
internal import RectoPages

/// Splits columns of a ruled grid whose text is set in columns itself: rules part groups of columns
/// only, or rows only.
struct GapColumnSplitter {
  /// The share of a column's lines that a cut parts.
  static let agreement: Float = 0.5
  /// So many lines at least; two do where the white is as wide as between columns of a page.
  static let fewestLines = 3
  static let mostColumns = 24
  /// Lines of this many characters on both sides of a cut are prose in columns.
  private static let proseLine = 24

  let page: SourcePage
  /// Only columns of figures are split: the others are parted by their white already.
  var figuresOnly = false

  func split(_ table: FoundTable) -> FoundTable {
    var result = table
    // From the right, so that columns yet to come keep their places.
    for column in (0..<table.columns).reversed() {
      let cuts = self.cuts(of: column, in: result)
      if !cuts.isEmpty { result = result.splitting(column, at: cuts, on: page) }
    }
    return result
  }

  /// Where a column is to be cut.
  private func cuts(of column: Int, in table: FoundTable) -> [Float] {
    let cells = table.cells.filter { $0.column == column && $0.columnSpan == 1 }.map { cell in
      (cell, lines: TableWord.rows(of: cell.fragments.map { (0, $0) }, in: page))
    }
    let lines = cells.flatMap(\.lines)
    guard lines.count > 1 else { return [] }
    let numbers = numberCuts(lines)
    if !numbers.isEmpty || figuresOnly { return numbers }
    let cuts = GridFitter(rows: lines, rules: [], isRuled: false).cuts()
    return Array(
      cuts.filter { parts($0, lines) || parts($0, cells: cells) }.prefix(Self.mostColumns))
  }

  /// Whether a cut parts most lines, and no columns of prose.
  private func parts(_ cut: Float, _ lines: [[TableWord]]) -> Bool {
    var (parted, crossed, numbers) = (0, 0, 0)
    var (before, after) = (0, 0)
    for line in lines {
      let left = line.filter { $0.box.midX < cut }
      let right = line.filter { $0.box.midX >= cut }
      if line.contains(where: { $0.box.x0 < cut - 1 && $0.box.x1 > cut + 1 }) { crossed += 1 }
      guard let last = left.last, let first = right.first else { continue }
      guard first.stands(apart: last) else {
        crossed += 1
        continue
      }
      parted += 1
      if first.isFigure { numbers += 1 }
      before += left.reduce(0) { $0 + $1.characters }
      after += right.reduce(0) { $0 + $1.characters }
    }
    let isEnough = parted >= Self.fewestLines || parted == 2 && numbers == 2
    return isEnough && crossed * 4 <= parted && min(before, after) <= Self.proseLine * parted
      && Float(parted) >= Self.agreement * Float(lines.count)
  }

  /// Whether a cut parts most cells, of which labels or values go on for several lines.
  private func parts(
    _ cut: Float, cells: [(cell: FoundTable.Cell, lines: [[TableWord]])]
  ) -> Bool {
    let own = cells.filter { !$0.lines.isEmpty }
    let parted = own.count { !$0.cell.openCuts([cut], in: $0.lines).between.isEmpty }
    return parted >= Self.fewestCells && Float(parted) >= Self.cellShare * Float(own.count)
  }

  /// So many cells at least are parted, and such a share of them.
  private static let (fewestCells, cellShare): (Int, Float) = (4, 0.7)

  /// Where lines that hold nothing but as many figures each are parted: these need no more than a
  /// space between them.
  private func numberCuts(_ lines: [[TableWord]]) -> [Float] {
    let figures = Self.withWholeNumbers(lines.filter { $0.allSatisfy(\.isFigure) })
      .filter { $0.count > 1 }
    let counts = Dictionary(grouping: figures, by: \.count)
    guard
      let (count, rows) = counts.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }),
      rows.count >= Self.fewestLines, count <= Self.mostColumns,
      Float(rows.count) >= Self.figureShare * Float(lines.count)
    else { return [] }
    var cuts: [Float] = []
    for i in 0..<(count - 1) {
      let end = rows.map { $0[i].box.x1 }.max() ?? 0
      let start = rows.map { $0[i + 1].box.x0 }.min() ?? 0
      guard end < start else { return [] }
      cuts.append((end + start) / 2)
    }
    return cuts
  }

  /// The share of lines that hold as many figures; the others are heads.
  private static let figureShare: Float = 0.6

  /// Lines of figures with those made one that spaces part into thousands: nearly all that a space
  /// alone parts have three digits after it, and one to three before it.
  private static func withWholeNumbers(_ lines: [[TableWord]]) -> [[TableWord]] {
    var (thousands, others) = (0, 0)
    for line in lines {
      for (left, right) in zip(line, line.dropFirst()) where right.isNear(left) {
        if right.goesOn(with: left) { thousands += 1 } else { others += 1 }
      }
    }
    guard thousands >= fewestThousands, others * 20 <= thousands else { return lines }
    return lines.map { line in
      line.reduce(into: []) { words, word in
        guard let left = words.last, word.isNear(left), word.goesOn(with: left) else {
          words.append(word)
          return
        }
        words[words.count - 1].box.formUnion(word.box)
        words[words.count - 1].digits = word.digits
        words[words.count - 1].characters = word.characters
        words[words.count - 1].leadingDigits = word.leadingDigits
      }
    }
  }

  private static let fewestThousands = 2
}

extension TableWord {
  /// Whether a word stands further from the one before it than words of one text do. Spaces beside
  /// figures are not stretched.
  fileprivate func stands(apart before: TableWord) -> Bool {
    let needed =
      isFigure || before.isFigure ? GridFitter.cellGap : GridFitter.phraseGap
    return box.x0 - before.box.x1 >= needed * size
  }

  /// Whether no more than a space is before it.
  fileprivate func isNear(_ before: TableWord) -> Bool {
    box.x0 - before.box.x1 < GridFitter.cellGap * size
  }

  /// Whether it may be the next three digits of a number, of which the word before holds those
  /// before.
  fileprivate func goesOn(with before: TableWord) -> Bool {
    let lead = before.digits
    return leadingDigits == 3 && (1...3).contains(lead) && before.characters - lead <= 1
      && before.isDigit
  }

  /// Whether both are numbers, and not the parts of one.
  func isOther(than before: TableWord) -> Bool {
    isValue && before.isValue && !goesOn(with: before)
  }

  /// Mostly digits.
  var isValue: Bool { digits > 0 && digits * 2 >= characters }

  private var isDigit: Bool { (0x30...0x39).contains(last) }

  /// Digits with the signs that numbers have, or a dash that stands for none.
  fileprivate var isFigure: Bool {
    digits * 2 >= characters && digits > 0
      || characters == 1 && [0x2D, 0x2013, 0x2014, 0x2212].contains(last)
      || characters == 3 && last == 0x29
  }
}

extension FoundTable {
  /// The table with a column cut at some places. A cell whose words leave a cut white is parted
  /// there; one that crosses cuts spans the parts that it reaches into, and cells that stood over
  /// the whole column still do.
  fileprivate func splitting(_ column: Int, at cuts: [Float], on page: SourcePage) -> FoundTable {
    var result = self
    result.columns += cuts.count
    result.cells = cells.flatMap { cell -> [Cell] in
      var cell = cell
      if cell.column > column {
        cell.column += cuts.count
        return [cell]
      }
      guard cell.column + cell.columnSpan > column else { return [cell] }
      guard cell.columnSpan == 1 else {
        cell.columnSpan += cuts.count
        return [cell]
      }
      return cell.parts(at: cuts, on: page)
    }
    return result
  }
}

extension FoundTable.Cell {
  /// Which cuts its words leave white, and which of those have words on both sides.
  func openCuts(_ cuts: [Float], in lines: [[TableWord]]) -> (white: [Int], between: [Int]) {
    var (white, between): ([Int], [Int]) = ([], [])
    for i in cuts.indices {
      var (isWhite, isBetween) = (true, false)
      for line in lines {
        if let left = line.last(where: { $0.box.midX < cuts[i] }),
          let right = line.first(where: { $0.box.midX >= cuts[i] })
        {
          isBetween = true
          if !right.stands(apart: left) { isWhite = false }
        } else if line.contains(where: { $0.box.x0 < cuts[i] - 1 && $0.box.x1 > cuts[i] + 1 }) {
          isWhite = false
        }
      }
      guard isWhite else { continue }
      white.append(i)
      if isBetween { between.append(i) }
    }
    return (white, between)
  }

  /// The cell parted at the cuts that its words leave white.
  func parts(at cuts: [Float], on page: SourcePage) -> [Self] {
    let lines = TableWord.rows(of: fragments.map { (0, $0) }, in: page)
    return parts(at: cuts, open: openCuts(cuts, in: lines).white, lines)
  }

  func parts(at cuts: [Float], open: [Int], _ lines: [[TableWord]]) -> [Self] {
    let bounds = [-1] + open + [cuts.count]
    return zip(bounds, bounds.dropFirst()).map { from, to in
      var part = self
      part.column = column + from + 1
      part.columnSpan = to - from
      if from >= 0 { part.box.x0 = cuts[from] }
      if to < cuts.count { part.box.x1 = cuts[to] }
      part.fragments = TableWord.fragments(
        of: lines.joined().filter { word in
          (from < 0 || word.box.midX >= cuts[from])
            && (to == cuts.count || word.box.midX < cuts[to])
        })
      return part
    }
  }
}
