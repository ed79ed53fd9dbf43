internal import RectoGeometry
internal import RectoTree

extension FormulaParser {
  /// How far limits are from their operator, in ems.
  private static let limitGap: Float = 0.5

  /// Gives an operator, a relation or an arrow what stands under and over it.
  mutating func readLimits(at i: Int) -> Bool {
    let base = atoms[i]
    let (over, under) = limits(of: [i])
    guard !over.isEmpty || !under.isEmpty else { return false }
    // The scripts of a leaning integral stand beside it, the lower ones nearly under it.
    if MathClass.integrals.contains(base.scalar), over.isEmpty || under.isEmpty {
      let others = atoms.filter {
        $0.size < Self.scriptSize * base.size && $0.box.x0 > base.box.midX
          && $0.box.x0 < base.box.x1 + 0.4 * em
          && (over.isEmpty ? $0.box.midY < base.box.midY : $0.box.midY > base.box.midY)
          && $0.box.midY > base.box.y0 - 0.5 * em && $0.box.midY < base.box.y1 + 0.5 * em
      }
      if !others.isEmpty { return false }
    }
    return attach(over, under, to: [i], base.node, class: base.mathClass)
  }

  /// The rows of small signs that are centred above and below some atoms.
  private func limits(of base: [Int]) -> (over: [Int], under: [Int]) {
    let box = base.map { atoms[$0] }.union
    let size = base.map { atoms[$0].size }.max() ?? em
    func row(isAbove: Bool) -> [Int] {
      func gap(_ other: Box) -> Float { isAbove ? box.y0 - other.y1 : other.y0 - box.y1 }
      let candidates = atoms.indices.filter { j in
        let atom = atoms[j]
        let own = atom.isLarge ? atom.partSize ?? atom.size : atom.size
        return !base.contains(j) && own < Self.scriptSize * size
          && gap(atom.box) > -0.12 * em
          && (isAbove ? atom.box.midY < box.midY : atom.box.midY > box.midY)
      }
      let seeds = candidates.filter { j in
        let atom = atoms[j].box
        return gap(atom) < Self.limitGap * em && atom.x1 > box.x0 && atom.x0 < box.x1
          && !bars.contains { bar in
            bar.isHorizontal && bar.box.x0 < box.midX && bar.box.x1 > box.midX
              && (isAbove ? bar.y < box.y0 && bar.y > atom.y1 : bar.y > box.y1 && bar.y < atom.y0)
          }
      }
      guard !seeds.isEmpty else { return [] }
      var taken = seeds
      var grew = true
      while grew {
        grew = false
        for j in candidates where !taken.contains(j) && hangs(j, on: taken) {
          taken.append(j)
          grew = true
        }
      }
      // Limits are centred on their operator; scripts begin at its end.
      let whole = taken.map { atoms[$0] }.union
      return abs(whole.midX - box.midX) < 0.35 * em ? taken : []
    }
    return (row(isAbove: true), row(isAbove: false))
  }

  /// Whether a small sign belongs to a row of small signs: beside one of them, or below in a stack.
  private func hangs(_ j: Int, on row: [Int]) -> Bool {
    row.contains { k in
      let (a, b) = (atoms[j], atoms[k])
      let gap = max(a.box.x0 - b.box.x1, b.box.x0 - a.box.x1)
      if a.box.verticalOverlap(b.box) > 0.2 && gap < 0.4 * em { return true }
      if abs(a.y - b.y) < 0.1 * em && gap < 0.4 * em { return true }
      let apart = max(a.box.y0 - b.box.y1, b.box.y0 - a.box.y1)
      return a.box.horizontalOverlap(b.box) > 0.3 && apart < 0.25 * em
    }
  }

  private mutating func attach(
    _ over: [Int], _ under: [Int], to base: [Int], _ node: MathNode, class mathClass: MathClass
  ) -> Bool {
    let parts = base.map { atoms[$0] }
    var top: MathNode?
    var bottom: MathNode?
    if !over.isEmpty {
      guard let node = rowsOrLine(over.map { atoms[$0] }) else { return false }
      top = node
    }
    if !under.isEmpty {
      guard let node = rowsOrLine(under.map { atoms[$0] }) else { return false }
      bottom = node
    }
    let all = base + over + under
    let first = parts[0]
    var atom = MathAtom(
      .limits(node, under: bottom, over: top), class: mathClass,
      box: all.map { atoms[$0] }.union, y: first.y, size: first.size)
    atom.isLarge = first.isLarge
    atom.isTextLetter = false
    atoms.replace(all, by: atom)
    return true
  }

  /// Gives names of functions that carry limits (`lim`, `max`) what stands under them.
  mutating func readFunctionLimits() {
    atoms.sort { ($0.box.x0, $0.box.x1) < ($1.box.x0, $1.box.x1) }
    var i = 0
    while i < atoms.count {
      guard atoms[i].isTextLetter, let word = name(from: i) else {
        i += 1
        continue
      }
      let parts = word.map { atoms[$0] }
      let name = parts.compactMap(\.symbol).map(\.text).joined()
      let (over, under) = limits(of: word)
      if word.count > 1, !over.isEmpty || !under.isEmpty {
        let latex =
          LatexSymbols.functions.contains(name) ? "\\\(name)" : "\\operatorname*{\(name)}"
        let symbol = MathSymbol(
          .operator, latex: latex, text: name, glyphs: parts.flatMap(\.glyphs), box: parts.union)
        if attach(over, under, to: word, .symbol(symbol), class: .large) {
          atoms.sort { ($0.box.x0, $0.box.x1) < ($1.box.x0, $1.box.x1) }
        }
      }
      i = (word.max() ?? i) + 1
    }
  }

