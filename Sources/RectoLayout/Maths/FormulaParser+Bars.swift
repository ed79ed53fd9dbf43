internal import RectoGeometry
internal import RectoTree

extension FormulaParser {
  /// How far the parts of a fraction are from its bar, in ems.
  private static let fractionGap: Float = 0.95
  /// How far a line over or under something is from it, in ems: TeX sets 0.12. Half an em under a
  /// line may be the line over a letter of the next one.
  private static let lineGap: Float = 0.3

  /// Reads what a bar belongs to: a root, a fraction, a line over or under something.
  mutating func read(_ bar: MathBar) -> Bool {
    if let sign = radical(of: bar) { return readRoot(sign, bar) }
    let above = beside(bar, isAbove: true, within: Self.fractionGap)
    let below = beside(bar, isAbove: false, within: Self.fractionGap)
    if isFraction(bar, above, below) { return readFraction(bar, above, below) }
    return readLine(bar, over: below, isUnder: false) || readLine(bar, over: above, isUnder: true)
  }

  /// The radical sign that a bar continues.
  private func radical(of bar: MathBar) -> Int? {
    atoms.indices.first { i in
      atoms[i].scalar == 0x221A && bar.box.x0 - atoms[i].box.x1 < 0.2 * em
        && bar.box.x0 - atoms[i].box.x1 > -max(0.4 * em, 0.5 * atoms[i].box.width)
        && abs(atoms[i].box.y0 - bar.y) < 0.2 * em
    }
  }

  private mutating func readRoot(_ sign: Int, _ bar: MathBar) -> Bool {
    let radical = atoms[sign]
    let body = atoms.indices.filter { i in
      let box = atoms[i].box
      return i != sign && box.midX > bar.box.x0 - 0.05 * em && box.midX < bar.box.x1 + 0.05 * em
        && box.midY > bar.y && box.midY < radical.box.y1 + 0.35 * em
    }
    guard !body.isEmpty, let node = rowsOrLine(body.map { atoms[$0] }) else { return false }
    let index = atoms.indices.filter { i in
      let box = atoms[i].box
      return i != sign && !body.contains(i) && atoms[i].size < 0.75 * em
        && box.x0 < radical.box.midX && box.midX > radical.box.x0 - 0.5 * em
        && box.midX < radical.box.x1 - 0.1 * em
        && box.y1 < radical.box.midY + 0.35 * em && box.y0 > radical.box.y0 - 0.6 * em
        && box.midY < radical.box.y1 - 0.4 * em
    }
    // What stands on a letter before the sign is that letter's.
    let own = index.filter { i in
      !atoms.indices.contains { j in
        !index.contains(j) && j != sign && atoms[j].size > 0.9 * em
          && atoms[j].box.x1 < atoms[i].box.x0 + 0.05 * em
          && atoms[i].box.x0 - atoms[j].box.x1 < 0.08 * em && atoms[j].mathClass == .ordinary
          && radical.box.x0 - atoms[i].box.x1 > -0.1 * em
      }
    }
    var indexNode: MathNode?
    if !own.isEmpty { indexNode = line(own.map { atoms[$0] }) }
    let inner = body.map { atoms[$0] }
    let symbol = MathSymbol(
      .operator, latex: "\\sqrt", text: "√", glyphs: radical.glyphs, box: radical.box)
    var box = inner.union.union(radical.box).union(bar.box)
    for i in own { box.formUnion(atoms[i].box) }
    let atom = MathAtom(
      .root(symbol, index: indexNode, node), class: .ordinary, box: box,
      y: inner.baseline ?? inner.map(\.y).max() ?? radical.y, size: inner.em)
    atoms.replace(body + own + [sign], by: atom)
    return true
  }

