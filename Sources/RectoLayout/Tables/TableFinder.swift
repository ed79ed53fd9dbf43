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
    let candidates = RuledTables(rules: rules).tables(among: upright)
    // Overlapping grids compete: the one that explains more text wins.
    var taken: Set<Int> = []
    var tables: [FoundTable] = []
    for table in candidates.sorted(by: { $0.fragments.count > $1.fragments.count })
    where taken.isDisjoint(with: table.fragments) {
      taken.formUnion(table.fragments)
      tables.append(table)
    }
    return tables.sorted { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
  }
}
