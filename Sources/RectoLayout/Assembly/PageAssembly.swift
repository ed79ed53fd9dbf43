internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// Puts what was found on a page together, in reading order.
struct PageAssembly {
  private let page: SourcePage
  private var composer: LineComposer
  private let fragments: [Fragment]
  private let rules: [Rule]
  private let bands: [Band]
  private let figures: [FoundFigure]
  private let flavour: TableFlavour
  private let formulas: FormulaFinder?
  private let tags: TagFinder?

  private var lineBoxes: [Box] = []
  private var regionBoxes: [Box] = []
  private var foundTables: [LayoutTrace.Table] = []
  private let traces: Bool
  private var hypotheses: [LayoutTrace.Hypothesis] = []

  init(
    page: SourcePage, composer: LineComposer, fragments: [Fragment], rules: [Rule],
    bands: [Band], figures: [FoundFigure], maths: PageMaths?, flavour: TableFlavour,
    traces: Bool = false
  ) {
    self.traces = traces
    self.page = page
    self.composer = composer
    self.fragments = fragments
    self.rules = rules
    self.bands = bands
    self.figures = figures
    self.flavour = flavour
    formulas = maths.map { FormulaFinder(page: page, maths: $0) }
    tags = TagFinder(page)
  }

  var overprinted: [Int32] { composer.overprinted }

  mutating func blocks() -> [Block] {
    var free = Array(fragments.indices)
    // Figures take the text inside them.
    var figureBlocks: [Block] = []
    for (number, figure) in figures.enumerated() {
      let inside = free.filter { figure.box.contains(centre(fragments[$0])) }
      free.removeAll(where: Set(inside).contains)
      let name = "figure-\(page.index + 1)-\(number + 1)"
      figureBlocks.append(
        Block(
          .figure(
            Figure(
              kind: figure.kind, alternate: TagFinder.alternate(of: figure, on: page),
              blocks: text(of: inside, in: figure.kind), name: name)),
          page: page.index, box: figure.box))
    }
    // Then tables.
    var tableBlocks: [Block] = []
    let finder = TableFinder(page: page, rules: rules, bands: bands, flavour: flavour)
    for table in winners(of: finder.contest(among: free.map { ($0, fragments[$0]) }))
    where !isEquations(table) {
      tableBlocks.append(tableBlock(table, figures: &figureBlocks))
      free.removeAll(where: Set(table.taken).contains)
    }

    // The page is read in the turn of most of its text; text in other turns follows.
    let turns = Dictionary(grouping: free) { fragments[$0].turn }
    let main =
      turns.max { (weight($0.value), -$0.key.rawValue) < (weight($1.value), -$1.key.rawValue) }?.key
      ?? .none
    var result: [Block] = []
    for turn in [main] + Turn.allCases.filter({ $0 != main && turns[$0] != nil }) {
      var items = (turns[turn] ?? []).map(item(ofFragment:))
      if turn == main {
        items += figureBlocks.indices.map {
          item(.figure($0), figureBlocks[$0].box, turn: turn)
        }
        items += tableBlocks.indices.map { item(.table($0), tableBlocks[$0].box, turn: turn) }
      }
      let height =
        turn == .none || turn == .half ? page.height : page.width
      let offset = turn.upright(page.box).y0
      let order = ReadingOrder(
        pageTop: offset, pageHeight: height, dividers: turn == .none ? dividers(tableBlocks) : [])
      for region in order.regions(of: items, isWholePage: turn == main) {
        regionBoxes.append(turn.page(region.box))
        result += blocks(of: region, figures: figureBlocks, tables: tableBlocks)
      }
    }
    return result
  }

  /// The rules that run across the page outside its tables.
  private func dividers(_ tables: [Block]) -> [Box] {
    rules.lazy.filter { rule in
      rule.axis == .horizontal && rule.length > Self.dividerLength * page.width
        && !tables.contains { $0.box.expanded(by: 2).contains(rule.box.middle) }
    }.map(\.box)
  }

  /// The share of the page's width that such a rule takes.
  private static let dividerLength: Float = 0.5

  /// What stands beside or over the text: a line for each fragment.
  mutating func aside(_ fragments: [Fragment]) -> Block {
    var (text, box) = (Text(), Box.empty)
    for fragment in fragments {
      let line = composer.line(of: [fragment])
      text.append(line.text, separator: text.isEmpty ? "" : "\n")
      box.formUnion(line.turn.page(line.box))
    }
    var block = Block(.paragraph(text), page: page.index, box: box)
    block.look.size = fragments.first?.size ?? 0
    return block
  }

