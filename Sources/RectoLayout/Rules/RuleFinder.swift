internal import RectoGeometry
internal import RectoPages

/// Finds the rules of a page among its strokes, thin filled rectangles and thin pictures, and joins
/// their pieces.
struct RuleFinder {
  /// The thickest filled rectangle that is a rule, in points.
  static let thickest: Float = 3
  /// The shortest rule, in points.
  static let shortest: Float = 4
  /// How far pieces of one rule may be apart along it and across it, in points.
  static let joint: Float = 2.5

  static func rules(of page: SourcePage) -> [Rule] {
    var rules: [Rule] = []
    var white: [Rule] = []
    func add(_ rule: Rule) {
      guard isOpaque(rule.colour) else { return }
      if isWhite(rule.colour) { white.append(rule) } else { rules.append(rule) }
    }
    for stroke in page.strokes where stroke.width < 8 {
      let box = Box(around: [stroke.from, stroke.to])
      if box.width >= shortest && box.height <= 1 {
        add(
          Rule(
            axis: .horizontal, position: box.midY, start: box.x0, end: box.x1,
            thickness: stroke.width, colour: stroke.colour))
      } else if box.height >= shortest && box.width <= 1 {
        add(
          Rule(
            axis: .vertical, position: box.midX, start: box.y0, end: box.y1,
            thickness: stroke.width, colour: stroke.colour))
      }
    }
    // Some programs draw lines as thin pictures.
    let pictures = page.images.lazy.map { Fill(box: $0.box.intersection(page.box)) }
    for fill in [page.fills, pictures.filter { isThin($0.box) }].joined() {
      let box = fill.box
      if box.height <= thickest && box.width >= shortest && box.width > 3 * box.height {
        add(
          Rule(
            axis: .horizontal, position: box.midY, start: box.x0, end: box.x1,
            thickness: box.height, colour: fill.colour))
      } else if box.width <= thickest && box.height >= shortest && box.height > 3 * box.width {
        add(
          Rule(
            axis: .vertical, position: box.midX, start: box.y0, end: box.y1, thickness: box.width,
            colour: fill.colour))
      }
    }
    rules += onColour(white, of: page)
    rules += FilledCells.edges(
      of: page.fills.filter { isOpaque($0.colour) && !isWhite($0.colour) }, besides: rules)
    return joined(rules.filter { $0.axis == .horizontal })
      + joined(rules.filter { $0.axis == .vertical })
  }

  private static func isThin(_ box: Box) -> Bool {
    !box.isEmpty && min(box.width, box.height) <= thickest
  }

  /// White rules show where they lie on a coloured ground: between the filled cells of a table.
  private static func onColour(_ rules: [Rule], of page: SourcePage) -> [Rule] {
    guard !rules.isEmpty, rules.count <= mostWhite else { return [] }
    let grounds = page.fills.lazy.filter { isOpaque($0.colour) && !isWhite($0.colour) }
      .map(\.box).filter { min($0.width, $0.height) > thinnestGround }
    guard grounds.count <= mostGrounds else { return [] }
    return rules.filter { rule in
      let reach = rule.thickness / 2 + joint
      let sides = rule.axis == .horizontal ? Point(0, reach) : Point(reach, 0)
      let middle = rule.box.middle
      return grounds.contains { $0.contains(middle + sides) || $0.contains(middle - sides) }
    }
  }

  /// A filled rectangle both of whose sides are longer is the ground of a cell, in points.
  private static let thinnestGround: Float = 5
  /// More white rules and grounds than these are a drawing.
  private static let mostWhite = 4000
  private static let mostGrounds = 2000

  private static func isOpaque(_ colour: UInt32) -> Bool { colour >> 24 > 12 }

  /// As white as the paper.
  private static func isWhite(_ colour: UInt32) -> Bool {
    colour & 0xFF >= 250 && colour >> 8 & 0xFF >= 250 && colour >> 16 & 0xFF >= 250
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
