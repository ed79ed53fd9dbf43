public import RectoGeometry

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
