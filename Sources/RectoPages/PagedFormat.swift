public import RectoDiagnostics
public import RectoGeometry
public import RectoMetadata

/// An opened document made of pages. It belongs to the thread that opened it.
public protocol PageReader: AnyObject {
  var pageCount: Int { get }

  /// What the document says about itself.
  func facts() -> DocumentFacts

  /// The outline alone.
  func outline() -> [OutlineItem]

  /// Where a named destination of a link leads.
  func destination(named name: String) -> PlacedLink.Target?

  /// A page's content, or what of it can be had in so many seconds of work. Throws only if nothing of the
  /// page can be had.
  func page(_ index: Int, within seconds: Double) throws(ConversionError) -> SourcePage

  /// A picture of a part of a page (of the whole for `nil`), as PNG.
  func png(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> [UInt8]

  /// Pictures of parts of a page, as PNG; `nil` for those that cannot be rendered. They look the same
  /// whatever was read or rendered before.
  func pngs(page: Int, of boxes: [Box], dotsPerInch: Double) throws(ConversionError) -> [[UInt8]?]

  /// A part of a page (the whole for `nil`) as a picture to be recognised, at about the resolution
  /// asked for: images have their own.
  func raster(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> Raster
}

extension PageReader {
  public func page(_ index: Int) throws(ConversionError) -> SourcePage {
    try page(index, within: 20)
  }

  public func pngs(
    page: Int, of boxes: [Box], dotsPerInch: Double
  ) throws(ConversionError) -> [[UInt8]?] {
    boxes.map { try? png(page: page, of: $0, dotsPerInch: dotsPerInch) }
  }
}

/// What is known of a document besides its pages.
public struct DocumentFacts: Sendable {
  public var metadata = Metadata()
  /// The printed labels of all pages, if the file gives any.
  public var pageLabels: [String] = []
  public var diagnostics: [Diagnostic] = []

  public init() {}
}
