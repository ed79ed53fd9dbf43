internal import RectoGeometry

/// A horizontal or vertical separation on the page.
struct Rule: Equatable {
  enum Axis { case horizontal, vertical }

  /// What shows it.
  enum Kind {
    /// A line is drawn.
    case drawn
    /// The ground changes: filled cells end here, or lie side by side. Cells of one colour, and rows
    /// of text on grounds, may hold more than one row.
    case edge
  }

  var axis: Axis
  /// Where it lies across its axis: y of a horizontal rule, x of a vertical one.
  var position: Float
  /// Its extent along its axis.
  var start: Float
  var end: Float
  var thickness: Float
  var colour: UInt32
  var kind = Kind.drawn

  var length: Float { end - start }

  var box: Box {
    let half = thickness / 2
    return switch axis {
    case .horizontal: Box(x0: start, y0: position - half, x1: end, y1: position + half)
    case .vertical: Box(x0: position - half, y0: start, x1: position + half, y1: end)
    }
  }
}

extension Rule {
  /// A painted rectangle that is longer than thick.
  init(_ box: Box, axis: Axis, colour: UInt32, kind: Kind = .drawn) {
    self =
      switch axis {
      case .horizontal:
        Rule(
          axis: axis, position: box.midY, start: box.x0, end: box.x1, thickness: box.height,
          colour: colour, kind: kind)
      case .vertical:
        Rule(
          axis: axis, position: box.midX, start: box.y0, end: box.y1, thickness: box.width,
          colour: colour, kind: kind)
      }
  }
}
