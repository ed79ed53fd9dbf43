internal import RectoGeometry
internal import RectoPages

/// Finds the tables of a page.
struct TableFinder {
  private let page: SourcePage
  private let rules: [Rule]

  init(page: SourcePage, rules: [Rule]) {
    self.page = page
    self.rules = rules
  }

  /// Tables among the fragments that no figure took; each fragment is in one table at most.
  func tables(among fragments: [(index: Int, fragment: Fragment)]) -> [FoundTable] {
    let upright = fragments.filter { $0.fragment.turn == .none }
    guard upright.count >= 4 else { return [] }
    let spaced = SpacedTables(page: page, rules: rules)
    var candidates = RuledTables(rules: rules).tables(among: upright)
    candidates += spaced.betweenRules(among: upright)
    // Before the page is cut into columns: the white strips of a table look like gutters.
    candidates += spaced.aligned(among: upright)
    // Overlapping grids compete: the one that explains more text wins.
    var taken: Set<Int> = []
    var tables: [FoundTable] = []
    for table in candidates.sorted(by: { $0.taken.count > $1.taken.count })
    where taken.isDisjoint(with: table.taken) {
      taken.formUnion(table.taken)
      tables.append(table)
    }
    return tables.sorted { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
  }

  /// Tables of one column of the page, found by alignment alone.
  func tables(inColumn fragments: [(index: Int, fragment: Fragment)]) -> [FoundTable] {
    let upright = fragments.filter { $0.fragment.turn == .none }
    guard upright.count >= 6 else { return [] }
    return SpacedTables(page: page, rules: rules).aligned(among: upright)
  }
}
