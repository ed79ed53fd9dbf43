public import RectoGeometry
public import RectoLayout
public import RectoOCR
public import RectoRendering

/// All that decides how a document is converted.
public struct ConversionOptions: Sendable, Equatable {
  public enum Images: String, Sendable, CaseIterable { case files, embed, none }

  public var pages = PageSelection.all
  public var password: String?
  /// Threads that read pages.
  public var jobs = 1
  public var images = Images.files
  /// The resolution of figures, in dots per inch.
  public var imageResolution = 150.0
  /// Read metadata, forms, annotations and attachments.
  public var includesFacts = false
  /// Look up where links within the document lead: for formats that show it.
  public var resolvesLinks = false
  /// Keep glyphs for words and characters.
  public var keepsGlyphs = false
  /// Passes over the whole document that are left out, by their names: to see what each does.
  public var withoutPasses: Set<String> = []
  /// A page from 0 of which what the layout stages saw is kept. Of a document that has to be
  /// recognised it is the only page that is.
  public var traced: Int?
  public var limits = ConversionLimits()
  public var ocr = OCROptions()
  /// How tables are found.
  public var tables = TableFlavour.auto
  /// If given, only what stands in this part of each page is read, in points from its top left.
  public var area: Box?
  public var rendering = RenderingOptions()

  public init() {}
}
