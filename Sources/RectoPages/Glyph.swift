public import RectoGeometry

/// One drawn character: what the file says about it, in page space.
public struct Glyph: Sendable, Equatable {
  /// The origin on the baseline.
  public var origin: Point
  /// From this origin to where the next glyph would stand without extra spacing.
  public var advance: Point
  /// One em upwards, as seen by a reader of the text: its length is the font size.
  public var up: Point
  /// The character code in the font; for composite fonts the code before the CID map.
  public var code: UInt32
  /// The Unicode scalar, or 0 if there is none. If `scalarCount > 1`, the first of several.
  public var scalar: UInt32
  /// Where the scalars stand in the page's `scalars`, when there is more than one.
  public var scalarOffset: UInt32
  /// The colour that it is painted with, as 0xAARRGGBB.
  public var colour: UInt32
  /// The innermost marked content around it as an index into the page's `marks`, or -1.
  public var mark: Int32
  /// Its font, as an index into the page's `fonts`.
  public var font: UInt16
  public var scalarCount: UInt8
  /// The text rendering mode, 0 to 7 (ISO 32000-1, table 106).
  public var renderMode: UInt8
  public var flags: Flags

  public struct Flags: OptionSet, Sendable, Equatable {
    public let rawValue: UInt16

    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The clip hides it.
    @inlinable public static var clipped: Flags { Flags(rawValue: 1) }
    /// It is painted with a pattern: visible whatever its colour says.
    @inlinable public static var pattern: Flags { Flags(rawValue: 2) }
    /// It is part of a soft mask and never seen.
    @inlinable public static var softMask: Flags { Flags(rawValue: 4) }
    /// It stands in marked content tagged as an artifact.
    @inlinable public static var artifact: Flags { Flags(rawValue: 8) }
    /// It is set in vertical writing mode.
    @inlinable public static var vertical: Flags { Flags(rawValue: 16) }
    /// A form XObject draws it.
    @inlinable public static var form: Flags { Flags(rawValue: 32) }
    /// No trustworthy Unicode value is known.
    @inlinable public static var unmapped: Flags { Flags(rawValue: 64) }
    /// It is the value of a form field, which the page's own content does not draw.
    @inlinable public static var field: Flags { Flags(rawValue: 128) }
    /// It was recognised in a picture.
    @inlinable public static var recognised: Flags { Flags(rawValue: 256) }
    /// A recognised reading stands in its place.
    @inlinable public static var replaced: Flags { Flags(rawValue: 512) }
    /// Invisible, but the text of the picture that it lies on.
    @inlinable public static var transcript: Flags { Flags(rawValue: 1024) }
    /// A dot that leads to a page number or a figure.
    @inlinable public static var leader: Flags { Flags(rawValue: 2048) }
    /// Small kana that say how the ideographs before them are read, and those ideographs.
    @inlinable public static var ruby: Flags { Flags(rawValue: 4096) }
    @inlinable public static var rubyBase: Flags { Flags(rawValue: 8192) }
  }

  public init(
    origin: Point, advance: Point, up: Point, code: UInt32 = 0, scalar: UInt32, font: UInt16 = 0,
    colour: UInt32 = 0xFF00_0000, renderMode: UInt8 = 0, flags: Flags = [], mark: Int32 = -1,
    scalarOffset: UInt32 = 0, scalarCount: UInt8 = 1
  ) {
    self.origin = origin
    self.advance = advance
    self.up = up
    self.code = code
    self.scalar = scalar
    self.scalarOffset = scalarOffset
    self.colour = colour
    self.mark = mark
    self.font = font
    self.scalarCount = scalarCount
    self.renderMode = renderMode
    self.flags = flags
  }

  /// About where the middle of its ink is.
  @inlinable public var middle: Point { origin + advance * 0.5 + up * 0.3 }

  /// The font size in points.
  @inlinable public var size: Float { up.length }

  /// Whether its rendering mode paints nothing (ISO 32000-1, table 106).
  @inlinable public var isInvisible: Bool { renderMode == 3 || renderMode == 7 }

  /// Whether it leaves no ink: a space of any kind, or no text at all.
  @inlinable
  public var isBlank: Bool {
    guard scalarCount <= 1 else { return false }
    switch scalar {
    case 0x20, 0xA0, 0x3000, 0x1680, 0x202F, 0x205F, 0xFEFF, 0x09, 0x0A, 0x0D: return true
    case 0x2000...0x200D, 0x2028, 0x2029, 0x2060: return true
    default: return false
    }
  }
}
