internal import RectoGeometry

/// Tells the grid of a table from the grids of tables inside its cells.
enum NestedTables {
  /// Rules that touch are nearer than this, in points; between a cell and what stands in it there is
  /// more.
  private static let touch: Float = 0.75
  private static let margin: Float = 1
  private static let fewestRules = 5

  /// The rules of one cluster without those of grids that lie inside it and that none of its own
  /// crosses, and these.
  static func parted(_ rules: [Rule]) -> (outer: [Rule], inner: [[Rule]]) {
    let groups = BoxClusters.clusters(of: rules.map(\.box), joint: touch).map { members in
      members.map { rules[$0] }
    }
    guard groups.count > 1, rules.count < 1000,
      let largest = groups.indices.max(by: { area(groups[$0]) < area(groups[$1]) })
    else { return (rules, []) }
    let around = box(groups[largest]).expanded(by: -margin)
    var outer = groups[largest]
    var inner: [[Rule]] = []
    for (i, group) in groups.enumerated() where i != largest {
      let own = box(group)
      let isGrid =
        group.count >= fewestRules && group.count(where: { $0.axis == .horizontal }) >= 2
        && group.count(where: { $0.axis == .vertical }) >= 2
      if isGrid, around.contains(own),
        !groups[largest].contains(where: { !$0.box.intersection(own).isEmpty })
      {
        inner.append(group)
      } else {
        outer += group
      }
    }
    return (outer, inner)
  }

  private static func box(_ rules: [Rule]) -> Box {
    rules.reduce(into: Box.empty) { $0.formUnion($1.box) }
  }

  private static func area(_ rules: [Rule]) -> Float { box(rules).area }
}

extension FoundTable {
  /// The glyphs of its cells and of the tables inside them.
  private var glyphs: Set<Int32> {
    cells.reduce(into: []) { result, cell in
      for fragment in cell.fragments { result.formUnion(fragment.glyphs) }
      for table in cell.inner { result.formUnion(table.glyphs) }
    }
  }

  /// Puts a table into the cell that holds it; `false` if none does.
  mutating func nest(_ inner: FoundTable) -> Bool {
    guard
      let i = cells.firstIndex(where: {
        $0.box.expanded(by: RuledTables.reach / 2).contains(inner.box)
          && $0.box.area > inner.box.area
      })
    else { return false }
    // A fragment that a wall of the outer grid parts lies in several of its cells.
    let glyphs = inner.glyphs
    for i in cells.indices {
      cells[i].fragments = cells[i].fragments.compactMap { fragment in
        var rest = fragment
        rest.glyphs.removeAll(where: glyphs.contains)
        return rest.glyphs.isEmpty ? nil : rest
      }
    }
    cells[i].inner.append(inner)
    taken += Set(inner.taken).subtracting(taken).sorted()
    return true
  }
}
