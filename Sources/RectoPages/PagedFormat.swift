public import RectoDiagnostics
public import RectoGeometry

/// An opened document made of pages. It belongs to the thread that opened it.
public protocol PageReader: AnyObject {
  var pageCount: Int { get }

  /// What the document says about itself.
  func facts() -> DocumentFacts

  /// The outline alone.
  func outline() -> [OutlineItem]

  /// Where a named destination of a link leads.
  func destination(named name: String) -> PlacedLink.Target?

  /// A page's content, or what of it can be had in so many seconds. Throws only if nothing of the
  /// page can be had.
  func page(_ index: Int, within seconds: Double) throws(ConversionError) -> SourcePage

  /// A picture of a part of a page (of the whole for `nil`), as PNG.
  func png(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> [UInt8]

  /// A part of a page (the whole for `nil`) as a picture to be recognised, at about the resolution
  /// asked for: images have their own.
  func raster(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> Raster
}

extension PageReader {
  public func page(_ index: Int) throws(ConversionError) -> SourcePage {
    try page(index, within: 20)
  }
}

/// What is known of a document besides its pages.
public struct DocumentFacts: Sendable {
  public var format = ""
  public var title: String?
  public var author: String?
  public var subject: String?
  public var keywords: String?
  public var creator: String?
  public var producer: String?
  /// ISO 8601, in UTC.
  public var created: String?
  public var modified: String?
  public var language: String?
  public var xmp: String?
  public var isEncrypted = false
  public var isTagged = false
  public var pageLabels: [String] = []
  public var outline: [OutlineItem] = []
  public var attachments: [Attachment] = []
  public var fields: [FormField] = []
  public var annotations: [Annotation] = []
  public var layers: [OptionalContent] = []
  public var signatures: [Signature] = []
  public var diagnostics: [Diagnostic] = []

  public init() {}
}

/// An entry of a document's outline (its bookmarks).
public struct OutlineItem: Sendable, Equatable {
  public var title: String
  /// 1 at the top.
  public var level: Int
  /// The page from 0, if it leads to one.
  public var page: Int?
  /// The height on that page in points from its top.
  public var top: Float?

  public init(title: String, level: Int, page: Int? = nil, top: Float? = nil) {
    self.title = title
    self.level = level
    self.page = page
    self.top = top
  }
}

/// A file carried inside a document.
public struct Attachment: Sendable, Equatable {
  public var name: String
  public var size: Int
  public var summary: String?

  public init(name: String, size: Int, summary: String? = nil) {
    self.name = name
    self.size = size
    self.summary = summary
  }
}

/// A layer of the file's own that viewers can show and hide: an optional content group.
public struct OptionalContent: Sendable, Equatable {
  public var name: String
  /// Whether it is shown when the file is opened.
  public var isVisible: Bool

  public init(name: String, isVisible: Bool) {
    self.name = name
    self.isVisible = isVisible
  }
}

/// A digital signature as the file describes it; it is not verified.
public struct Signature: Sendable, Equatable {
  /// The full name of its form field.
  public var field: String
  public var signer: String?
  public var reason: String?
  public var location: String?
  /// As the file says it.
  public var date: String?
  /// How it is encoded: `adbe.pkcs7.detached`, `ETSI.CAdES.detached`.
  public var kind: String?
  /// Whether nothing was added to the file after it was signed.
  public var coversFile: Bool

  public init(field: String, coversFile: Bool) {
    self.field = field
    self.coversFile = coversFile
  }
}

/// A field of an interactive form.
public struct FormField: Sendable, Equatable {
  public enum Value: Sendable, Equatable {
    case text(String)
    case choice([String])
    case button(isOn: Bool)
    case signature
  }

  public var name: String
  public var value: Value
  public var page: Int
  public var box: Box

  public init(name: String, value: Value, page: Int, box: Box) {
    self.name = name
    self.value = value
    self.page = page
    self.box = box
  }
}

/// A note, mark-up or other annotation that is neither a link nor a form field.
public struct Annotation: Sendable, Equatable {
  public var kind: String
  public var contents: String?
  public var author: String?
  /// When it was last changed, as the file says it.
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
