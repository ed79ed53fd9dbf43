public import RectoGeometry

/// A line as a recogniser read it, in pixels of the picture that it was given, y down.
public struct RecognisedLine: Sendable, Equatable {
  /// In reading order.
  public var words: [Word]
  public var box: Box
  /// Whether it runs from top to bottom.
  public var isVertical: Bool

  public init(words: [Word], box: Box, isVertical: Bool = false) {
    self.words = words
    self.box = box
    self.isVertical = isVertical
  }

  public struct Word: Sendable, Equatable {
    /// In reading order.
    public var symbols: [Symbol]
    public var box: Box
    /// 0 to 100.
    public var confidence: Float
    /// Whether the recogniser's dictionary holds it.
    public var isKnown: Bool
    /// How wide its strokes are, in pixels; 0 if that was not measured.
    public var strokeWidth: Float = 0

    public init(symbols: [Symbol], box: Box, confidence: Float, isKnown: Bool = false) {
      self.symbols = symbols
      self.box = box
      self.confidence = confidence
      self.isKnown = isKnown
    }

    public var text: String { symbols.map(\.text).joined() }

    /// How many letters and figures it has.
    public var letters: Int {
      text.unicodeScalars.count {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
    }
  }

  /// What is written as one: a letter with its marks, a syllable.
  public struct Symbol: Sendable, Equatable {
    public var text: String
    public var box: Box

    public init(text: String, box: Box) {
      self.text = text
      self.box = box
    }
  }

  public var text: String { words.map(\.text).joined(separator: " ") }
}
