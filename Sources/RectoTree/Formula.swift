/// A formula set apart from the text.
public struct Formula: Sendable, Equatable {
  /// LaTeX without delimiters; each token leads back to its glyphs.
  public var latex: Text
  /// The same as readable Unicode.
  public var plain: String
  /// The number printed beside it, without parentheses.
  public var number: String?

  public init(latex: Text, plain: String, number: String? = nil) {
    self.latex = latex
    self.plain = plain
    self.number = number
  }

  /// One formula of several rows, one below the other; its number is the first that a row has.
  public init(rows: [Formula]) {
    guard rows.count > 1 else {
      self = rows.first ?? Formula(latex: Text(""), plain: "")
      return
    }
    latex = Text("\\begin{gathered} ")
    for (i, row) in rows.enumerated() {
      latex.append(row.latex, separator: i == 0 ? "" : " \\\\ ")
    }
    latex.append(Text(" \\end{gathered}"))
    plain = rows.map(\.plain).joined(separator: "\n")
    number = rows.lazy.compactMap(\.number).first
  }
}

extension Formula {
  /// LaTeX with the number as a tag.
  public var tagged: String {
    // A prime is no letter of the text that a tag holds.
    latex.string + (number.map { " \\tag{\($0.replacing("′", with: "'"))}" } ?? "")
  }

  /// Readable Unicode with the number after it.
  public var plainWithNumber: String { plain + (number.map { " (\($0))" } ?? "") }
}
