internal import RectoGeometry
internal import RectoPages

/// Tables without a full grid of rules: parted by white space, with rules above and below or none.
struct SpacedTables {
  /// The most of a page's height that a table takes between two of its rules: those under a running
  /// head and over a foot are further apart.
  static let tallest: Float = 0.72
  /// So many lines of labels may follow each other between rows.
  static let mostLabelLines = 2

  private let page: SourcePage
  private let rules: [Rule]
  private let walls: [Rule]
  private let bands: [Band]

  init(page: SourcePage, rules: [Rule], bands: [Band]) {
    self.page = page
    self.bands = bands
    self.rules = rules.filter { $0.axis == .horizontal }
    walls = rules.filter { $0.axis == .vertical }
  }

  /// Tables between horizontal rules of one width: booktabs, financial statements.
  func betweenRules(among fragments: [(index: Int, fragment: Fragment)]) -> [FoundTable] {
    var tables: [FoundTable] = []
    for group in ruleGroups().flatMap({ parted($0, among: fragments) }) {
      guard let top = group.first, let bottom = group.last else { continue }
      let zone = Box(
        x0: group.map(\.start).min() ?? top.start, y0: headTop(above: top),
        x1: group.map(\.end).max() ?? top.end,
        y1: openEnd(of: group, among: fragments) ?? bottom.position
      ).expanded(by: 1)
      var zones = [zone]
      // A head may stand above the first rule, and totals below the last.
      if let more = row(above: zone, among: fragments) { zones.append(zone.union(more)) }
      if let more = row(below: zone, among: fragments) { zones.append(zone.union(more)) }
      for zone in zones {
        let inside = fragments.filter {
          zone.contains(Point($0.fragment.box.midX, $0.fragment.box.midY))
        }
        guard inside.count >= Self.fewestParts,
          inside.allSatisfy({ $0.fragment.box.width <= zone.width + 10 })
        else { continue }
        let within = rules.filter {
          $0.position >= zone.y0 && $0.position <= zone.y1 && $0.start >= zone.x0 - 4
            && $0.end <= zone.x1 + 4
        }
        tables += self.tables(of: inside, rules: within, isRuled: true, way: "between rules")
      }
    }
    return tables
  }

  /// A table has so many parts at least.
  private static let fewestParts = 4

  /// The box of the row right above a zone, or below it, if it has several parts.
  private func row(above zone: Box, among fragments: [(index: Int, fragment: Fragment)]) -> Box? {
    row(next: fragments.filter { $0.fragment.box.midY < zone.y0 && overlaps($0.fragment, zone) }) {
      zone.y0 - $0.box.y1
    }
  }

  private func row(below zone: Box, among fragments: [(index: Int, fragment: Fragment)]) -> Box? {
    row(next: fragments.filter { $0.fragment.box.midY > zone.y1 && overlaps($0.fragment, zone) }) {
      $0.box.y0 - zone.y1
    }
  }

  private func overlaps(_ fragment: Fragment, _ zone: Box) -> Bool {
    fragment.box.midX > zone.x0 && fragment.box.midX < zone.x1
  }

  private func row(
    next candidates: [(index: Int, fragment: Fragment)], distance: (Fragment) -> Float
  ) -> Box? {
    guard let nearest = candidates.map(\.fragment).min(by: { distance($0) < distance($1) }),
      distance(nearest) < Self.nextRow * nearest.size
    else { return nil }
    let row = candidates.filter {
      abs($0.fragment.baseline - nearest.baseline) < 0.35 * nearest.size
    }
    return row.count > 1 ? row.reduce(into: Box.empty) { $0.formUnion($1.fragment.box) } : nil
  }

  /// How far such a row stands from the rule, in ems; rows of several parts below a head's ground.
  private static let nextRow: Float = 1
  private static let airyRow: Float = 1.6

