/// A formula inside a text: where its printed characters stand, and what they mean.
public struct InlineFormula: Sendable, Equatable {
  /// UTF-8 offsets into the text.
  public var start: Int32
  public var end: Int32
  public var formula: Formula

  public init(start: Int32, end: Int32, formula: Formula) {
    self.start = start
    self.end = end
    self.formula = formula
  }
}
