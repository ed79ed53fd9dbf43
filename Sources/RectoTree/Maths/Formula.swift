internal import RectoGeometry

/// A formula: its structure, and the same as LaTeX and as readable text.
public struct Formula: Sendable, Equatable {
  public var tree: MathNode
  /// LaTeX without delimiters; each symbol leads back to its glyphs.
  public var latex: Text
  /// The same as readable Unicode.
  public var plain: String
  /// The number printed beside it, without parentheses.
  public var number: String?

  public init(tree: MathNode, latex: Text, plain: String, number: String? = nil) {
    self.tree = tree
    self.latex = latex
    self.plain = plain
    self.number = number
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

extension Formula {
  /// Changes the boxes of its symbols; its LaTeX is a text like any other.
  mutating func mapBoxes(_ change: (Box) -> Box) {
    tree.mapSymbols { symbol in
      if !symbol.box.isEmpty { symbol.box = change(symbol.box) }
    }
  }
}
