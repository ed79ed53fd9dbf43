/// A point of a page, in points (1/72 inch), y down.
public struct Point: Hashable, Sendable {
  public var x: Float
  public var y: Float

  @inlinable
  public init(_ x: Float, _ y: Float) {
    self.x = x
    self.y = y
  }

  @inlinable
  public static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }

  @inlinable
  public static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }

  @inlinable
  public static func * (a: Point, k: Float) -> Point { Point(a.x * k, a.y * k) }

  /// The distance from the origin: of a vector, its length.
  @inlinable
  public var length: Float { (x * x + y * y).squareRoot() }
}