  /// Tables with rules between their columns and none around them: the text as high as those rules, as
  /// wide as the rules across it reach, or as far as text stands beside the outermost.
  func betweenUprights(among fragments: [(index: Int, fragment: Fragment)]) -> [FoundTable] {
    var tables: [FoundTable] = []
    for group in uprightGroups() {
      let box = group.reduce(into: Box.empty) { $0.formUnion($1.box) }
      let band = fragments.filter {
        $0.fragment.box.midY > box.y0 - 1 && $0.fragment.box.midY < box.y1 + 1
      }
      let across = rules.filter {
        $0.position > box.y0 - Self.touching && $0.position < box.y1 + Self.touching
          && $0.start < box.x1 && $0.end > box.x0
      }
      var (left, right) = (
        min(box.x0, across.map(\.start).min() ?? box.x0),
        max(box.x1, across.map(\.end).max() ?? box.x1)
      )
      for fragment in band.lazy.map(\.fragment) {
        let reach = Self.besideUprights * fragment.size
        if left > box.x0 - reach, fragment.box.x1 < box.x0 + 1, fragment.box.x1 > box.x0 - reach {
          left = min(left, fragment.box.x0)
        }
        if right < box.x1 + reach, fragment.box.x0 > box.x1 - 1, fragment.box.x0 < box.x1 + reach {
          right = max(right, fragment.box.x1)
        }
      }
      let inside = band.filter {
        $0.fragment.box.midX > left && $0.fragment.box.midX < right
      }
      guard inside.count >= Self.fewestParts,
        inside.allSatisfy({ $0.fragment.box.x0 > left - 10 && $0.fragment.box.x1 < right + 10 })
      else { continue }
      tables += self.tables(of: inside, rules: across, isRuled: true, way: "between rules")
    }
    return tables
  }

  /// Upright rules beside each other, as high as each other.
  private func uprightGroups() -> [[Rule]] {
    guard walls.count <= Self.mostWalls else { return [] }
    var groups: [(rules: [Rule], start: Float, end: Float)] = []
    for wall in walls.sorted(by: { ($0.length, $1.position) > ($1.length, $0.position) })
    where wall.length > Self.lowestWall {
      let match = groups.firstIndex {
        min($0.end, wall.end) - max($0.start, wall.start) > Self.sameHeight * wall.length
      }
      if let match {
        groups[match].rules.append(wall)
      } else {
        groups.append(([wall], wall.start, wall.end))
      }
    }
    return groups.map(\.rules).filter { Set($0.map { ($0.position / 4).rounded() }).count > 1 }
  }

  /// In points; more upright rules are a drawing.
  private static let lowestWall: Float = 16
  private static let mostWalls = 400
  /// How much of a shorter one's height the others share, how near to their ends rules across lie, in
  /// points, and how far beside the outermost text stands, in ems.
  private static let sameHeight: Float = 0.7
  private static let touching: Float = 4
  private static let besideUprights: Float = 16

  /// Tables on grounds that stand under each other: the lines in them and between them, and those
  /// that follow below a head with a ground.
  func banded(among fragments: [(index: Int, fragment: Fragment)]) -> [FoundTable] {
    var tables: [FoundTable] = []
    let zones = BandZones.zones(of: bands, on: page)
    for zone in zones {
      let beside = fragments.filter {
        $0.fragment.box.midX > zone.box.x0 && $0.fragment.box.midX < zone.box.x1
          && $0.fragment.box.x1 < zone.box.x1 + 10 && $0.fragment.box.x0 > zone.box.x0 - 10
      }.sorted { $0.fragment.box.y0 < $1.fragment.box.y0 }
      guard beside.contains(where: { zone.box.contains($0.fragment.box.middle) }) else { continue }
      // Not into the next table, which begins with a ground of its own.
      let next = zones.lazy.map(\.box).filter {
        $0.y0 > zone.box.y1 && $0.horizontalOverlap(zone.box) > 0
      }.map(\.y0).min()
      let reached = reach(of: zone.box, among: beside.map(\.fragment))
      let (top, bottom) = (reached.top, min(reached.bottom, next ?? .infinity))
      let inside = beside.filter {
        $0.fragment.box.midY > top && $0.fragment.box.midY < bottom
      }
      guard inside.count >= Self.fewestParts else { continue }
      let edges = zone.bands.flatMap { band in
        [band.y0, band.y1].map { y in
          Rule(
            axis: .horizontal, position: y, start: band.x0, end: band.x1, thickness: 0.1, colour: 0)
        }
      }
      let within = rules.filter {
        $0.position > top - 2 && $0.position < bottom + 2
          && $0.box.horizontalOverlap(zone.box) > 0.5
      }
      tables += self.tables(of: inside, rules: within + edges, isRuled: true, way: "banded")
      tables += self.tables(of: inside, rules: within, isRuled: true, way: "banded")
    }
    return tables
  }

