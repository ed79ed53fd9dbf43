internal import RectoGeometry
internal import RectoPages

/// What speaks for and against a grid that was proposed for a region, in numbers between 0 and about
/// 6 that do not depend on the page's scale.
struct TableFacts {
  /// In the order of `values`; `Scripts/tables/train.py` and the trees that it writes use these.
  static let names = [
    "ruled", "betweenRules", "banded", "columns", "rows", "fill", "numeric", "purity", "aligned",
    "goesOn", "words", "lines", "tallest", "narrowestGap", "meanGap", "bodySpans", "rowRules",
    "headRule", "topRule", "bottomRule", "walls", "cutCells", "bandRows", "headBand", "headBold",
    "bodyBold", "headNumeric", "above", "below", "unevenPitch", "loneRows", "emptyStubs", "share",
    "prose", "width", "characters", "fixed", "beside", "shortStub", "begins",
    "looksLikeTable", "isDrawn",
  ]

  let values: [Float]
  /// Its characters, blanks left out.
  let characters: Int
  /// Upright rules that are as high as it, by the edges of its columns.
  let walls: Float
  /// Nothing of it seems to lie beside it: neither text nor the end of a rule across.
  let isClosed: Bool
  /// Columns of nothing but numbers.
  let isNumbers: Bool

  private typealias Phrase = GridFitter.Phrase

  /// A filled cell: its lines, and all of them as one.
  private struct Text {
    var cell: FoundTable.Cell
    var lines: [Phrase]
    var box: Box
    var words: Int
    var characters: Int
    var digits: Int
    var isNumeric: Bool { digits * 2 >= characters || characters == 1 }
  }

