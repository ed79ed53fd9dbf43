internal import RectoGeometry
internal import RectoTree

/// Parts of a formula that stand one below the other: matrices, cases, arrays, several equations.
struct FormulaRows {
  /// The gap between columns in every row, in ems: TeX sets 1 between entries.
  static let columnGap: Float = 0.62

  private let rows: [[MathAtom]]
  private let em: Float
  private let rules: [MathBar]

  init(_ rows: [[MathAtom]], em: Float, rules: [MathBar] = []) {
    self.rows = rows
    self.em = em
    self.rules = rules
  }

  /// Rows that white strips part. A strip between a line and its own scripts or limits is none:
  /// each row has something of full size.
  static func rows(of atoms: [MathAtom]) -> [[MathAtom]] {
    guard atoms.count > 1 else { return [atoms] }
    let sorted = atoms.sorted { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
    var bands: [(parts: [MathAtom], y1: Float)] = []
    for atom in sorted {
      if let last = bands.last, atom.box.y0 < last.y1 - 0.01 * atom.size {
        bands[bands.count - 1].parts.append(atom)
        bands[bands.count - 1].y1 = max(last.y1, atom.box.y1)
      } else {
        bands.append(([atom], atom.box.y1))
      }
    }
    let size = atoms.em
    // A band without a sign of full size, or on another's baseline, is part of its neighbour.
    var result: [[MathAtom]] = []
    var pending: [MathAtom] = []
    func baseline(_ row: [MathAtom]) -> Float? {
      row.filter { $0.isLarge || $0.size > FormulaParser.scriptSize * size }.map(\.y).max()
    }
    for band in bands {
      let own = baseline(band.parts)
      if own == nil, !result.isEmpty {
        result[result.count - 1] += band.parts
      } else if own == nil {
        pending += band.parts
      } else if let own, let last = result.last, let before = baseline(last),
        own - before < 0.5 * size
      {
        result[result.count - 1] += band.parts
      } else {
        result.append(pending + band.parts)
        pending = []
      }
    }
    if !pending.isEmpty { result.append(pending) }
    return result
  }

  /// The places of columns: strips that are white in all rows.
  private func cuts(gap: Float = columnGap) -> [Float] {
    var spans = rows.flatMap { row in row.map { ($0.box.x0, $0.box.x1) } }
    spans.sort { $0.0 < $1.0 }
    var cuts: [Float] = []
    var end = spans.first?.1 ?? 0
    for (x0, x1) in spans {
      if x0 - end > gap * em { cuts.append((x0 + end) / 2) }
      end = max(end, x1)
    }
    return cuts
  }

  private func cells(_ cuts: [Float]) -> [[[MathAtom]]] {
    rows.map { row in
      (0...cuts.count).map { k in
        row.filter { atom in
          (k == 0 || atom.box.midX > cuts[k - 1]) && (k == cuts.count || atom.box.midX < cuts[k])
        }
      }
    }
  }

  private func nodes(_ cells: [[[MathAtom]]]) -> [[MathNode]]? {
    var result: [[MathNode]] = []
    for row in cells {
      var line: [MathNode] = []
      for cell in row {
        guard let node = cell.isEmpty ? .empty : FormulaLine(cell).node() else { return nil }
        line.append(node)
      }
      result.append(line)
    }
    return result
  }

  /// Rows between delimiters.
  func grid(open: MathAtom, close: MathAtom?) -> MathNode? {
    let isSmall = rows.allSatisfy { $0.em < FormulaParser.scriptSize * em }
    let cuts = cuts(gap: isSmall ? 0.2 : Self.columnGap)
    let cells = cells(cuts)
    guard let nodes = nodes(cells), let first = open.symbol else { return nil }
    let last = close?.symbol
    let alignment = alignment(of: cells)
    // Cases have two columns.
    if close == nil, cuts.count < 2 {
      return .grid(MathGrid(.cases, rows: nodes, open: first))
    }
    if nodes.count == 2, cuts.isEmpty, rules.isEmpty, open.scalar == 0x28, close?.scalar == 0x29,
      isBinomial
    {
      return .grid(MathGrid(.binom, rows: nodes, open: first, close: last))
    }
    let kinds: [UInt32: MathGrid.Kind] = [
      0x28: .pmatrix, 0x5B: .bmatrix, 0x7B: .Bmatrix, 0x7C: .vmatrix, 0x2016: .Vmatrix,
    ]
    let matching: [UInt32: UInt32] = [
      0x28: 0x29, 0x5B: 0x5D, 0x7B: 0x7D, 0x7C: 0x7C, 0x2016: 0x2016,
    ]
    // An array keeps its distance from its delimiters; a matrix does not.
    let inner = rows.map(\.union).reduce(into: Box.empty) { $0.formUnion($1) }
    let isMatrix = inner.x0 - open.box.x1 < 0.4 * em && alignment.allSatisfy { $0 == "c" }
    if isSmall {
      let grid = MathGrid(.smallmatrix, rows: nodes)
      return .fenced(first, .grid(grid), last ?? first)
    }
    // LaTeX's matrices have at most ten columns.
    if isMatrix, rules.isEmpty, cuts.count < 10, let kind = kinds[open.scalar],
      matching[open.scalar] == close?.scalar
    {
      return .grid(MathGrid(kind, rows: nodes, open: first, close: last))
    }
    var columns = ""
    for (k, letter) in alignment.enumerated() {
      columns.append(letter)
      if k < cuts.count {
        let (left, right) = (columnEnd(k, cells), columnStart(k + 1, cells))
        if rules.contains(where: { $0.x > left && $0.x < right }) { columns += "|" }
      }
    }
    let grid = MathGrid(.array, rows: nodes, columns: columns)
    return .fenced(first, .grid(grid), last ?? MathSymbol(.operator, latex: ".", text: ""))
  }

  private func columnEnd(_ k: Int, _ cells: [[[MathAtom]]]) -> Float {
    cells.flatMap { $0[k] }.map(\.box.x1).max() ?? 0
  }

  private func columnStart(_ k: Int, _ cells: [[[MathAtom]]]) -> Float {
    cells.flatMap { $0[k] }.map(\.box.x0).min() ?? .infinity
  }

  /// Entries of binomials stand further apart than rows of a matrix, or are small.
  private var isBinomial: Bool {
    let lines = rows.map { row in
      (
        y: row.filter { $0.size > FormulaParser.scriptSize * row.em }.map(\.y).max() ?? 0,
        size: row.em
      )
    }
    let size = max(lines[0].size, lines[1].size)
    return size < FormulaParser.scriptSize * em || lines[1].y - lines[0].y > 1.28 * size
  }

  /// How each column's entries are set.
  private func alignment(of cells: [[[MathAtom]]]) -> [Character] {
    (0..<(cells.first?.count ?? 0)).map { k in
      let boxes = cells.map { $0[k] }.filter { !$0.isEmpty }.map(\.union)
      func spread(_ value: (Box) -> Float) -> Float {
        let values = boxes.map(value)
        return (values.max() ?? 0) - (values.min() ?? 0)
      }
      let (left, middle, right) = (spread(\.x0), spread(\.midX), spread(\.x1))
      if middle <= min(left, right) + 0.08 * em { return "c" }
      return left < right ? "l" : "r"
    }
  }

  /// Rows without delimiters: equations aligned at their relations, lines of one formula, the lines
  /// of a limit, an array.
  func stacked() -> MathNode? {
    if rows.allSatisfy({ $0.em < 0.8 * em }) || em < 8.3 && isCentred,
      let nodes = nodes(rows.map { [$0] })
    {
      return .grid(MathGrid(.substack, rows: nodes))
    }
    if let aligned = alignedRows() { return aligned }
    guard let nodes = nodes(rows.map { [$0] }) else { return nil }
    return .grid(MathGrid(.gathered, rows: nodes))
  }

  private var isCentred: Bool {
    let middles = rows.map { $0.union.midX }
    return (middles.max() ?? 0) - (middles.min() ?? 0) < 0.2 * em
  }

  /// Rows whose first relations, or the relations that they begin with, stand on one line.
  private func alignedRows() -> MathNode? {
    let relations = rows.map { row in
      row.filter { $0.mathClass == .relation && $0.size > FormulaParser.scriptSize * row.em }
        .map(\.box.x0)
    }
    for x in relations.flatMap({ $0.prefix(1) }) {
      let places = rows.map { row in
        row.contains {
          abs($0.box.x0 - x) < 0.12 * em && ($0.mathClass == .relation || $0.mathClass == .binary)
        }
      }
      guard places.filter({ $0 }).count >= 2,
        zip(rows, places).allSatisfy({ row, isPlaced in
          isPlaced || (row.map(\.box.x0).min() ?? 0) > x - 0.05 * em
        })
      else { continue }
      let cells = rows.map { row in
        [row.filter { $0.box.x0 < x - 0.12 * em }, row.filter { $0.box.x0 >= x - 0.12 * em }]
      }
      guard let nodes = nodes(cells) else { return nil }
      return .grid(MathGrid(.aligned, rows: nodes))
    }
    return nil
  }
}
