internal import RectoGeometry

/// Groups of boxes that touch or nearly touch.
enum BoxClusters {
  /// Indices by cluster. `joint` is the distance that still counts as touching, in points.
  static func clusters(of boxes: [Box], joint: Float) -> [[Int]] {
    var sets = DisjointSets(count: boxes.count)
    let order = boxes.indices.sorted { (boxes[$0].x0, $0) < (boxes[$1].x0, $1) }
    var active: [Int] = []
    for i in order {
      let grown = boxes[i].expanded(by: joint)
      active.removeAll { boxes[$0].x1 < grown.x0 }
      for j in active where boxes[j].y0 <= grown.y1 && boxes[j].y1 >= grown.y0 {
        sets.join(i, j)
      }
      // One member stands for all that are inside it: the sweep stays short on dense drawings.
      if !active.contains(where: { sets.root($0) == sets.root(i) && boxes[$0].contains(boxes[i]) })
      {
        active.append(i)
      }
    }
    return sets.members()
  }
}
