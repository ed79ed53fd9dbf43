/// A font of a document, as its glyphs need it.
public struct Font: Sendable, Equatable {
  /// The PostScript name without its subset tag; may be empty.
  public var name: String
  /// Heights above and below the baseline in ems; `descent` is negative.
  public var ascent: Float
  public var descent: Float
  public var traits: Traits

  public struct Traits: OptionSet, Sendable, Equatable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let embedded = Traits(rawValue: 1)
    public static let fixedPitch = Traits(rawValue: 2)
    public static let serif = Traits(rawValue: 4)
    public static let symbolic = Traits(rawValue: 8)
    public static let italic = Traits(rawValue: 16)
    public static let bold = Traits(rawValue: 32)
    public static let hasUnicodeMap = Traits(rawValue: 64)
    public static let composite = Traits(rawValue: 128)
    public static let type3 = Traits(rawValue: 256)
    public static let trueType = Traits(rawValue: 512)
    public static let hasEncoding = Traits(rawValue: 1024)
    /// Set by name or by glyph names: a font of mathematical symbols.
    public static let mathematical = Traits(rawValue: 2048)
    /// The twin of an italic font of the text, for the variables that it sets.
    public static let variables = Traits(rawValue: 4096)
  }

  public init(
    name: String, ascent: Float = 0.75, descent: Float = -0.25, traits: Traits = []
  ) {
    self.name = name
    self.ascent = ascent
    self.descent = descent
    self.traits = traits
  }
}
