/// A rotation of text by quarter turns, clockwise as the reader sees it.
public enum Turn: Int, Hashable, Sendable, CaseIterable {
  case none = 0
  case clockwise = 1
  case half = 2
  case counterclockwise = 3

  /// The turn nearest to a writing direction, or `nil` if it is off by more than about 6 degrees.
  public init?(direction: Point) {
    let length = direction.length
    guard length > 0 else { return nil }
    let (x, y) = (direction.x / length, direction.y / length)
    if x > 0.995 {
      self = .none
    } else if x < -0.995 {
      self = .half
    } else if y > 0.995 {
      self = .clockwise
    } else if y < -0.995 {
      self = .counterclockwise
    } else {
      return nil
    }
  }

  /// A page point in the frame in which text of this turn is upright.
  @inlinable
  public func upright(_ point: Point) -> Point {
    switch self {
    case .none: point
    case .clockwise: Point(point.y, -point.x)
    case .half: Point(-point.x, -point.y)
    case .counterclockwise: Point(-point.y, point.x)
    }
  }

  /// The inverse of `upright`.
  @inlinable
  public func page(_ point: Point) -> Point {
    switch self {
    case .none: point
    case .clockwise: Point(-point.y, point.x)
    case .half: Point(-point.x, -point.y)
    case .counterclockwise: Point(point.y, -point.x)
    }
  }

  /// What is empty stays so.
  public func upright(_ box: Box) -> Box {
    guard !box.isEmpty else { return .empty }
    return Box(around: [upright(Point(box.x0, box.y0)), upright(Point(box.x1, box.y1))])
  }

  public func page(_ box: Box) -> Box {
    guard !box.isEmpty else { return .empty }
    return Box(around: [page(Point(box.x0, box.y0)), page(Point(box.x1, box.y1))])
  }
}
