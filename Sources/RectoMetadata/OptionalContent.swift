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
