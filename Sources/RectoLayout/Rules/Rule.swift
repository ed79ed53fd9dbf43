internal import RectoGeometry

/// A drawn horizontal or vertical line of the page.
struct Rule: Equatable {
  enum Axis { case horizontal, vertical }

  var axis: Axis
  /// Where it lies across its axis: y of a horizontal rule, x of a vertical one.
  var position: Float
  /// Its extent along its axis.
  var start: Float
  var end: Float
  var thickness: Float
  var colour: UInt32

  var length: Float { end - start }

  var box: Box {
    let half = thickness / 2
    return switch axis {
    case .horizontal: Box(x0: start, y0: position - half, x1: end, y1: position + half)
    case .vertical: Box(x0: position - half, y0: start, x1: position + half, y1: end)
    }
  }
}
