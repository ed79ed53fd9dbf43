/// What a document says about itself.
public struct Metadata: Sendable, Equatable {
  public var format = ""
  public var pageCount = 0
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
  /// What the first page says, which need not be what the file says.
  public var printedTitle: String?
  public var printedAuthors: [String] = []
  public var abstract: String?
  public var outline: [OutlineItem] = []
  public var attachments: [Attachment] = []
  public var fields: [FormField] = []
  public var annotations: [Annotation] = []
  public var layers: [OptionalContent] = []
  public var signatures: [Signature] = []

  public init() {}

  /// Title, author, dates … by the names that the formats use, in a fixed order.
  public var entries: [(name: String, value: String)] {
    Self.entryPaths.compactMap { name, path in self[keyPath: path].map { (name, $0) } }
  }

  /// Where they are.
  package static var entryPaths: [(name: String, path: WritableKeyPath<Metadata, String?>)] {
    [
      ("title", \.title), ("author", \.author), ("subject", \.subject), ("keywords", \.keywords),
      ("creator", \.creator), ("producer", \.producer), ("created", \.created),
      ("modified", \.modified), ("language", \.language), ("xmp", \.xmp),
    ]
  }
}
