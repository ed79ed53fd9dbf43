/// An area bounded by upright edges, cut into rectangles: frames, cells with walls, letters `L`.
public struct UprightRegion: Sendable {
  /// Edges whose ends differ by less begin on one line, in points.
  private static let slack: Float = 0.1
  /// Slabs times edges; more are a drawing.
  private static let most = 400_000

  private struct Edge {
    var x: Float
    var y0: Float
    var y1: Float
    /// +1 down, -1 up.
    var direction: Int
  }

  private var edges: [Edge] = []

  public init() {}

  /// Adds a closed outline of upright edges.
  public mutating func add(_ outline: [Point]) {
    guard var before = outline.last else { return }
    for point in outline {
      if abs(point.y - before.y) > abs(point.x - before.x) {
        edges.append(
          Edge(
            x: before.x, y0: min(before.y, point.y), y1: max(before.y, point.y),
            direction: point.y > before.y ? 1 : -1))
      }
      before = point
    }
  }

  public mutating func add(_ box: Box, isClockwise: Bool) {
    add(isClockwise ? box.corners : box.corners.reversed())
  }

  /// Rectangles that cover the area and each other nowhere, from top to bottom, as wide as they can
  /// be; `nil` if there are too many edges.
  public func boxes(evenOdd: Bool) -> [Box]? {
    var levels: [Float] = []
    for y in edges.flatMap({ [$0.y0, $0.y1] }).sorted()
    where levels.last.map({ y - $0 > Self.slack }) ?? true {
      levels.append(y)
    }
    guard levels.count > 1 else { return [] }
    guard levels.count * edges.count <= Self.most else { return nil }
    let sorted = edges.sorted { $0.x < $1.x }
    var result: [Box] = []
    var open: [Box] = []
    for (top, bottom) in zip(levels, levels.dropFirst()) {
      let middle = (top + bottom) / 2
      var (winding, start) = (0, Float(0))
      var slab: [Box] = []
      for edge in sorted where edge.y0 < middle && edge.y1 > middle {
        let wasInside = Self.isInside(winding, evenOdd)
        winding += evenOdd ? 1 : edge.direction
        let isInside = Self.isInside(winding, evenOdd)
        if isInside && !wasInside {
          start = edge.x
        } else if wasInside && !isInside, edge.x > start {
          slab.append(Box(x0: start, y0: top, x1: edge.x, y1: bottom))
        }
      }
      for i in slab.indices {
        if let above = open.firstIndex(where: { $0.x0 == slab[i].x0 && $0.x1 == slab[i].x1 }) {
          slab[i].y0 = open.remove(at: above).y0
        }
      }
      result += open
      open = slab
    }
    return (result + open).sorted { ($0.y0, $0.x0) < ($1.y0, $1.x0) }
  }

  private static func isInside(_ winding: Int, _ evenOdd: Bool) -> Bool {
    evenOdd ? !winding.isMultiple(of: 2) : winding != 0
  }
}
