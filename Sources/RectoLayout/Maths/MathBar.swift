internal import RectoGeometry
internal import RectoPages

/// A thin line drawn in a formula: of a fraction, a root, a mark over letters, an array.
///
/// The page's own rules are no use here: they join lines that nearly touch, as bars of neighbouring
/// fractions do, and leave out short ones.
struct MathBar: Equatable {
  var box: Box
  var isHorizontal: Bool

  var y: Float { box.midY }
  var x: Float { box.midX }
  var length: Float { isHorizontal ? box.width : box.height }

  /// The thickest bar and the shortest, in points.
  static let thickest: Float = 2
  static let shortest: Float = 1

  /// How near to each other the lines of a grid end, in points.
  static let join: Float = 1

  /// Whether a horizontal bar is a part of a grid or of a longer line: another one goes on or
  /// crosses where it ends.
  func isBorder(among bars: [MathBar]) -> Bool {
    bars.contains { other in
      let isLevel = max(other.box.y0 - box.y1, box.y0 - other.box.y1) < Self.join / 2
      guard other != self, isLevel else { return false }
      return other.isHorizontal
        ? min(abs(other.box.x0 - box.x1), abs(other.box.x1 - box.x0)) < Self.join
        : min(abs(other.x - box.x0), abs(other.x - box.x1)) < 2 * Self.join
    }
  }

  /// The bars of a page, from top to bottom.
  static func bars(of page: SourcePage) -> [MathBar] {
    var bars: [MathBar] = []
    func add(_ box: Box) {
      if box.height <= thickest, box.width >= shortest, box.width > 2 * box.height {
        bars.append(MathBar(box: box, isHorizontal: true))
      } else if box.width <= thickest, box.height >= 3 * shortest, box.height > 3 * box.width {
        bars.append(MathBar(box: box, isHorizontal: false))
      }
    }
    for stroke in page.strokes where stroke.colour >> 24 > 12 && stroke.width <= thickest {
      var box = Box(around: [stroke.from, stroke.to])
      if box.height < 0.1 {
        box.y0 -= stroke.width / 2
        box.y1 += stroke.width / 2
      } else if box.width < 0.1 {
        box.x0 -= stroke.width / 2
        box.x1 += stroke.width / 2
      }
      add(box)
    }
    for fill in page.fills where fill.colour >> 24 > 12 { add(fill.box) }
    return bars.sorted { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
  }
}