  /// What stands directly above or below a bar: the nearest, and all that shares a row with it.
  private func beside(_ bar: MathBar, isAbove: Bool, within reach: Float) -> [Int] {
    func gap(_ box: Box) -> Float { isAbove ? bar.y - box.y1 : box.y0 - bar.y }
    let slack = 0.12 * em
    let blocks = bars.filter { other in
      other.isHorizontal && other.box.x0 < bar.box.x1 && other.box.x1 > bar.box.x0
        && (isAbove ? other.y < bar.y - 0.5 : other.y > bar.y + 0.5)
    }
    let candidates = atoms.indices.filter { i in
      let box = atoms[i].box
      guard box.midX > bar.box.x0 - slack, box.midX < bar.box.x1 + slack,
        box.x0 > bar.box.x0 - 4 * slack, box.x1 < bar.box.x1 + 4 * slack,
        gap(box) > -0.2 * em, isAbove ? box.midY < bar.y : box.midY > bar.y
      else { return false }
      return !blocks.contains { block in
        block.box.x0 < box.midX && block.box.x1 > box.midX
          && (isAbove ? box.midY < block.y : box.midY > block.y)
      }
    }
    guard let nearest = candidates.min(by: { gap(atoms[$0].box) < gap(atoms[$1].box) }),
      gap(atoms[nearest].box) < reach * max(atoms[nearest].size, 0.5 * em)
    else { return [] }
    var taken = [nearest]
    var box = atoms[nearest].box
    var rest = candidates.filter { $0 != nearest }
    var grew = true
    while grew {
      grew = false
      for i in rest where isOnRow(atoms[i], of: taken.map { atoms[$0] }, box) {
        taken.append(i)
        box.formUnion(atoms[i].box)
        rest.removeAll { $0 == i }
        grew = true
        break
      }
    }
    return taken
  }

  /// Whether an atom shares a row with others: it stands beside some, or on their baseline.
  private func isOnRow(_ atom: MathAtom, of row: [MathAtom], _ box: Box) -> Bool {
    let shared = min(atom.box.y1, box.y1) - max(atom.box.y0, box.y0)
    if shared > -0.04 * atom.size || row.contains(where: { isScript(atom, of: $0) }) { return true }
    return row.contains { abs($0.y - atom.y) < 0.12 * em && $0.size > 0.9 * atom.size }
  }

  /// Whether one of two atoms is a small one directly after the other and off its baseline.
  private func isScript(_ a: MathAtom, of b: MathAtom) -> Bool {
    let (script, letter) = a.size < b.size ? (a, b) : (b, a)
    let gap = script.box.x0 - letter.box.x1
    return script.size < Self.scriptSize * letter.size && !letter.isLarge
      && gap > -0.1 * letter.size && gap < 0.25 * letter.size
      && abs(script.y - letter.y) < 0.9 * letter.size
  }

  /// Whether both parts are centred on the bar and one is as wide as it.
  private func isFraction(_ bar: MathBar, _ above: [Int], _ below: [Int]) -> Bool {
    guard !above.isEmpty, !below.isEmpty else { return false }
    let (over, under) = (above.map { atoms[$0] }.union, below.map { atoms[$0] }.union)
    return abs(max(over.width, under.width) - bar.length) < 0.75 * em
      && abs(over.midX - bar.box.midX) < 0.4 * em && abs(under.midX - bar.box.midX) < 0.4 * em
  }

  private mutating func readFraction(_ bar: MathBar, _ above: [Int], _ below: [Int]) -> Bool {
    let (over, under) = (above.map { atoms[$0] }, below.map { atoms[$0] })
    guard let top = rowsOrLine(over), let bottom = rowsOrLine(under) else { return false }
    let inner = over + under
    let size = inner.em
    var box = inner.union.union(bar.box)
    box.x0 = min(box.x0, bar.box.x0) - 0.12 * em
    box.x1 = max(box.x1, bar.box.x1) + 0.12 * em
    let style: MathNode.FractionStyle = size > Self.scriptSize * em ? .display : .text
    var atom = MathAtom(
      .fraction(top, bottom, style), class: .inner, box: box, y: bar.y + MathAtom.axis * em,
      size: size)
    atom.partSize = size
    atoms.replace(above + below, by: atom)
    return true
  }

  private mutating func readLine(_ bar: MathBar, over parts: [Int], isUnder: Bool) -> Bool {
    guard !parts.isEmpty else { return false }
    let inner = parts.map { atoms[$0] }
    let gap = isUnder ? bar.y - inner.union.y1 : inner.union.y0 - bar.y
    guard gap < Self.lineGap * em, let node = rowsOrLine(inner) else { return false }
    let symbol = MathSymbol(
      .operator, latex: isUnder ? "\\underline" : "\\overline", text: isUnder ? "_" : "¯")
    let atom = MathAtom(
      .accent(symbol, node, isUnder: isUnder), class: .ordinary, box: inner.union.union(bar.box),
      y: inner.baseline ?? inner[0].y, size: inner.em)
    var placed = atom
    placed.isLarge = inner.allSatisfy(\.isLarge)
    atoms.replace(parts, by: placed)
    return true
  }
}
