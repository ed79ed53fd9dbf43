/// A formula set apart from the text.
public struct Formula: Sendable, Equatable {
  /// LaTeX without delimiters; each token leads back to its glyphs.
  public var latex: Text
  /// The same as readable Unicode.
  public var plain: String
  /// The number printed beside it, without parentheses.
  public var number: String?
  /// Whether it has several rows.
  private var isRows = false

  public init(latex: Text, plain: String, number: String? = nil) {
    self.latex = latex
    self.plain = plain
    self.number = number
  }
}

extension Formula {
  /// Adds a row below.
  public mutating func append(_ row: Formula) {
    latex.append(row.latex, separator: " \\\\ ")
    plain += "\n" + row.plain
    number = number ?? row.number
    isRows = true
  }

  /// Puts rows into the environment that holds them.
  public mutating func closeRows() {
    guard isRows else { return }
    var whole = Text("\\begin{gathered} ")
    whole.append(latex)
    whole.append(Text(" \\end{gathered}"))
    latex = whole
  }
}
