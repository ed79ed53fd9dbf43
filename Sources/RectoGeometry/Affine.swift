/// A map of the plane that keeps lines straight: `x' = a x + c y + e`, `y' = b x + d y + f`.
public struct Affine: Sendable, Hashable {
  public var a: Float
  public var b: Float
  public var c: Float
  public var d: Float
  public var e: Float
  public var f: Float

  public init(a: Float, b: Float, c: Float, d: Float, e: Float, f: Float) {
    (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
  }

  public static let identity = Affine(a: 1, b: 0, c: 0, d: 1, e: 0, f: 0)

  public static func scale(_ factor: Float) -> Affine {
    Affine(a: factor, b: 0, c: 0, d: factor, e: 0, f: 0)
  }

  /// A turn about `centre` by an angle with this cosine and sine; clockwise for positive angles on
  /// a page, whose y runs down.
  public static func rotation(cosine: Float, sine: Float, about centre: Point) -> Affine {
    Affine(
      a: cosine, b: sine, c: -sine, d: cosine,
      e: centre.x - cosine * centre.x + sine * centre.y,
      f: centre.y - sine * centre.x - cosine * centre.y)
  }

  public func callAsFunction(_ point: Point) -> Point {
    Point(a * point.x + c * point.y + e, b * point.x + d * point.y + f)
  }

  /// The upright box around the image of a box.
  public func callAsFunction(_ box: Box) -> Box {
    guard !box.isEmpty else { return box }
    return Box(around: [
      self(Point(box.x0, box.y0)), self(Point(box.x1, box.y0)), self(Point(box.x0, box.y1)),
      self(Point(box.x1, box.y1)),
    ])
  }

  /// The way back; the identity if there is none.
  public var inverse: Affine {
    let determinant = a * d - b * c
    guard determinant != 0 else { return .identity }
    return Affine(
      a: d / determinant, b: -b / determinant, c: -c / determinant, d: a / determinant,
      e: (c * f - d * e) / determinant, f: (b * e - a * f) / determinant)
  }

  /// First this map, then `next`.
  public func then(_ next: Affine) -> Affine {
    Affine(
      a: next.a * a + next.c * b, b: next.b * a + next.d * b,
      c: next.a * c + next.c * d, d: next.b * c + next.d * d,
      e: next.a * e + next.c * f + next.e, f: next.b * e + next.d * f + next.f)
  }
}