  /// `fragments` are those that the table was sought among.
  init(
    of table: FoundTable, on page: SourcePage, rules: [Rule], bands: [Band],
    among fragments: [(index: Int, fragment: Fragment)]
  ) {
    let texts = table.cells.compactMap { Self.text(of: $0, on: page) }
    let body = texts.filter { $0.cell.row >= table.headRows }
    let head = texts.filter { $0.cell.row < table.headRows }
    let sizes = texts.flatMap { $0.lines.map { $0.words.first?.size ?? 10 } }.sorted()
    let em = sizes.isEmpty ? 10 : max(1, sizes[sizes.count / 2])
    let box = texts.reduce(into: Box.empty) { $0.formUnion($1.box) }
    characters = texts.reduce(0) { $0 + $1.characters }
    func share(_ part: Int, of whole: Int) -> Float {
      whole > 0 ? Float(part) / Float(whole) : 0
    }
    func log2(_ value: Float) -> Float {
      value > 0 ? Float(value.exponent) + value.significand - 1 : 0
    }

    let places = texts.reduce(0) { $0 + $1.cell.rowSpan * $1.cell.columnSpan }
    var columns = [[Text]](repeating: [], count: max(1, table.columns))
    for text in texts where text.cell.columnSpan == 1 { columns[text.cell.column].append(text) }
    let bodies = columns.map { $0.filter { $0.cell.row >= table.headRows } }

    // Columns of one kind of value, and set at one edge.
    var (pure, edged, counted): (Float, Float, Float) = (0, 0, 0)
    for own in bodies where own.count > 1 {
      let numbers = own.count(where: \.isNumeric)
      pure += Float(max(numbers, own.count - numbers))
      edged += Self.alignedShare(own.map(\.box), slack: 0.3 * em) * Float(own.count)
      counted += Float(own.count)
    }

    // Sentences that go on from row to row.
    let grid = columns.flatMap { own in
      zip(own, own.dropFirst()).filter { $1.cell.row == $0.cell.row + $0.cell.rowSpan }
    }
    let flow = CellFlow(
      Self.rows(of: columns), columns: columns.count, em: em)
    var (goesOn, begins) = (0, 0)
    for (above, below) in grid {
      guard let upper = above.lines.last, let lower = below.lines.first else { continue }
      switch flow.step(from: upper, to: lower) {
      case .goesOn: goesOn += 1
      case .begins: begins += 1
      case .unclear: break
      }
    }

    // White between neighbouring columns.
    var gaps: [Float] = []
    for row in Dictionary(grouping: texts, by: \.cell.row).values {
      for (left, right) in zip(row, row.dropFirst())
      where left.cell.column + left.cell.columnSpan == right.cell.column {
        gaps.append((right.box.x0 - left.box.x1) / em)
      }
    }
    gaps.sort()

    // Rules.
    let across = rules.filter {
      $0.axis == .horizontal && $0.position > box.y0 - em && $0.position < box.y1 + em
        && min($0.end, box.x1) - max($0.start, box.x0) > 0.6 * box.width
    }
    let upright = rules.filter {
      $0.axis == .vertical && $0.position > box.x0 - 2 * em && $0.position < box.x1 + 2 * em
        && min($0.end, box.y1) - max($0.start, box.y0) > 0.6 * box.height
    }
    let headFoot = head.map(\.box.y1).max() ?? box.y0
    let bodyTop = body.map(\.box.y0).min() ?? box.y1
    let cut = texts.count { text in
      text.lines.count > 1
        && across.contains {
          $0.position > text.box.y0 + 0.3 * em && $0.position < text.box.y1 - 0.3 * em
        }
    }

    // Grounds.
    let bands = bands.filter { $0.box.height > 0.6 * em }
    func isBanded(_ row: [Text]) -> Bool {
      guard let first = row.first else { return false }
      return bands.contains {
        $0.box.contains(first.box.middle) && $0.box.height < box.height - em
      }
    }
    let byRow = Dictionary(grouping: texts, by: \.cell.row).sorted { $0.key < $1.key }.map(\.value)
    let banded = byRow.map(isBanded)

    // Fonts.
    func bold(_ texts: [Text]) -> Float {
      var (bold, all) = (0, 0)
      for glyph in texts.lazy.flatMap(\.lines).flatMap(\.words).flatMap(\.glyphs) {
        all += 1
        if page.fonts[Int(page.glyphs[Int(glyph)].font)].traits.contains(.bold) { bold += 1 }
      }
      return share(bold, of: all)
    }
    // Speaks against what has no signs of a table: code. Typescripts have tables, too.
    let fixed =
      table.looksLikeTable
      ? 0 : texts.lazy.flatMap(\.lines).flatMap(\.words).count(where: \.isFixedPitch)
    let words = texts.reduce(0) { $0 + $1.words }

    // Rows.
    let starts = byRow.map { $0.map { $0.lines[0].words[0].baseline }.min() ?? 0 }.sorted()
    let steps = zip(starts, starts.dropFirst()).map { $1 - $0 }
    let step = steps.isEmpty ? 0 : steps.reduce(0, +) / Float(steps.count)
    let spread = steps.reduce(0) { $0 + abs($1 - step) }
    let pitch = steps.sorted().dropFirst(steps.count / 2).first ?? 1.5 * em

    // Neighbours that look like further rows or columns.
    let taken = Set(table.taken)
    var (above, below, beside) = ([Int](), [Int](), 0)
    let reach = min(2.2 * em, max(1.5 * em, 1.4 * pitch))
    for (index, fragment) in fragments {
      guard !taken.contains(index) else { continue }
      let own = fragment.box
      if own.midX > box.x0 - em, own.midX < box.x1 + em {
        if own.midY < box.y0, own.midY > box.y0 - reach { above.append(index) }
        if own.midY > box.y1, own.midY < box.y1 + reach { below.append(index) }
      }
      if own.midY > box.y0, own.midY < box.y1,
        max(own.x0 - box.x1, box.x0 - own.x1) < 3 * em, max(own.x0 - box.x1, box.x0 - own.x1) > 0
      {
        beside += 1
      }
    }
    let all = table.taken.count
    let stubs = bodies.first ?? []

    walls = min(1.5, share(upright.count, of: table.columns + 1))
    isClosed =
      share(beside, of: table.rows) < Self.fewBeside
      && !rules.contains { rule in
        rule.axis == .horizontal && rule.position > table.box.y0 - em
          && rule.position < table.box.y1 + em && rule.start < table.box.x1
          && rule.end > table.box.x0
          && (rule.start < table.box.x0 - em || rule.end > table.box.x1 + em)
      }
    isNumbers =
      table.looksLikeTable && table.columns >= Self.numberColumns
      && table.rows >= Self.numberRows && texts.allSatisfy(\.isNumeric)
      && places * 10 >= table.rows * table.columns * 8
    values = [
      table.way == "ruled" ? 1 : 0, table.way == "between rules" ? 1 : 0,
      table.way == "banded" ? 1 : 0,
      log2(Float(table.columns)), log2(Float(table.rows)),
      share(places, of: max(1, table.rows * table.columns)),
      share(body.count(where: \.isNumeric), of: body.count),
      counted > 0 ? pure / counted : 0.5, counted > 0 ? edged / counted : 0.5,
      share(goesOn, of: grid.count), log2(1 + share(words, of: texts.count)),
      share(texts.reduce(0) { $0 + $1.lines.count }, of: texts.count),
      log2(Float(texts.map(\.lines.count).max() ?? 1)),
      min(4, max(-1, gaps.dropFirst(gaps.count / 20).first ?? 0)),
      min(6, gaps.isEmpty ? 0 : max(-1, gaps.reduce(0, +) / Float(gaps.count))),
      share(body.count { $0.cell.columnSpan > 1 }, of: body.count),
      min(1.5, share(across.count, of: table.rows)),
      across.contains { $0.position > headFoot - 0.4 * em && $0.position < bodyTop + 0.4 * em }
        ? 1 : 0,
      across.contains { $0.position <= box.y0 + 0.2 * em } ? 1 : 0,
      across.contains { $0.position >= box.y1 - 0.2 * em } ? 1 : 0,
      walls,
      share(cut, of: texts.count),
      share(banded.dropFirst().count(where: \.self), of: max(1, banded.count - 1)),
      banded.first == true ? 1 : 0, bold(head), bold(body),
      share(head.count(where: \.isNumeric), of: head.count),
      Float(min(4, above.count)), Float(min(4, below.count)),
      step > 0 ? min(2, spread / Float(steps.count) / step) : 0,
      share(byRow.count { $0.count == 1 }, of: byRow.count),
      1 - share(stubs.count, of: max(1, table.rows - table.headRows)),
      share(all, of: max(1, fragments.count)),
      share(
        texts.reduce(0) { $0 + ($1.words >= 12 ? $1.characters : 0) }, of: max(1, characters)),
      log2(1 + box.width / em), log2(1 + share(characters, of: texts.count)),
      share(fixed, of: words), min(3, share(beside, of: table.rows)),
      share(stubs.count { $0.characters <= 3 }, of: stubs.count), share(begins, of: grid.count),
      table.looksLikeTable ? 1 : 0, table.isDrawn ? 1 : 0,
    ]
  }

