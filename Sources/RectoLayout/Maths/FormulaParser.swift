internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// Reads the structure of a formula from where its glyphs and bars stand.
///
/// From the inside out: marks over letters first; then bars, operators with limits, braces and
/// delimiters around rows, the narrowest first, each becoming one part of what is around it; what
/// is left is a line with scripts.
struct FormulaParser {
  /// Scripts are smaller than this against their line.
  static let scriptSize: Float = 0.86

  var atoms: [MathAtom]
  var bars: [MathBar]
  let em: Float

  /// Atoms with what stands above, below and around each other joined, so that a line or rows of
  /// them are left; `nil` if they cannot be read.
  /// `em` is the size of the text around them.
  static func parts(of atoms: [MathAtom], bars: [MathBar], em: Float) -> [MathAtom]? {
    guard !atoms.isEmpty else { return nil }
    var composer = SymbolComposer(atoms, bars: bars)
    composer.compose()
    var parser = FormulaParser(
      atoms: composer.atoms, bars: composer.bars, em: max(em, composer.atoms.em))
    parser.join()
    return parser.atoms
  }

  /// The structure of joined parts; in a line of text their spaces `stretch` with it.
  static func node(ofParts parts: [MathAtom], stretches: Bool = false) -> MathNode? {
    if stretches, FormulaRows.rows(of: parts).count == 1 {
      return FormulaLine(parts, stretches: true).node()
    }
    return FormulaParser(atoms: parts, bars: [], em: parts.em).rowsOrLine(parts)
  }

  private init(atoms: [MathAtom], bars: [MathBar], em: Float) {
    (self.atoms, self.bars, self.em) = (atoms, bars, em)
  }

  /// What makes a part of its own, by its width.
  private enum Construct {
    case bar(MathBar)
    /// The atom that begins with a glyph.
    case limits(Int32)
    case brace(Int32)
    case delimiter(Int32)
  }

  private mutating func join() {
    nameFunctions()
    readAccents()
    var waiting: [(width: Float, construct: Construct)] = []
    for bar in bars where bar.isHorizontal { waiting.append((bar.length, .bar(bar))) }
    for atom in atoms {
      guard let glyph = atom.glyphs.first else { continue }
      if atom.scalar == SymbolComposer.overbrace || atom.scalar == SymbolComposer.underbrace {
        waiting.append((atom.box.width, .brace(glyph)))
      } else if atom.mathClass == .large || atom.mathClass == .relation {
        waiting.append((atom.box.width, .limits(glyph)))
      } else if atom.isLarge, let other = partner(of: atom) {
        waiting.append((other - atom.box.x0, .delimiter(glyph)))
      }
    }
    waiting.sort { $0.width < $1.width }
    // What waits for something inside it is tried again.
    var changed = true
    while changed {
      changed = false
      var rest: [(width: Float, construct: Construct)] = []
      for item in waiting {
        if read(item.construct) { changed = true } else { rest.append(item) }
      }
      waiting = rest
    }
    readFunctionLimits()
  }

  /// Programs for texts set the names of functions in italics too.
  private mutating func nameFunctions() {
    var rest = atoms.indices.filter { atoms[$0].isLoose && atoms[$0].symbol?.kind == .identifier }
      .sorted { atoms[$0].box.x0 < atoms[$1].box.x0 }
    while !rest.isEmpty {
      var word = [rest.removeFirst()]
      // What stands above and below may come between.
      while let place = rest.firstIndex(where: {
        let (a, b) = (atoms[word[word.count - 1]], atoms[$0])
        return abs(a.y - b.y) < 0.05 * a.size && abs(a.size - b.size) < 0.05 * a.size
          && abs(b.box.x0 - a.box.x1) < 0.12 * a.size
      }) {
        word.append(rest.remove(at: place))
      }
      let letters = word.map { atoms[$0].symbol?.text ?? "" }
      let length = LatexSymbols.functionLength(atStartOf: letters)
      for i in word.prefix(length) { atoms[i].isTextLetter = true }
    }
  }

  private mutating func read(_ construct: Construct) -> Bool {
    switch construct {
    case .bar(let bar):
      guard let i = bars.firstIndex(of: bar) else { return false }
      bars.remove(at: i)
      if read(bar) { return true }
      bars.insert(bar, at: i)
      return false
    case .limits(let glyph):
      return place(of: glyph).map { readArrow(at: $0) || readLimits(at: $0) } ?? false
    case .brace(let glyph): return place(of: glyph).map { readBrace(at: $0) } ?? false
    case .delimiter(let glyph): return place(of: glyph).map { readGrid(from: $0) } ?? false
    }
  }

  private func place(of glyph: Int32) -> Int? {
    atoms.firstIndex { $0.glyphs.first == glyph }
  }

  /// The parts as a line; `nil` if they stand in rows that nothing explains.
  func line(_ parts: [MathAtom]) -> MathNode? {
    FormulaLine(parts).node()
  }

  /// The parts as a line, or as lines one below the other.
  func rowsOrLine(_ parts: [MathAtom]) -> MathNode? {
    let rows = FormulaRows.rows(of: parts)
    guard rows.count > 1 else { return line(parts) }
    return FormulaRows(rows, em: parts.em).stacked()
  }
}
