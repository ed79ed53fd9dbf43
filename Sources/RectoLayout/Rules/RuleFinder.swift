internal import RectoGeometry
internal import RectoPages

/// Finds the rules of a page among its strokes and thin filled rectangles, and joins their pieces.
struct RuleFinder {
  /// The thickest filled rectangle that is a rule, in points.
  static let thickest: Float = 3
  /// The shortest rule, in points.
  static let shortest: Float = 4
  /// How far pieces of one rule may be apart along it and across it, in points.
  static let joint: Float = 2.5

  static func rules(of page: SourcePage) -> [Rule] {
    var rules: [Rule] = []
    for stroke in page.strokes where isVisible(stroke.colour) && stroke.width < 8 {
      let box = Box(around: [stroke.from, stroke.to])
      if box.width >= shortest && box.height <= 1 {
        rules.append(
          Rule(
            axis: .horizontal, position: box.midY, start: box.x0, end: box.x1,
            thickness: stroke.width, colour: stroke.colour))
      } else if box.height >= shortest && box.width <= 1 {
        rules.append(
          Rule(
            axis: .vertical, position: box.midX, start: box.y0, end: box.y1,
            thickness: stroke.width, colour: stroke.colour))
      }
    }
    for fill in page.fills where isVisible(fill.colour) {
      let box = fill.box
      if box.height <= thickest && box.width >= shortest && box.width > 3 * box.height {
        rules.append(
          Rule(
            axis: .horizontal, position: box.midY, start: box.x0, end: box.x1,
            thickness: box.height, colour: fill.colour))
      } else if box.width <= thickest && box.height >= shortest && box.height > 3 * box.width {
        rules.append(
          Rule(
            axis: .vertical, position: box.midX, start: box.y0, end: box.y1, thickness: box.width,
            colour: fill.colour))
      }
    }
    return joined(rules.filter { $0.axis == .horizontal })
      + joined(rules.filter { $0.axis == .vertical })
  }

  /// Not transparent and not as white as the paper.
  private static func isVisible(_ colour: UInt32) -> Bool {
    guard colour >> 24 > 12 else { return false }
    return colour & 0xFF < 250 || colour >> 8 & 0xFF < 250 || colour >> 16 & 0xFF < 250
  }

  /// Joins pieces that continue or cover each other.
  private static func joined(_ rules: [Rule]) -> [Rule] {
    guard rules.count > 1 else { return rules }
    let sorted = rules.sorted { ($0.position, $0.start) < ($1.position, $1.start) }
    var result: [Rule] = []
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].position - sorted[end - 1].position < 0.8 { end += 1 }
      let band = sorted[start..<end].sorted { ($0.start, $0.end) < ($1.start, $1.end) }
      var current = band[0]
      for next in band.dropFirst() {
        if next.start <= current.end + joint {
          current.end = max(current.end, next.end)
          current.thickness = max(current.thickness, next.thickness)
        } else {
          result.append(current)
          current = next
        }
      }
      result.append(current)
      start = end
    }
    return result
  }
}
