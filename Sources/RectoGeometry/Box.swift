/// An upright rectangle of a page, in points, y down: `x0 <= x1`, `y0 <= y1`.
public struct Box: Hashable, Sendable {
  public var x0: Float
  public var y0: Float
  public var x1: Float
  public var y1: Float

  @inlinable
  public init(x0: Float, y0: Float, x1: Float, y1: Float) {
    self.x0 = x0
    self.y0 = y0
    self.x1 = x1
    self.y1 = y1
  }

  /// The box that holds nothing: the neutral element of `union`.
  @inlinable
  public static var empty: Box {
    Box(x0: .infinity, y0: .infinity, x1: -.infinity, y1: -.infinity)
  }

  /// The smallest box around some points; `empty` around none.
  public init(around points: some Sequence<Point>) {
    self = .empty
    for point in points { form(around: point) }
  }

  @inlinable public var isEmpty: Bool { x0 > x1 || y0 > y1 }
  @inlinable public var width: Float { Swift.max(0, x1 - x0) }
  @inlinable public var height: Float { Swift.max(0, y1 - y0) }
  @inlinable public var area: Float { width * height }
  @inlinable public var middle: Point { Point(midX, midY) }
  /// From the upper left one clockwise.
  public var corners: [Point] { [Point(x0, y0), Point(x1, y0), Point(x1, y1), Point(x0, y1)] }
  @inlinable public var midX: Float { (x0 + x1) / 2 }
  @inlinable public var midY: Float { (y0 + y1) / 2 }

  @inlinable
  public mutating func form(around point: Point) {
    x0 = Swift.min(x0, point.x)
    y0 = Swift.min(y0, point.y)
    x1 = Swift.max(x1, point.x)
    y1 = Swift.max(y1, point.y)
  }

  @inlinable
  public mutating func formUnion(_ other: Box) {
    x0 = Swift.min(x0, other.x0)
    y0 = Swift.min(y0, other.y0)
    x1 = Swift.max(x1, other.x1)
    y1 = Swift.max(y1, other.y1)
  }

  @inlinable
  public func union(_ other: Box) -> Box {
    var result = self
    result.formUnion(other)
    return result
  }

  /// What both cover; `isEmpty` where they are apart.
  @inlinable
  public func intersection(_ other: Box) -> Box {
    Box(
      x0: Swift.max(x0, other.x0), y0: Swift.max(y0, other.y0),
      x1: Swift.min(x1, other.x1), y1: Swift.min(y1, other.y1))
  }

  @inlinable
  public func intersects(_ other: Box) -> Bool {
    x0 < other.x1 && other.x0 < x1 && y0 < other.y1 && other.y0 < y1
  }

  @inlinable
  public func contains(_ point: Point) -> Bool {
    point.x >= x0 && point.x <= x1 && point.y >= y0 && point.y <= y1
  }

  @inlinable
  public func contains(_ other: Box) -> Bool {
    other.x0 >= x0 && other.x1 <= x1 && other.y0 >= y0 && other.y1 <= y1
  }

  @inlinable
  public func translated(by shift: Point) -> Box {
    Box(x0: x0 + shift.x, y0: y0 + shift.y, x1: x1 + shift.x, y1: y1 + shift.y)
  }

  @inlinable
  public func expanded(by margin: Float) -> Box {
    Box(x0: x0 - margin, y0: y0 - margin, x1: x1 + margin, y1: y1 + margin)
  }

  /// The box in a plane that is enlarged from its origin.
  @inlinable
  public func scaled(by factor: Float) -> Box {
    Box(x0: x0 * factor, y0: y0 * factor, x1: x1 * factor, y1: y1 * factor)
  }

  /// How much of the shorter of two heights they share, 0 to 1.
  @inlinable
  public func verticalOverlap(_ other: Box) -> Float {
    Box.share(y0, y1, other.y0, other.y1)
  }

  /// How much of the shorter of two widths they share, 0 to 1.
  @inlinable
  public func horizontalOverlap(_ other: Box) -> Float {
    Box.share(x0, x1, other.x0, other.x1)
  }

  @inlinable
  static func share(_ a0: Float, _ a1: Float, _ b0: Float, _ b1: Float) -> Float {
    let shared = Swift.min(a1, b1) - Swift.max(a0, b0)
    let shorter = Swift.min(a1 - a0, b1 - b0)
    if shorter <= 0 { return shared >= 0 ? 1 : 0 }
    return Swift.max(0, shared / shorter)
  }
}
