internal import RectoGeometry

/// What a proposed grid is worth, told from its facts by trees that were grown from tables whose
/// truth is known (`Scripts/tables/train.py`).
enum TableModel {
  /// How much of the table would be right, 0 to 1.
  static func quality(_ facts: [Float]) -> Float {
    guard facts.count == TableTrees.facts else { return 0 }
    var value = TableTrees.start
    for root in TableTrees.roots {
      var node = Int(root)
      while TableTrees.asked[node] >= 0 {
        let isMore = facts[Int(TableTrees.asked[node])] > TableTrees.limits[node]
        node = isMore ? Int(TableTrees.others[node]) : node + 1
      }
      value += TableTrees.limits[node]
    }
    return min(1, max(0, value))
  }
}
