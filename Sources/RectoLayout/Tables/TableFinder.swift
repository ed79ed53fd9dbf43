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
    return RuledTables(rules: rules, fills: page.fills).tables(among: upright)
  }
}