  /// How far rows go on above and below a stack of bands: as long as lines follow each other and some
  /// of them have several parts.
  private func reach(of zone: Box, among fragments: [Fragment]) -> (top: Float, bottom: Float) {
    // Lines of several parts, or further lines of a cell that is not the first of its row.
    func isRow(_ fragment: Fragment) -> Bool {
      fragment.box.x0 > zone.x0 + 3 * fragment.size
        || fragments.count { abs($0.baseline - fragment.baseline) < 0.35 * fragment.size } > 1
    }
    func edge(beyond start: Float, _ down: Bool, _ lines: some Sequence<Fragment>) -> Float {
      let sign: Float = down ? 1 : -1
      var (edge, pending, lone) = (start, start, 0)
      for fragment in lines where sign * (fragment.box.midY - start) > 0 {
        let box = fragment.box
        let gap = down ? box.y0 - pending : pending - box.y1
        let isNear = gap < Self.nextRow * fragment.size
        guard isNear || down && isRow(fragment) && gap < Self.airyRow * fragment.size else { break }
        pending = down ? max(pending, box.y1) : min(pending, box.y0)
        lone = isRow(fragment) ? 0 : lone + 1
        if lone > Self.mostLabelLines { break }
        if lone == 0 { edge = pending }
      }
      return edge
    }
    return (
      edge(beyond: zone.y0, false, fragments.reversed()), edge(beyond: zone.y1, true, fragments)
    )
  }

  /// Where a table ends that goes on over the page's end: below its head, between its first two
  /// rules, rows follow each other without a rule below them.
  private func openEnd(
    of group: [Rule], among fragments: [(index: Int, fragment: Fragment)]
  ) -> Float? {
    guard let top = group.first, let last = group.last else { return nil }
    let hasHead = fragments.contains {
      $0.fragment.box.midY > top.position && $0.fragment.box.midY < last.position
    }
    guard hasHead else { return nil }
    let range = (top.start - 2)...(top.end + 2)
    // The first rule of the next table.
    let next = rules.lazy.filter {
      $0.position > last.position + 1 && abs($0.start - top.start) < 2
        && $0.length > Self.nextTable * top.length
    }.map(\.position).min()
    let below = fragments.filter {
      $0.fragment.box.midY > last.position && $0.fragment.box.midY < next ?? .infinity
        && range.contains($0.fragment.box.midX)
    }.sorted { $0.fragment.baseline < $1.fragment.baseline }
    var (end, rows): (Float, Int) = (last.position, 0)
    var i = 0
    while i < below.count {
      let first = below[i].fragment
      let row = below[i...].prefix { $0.fragment.baseline - first.baseline < 0.35 * first.size }
      guard first.box.y0 - end < 1.5 * first.size,
        row.allSatisfy({ range.contains($0.fragment.box.x0) && range.contains($0.fragment.box.x1) }
        ),
        row.count > 1 || rows > 0 && first.box.width < 0.6 * top.length
      else { break }
      if row.count > 1 { rows += 1 }
      end = max(end, row.map(\.fragment.box.y1).max() ?? end)
      i += row.count
    }
    let rest = fragments.lazy.filter { $0.fragment.box.midY > end }
      .reduce(0) { $0 + $1.fragment.glyphs.count }
    return rows >= Self.fewestOpenRows && end > Self.openTable * page.height
      && rest <= Self.longestFoot ? end : nil
  }

  /// A table that goes on has so many rows, and ends in the last part of its page; below it stands
  /// no more than a page number or a running foot.
  private static let fewestOpenRows = 3
  private static let nextTable: Float = 0.3
  private static let openTable: Float = 0.7
  private static let longestFoot = 60

