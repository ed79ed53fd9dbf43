internal import RectoGeometry

/// What one path fills, as upright rectangles where it is made of them or looks like it: frames with
/// holes, polygons with upright edges, thin pieces whose ends are slanted or round, dots.
struct FilledArea {
  /// How far from upright an edge may be, in points.
  private static let slack: Float = 0.1
  /// A thin piece fills so much of its box: the side of a mitred border that is twice as long as
  /// thick fills three quarters, the beam of a brace less than half.
  private static let barShare: Float = 0.6
  /// It is so much longer than thick, and at most so thick, in points; slender ones may be thicker.
  private static let barRatio: Float = 2
  private static let thickestBar: Float = 4
  private static let slenderRatio: Float = 10
  private static let slenderShare: Float = 0.85
  /// The largest dot of a dotted line, in points.
  private static let largestDot: Float = 3
  /// Smaller polygons may be letters, in points.
  private static let largerThanLetters: Float = 14
  /// Outlines of more points and paths of more holes are drawings.
  private static let mostPoints = 400
  private static let mostParts = 400

  private var parts: [(box: Box, isClockwise: Bool)] = []
  private var polygons: [[Point]] = []
  private var pieces: [Box] = []
  /// Some of it is none of these.
  private(set) var isFreeform = false

  mutating func add(_ rectangle: Box, isClockwise: Bool) {
    parts.append((rectangle, isClockwise))
  }

  mutating func add(_ outline: [Point], hasCurves: Bool) {
    let box = Box(around: outline)
    if !hasCurves, outline.count <= Self.mostPoints,
      max(box.width, box.height) >= Self.largerThanLetters,
      Self.isUpright(outline)
    {
      polygons.append(outline)
    } else if Self.isBar(outline, box: box) {
      pieces.append(box)
    } else {
      isFreeform = true
      if max(box.width, box.height) <= Self.largestDot,
        Self.area(of: outline) > 0.5 * box.area
      {
        pieces.append(box)
      }
    }
  }

  /// The rectangles, in the order in which they were drawn where none lies over another.
  func boxes(evenOdd: Bool) -> [Box] {
    var boxes = parts.map(\.box)
    let mayHaveHoles =
      evenOdd || parts.dropFirst().contains { $0.isClockwise != parts[0].isClockwise }
    if !polygons.isEmpty || mayHaveHoles && Self.haveOverlap(boxes) {
      var region = UprightRegion()
      for part in parts { region.add(part.box, isClockwise: part.isClockwise) }
      for outline in polygons { region.add(outline) }
      boxes = region.boxes(evenOdd: evenOdd) ?? boxes
    }
    return boxes + pieces
  }

  private static func haveOverlap(_ boxes: [Box]) -> Bool {
    guard boxes.count > 1, boxes.count <= mostParts else { return false }
    let sorted = boxes.sorted { $0.y0 < $1.y0 }
    return sorted.indices.contains { i in
      sorted[(i + 1)...].prefix { $0.y0 < sorted[i].y1 }.contains { $0.intersects(sorted[i]) }
    }
  }

  private static func isUpright(_ outline: [Point]) -> Bool {
    guard outline.count > 4, var before = outline.last else { return false }
    return outline.allSatisfy { point in
      defer { before = point }
      return abs(point.x - before.x) <= slack || abs(point.y - before.y) <= slack
    }
  }

  private static func isBar(_ outline: [Point], box: Box) -> Bool {
    let (thickness, length) = (min(box.width, box.height), max(box.width, box.height))
    guard outline.count >= 4, length >= barRatio * thickness else { return false }
    let share = area(of: outline) / max(box.area, .leastNormalMagnitude)
    return thickness <= thickestBar
      ? share >= barShare : length >= slenderRatio * thickness && share >= slenderShare
  }

  /// The area of a polygon; of curves, that of their control points.
  private static func area(of outline: [Point]) -> Float {
    guard let origin = outline.first else { return 0 }
    var sum: Float = 0
    for (a, b) in zip(outline, outline.dropFirst()) {
      let (a, b) = (a - origin, b - origin)
      sum += a.x * b.y - b.x * a.y
    }
    return abs(sum) / 2
  }
}
