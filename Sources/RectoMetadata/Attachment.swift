/// A file carried inside a document.
public struct Attachment: Sendable, Equatable {
  public var name: String
  /// In bytes, if the file says it.
  public var size: Int?
  /// What the file says that it is.
  public var summary: String?

  public init(name: String, size: Int?, summary: String? = nil) {
    self.name = name
    self.size = size
    self.summary = summary
  }
}
