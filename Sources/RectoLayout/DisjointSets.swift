/// Numbers from 0 that are joined into sets.
struct DisjointSets {
  private var parent: [Int]

  init(count: Int) { parent = Array(0..<count) }

  /// The least member of a number's set.
  mutating func root(_ i: Int) -> Int {
    var i = i
    while parent[i] != i {
      parent[i] = parent[parent[i]]
      i = parent[i]
    }
    return i
  }

  mutating func join(_ i: Int, _ j: Int) {
    let (a, b) = (root(i), root(j))
    if a != b { parent[max(a, b)] = min(a, b) }
  }

  mutating func areJoined(_ i: Int, _ j: Int) -> Bool { root(i) == root(j) }

  /// The sets by their least members, each in order.
  mutating func members() -> [[Int]] {
    var sets: [Int: [Int]] = [:]
    for i in parent.indices { sets[root(i), default: []].append(i) }
    return sets.keys.sorted().map { sets[$0] ?? [] }
  }
}
