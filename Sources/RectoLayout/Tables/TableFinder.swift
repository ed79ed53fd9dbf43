internal import RectoGeometry
internal import RectoPages

/// Finds the tables of a page.
struct TableFinder {
  private let page: SourcePage
  private let rules: [Rule]
  private let flavour: TableFlavour

  init(page: SourcePage, rules: [Rule], flavour: TableFlavour) {
    self.page = page
    self.rules = rules
    self.flavour = flavour
  }

  /// Tables among the fragments that no figure took; each fragment is in one table at most.
  func tables(among fragments: [(index: Int, fragment: Fragment)]) -> [FoundTable] {
    let upright = fragments.filter { $0.fragment.turn == .none }
    guard upright.count >= 3 else { return [] }
    let spaced = SpacedTables(page: page, rules: rules)
    var taken: Set<Int> = []
    var tables: [FoundTable] = []
    // Drawn grids first, then text between rules, then text that is aligned and no more: before the
    // page is cut into columns, as the white strips of a table look like gutters.
    let ruled = RuledTables(page: page, rules: rules)
    let ways =
      switch flavour {
      case .auto: [ruled.tables, spaced.betweenRules, spaced.aligned]
      case .ruled: [ruled.tables]
      case .spaced: [spaced.betweenRules, spaced.aligned]
      }
    for find in ways {
      let candidates = find(upright.filter { !taken.contains($0.index) })
      // Of overlapping ones that which explains more text wins.
      for table in candidates.sorted(by: { $0.taken.count > $1.taken.count })
      where taken.isDisjoint(with: table.taken) {
        taken.formUnion(table.taken)
        tables.append(table)
      }
    }
    return tables.sorted { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
  }

  /// Tables of one column of the page, found by alignment alone.
  func tables(inColumn fragments: [(index: Int, fragment: Fragment)]) -> [FoundTable] {
    let upright = fragments.filter { $0.fragment.turn == .none }
    guard upright.count >= 6, flavour != .ruled else { return [] }
    return SpacedTables(page: page, rules: rules).aligned(among: upright)
  }
}
