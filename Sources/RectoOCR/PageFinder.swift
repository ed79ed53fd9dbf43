internal import Leptonica
internal import RectoGeometry

/// Finds the sheet of paper in a photograph that shows what it lies on, too.
struct PageFinder {
  /// The sheet is sought in a picture of so many samples across and down at most.
  private static let (width, height) = (400, 1200)
  /// Lines of text up to this height, in samples, do not part the paper.
  private static let text = 15
  /// How much brighter than the ground paper is at least.
  private static let contrast: Float = 50
  /// The share of the picture that is paper.
  private static let cover: ClosedRange<Float> = 0.2...0.97
  /// Of how many sides the ground has to be seen, and over what share of them.
  private static let fewestSides = 3
  private static let seen: Float = 0.6
  /// How far from a straight line the points of an edge may lie, as a share of the width, and how many
  /// of them have to lie nearer.
  private static let (slack, straight): (Float, Float) = (0.012, 0.7)
  /// Sheets whose corners are no further off those of a rectangle, as a share of the width, lie flat
  /// already: what looks like a ground belongs to the design.
  private static let flat: Float = 0.015
  /// Corners are cut off this far inside, as a share of the width.
  private static let inset: Float = 0.004

  /// From the upper left corner clockwise, in the picture's pixels; `nil` if no sheet is found.
  static func corners(in picture: Picture) -> [Point]? {
    let (reduced, scale) = picture.reduced(toWidth: width, height: height)
    let small = reduced.withoutDark(thinnerThan: text)
    guard small.width > 50, small.height > 50, let paper = Paper(small) else { return nil }
    let far = Float(max(small.width, small.height))
    let sides: [(edge: Edge?, at: Float)] = [
      (paper.edge(\.left, isAcross: false), 0),
      (paper.edge(\.top, isAcross: true), 0),
      (paper.edge(\.right, isAcross: false), Float(small.width)),
      (paper.edge(\.bottom, isAcross: true), Float(small.height)),
    ]
    guard sides.count(where: { $0.edge != nil }) >= fewestSides else { return nil }
    let lines = sides.map { $0.edge ?? Edge(slope: 0, start: $0.at) }
    guard lines.allSatisfy({ abs($0.slope) < 0.5 }) else { return nil }
    let corners = [
      meeting(lines[0], lines[1]), meeting(lines[2], lines[1]), meeting(lines[2], lines[3]),
      meeting(lines[0], lines[3]),
    ]
    let middle = corners.reduce(Point(0, 0)) { $0 + $1 * 0.25 }
    guard isSkewed(corners, by: flat * Float(small.width)),
      corners.allSatisfy({ $0.x > -0.1 * far && $0.x < 1.1 * far && $0.y > -0.1 * far })
    else { return nil }
    return corners.map { corner in
      let inwards = (middle - corner) * (inset * Float(small.width) / (middle - corner).length)
      return (corner + inwards) * (1 / scale)
    }
  }

  /// A line along which `start + slope * t`: the x by y of the sides, the y by x of top and bottom.
  struct Edge {
    var slope: Float
    var start: Float
  }

  private static func meeting(_ side: Edge, _ level: Edge) -> Point {
    let y = (level.start + level.slope * side.start) / (1 - level.slope * side.slope)
    return Point(side.start + side.slope * y, y)
  }

  /// Whether the corners are not those of an upright rectangle.
  private static func isSkewed(_ c: [Point], by slack: Float) -> Bool {
    let offsets = [c[0].x - c[3].x, c[1].x - c[2].x, c[0].y - c[1].y, c[3].y - c[2].y]
    return offsets.contains { abs($0) > slack }
  }

  /// The largest bright area of a picture.
  private struct Paper {
    let width: Int
    let height: Int
    /// For each row its first and last sample, for each column likewise; -1 where there is none.
    private(set) var left: [Int]
    private(set) var right: [Int]
    private(set) var top: [Int]
    private(set) var bottom: [Int]

    init?(_ picture: Picture) {
      (width, height) = (picture.width, picture.height)
      let samples = picture.samples
      guard samples.count == width * height, let threshold = Self.threshold(samples) else {
        return nil
      }
      var area = [Int](repeating: 0, count: samples.count)
      var (largest, size, next) = (0, 0, 0)
      for start in samples.indices where samples[start] > threshold && area[start] == 0 {
        next += 1
        var (open, count) = ([start], 0)
        area[start] = next
        func visit(_ i: Int) {
          guard samples[i] > threshold, area[i] == 0 else { return }
          area[i] = next
          open.append(i)
        }
        while let i = open.popLast() {
          count += 1
          let x = i % width
          if x > 0 { visit(i - 1) }
          if x + 1 < width { visit(i + 1) }
          if i >= width { visit(i - width) }
          if i + width < samples.count { visit(i + width) }
        }
        if count > size { (largest, size) = (next, count) }
      }
      guard PageFinder.cover.contains(Float(size) / Float(samples.count)) else { return nil }
      (left, right) = ([Int](repeating: -1, count: height), [Int](repeating: -1, count: height))
      (top, bottom) = ([Int](repeating: -1, count: width), [Int](repeating: -1, count: width))
      for i in area.indices where area[i] == largest {
        let (x, y) = (i % width, i / width)
        if left[y] < 0 { left[y] = x }
        right[y] = x
        if top[x] < 0 { top[x] = y }
        bottom[x] = y
      }
    }

    /// Otsu's threshold, where both sides of it are clearly apart.
    private static func threshold(_ samples: [UInt8]) -> UInt8? {
      var counts = [Int](repeating: 0, count: 256)
      for sample in samples { counts[Int(sample)] += 1 }
      guard let best = OtsuThreshold(counts), Float(best.contrast) >= PageFinder.contrast else {
        return nil
      }
      return UInt8(best.tone)
    }

    /// The straight line along one side, if the ground is seen beyond it.
    func edge(_ side: KeyPath<Paper, [Int]>, isAcross: Bool) -> Edge? {
      let (far, length) = (isAcross ? height : width, isAcross ? width : height)
      let values = self[keyPath: side]
      let inner = values.indices.filter { values[$0] >= 0 }
      guard let first = inner.first, let last = inner.last, last - first > length / 4 else {
        return nil
      }
      let points = inner.filter { values[$0] > 1 && values[$0] < far - 2 }
      guard Float(points.count) > PageFinder.seen * Float(last - first) else { return nil }
      let step = max(1, points.count / 48)
      let some = stride(from: 0, to: points.count, by: step).map { points[$0] }
      // The median slope and place of all pairs: corners and shadows do not count.
      var slopes: [Float] = []
      for (n, i) in some.enumerated() {
        for j in some[(n + 1)...] where j - i > length / 10 {
          slopes.append(Float(values[j] - values[i]) / Float(j - i))
        }
      }
      guard !slopes.isEmpty else { return nil }
      let slope = slopes.sorted()[slopes.count / 2]
      let starts = some.map { Float(values[$0]) - slope * Float($0) }.sorted()
      let edge = Edge(slope: slope, start: starts[starts.count / 2])
      let near = points.count {
        abs(Float(values[$0]) - edge.start - slope * Float($0)) < PageFinder.slack * Float(width)
      }
      return Float(near) > PageFinder.straight * Float(points.count) ? edge : nil
    }
  }
}
