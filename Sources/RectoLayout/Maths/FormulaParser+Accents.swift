internal import RectoGeometry
internal import RectoTree

extension FormulaParser {
  /// Gives marks to the letters under them.
  mutating func readAccents() {
    var i = 0
    while i < atoms.count {
      guard let command = command(of: atoms[i]), let body = bodyOfAccent(at: i) else {
        i += 1
        continue
      }
      let mark = atoms[i]
      let parts = body.map { atoms[$0] }
      let line = parts.max { $0.size < $1.size } ?? parts[0]
      guard let node = self.line(parts) else {
        i += 1
        continue
      }
      let symbol = MathSymbol(
        .operator, latex: command, text: mark.symbol?.text ?? "", glyphs: mark.glyphs, box: mark.box
      )
      var atom = MathAtom(
        .accent(symbol, node, isUnder: false), class: .ordinary, box: parts.union, y: line.y,
        size: line.size)
      atom.box.y0 = min(atom.box.y0, mark.box.y0)
      atom.isLarge = parts.allSatisfy(\.isLarge)
      atoms.replace(body + [i], by: atom)
      atoms.sort { ($0.box.x0, $0.box.x1) < ($1.box.x0, $1.box.x1) }
      i = 0
    }
  }

  private func command(of atom: MathAtom) -> String? {
    guard let command = LatexSymbols.accents[atom.scalar] else { return nil }
    return isWide(atom) ? LatexSymbols.wideAccents[command] ?? command : command
  }

  private func isWide(_ mark: MathAtom) -> Bool {
    mark.isExtension || mark.box.width > 0.8 * mark.size
  }

  /// The letters under a mark: one, or as many as a wide mark covers.
  private func bodyOfAccent(at i: Int) -> [Int]? {
    let mark = atoms[i]
    let (left, right) = (mark.box.x0, mark.box.x1)
    let isWide = isWide(mark)
    let under = atoms.indices.filter { j in
      j != i && atoms[j].scalar != mark.scalar && atoms[j].box.y1 > mark.box.y1
        && atoms[j].box.y0 > mark.box.y0 - 0.12 * mark.size
        && atoms[j].box.y0 < mark.box.y1 + 0.4 * mark.size
        && (isWide
          ? atoms[j].box.midX > left - 0.1 * mark.size
            && atoms[j].box.midX < right + 0.1 * mark.size
          : min(right, atoms[j].box.x1) - max(left, atoms[j].box.x0)
            > 0.4 * min(right - left, atoms[j].box.width))
        && atoms[j].mathClass != .relation && atoms[j].mathClass != .binary
    }
    guard !under.isEmpty else { return nil }
    guard !isWide else { return under }
    let nearest = under.min {
      abs(atoms[$0].box.midX - mark.box.midX) < abs(atoms[$1].box.midX - mark.box.midX)
    }
    return nearest.map { [$0] }
  }
}