  /// Where the head of a table begins whose first rule through is below its head: at shorter rules
  /// that end where it ends.
  private func headTop(above rule: Rule) -> Float {
    var top = rule.position
    for above in rules.sorted(by: { $0.position > $1.position }) {
      let isPart =
        above.position < top && above.length > 0.4 * rule.length
        && above.start > rule.start + 10 && abs(above.end - rule.end) < 4
      if isPart, top - above.position < Self.headLine { top = above.position }
    }
    return top
  }

  /// The highest line of a head between two rules, in points.
  private static let headLine: Float = 30

  /// Tables among the fragments of one column, by their alignment alone.
  func aligned(among fragments: [(index: Int, fragment: Fragment)]) -> [FoundTable] {
    var tables: [FoundTable] = []
    for zone in alignedZones(fragments).flatMap({ [$0] + parts(of: $0) }) {
      guard zone.count >= Self.fewestParts else { continue }
      let box = zone.reduce(into: Box.empty) { $0.formUnion($1.fragment.box) }
      let within = rules.filter {
        $0.position > box.y0 - 4 && $0.position < box.y1 + 4 && $0.box.horizontalOverlap(box) > 0.5
      }
      tables += self.tables(of: zone, rules: within, isRuled: false, way: "aligned")
    }
    return tables
  }

  /// Rules of about the same extent that follow each other down the page, with text between them.
  private func ruleGroups() -> [[Rule]] {
    var groups: [[Rule]] = []
    for rule in rules.sorted(by: { $0.position < $1.position }) where rule.length > 40 {
      let match = groups.indices.last { i in
        guard let last = groups[i].last else { return false }
        let slack = max(4, 0.03 * last.length)
        return abs(last.start - rule.start) < slack && abs(last.end - rule.end) < slack
          && rule.position - last.position < Self.tallest * page.height
      }
      if let match { groups[match].append(rule) } else { groups.append([rule]) }
    }
    return groups.filter { $0.count >= 2 }
  }

  /// Cuts a group where prose stands between two of its rules, or nothing at all: captions between
  /// stacked tables, and the white between these. What has another part beside it is a row's cell,
  /// however wide.
  private func parted(_ group: [Rule], among fragments: [(index: Int, fragment: Fragment)])
    -> [[Rule]]
  {
    let between = zip(group, group.dropFirst()).map { above, below in
      fragments.lazy.map(\.fragment).filter {
        $0.box.midY > above.position && $0.box.midY < below.position
          && $0.box.x0 < above.end && $0.box.x1 > above.start
      }
    }
    let heights = zip(group, group.dropFirst()).map { $1.position - $0.position }
    let filled = between.indices.filter { !between[$0].isEmpty }
    let usual = filled.compactMap { i in
      between[i].map(\.box.y0).min().map { $0 - group[i].position }
    }
    .sorted().dropFirst(filled.count / 2).first
    var result: [[Rule]] = []
    var current = [group[0]]
    for (i, texts) in between.enumerated() {
      let (above, below) = (group[i], group[i + 1])
      let hasProse = texts.contains { text in
        text.box.width > 0.6 * above.length && text.box.width > 22 * text.size
          && texts.count { abs($0.baseline - text.baseline) < 0.35 * text.size } == 1
      }
      // An empty row is as high as its neighbours.
      let beside = [filled.last { $0 < i }, filled.first { $0 > i }].compactMap { $0 }
      let isGap =
        texts.isEmpty && heights[i] > Self.doubleRule
        && !beside.contains { abs(heights[i] - heights[$0]) < Self.emptyRow * heights[$0] }
      if hasProse || isGap || isCaption(texts, between: above, below, usual: usual) {
        result.append(current)
        current = []
      }
      current.append(below)
    }
    result.append(current)
    return result.filter { $0.count >= 2 }
  }

  /// Rules that are nearer are one double rule, in points; how much an empty row may be higher or lower.
  private static let doubleRule: Float = 7
  private static let emptyRow: Float = 0.2