  /// So many columns and rows of numbers are more than labels of an axis, or a formula.
  private static let (numberColumns, numberRows) = (3, 5)

  /// Texts right beside it, a row: fewer are notes.
  private static let fewBeside: Float = 0.34

  private static func text(of cell: FoundTable.Cell, on page: SourcePage) -> Text? {
    let upright = cell.fragments.filter { $0.turn == .none }
    guard !upright.isEmpty else { return nil }
    let lines = TableWord.rows(of: upright.map { (0, $0) }, in: page).map { words in
      Phrase(
        words: words, box: words.reduce(into: Box.empty) { $0.formUnion($1.box) },
        columns: cell.column...cell.column)
    }
    guard !lines.isEmpty else { return nil }
    return Text(
      cell: cell, lines: lines, box: lines.reduce(into: Box.empty) { $0.formUnion($1.box) },
      words: lines.reduce(0) { $0 + $1.words.count },
      characters: lines.reduce(0) { $0 + $1.characters }, digits: lines.reduce(0) { $0 + $1.digits }
    )
  }

  /// The lines of columns as rows, for looking at what goes on in them.
  private static func rows(of columns: [[Text]]) -> [[Phrase]] {
    var rows: [Int: [Phrase]] = [:]
    for column in columns {
      for text in column {
        for (i, line) in text.lines.enumerated() {
          rows[text.cell.row * 64 + min(i, 63), default: []].append(line)
        }
      }
    }
    return rows.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The largest share of boxes that agree in their left edges, right edges or middles.
  private static func alignedShare(_ boxes: [Box], slack: Float) -> Float {
    var best = 0
    for edge in [\Box.x0, \Box.x1, \Box.midX] {
      let values = boxes.map { $0[keyPath: edge] }.sorted()
      var start = 0
      for end in values.indices {
        while values[end] - values[start] > slack { start += 1 }
        best = max(best, end - start + 1)
      }
    }
    return Float(best) / Float(max(1, boxes.count))
  }
}
