extension Text: CustomStringConvertible {
  /// The text itself.
  public var description: String { string }
}

extension Block: CustomStringConvertible {
  /// Every text in it, one a line.
  public var description: String { texts.map(\.string).joined(separator: "\n") }
}
