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

    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable public static var embedded: Traits { Traits(rawValue: 1) }
    @inlinable public static var fixedPitch: Traits { Traits(rawValue: 2) }
    @inlinable public static var serif: Traits { Traits(rawValue: 4) }
    @inlinable public static var symbolic: Traits { Traits(rawValue: 8) }
    @inlinable public static var italic: Traits { Traits(rawValue: 16) }
    @inlinable public static var bold: Traits { Traits(rawValue: 32) }
    @inlinable public static var hasUnicodeMap: Traits { Traits(rawValue: 64) }
    @inlinable public static var composite: Traits { Traits(rawValue: 128) }
    @inlinable public static var type3: Traits { Traits(rawValue: 256) }
    @inlinable public static var trueType: Traits { Traits(rawValue: 512) }
    @inlinable public static var hasEncoding: Traits { Traits(rawValue: 1024) }
    /// Set by name or by glyph names: a font of mathematical symbols.
    @inlinable public static var mathematical: Traits { Traits(rawValue: 2048) }
    /// The twin of an italic font of the text, for the variables that it sets.
    @inlinable public static var variables: Traits { Traits(rawValue: 4096) }
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
