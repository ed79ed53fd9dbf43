internal import RectoGeometry
internal import RectoPages

/// Finds the tables of a page.
struct TableFinder {
  private let page: SourcePage
  private let rules: [Rule]
  private let bands: [Band]
  private let flavour: TableFlavour

  init(page: SourcePage, rules: [Rule], bands: [Band], flavour: TableFlavour) {
    self.page = page
    self.rules = rules
    self.bands = bands
    self.flavour = flavour
  }

  /// Tables among the fragments that no figure took; each fragment is in one table at most. All ways
  /// propose grids, and what they are worth decides.
  func contest(among fragments: [(index: Int, fragment: Fragment)]) -> TableContest {
    let upright = fragments.filter { $0.fragment.turn == .none }
    var contest = TableContest()
    guard upright.count >= 3 else { return contest }
    let spaced = SpacedTables(page: page, rules: rules, bands: bands)
    var found: [FoundTable] = []
    if flavour != .spaced {
      let turned = fragments.filter { $0.fragment.turn != .none }
      found += RuledTables(page: page, rules: rules, turned: turned).tables(among: upright)
    }
    if flavour != .ruled {
      found +=
        spaced.betweenRules(among: upright) + spaced.betweenUprights(among: upright)
        + spaced.banded(among: upright) + spaced.aligned(among: upright)
    }
    contest.decide(among: hypotheses(found, among: upright))
    // What stands beside or below what was taken may be a table by itself.
    let taken = contest.taken
    if flavour != .ruled, !taken.isEmpty, taken.count + 4 <= upright.count {
      let rest = upright.filter { !taken.contains($0.index) }
      contest.decide(among: hypotheses(spaced.aligned(among: rest), among: rest))
    }
    return contest
  }

  /// The same in one column of the page, by alignment and grounds alone.
  func contest(inColumn fragments: [(index: Int, fragment: Fragment)]) -> TableContest {
    let upright = fragments.filter { $0.fragment.turn == .none }
    var contest = TableContest()
    guard upright.count >= 4, flavour != .ruled else { return contest }
    let spaced = SpacedTables(page: page, rules: rules, bands: bands)
    let found = spaced.aligned(among: upright) + spaced.banded(among: upright)
    contest.decide(among: hypotheses(found, among: upright))
    return contest
  }

  /// Each grid once, whatever ways lead to it.
  private func hypotheses(
    _ found: [FoundTable], among fragments: [(index: Int, fragment: Fragment)]
  ) -> [TableHypothesis] {
    var different: [FoundTable] = []
    for table in found where !different.contains(where: table.isSame) { different.append(table) }
    return different.map { hypothesis($0, among: fragments) }
  }

  private func hypothesis(
    _ table: FoundTable, among fragments: [(index: Int, fragment: Fragment)]
  ) -> TableHypothesis {
    let facts = TableFacts(of: table, on: page, rules: rules, bands: bands, among: fragments)
    return TableHypothesis(table: table, facts: facts, quality: TableModel.quality(facts.values))
  }
}
