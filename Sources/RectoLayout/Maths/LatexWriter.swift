internal import RectoGeometry
internal import RectoTree

/// Writes tokens as LaTeX that leads back to their glyphs.
struct LatexWriter {
  let page: Int32

  func formula(_ tokens: [MathToken], box: Box, size: Float) -> Formula {
    var string = ""
    var plain = ""
    var runs: [SourceRun] = []
    for token in tokens {
      // A command ends where a letter would go on with it.
      if let first = token.latex.first, first.isLetter, endsInCommand(string) { string += " " }
      let start = Int32(string.utf8.count)
      string += token.latex
      plain += token.plain
      let end = Int32(string.utf8.count)
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
    let length = Int32(string.utf8.count)
    let line = TextLine(page: page, box: box, start: 0, end: length, size: size)
    return Formula(latex: Text(string, lines: [line], runs: runs), plain: plain)
  }

  private func endsInCommand(_ string: String) -> Bool {
    guard let slash = string.lastIndex(of: "\\") else { return false }
    let name = string[string.index(after: slash)...]
    return !name.isEmpty && name.allSatisfy(\.isLetter)
  }
}
