public import RectoGeometry

/// Writes the structure of a formula as LaTeX that leads back to its glyphs.
struct LatexWriter {
  let page: Int32
  private(set) var latex = ""
  private(set) var plain = ""
  private(set) var runs: [SourceRun] = []
  /// The name of a command ends the text: a letter would go on with it.
  private var endsInCommand = false

  init(page: Int32) { self.page = page }

  mutating func write(_ tokens: [MathSymbol]) {
    for token in tokens { write(token) }
  }

  private mutating func write(_ token: MathSymbol) {
    plain += token.text
    if let first = token.latex.utf8.first {
      if endsInCommand, Self.isLetter(first) { latex += " " }
      endsInCommand = Self.endsInCommand(token.latex)
    }
    let start = Int32(latex.utf8.count)
    latex += token.latex
    let end = Int32(latex.utf8.count)
    let first = runs.count
    for glyph in token.glyphs {
      if first < runs.count, runs[runs.count - 1].last + 1 == glyph {
        runs[runs.count - 1].last = glyph
      } else {
        // A token of scattered glyphs gives its characters to the first.
        let from = first < runs.count ? end : start
        runs.append(SourceRun(start: from, end: end, page: page, first: glyph, last: glyph))
      }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte & ~0x20)
  }

  private static func endsInCommand(_ latex: String) -> Bool {
    let letters = latex.utf8.reversed().prefix(while: isLetter).count
    return letters > 0 && latex.utf8.dropLast(letters).last == UInt8(ascii: "\\")
  }
}

extension Formula {
  /// A formula of a page from its structure. `box` and `size` are in points.
  public init(_ tree: MathNode, page: Int32, box: Box, size: Float, number: MathSymbol? = nil) {
    var writer = LatexWriter(page: page)
    writer.write(MathTokens(tree).tokens)
    let plain = writer.plain
    // The number's glyphs are the formula's; its text is not.
    if let number { writer.write([MathSymbol(.text, latex: "", text: "", glyphs: number.glyphs)]) }
    let end = Int32(writer.latex.utf8.count)
    let line = TextLine(page: page, box: box, start: 0, end: end, size: size)
    self.init(
      tree: tree, latex: Text(writer.latex, lines: [line], runs: writer.runs), plain: plain,
      number: number?.text)
  }
}