  private func centre(_ fragment: Fragment) -> Point {
    let box = fragment.turn.page(fragment.box)
    return Point(box.midX, box.midY)
  }

  /// How much text there is. Upright text counts double: a page is turned only if most of it is.
  private func weight(_ indices: [Int]) -> Int {
    indices.reduce(0) {
      $0 + fragments[$1].glyphs.count * (fragments[$1].turn == .none ? 2 : 1)
    }
  }

  private func item(ofFragment i: Int) -> ColumnItem {
    let fragment = fragments[i]
    var item = ColumnItem(
      kind: .fragment(i), box: fragment.box, size: fragment.size, baseline: fragment.baseline)
    if fragment.glyphs.count <= RowLabel.longest {
      item.isLabel = RowLabel.isLabel(
        page.text(of: fragment.glyphs.lazy.map { page.glyphs[Int($0)] }))
    }
    return item
  }

  private func item(_ kind: ColumnItem.Kind, _ box: Box, turn: Turn) -> ColumnItem {
    let upright = turn.upright(box)
    return ColumnItem(kind: kind, box: upright, size: 0, baseline: upright.y1)
  }

  /// The blocks of fragments on their own, in reading order: the text inside a figure. A picture
  /// may be that of a table.
  private mutating func text(of indices: [Int], in kind: Figure.Kind) -> [Block] {
    var result: [Block] = []
    var free = indices
    if kind == .image {
      let finder = TableFinder(page: page, rules: rules, bands: bands, flavour: flavour)
      for table in winners(of: finder.contest(among: indices.map { ($0, fragments[$0]) })) {
        result.append(tableBlock(table))
        free.removeAll(where: Set(table.taken).contains)
      }
    }
    for (_, same) in Dictionary(grouping: free, by: { fragments[$0].turn }).sorted(by: {
      $0.key.rawValue < $1.key.rawValue
    }) {
      let items = same.map(item(ofFragment:))
      for region in ReadingOrder(pageTop: 0, pageHeight: page.height).regions(
        of: items, isWholePage: false)
      {
        result += blocks(of: region, figures: [], tables: [])
      }
    }
    return result
  }

  private mutating func blocks(of region: Region, figures: [Block], tables: [Block]) -> [Block] {
    var result: [Block] = []
    var waiting: [Int] = []
    let margin: Look.Margin =
      switch region.zone {
      case .body: .none
      case .topMargin: .top
      case .bottomMargin: .bottom
      }
    func flush(_ assembly: inout PageAssembly) {
      guard !waiting.isEmpty else { return }
      let lines = assembly.lines(of: waiting)
      result += BlockBuilder(page: assembly.page.index, tags: assembly.tags).blocks(
        of: lines, region: region.box, margin: margin)
      waiting = []
    }
    var items = region.items
    var tables = tables
    if region.zone == .body { takeFormulas(from: &items, column: region.box, into: &tables) }
    if region.zone == .body { takeTables(from: &items, into: &tables) }
    for item in items.sorted(by: { ($0.box.midY, $0.box.x0) < ($1.box.midY, $1.box.x0) }) {
      switch item.kind {
      case .fragment(let i): waiting.append(i)
      case .figure(let i):
        flush(&self)
        result.append(figures[i])
      case .table(let i):
        flush(&self)
        result.append(tables[i])
      }
    }
    flush(&self)
    return result
  }

  /// The tables that win a contest, which is kept for looking at.
  private mutating func winners(of contest: TableContest) -> [FoundTable] {
    if traces { hypotheses += contest.hypotheses.map { $0.trace(on: page) } }
    return contest.tables
  }

  /// Replaces the fragments of a column that make a table by the table.
  private mutating func takeTables(from items: inout [ColumnItem], into tables: inout [Block]) {
    let texts = items.compactMap { item -> (index: Int, fragment: Fragment)? in
      if case .fragment(let i) = item.kind { (i, fragments[i]) } else { nil }
    }
    let finder = TableFinder(page: page, rules: rules, bands: bands, flavour: flavour)
    for found in winners(of: finder.contest(inColumn: texts)) {
      let taken = Set(found.taken)
      items.removeAll { item in
        if case .fragment(let i) = item.kind { taken.contains(i) } else { false }
      }
      items.append(item(.table(tables.count), found.box, turn: .none))
      tables.append(tableBlock(found))
    }
  }

