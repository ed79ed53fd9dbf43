/// A map of the plane that keeps lines straight: `x' = (a x + c y + e) / w`, `y' = (b x + d y + f) / w`
/// with `w = g x + h y + 1`. Parallels stay parallel if `g` and `h` are 0.
public struct Projection: Sendable, Hashable {
  public var a: Float
  public var b: Float
  public var c: Float
  public var d: Float
  public var e: Float
  public var f: Float
  public var g: Float
  public var h: Float

  public init(
    a: Float, b: Float, c: Float, d: Float, e: Float, f: Float, g: Float = 0, h: Float = 0
  ) {
    (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
    (self.g, self.h) = (g, h)
  }

  public static let identity = Projection(a: 1, b: 0, c: 0, d: 1, e: 0, f: 0)

  public static func scale(_ factor: Float) -> Projection {
    Projection(a: factor, b: 0, c: 0, d: factor, e: 0, f: 0)
  }

  /// A turn about `centre` by an angle with this cosine and sine; clockwise for positive angles on
  /// a page, whose y runs down.
  public static func rotation(cosine: Float, sine: Float, about centre: Point) -> Projection {
    Projection(
      a: cosine, b: sine, c: -sine, d: cosine,
      e: centre.x - cosine * centre.x + sine * centre.y,
      f: centre.y - sine * centre.x - cosine * centre.y)
  }

  /// Of a rectangle with a corner at the origin to a quadrilateral, whose corners are given from the
  /// upper left clockwise; `nil` if three of them lie on a line.
  public init?(ofWidth width: Float, height: Float, to corners: [Point]) {
    guard corners.count == 4, width > 0, height > 0 else { return nil }
    let (p, q, r, s) = (corners[0], corners[1], corners[2], corners[3])
    let (u, v, sum) = (q - r, s - r, p - q + r - s)
    let determinant = u.x * v.y - v.x * u.y
    guard abs(determinant) > 1e-3 else { return nil }
    // Of the unit square, then scaled.
    let g = (sum.x * v.y - v.x * sum.y) / determinant
    let h = (u.x * sum.y - sum.x * u.y) / determinant
    self.init(
      a: (q.x - p.x + g * q.x) / width, b: (q.y - p.y + g * q.y) / width,
      c: (s.x - p.x + h * s.x) / height, d: (s.y - p.y + h * s.y) / height, e: p.x, f: p.y,
      g: g / width, h: h / height)
  }

  public func callAsFunction(_ point: Point) -> Point {
    let w = g * point.x + h * point.y + 1
    return Point((a * point.x + c * point.y + e) / w, (b * point.x + d * point.y + f) / w)
  }

  /// The upright box around the image of a box.
  public func callAsFunction(_ box: Box) -> Box {
    guard !box.isEmpty else { return box }
    return Box(around: box.corners.lazy.map { self($0) })
  }

  /// The way back; the identity if there is none.
  public var inverse: Projection {
    let w = a * d - b * c
    guard w != 0 else { return .identity }
    return Projection(
      a: (d - f * h) / w, b: (f * g - b) / w, c: (e * h - c) / w, d: (a - e * g) / w,
      e: (c * f - d * e) / w, f: (b * e - a * f) / w, g: (b * h - d * g) / w,
      h: (c * g - a * h) / w)
  }

  /// First this map, then `next`.
  public func then(_ next: Projection) -> Projection {
    let w = next.g * e + next.h * f + 1
    return Projection(
      a: (next.a * a + next.c * b + next.e * g) / w, b: (next.b * a + next.d * b + next.f * g) / w,
      c: (next.a * c + next.c * d + next.e * h) / w, d: (next.b * c + next.d * d + next.f * h) / w,
      e: (next.a * e + next.c * f + next.e) / w, f: (next.b * e + next.d * f + next.f) / w,
      g: (next.g * a + next.h * b + g) / w, h: (next.g * c + next.h * d + h) / w)
  }
}
