public import RectoGeometry

/// A straight piece of a stroked path.
public struct Stroke: Sendable, Equatable {
  public var from: Point
  public var to: Point
  public var width: Float
  /// 0xAARRGGBB.
  public var colour: UInt32
  public var isDashed: Bool
  /// The path it belongs to, as an index into the page's `drawings`.
  public var drawing: Int32

  public init(
    from: Point, to: Point, width: Float, colour: UInt32 = 0xFF00_0000, isDashed: Bool = false,
    drawing: Int32 = 0
  ) {
    self.from = from
    self.to = to
    self.width = width
    self.colour = colour
    self.isDashed = isDashed
    self.drawing = drawing
  }

  public func scaled(by factor: Float) -> Stroke {
    var copy = self
    (copy.from, copy.to, copy.width) = (from * factor, to * factor, width * factor)
    return copy
  }

  public func translated(by offset: Point) -> Stroke {
    var copy = self
    (copy.from, copy.to) = (from + offset, to + offset)
    return copy
  }
}

/// A filled upright rectangle, however it was drawn.
public struct Fill: Sendable, Equatable {
  public var box: Box
  /// 0xAARRGGBB.
  public var colour: UInt32
  /// The path it belongs to, as an index into the page's `drawings`.
  public var drawing: Int32

  public init(box: Box, colour: UInt32 = 0xFF00_0000, drawing: Int32 = 0) {
    self.box = box
    self.colour = colour
    self.drawing = drawing
  }
}

/// One painted path as a whole.
public struct Drawing: Sendable, Equatable {
  public enum Paint: UInt8, Sendable { case stroke, fill, shading }

  public var box: Box
  public var paint: Paint
  /// 0xAARRGGBB.
  public var colour: UInt32
  /// Whether it has curves or slanted lines: not made of upright rectangles and lines alone.
  public var isFreeform: Bool
  public var isArtifact: Bool
  /// What lies under it may show: it is blended, in a transparency group or clipped to a shape.
  public var isSheer: Bool
  /// How many glyphs had been drawn before it.
  public var order: Int32

  public init(
    box: Box, paint: Paint, colour: UInt32 = 0xFF00_0000, isFreeform: Bool = false,
    isArtifact: Bool = false, isSheer: Bool = false, order: Int32 = 0
  ) {
    self.box = box
    self.paint = paint
    self.colour = colour
    self.isFreeform = isFreeform
    self.isArtifact = isArtifact
    self.isSheer = isSheer
    self.order = order
  }
}

/// A raster image where the page shows it.
public struct PlacedImage: Sendable, Equatable {
  /// The part of the page that it covers, clip applied.
  public var box: Box
  /// Samples across and down.
  public var width: Int
  public var height: Int
  public var bitsPerComponent: Int
  public var components: Int
  /// The object number in the file; 0 for an image written into the content stream.
  public var object: Int
  public var isStencil: Bool
  public var isArtifact: Bool
  /// Parts of it may be transparent.
  public var hasMask: Bool
  /// How many glyphs had been drawn before it.
  public var order: Int32
  /// The innermost marked content around it as an index into the page's `marks`, or -1.
  public var mark: Int32

  public init(
    box: Box, width: Int, height: Int, bitsPerComponent: Int = 8, components: Int = 3,
    object: Int = 0, isStencil: Bool = false, isArtifact: Bool = false, hasMask: Bool = false,
    order: Int32 = 0, mark: Int32 = -1
  ) {
    self.box = box
    self.width = width
    self.height = height
    self.bitsPerComponent = bitsPerComponent
    self.components = components
    self.object = object
    self.isStencil = isStencil
    self.isArtifact = isArtifact
    self.hasMask = hasMask
    self.order = order
    self.mark = mark
  }
}
