internal import RectoGeometry

/// Groups of boxes that touch or nearly touch.
enum BoxClusters {
  /// Indices by cluster. `joint` is the distance that still counts as touching, in points.
  static func clusters(of boxes: [Box], joint: Float) -> [[Int]] {
    var parent = Array(boxes.indices)
    func root(_ i: Int) -> Int {
      var i = i
      while parent[i] != i {
        parent[i] = parent[parent[i]]
        i = parent[i]
      }
      return i
    }
    let order = boxes.indices.sorted { (boxes[$0].x0, $0) < (boxes[$1].x0, $1) }
    var active: [Int] = []
    for i in order {
      let grown = boxes[i].expanded(by: joint)
      active.removeAll { boxes[$0].x1 < grown.x0 }
      for j in active where boxes[j].y0 <= grown.y1 && boxes[j].y1 >= grown.y0 {
        let (a, b) = (root(i), root(j))
        if a != b { parent[max(a, b)] = min(a, b) }
      }
      // One member stands for all that are inside it: the sweep stays short on dense drawings.
      if !active.contains(where: { root($0) == root(i) && boxes[$0].contains(boxes[i]) }) {
        active.append(i)
      }
    }
    var groups: [Int: [Int]] = [:]
    for i in boxes.indices { groups[root(i), default: []].append(i) }
    return groups.keys.sorted().map { groups[$0] ?? [] }
  }
}
