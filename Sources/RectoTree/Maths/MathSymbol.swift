public import RectoGeometry

/// A symbol, word or space of a formula with the glyphs that it stands for.
public struct MathSymbol: Sendable, Equatable {
  /// What it is to its neighbours: MathML's elements, and spaces.
  public enum Kind: String, Sendable, CaseIterable {
    case identifier, number, `operator`, text, space
  }

  public var kind: Kind
  /// LaTeX that stands by itself: `x`, `\alpha`, `\mathbf{x}`, `\text{if }`.
  public var latex: String
  /// The same as readable Unicode.
  public var text: String
  /// Indices of its page's glyphs, in the order of drawing.
  public var glyphs: [Int32]
  /// Where its ink is on the page, in points; empty for what was not printed.
  public var box: Box

  public init(
    _ kind: Kind, latex: String, text: String, glyphs: [Int32] = [], box: Box = .empty
  ) {
    self.kind = kind
    self.latex = latex
    self.text = text
    self.glyphs = glyphs
    self.box = box
  }
}
