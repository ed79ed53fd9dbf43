public import RectoDiagnostics
public import RectoGeometry

/// What a document means: blocks in reading order, and the pages that they came from.
public struct Document: Sendable {
  public var metadata = Metadata()
  public var pages: [Page] = []
  public var blocks: [Block] = []
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
  /// The length of its text in UTF-8 bytes.
  public var length: UInt8
  public var isBlank: Bool

  public init(box: Box, length: UInt8, isBlank: Bool) {
    self.box = box
    self.length = length
    self.isBlank = isBlank
  }
}

/// What a document says about itself.
public struct Metadata: Sendable, Equatable {
  public var format = ""
  public var pageCount = 0
  /// Title, author, dates … by their JSON names, in a fixed order.
  public var entries: [(name: String, value: String)] = []
  /// What the first page says, which need not be what the file says.
  public var printedTitle: String?
  public var printedAuthors: [String] = []
  public var abstract: String?
  public var outline: [Entry] = []
  public var attachments: [(name: String, size: Int)] = []
  public var fields: [Field] = []
  public var annotations: [Note] = []
  /// Optional content groups, and whether they are shown when the file is opened.
  public var layers: [(name: String, isVisible: Bool)] = []
  public var signatures: [Signature] = []
  public var isEncrypted = false
  public var isTagged = false

  public init() {}

  public struct Entry: Sendable, Equatable {
    public var title: String
    public var level: Int
    public var page: Int?
    public var top: Float?

    public init(title: String, level: Int, page: Int?, top: Float?) {
      self.title = title
      self.level = level
      self.page = page
      self.top = top
    }
  }

  /// A form field with its value as text.
  public struct Field: Sendable, Equatable {
    public var name: String
    public var kind: String
    public var value: String
    public var page: Int
    public var box: Box

    public init(name: String, kind: String, value: String, page: Int, box: Box) {
      self.name = name
      self.kind = kind
      self.value = value
      self.page = page
      self.box = box
    }
  }

  /// A signature as the file describes it, not verified.
  public struct Signature: Sendable, Equatable {
    public var field: String
    /// Signer, reason … by their JSON names, in a fixed order.
    public var entries: [(name: String, value: String)]
    /// Whether nothing was added to the file after it.
    public var coversFile: Bool

    public init(field: String, entries: [(name: String, value: String)], coversFile: Bool) {
      self.field = field
      self.entries = entries
      self.coversFile = coversFile
    }

    public static func == (a: Signature, b: Signature) -> Bool {
      a.field == b.field && a.coversFile == b.coversFile
        && a.entries.elementsEqual(b.entries, by: ==)
    }
  }

  public struct Note: Sendable, Equatable {
    public var kind: String
    public var contents: String?
    public var author: String?
    public var modified: String?
    public var page: Int
    public var box: Box

    public init(
      kind: String, contents: String?, author: String? = nil, modified: String? = nil, page: Int,
      box: Box
    ) {
      self.kind = kind
      self.contents = contents
      self.author = author
      self.modified = modified
      self.page = page
      self.box = box
    }
  }

  public static func == (a: Metadata, b: Metadata) -> Bool {
    a.format == b.format && a.pageCount == b.pageCount && a.outline == b.outline
      && a.entries.elementsEqual(b.entries, by: ==)
      && a.attachments.elementsEqual(b.attachments, by: ==) && a.fields == b.fields
      && a.printedTitle == b.printedTitle && a.printedAuthors == b.printedAuthors
      && a.abstract == b.abstract && a.annotations == b.annotations
      && a.layers.elementsEqual(b.layers, by: ==)
      && a.signatures == b.signatures
  }
}