  /// Whether nothing but lines of one part stands between two rules, apart from both: what is written
  /// above the next table. The rows of a table stand nearer to their rules.
  private func isCaption(
    _ texts: some Sequence<Fragment>, between above: Rule, _ below: Rule, usual: Float?
  ) -> Bool {
    let lines = texts.sorted { $0.baseline < $1.baseline }
    guard let first = lines.first, let last = lines.last,
      zip(lines, lines.dropFirst()).allSatisfy({ $1.baseline - $0.baseline > 0.5 * $1.size })
    else { return false }
    let (over, under) = (first.box.y0 - above.position, below.position - last.box.y1)
    return over > Self.apart * first.size && under > Self.apart / 2 * last.size
      || over > Self.apart / 2 * first.size && under > Self.apart / 4 * last.size
        && usual.map { over > Self.apartRows * 2 * max(0, $0) } ?? false
  }

  /// How far a caption stands below the table above it, in ems; half as far where the rows stand much
  /// nearer to their rules.
  private static let apart: Float = 1.2

  /// The parts of a zone that stand further from each other than the lines of most do: a sentence
  /// over a small table may have several parts, too.
  private func parts(of zone: [(index: Int, fragment: Fragment)]) -> [[(
    index: Int, fragment: Fragment
  )]] {
    var rows: [[(index: Int, fragment: Fragment)]] = []
    for item in zone {
      if let last = rows.last?.last,
        item.fragment.baseline - last.fragment.baseline < 0.35 * item.fragment.size
      {
        rows[rows.count - 1].append(item)
      } else {
        rows.append([item])
      }
    }
    let steps = zip(rows, rows.dropFirst()).map {
      $1[0].fragment.baseline - $0[0].fragment.baseline
    }
    guard let usual = steps.sorted().dropFirst(steps.count / 4).first else { return [] }
    var parts = [[0]]
    for (i, step) in steps.enumerated() {
      if step > Self.apartRows * usual { parts.append([]) }
      parts[parts.count - 1].append(i + 1)
    }
    guard (2...Self.mostPieces).contains(parts.count) else { return [] }
    return parts.filter { $0.count > 1 }.map { $0.flatMap { rows[$0] } }.filter {
      $0.count >= Self.fewestParts
    }
  }

  /// Rows this much further apart than a quarter of them are may be parted, into so many pieces.
  private static let apartRows: Float = 1.35
  private static let mostPieces = 12

  /// Runs of rows that have two parts or more, with single lines between them let in.
  private func alignedZones(_ fragments: [(index: Int, fragment: Fragment)]) -> [[(
    index: Int, fragment: Fragment
  )]] {
    let sorted = fragments.sorted {
      ($0.fragment.baseline, $0.fragment.box.x0) < ($1.fragment.baseline, $1.fragment.box.x0)
    }
    var rows: [[(index: Int, fragment: Fragment)]] = []
    for item in sorted {
      if let last = rows.last?.last,
        item.fragment.baseline - last.fragment.baseline
          < 0.35 * min(item.fragment.size, last.fragment.size)
      {
        rows[rows.count - 1].append(item)
      } else {
        rows.append([item])
      }
    }
    var zones: [[(index: Int, fragment: Fragment)]] = []
    var current: [[(index: Int, fragment: Fragment)]] = []
    func close() {
      while let last = current.last, last.count < 2 { current.removeLast() }
      if current.count >= 2 { zones.append(current.flatMap { $0 }) }
      current = []
    }
    var singles = 0
    for row in rows {
      if let last = current.last {
        let distance = row[0].fragment.baseline - last[0].fragment.baseline
        if distance > 3.2 * max(row[0].fragment.size, last[0].fragment.size) {
          close()
          singles = 0
        }
      }
      if row.count >= 2 {
        current.append(row)
        singles = 0
      } else if !current.isEmpty {
        singles += 1
        // Between rows whose numbers are centred on labels of two lines stand two such lines, and
        // below a text in a cell as many as it goes on for.
        let last = current.last { $0.count >= 2 }?.map(\.fragment) ?? []
        let most =
          goesOnInColumn(row[0].fragment, below: last)
          ? Self.mostWrappedLines
          : last.count > 1 && row[0].fragment.box.x1 < last[1].box.x0 ? Self.mostLabelLines : 1
        if singles > most || row[0].fragment.box.width > 30 * row[0].fragment.size {
          close()
          singles = 0
        } else {
          current.append(row)
        }
      }
    }
    close()
    return zones
  }

