internal import RectoGeometry
internal import RectoPages

/// Finds the edges of filled rectangles that stand side by side and under each other: cells of a
/// table that are told by their colours alone, where no rules are drawn.
enum FilledCells {
  /// Both sides of a cell are longer, in points.
  private static let smallest: Float = 5
  /// How far apart neighbours are at most, in points.
  private static let joint: Float = 3
  /// How much of their shorter sides neighbours share.
  private static let shared: Float = 0.6
  /// More are a drawing.
  private static let most = 600

  static func edges(of fills: [Fill], besides rules: [Rule]) -> [Rule] {
    var cells = fills.filter { min($0.box.width, $0.box.height) > smallest }
    guard cells.count >= 4, cells.count <= most else { return [] }
    cells.removeAll { cell in
      let around = cell.box.expanded(by: joint)
      return rules.contains { !$0.box.intersection(around).isEmpty }
    }
    var beside = [Bool](repeating: false, count: cells.count)
    var below = beside
    for i in cells.indices {
      for j in cells.indices where j != i {
        let (a, b) = (cells[i].box, cells[j].box)
        if abs(a.x1 - b.x0) < joint, a.verticalOverlap(b) > shared {
          (beside[i], beside[j]) = (true, true)
        } else if abs(a.y1 - b.y0) < joint, a.horizontalOverlap(b) > shared {
          (below[i], below[j]) = (true, true)
        }
      }
    }
    return cells.indices.filter { beside[$0] && below[$0] }.flatMap { i -> [Rule] in
      let (box, colour) = (cells[i].box, cells[i].colour)
      func rule(_ axis: Rule.Axis, _ position: Float, _ start: Float, _ end: Float) -> Rule {
        Rule(
          axis: axis, position: position, start: start, end: end, thickness: 0.5, colour: colour)
      }
      return [
        rule(.horizontal, box.y0, box.x0, box.x1), rule(.horizontal, box.y1, box.x0, box.x1),
        rule(.vertical, box.x0, box.y0, box.y1), rule(.vertical, box.x1, box.y0, box.y1),
      ]
    }
  }
}
