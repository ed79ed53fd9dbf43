internal import RectoGeometry
internal import RectoPages

/// A drawn arrow: a straight line with a small free-form path, its head, at one end.
struct Arrow {
  /// The shortest shaft and the largest head, in points.
  static let shortest: Float = 5
  static let largestHead: Float = 8
  /// How far a head may be from the end of its shaft, in points.
  static let reach: Float = 1
  /// A page may have so many heads; beyond, they are the marks of a plot.
  static let most = 500

  var from: Point
  var to: Point

  var box: Box { Box(around: [from, to]) }

  /// The arrows of a page.
  static func arrows(of page: SourcePage) -> [Arrow] {
    let heads = Array(
      page.drawings.lazy.filter {
        $0.isFreeform && max($0.box.width, $0.box.height) < largestHead
      }.map { $0.box.expanded(by: reach) }.prefix(most + 1))
    guard !heads.isEmpty, heads.count <= most else { return [] }
    return page.strokes.lazy.filter { stroke in
      let box = Box(around: [stroke.from, stroke.to])
      return max(box.width, box.height) > shortest && stroke.width <= MathBar.thickest
        && heads.contains { head in head.contains(stroke.from) != head.contains(stroke.to) }
    }.map { Arrow(from: $0.from, to: $0.to) }
  }
}

/// Finds commutative diagrams and the like: short texts with arrows from one to another.
enum ArrowDiagrams {
  /// How far an arrow ends from the text that it points to, in points: `tikz-cd` leaves 3 to 8.
  static let nodeDistance: Float = 9
  /// How far a label is from its arrow, in points.
  static let labelDistance: Float = 6
  /// The longest text at an end of an arrow, in ems.
  static let longestNode: Float = 12

  /// The boxes of diagrams: two arrows or more that lead from the same texts or past them.
  static func boxes(of page: SourcePage, fragments: [Fragment]) -> [Box] {
    let texts = fragments.filter { $0.turn == .none && $0.box.width < longestNode * $0.size }
    let arrows = Arrow.arrows(of: page).filter { arrow in
      [arrow.from, arrow.to].allSatisfy { end in
        texts.contains { $0.box.expanded(by: nodeDistance).contains(end) }
      }
    }
    guard arrows.count > 1 else { return [] }
    // An arrow with the texts at its ends.
    let parts = arrows.map { arrow in
      var box = arrow.box
      for text in texts
      where [arrow.from, arrow.to].contains(where: {
        text.box.expanded(by: nodeDistance).contains($0)
      }) {
        box.formUnion(text.box)
      }
      return box
    }
    return BoxClusters.clusters(of: parts, joint: 0).filter { $0.count > 1 }.map { members in
      var box = members.reduce(into: Box.empty) { $0.formUnion(parts[$1]) }
      let whole = box.expanded(by: labelDistance)
      for text in texts where whole.contains(text.box) { box.formUnion(text.box) }
      return box
    }
  }
}