  /// The letters of the name that something is centred under: a word, or two close together.
  private func name(from i: Int) -> [Int]? {
    for gap in [Float(0.12), atoms[i].isLoose ? 0.35 : 0.21] {
      guard let word = word(from: i, gap: gap) else { continue }
      let (over, under) = limits(of: word)
      if !over.isEmpty || !under.isEmpty { return word }
    }
    return nil
  }

  /// The letters of one word, from an atom on; what stands above and below may come between.
  private func word(from i: Int, gap: Float) -> [Int]? {
    let first = atoms[i]
    let isInside = atoms.indices.contains { j in
      j < i && atoms[j].isTextLetter && abs(atoms[j].y - first.y) < 0.1 * first.size
        && first.box.x0 - atoms[j].box.x1 < 0.1 * first.size
        && abs(atoms[j].size - first.size) < 0.1 * first.size
    }
    guard !isInside else { return nil }
    var members = [i]
    for j in atoms.indices where j > i {
      let (last, next) = (atoms[members[members.count - 1]], atoms[j])
      guard next.isTextLetter, abs(next.y - first.y) < 0.1 * first.size,
        abs(next.size - first.size) < 0.1 * first.size
      else { continue }
      guard next.box.x0 - last.box.x1 < gap * first.size else { break }
      members.append(j)
    }
    return members
  }

  /// Gives an arrow the letters that it spans.
  mutating func readArrow(at i: Int) -> Bool {
    let arrow = atoms[i]
    let commands: [UInt32: String] = [
      0x27F6: "\\overrightarrow", 0x2192: "\\overrightarrow", 0x27F5: "\\overleftarrow",
      0x2190: "\\overleftarrow", 0x27F7: "\\overleftrightarrow",
    ]
    guard let command = commands[arrow.scalar], var symbol = arrow.symbol else { return false }
    let body = atoms.indices.filter { j in
      let box = atoms[j].box
      return j != i && box.midX > arrow.box.x0 - 0.1 * em && box.midX < arrow.box.x1 + 0.1 * em
        && box.y0 - arrow.box.y1 > -0.12 * em && box.y0 - arrow.box.y1 < 0.3 * em
        && atoms[j].size > Self.scriptSize * arrow.size
    }
    let parts = body.map { atoms[$0] }
    guard !body.isEmpty, abs(parts.union.width - arrow.box.width) < 0.4 * em,
      let node = line(parts)
    else { return false }
    symbol.latex = command
    let atom = MathAtom(
      .accent(symbol, node, isUnder: false), class: .ordinary, box: parts.union.union(arrow.box),
      y: parts.baseline ?? parts[0].y, size: parts.em)
    atoms.replace(body + [i], by: atom)
    return true
  }

  /// Gives a brace what it spans, and its label.
  mutating func readBrace(at i: Int) -> Bool {
    let brace = atoms[i]
    let isOver = brace.scalar == SymbolComposer.overbrace
    let inside = atoms.indices.filter { j in
      let box = atoms[j].box
      return j != i && box.midX > brace.box.x0 - 0.05 * em && box.midX < brace.box.x1 + 0.05 * em
    }
    let seeds = inside.filter { j in
      let box = atoms[j].box
      let gap = isOver ? box.y0 - brace.box.y1 : brace.box.y0 - box.y1
      return gap > -0.15 * em && gap < 0.6 * em
    }
    guard !seeds.isEmpty else { return false }
    var body = seeds
    var grew = true
    while grew {
      grew = false
      let box = body.map { atoms[$0] }.union
      for j in inside where !body.contains(j) {
        let own = atoms[j].box
        guard isOver ? own.midY > brace.box.y1 : own.midY < brace.box.y0,
          min(own.y1, box.y1) - max(own.y0, box.y0) > -0.04 * em
        else { continue }
        body.append(j)
        grew = true
      }
    }
    guard let node = rowsOrLine(body.map { atoms[$0] }), var symbol = brace.symbol else {
      return false
    }
    symbol.latex = isOver ? "\\overbrace" : "\\underbrace"
    let parts = body.map { atoms[$0] }
    var atom = MathAtom(
      .accent(symbol, node, isUnder: !isOver), class: .inner, box: parts.union.union(brace.box),
      y: parts.baseline ?? parts[0].y, size: parts.em)
    atom.isLarge = true
    atoms.replace(body + [i], by: atom)
    let (over, under) = limits(of: [atoms.count - 1])
    let label = isOver ? over : under
    if !label.isEmpty {
      _ = attach(
        isOver ? label : [], isOver ? [] : label, to: [atoms.count - 1], atom.node, class: .inner)
    }
    return true
  }
}