  /// Whether a line alone begins below a text of a row of several, other than the first, that it may
  /// go on from, and keeps clear of the text beside it.
  private func goesOnInColumn(_ line: Fragment, below row: [Fragment]) -> Bool {
    guard row.count > 2,
      let i = row.indices.dropFirst().first(where: {
        abs(row[$0].box.x0 - line.box.x0) < Self.sameEdge * line.size
      })
    else { return false }
    return line.box.width < row[i].box.width + Self.lastWord * line.size
      && (i + 1 == row.count || line.box.x1 < row[i + 1].box.x0)
  }

  /// How far the left edges of lines of one text are apart, and how much wider than the first the
  /// others are, in ems; a text in a cell goes on for so many lines.
  private static let (sameEdge, lastWord): (Float, Float) = (0.3, 5)
  private static let mostWrappedLines = 8

  /// The grids that a zone may be.
  private func tables(
    of zone: [(index: Int, fragment: Fragment)], rules: [Rule], isRuled: Bool, way: String
  ) -> [FoundTable] {
    let rows = TableWord.rows(of: zone, in: page)
    // Between a rule above and one below stands code, too; tables have one below their head.
    if rows.count > 400 || (!isRuled || rules.count <= 2) && isMostlyCode(zone) { return [] }
    let box = zone.reduce(into: Box.empty) { $0.formUnion($1.fragment.box) }
    let walls = self.walls.filter {
      $0.position > box.x0 && $0.position < box.x1
        && min($0.end, box.y1) - max($0.start, box.y0) > Self.wallHeight * box.height
    }.map(\.position)
    guard let grid = GridFitter(rows: rows, rules: rules, walls: walls, isRuled: isRuled).grid()
    else { return [] }
    let judge = TableJudge(grid: grid, isRuled: isRuled)
    guard judge.mayBeTable else { return [] }
    var table = found(grid, zone: zone, rules: rules)
    table.looksLikeTable = judge.isTable
    table.listsTerms = judge.listsTerms
    table.way = way
    table.cuts = grid.cuts
    return [GapColumnSplitter(page: page, figuresOnly: true).split(table)]
  }

  /// The share of a zone's height that an upright rule takes that parts its columns.
  private static let wallHeight: Float = 0.5

  /// Whether a zone is set in a font of fixed pitch and the page is not: typescripts are.
  private func isMostlyCode(_ zone: [(index: Int, fragment: Fragment)]) -> Bool {
    isMostlyFixed(zone.lazy.flatMap(\.fragment.glyphs).map { page.glyphs[Int($0)] })
      && !hasHead(zone) && !isMostlyFixed(page.glyphs)
  }

  /// Whether the first row of a zone has several parts, none of fixed pitch: the head of columns.
  private func hasHead(_ zone: [(index: Int, fragment: Fragment)]) -> Bool {
    guard let top = zone.map(\.fragment.baseline).min() else { return false }
    let first = zone.filter { $0.fragment.baseline - top < 0.3 * $0.fragment.size }
    return first.count > 1
      && !first.contains { item in
        item.fragment.glyphs.contains {
          page.fonts[Int(page.glyphs[Int($0)].font)].traits.contains(.fixedPitch)
        }
      }
  }

  private func isMostlyFixed(_ glyphs: some Sequence<Glyph>) -> Bool {
    var (fixed, all) = (0, 0)
    for glyph in glyphs {
      all += 1
      if page.fonts[Int(glyph.font)].traits.contains(.fixedPitch) { fixed += 1 }
    }
    return fixed * 10 > all * 8
  }

