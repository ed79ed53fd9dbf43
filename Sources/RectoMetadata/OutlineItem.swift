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
