extension Text {
  /// Its characters, formulas as readable Unicode.
  public var readable: String {
    guard !formulas.isEmpty else { return string }
    var result = ""
    var place: Int32 = 0
    for formula in formulas where formula.start >= place {
      result += slice(place, formula.start)
      result += formula.formula.plain
      place = formula.end
    }
    return result + slice(place, .max)
  }
}

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
