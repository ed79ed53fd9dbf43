public import RectoDiagnostics
public import RectoGeometry
public import RectoMetadata

/// What a document means: blocks in reading order, and the pages that they came from, if it has any.
public struct Document: Sendable {
  public var metadata = Metadata()
  public var pages: [Page] = []
  /// The text.
  public var blocks: [Block] = []
  /// What stands on the pages besides the text, in the order in which it stands.
  public var furniture: [Furniture] = []
  public var diagnostics: [Diagnostic] = []

  public init() {}

  /// The pages by their index in the source.
  public var pagesByIndex: [Int: Page] {
    Dictionary(pages.map { ($0.index, $0) }) { first, _ in first }
  }

  /// A page of the source.
  public struct Page: Sendable {
    /// From 0.
    public var index: Int
    /// The printed label, if the file gives one: `iv`, `A-3`.
    public var label: String?
    public var width: Float
    public var height: Float
    /// How many glyphs the page draws.
    public var glyphCount: Int
    /// Glyphs that are in no block, by the layer that they are in.
    public var layers: [GlyphLayer: [SourceRun]]
    /// The glyphs themselves, when words or characters are asked for.
    public var glyphs: [PlacedGlyph]
    /// Whether the page could not be read.
    public var failed: Bool
    /// What was found out about the text that the file gives.
    public var textLayer: TextLayer?
    /// How it was recognised, if it was; its recognised glyphs are the last, each with a confidence
    /// of 0 to 100.
    public var recognition: Recognition?
    public var confidences: [UInt8] = []
    /// From where things stand here to where they stand in the file, whose pages may lie askew.
    public var frame = Projection.identity
    /// Pixels an inch, of a page that is a picture.
    public var resolution: Float?

    public init(
      index: Int, label: String? = nil, width: Float, height: Float, glyphCount: Int = 0,
      layers: [GlyphLayer: [SourceRun]] = [:], glyphs: [PlacedGlyph] = [], failed: Bool = false
    ) {
      self.index = index
      self.label = label
      self.width = width
      self.height = height
      self.glyphCount = glyphCount
      self.layers = layers
      self.glyphs = glyphs
      self.failed = failed
    }

    /// The place of the first glyph that was recognised: those have confidences.
    public var firstRecognised: Int { glyphCount - confidences.count }

    /// The mean confidence, of 0 to 100, of what was recognised of this page's glyphs in `runs`; `nil`
    /// if the file gave them all.
    public func confidence(of runs: some Sequence<SourceRun>) -> Float? {
      guard !confidences.isEmpty else { return nil }
      var (sum, count): (Float, Float) = (0, 0)
      for run in runs {
        for glyph in run.glyphs where Int(glyph) >= firstRecognised {
          sum += Float(confidences[Int(glyph) - firstRecognised])
          count += 1
        }
      }
      return count > 0 ? sum / count : nil
    }
  }
}

/// Why a glyph is in no block.
public enum GlyphLayer: String, Sendable, CaseIterable {
  /// Spaces: they leave no ink. Those inside text are part of it; the others are here.
  case blank
  /// Invisible by rendering mode, transparency, clip or mask.
  case hidden
  /// Outside the page's crop box.
  case offPage = "off-page"
  /// Drawn again over the same letter, to make it look bold.
  case overprint
  /// Dots that lead to a page number or a figure.
  case leader
  /// A text layer that was wrong: what was recognised instead is in the blocks.
  case replaced
}

/// A glyph as far as the output needs it.
public struct PlacedGlyph: Sendable, Equatable {
  public var box: Box
  /// The length of its text in UTF-8 bytes; 1 for a soft hyphen that is drawn, which is written as what
  /// it looks like.
  public var length: UInt8
  public var isBlank: Bool

  public init(box: Box, length: UInt8, isBlank: Bool) {
    self.box = box
    self.length = length
    self.isBlank = isBlank
  }
}