  /// Replaces the fragments of displayed formulas by them. They stand among the column's tables,
  /// as blocks that are made already.
  private func takeFormulas(
    from items: inout [ColumnItem], column: Box, into blocks: inout [Block]
  ) {
    guard let formulas else { return }
    let texts = items.compactMap { item -> (index: Int, fragment: Fragment)? in
      if case .fragment(let i) = item.kind { (i, fragments[i]) } else { nil }
    }
    for found in formulas.formulas(among: texts, column: column) {
      let taken = Set(found.taken)
      items.removeAll { item in
        if case .fragment(let i) = item.kind { taken.contains(i) } else { false }
      }
      items.append(item(.table(blocks.count), found.box, turn: .none))
      blocks.append(Block(.formula(found.formula), page: page.index, box: found.box))
    }
  }

  /// Whether a table without rules is a block of equations, aligned at their relations.
  private func isEquations(_ table: FoundTable) -> Bool {
    guard let formulas, !rules.contains(where: { table.box.contains($0.box) }) else { return false }
    let parts = table.taken.map { ($0, fragments[$0]) }
    let column = Box(x0: 0, y0: table.box.y0, x1: page.width, y1: table.box.y1)
    let found = formulas.formulas(among: parts, column: column)
    return found.reduce(0) { $0 + $1.taken.count } * 5 >= 3 * table.taken.count
  }

  private mutating func lines(of indices: [Int]) -> [Line] {
    lines(of: indices.map { fragments[$0] })
  }

  /// Fragments by baseline, each baseline composed into a line.
  private mutating func lines(of fragments: [Fragment]) -> [Line] {
    let sorted = fragments.indices.sorted {
      (fragments[$0].baseline, fragments[$0].box.x0)
        < (fragments[$1].baseline, fragments[$1].box.x0)
    }
    var lines: [Line] = []
    var start = 0
    while start < sorted.count {
      var end = start + 1
      var last = fragments[sorted[start]]
      while end < sorted.count {
        let next = fragments[sorted[end]]
        guard next.baseline - last.baseline < 0.3 * min(next.size, last.size) else { break }
        last = next
        end += 1
      }
      let row = sorted[start..<end].sorted { fragments[$0].box.x0 < fragments[$1].box.x0 }
      let line = composer.line(of: row.map { fragments[$0] })
      lineBoxes.append(line.turn.page(line.box))
      lines.append(line)
      start = end
    }
    return lines
  }

  /// A table that takes the figures inside its cells.
  private mutating func tableBlock(_ found: FoundTable, figures: inout [Block]) -> Block {
    var block = tableBlock(found)
    guard case .table(var table) = block.content else { return block }
    for i in table.cells.indices {
      let isInside = { (figure: Block) in
        figure.box.intersection(table.cells[i].box).area > Self.inside * figure.box.area
      }
      table.cells[i].blocks += figures.filter(isInside)
      figures.removeAll(where: isInside)
    }
    block.content = .table(table)
    return block
  }

  /// The share of a figure that lies in the cell that it stands in.
  private static let inside: Float = 0.9

  private mutating func tableBlock(_ found: FoundTable) -> Block {
    var cells: [Table.Cell] = []
    // Lines that run from the right, and others that have letters.
    var (leftward, rightward) = (0, 0)
    composer.readsMarks = false
    defer { composer.readsMarks = true }
    for cell in found.cells {
      var text = Text()
      let lines = lines(of: cell.fragments)
      for (i, line) in lines.enumerated() {
        if CellParagraphs.begins(at: i, of: lines) {
          text.append(line.text, separator: "\n")
        } else {
          text.join(line.text)
        }
        if line.isRightToLeft {
          leftward += 1
        } else if line.text.string.contains(where: \.isLetter) {
          rightward += 1
        }
      }
      cells.append(
        Table.Cell(
          row: cell.row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan,
          page: page.index, box: cell.box, text: text, blocks: cell.inner.map { tableBlock($0) }))
    }
    foundTables.append(found.trace)
    var table = Table(
      rows: found.rows, columns: found.columns, headRows: found.headRows, cells: cells)
    if leftward > rightward { table.mirror() }
    var block = Block(.table(table), page: page.index, box: found.box)
    block.printed?.evidence = ["tables: \(found.way)"]
    return block
  }

  func trace(blocks: [Block]) -> LayoutTrace {
    var trace = LayoutTrace()
    trace.glyphs = page.glyphs.map(page.box(of:))
    trace.fragments = fragments.map { $0.turn.page($0.box) }
    trace.lines = lineBoxes
    trace.rules = rules.map(\.box)
    trace.figures = figures.map(\.box)
    trace.tables = foundTables
    trace.hypotheses = hypotheses
    trace.regions = regionBoxes
    trace.blocks = blocks.map(\.box)
    return trace
  }
}