  private func found(_ grid: Grid, zone: [(index: Int, fragment: Fragment)], rules: [Rule])
    -> FoundTable
  {
    var cells: [FoundTable.Cell] = []
    for (row, lines) in grid.lines.enumerated() {
      var filled = [Bool](repeating: false, count: grid.columns)
      var own: [FoundTable.Cell] = []
      for phrase in lines.joined() {
        let fragments = Self.fragments(of: phrase)
        if let i = own.firstIndex(where: { cell in
          phrase.columns.lowerBound < cell.column + cell.columnSpan
            && phrase.columns.upperBound >= cell.column
        }) {
          own[i].fragments += fragments
          own[i].box.formUnion(phrase.box)
        } else {
          own.append(
            FoundTable.Cell(
              row: row, column: phrase.columns.lowerBound, columnSpan: phrase.columns.count,
              box: phrase.box, fragments: fragments))
          for column in phrase.columns { filled[column] = true }
        }
      }
      let top = lines[0].map(\.box.y0).min() ?? grid.box.y0
      let bottom = lines.joined().map(\.box.y1).max() ?? grid.box.y1
      for column in filled.indices where !filled[column] {
        own.append(
          FoundTable.Cell(
            row: row, column: column,
            box: Box(x0: grid.edges[column], y0: top, x1: grid.edges[column + 1], y1: bottom)))
      }
      cells += own.sorted { $0.column < $1.column }
    }
    let head = headRows(grid, rules: rules)
    let tall = TallCells(grid: grid, rules: rules, headRows: head)
    return FoundTable(
      rows: grid.rows, columns: grid.columns, headRows: head, box: grid.box,
      cells: tall.joined(Self.withTallHeads(cells, rows: head)), taken: zone.map(\.index))
  }

  /// In a head of several rows, beside cells that span columns, what stands alone in its column is
  /// as high as they are together.
  private static func withTallHeads(_ cells: [FoundTable.Cell], rows: Int) -> [FoundTable.Cell] {
    guard rows > 1, cells.contains(where: { $0.row < rows && $0.columnSpan > 1 }) else {
      return cells
    }
    let own = Dictionary(
      grouping: cells.filter { $0.row < rows && $0.columnSpan == 1 }, by: \.column)
    var cells = cells
    for (column, parts) in own where parts.count == rows {
      let filled = parts.filter { !$0.fragments.isEmpty }
      guard var whole = filled.first, filled.count == 1 else { continue }
      whole.row = 0
      whole.rowSpan = rows
      whole.box = parts.reduce(into: whole.box) { $0.formUnion($1.box) }
      cells.removeAll { $0.row < rows && $0.column == column && $0.columnSpan == 1 }
      let place = cells.firstIndex { $0.row > 0 || $0.column > column } ?? cells.count
      cells.insert(whole, at: place)
    }
    return cells
  }

  /// The rows above the first rule that runs through, or takes most of the width; else the first.
  private func headRows(_ grid: Grid, rules: [Rule]) -> Int {
    for share in [GridFitter.throughRule, 0.6] {
      for rule in rules.sorted(by: { $0.position < $1.position })
      where length(of: rule, among: rules, over: grid) > share * grid.box.width
        && rule.position > grid.box.y0 + 0.5 * grid.em
      {
        let above = grid.lines.filter { ($0[0].first?.box.midY ?? 0) < rule.position }.count
        if above > 0 && above < grid.rows { return min(above, 3) }
      }
    }
    return 1
  }

  /// The length of a rule, with the others of its height if the stub has one, too: one for each
  /// column or group of columns make a rule that runs through.
  private func length(of rule: Rule, among rules: [Rule], over grid: Grid) -> Float {
    let beside = rules.filter { abs($0.position - rule.position) < 1 }
    guard beside.contains(where: { $0.start < grid.box.x0 + grid.em }) else { return rule.length }
    return beside.reduce(0) { $0 + $1.length }
  }

  private static func fragments(of phrase: GridFitter.Phrase) -> [Fragment] {
    let words = phrase.words
    guard let first = words.first else { return [] }
    return [
      Fragment(
        glyphs: words.flatMap(\.glyphs), box: phrase.box, baseline: first.baseline,
        size: words.map(\.size).max() ?? first.size, turn: .none)
    ]
  }
}
