internal import RectoGeometry
internal import RectoTree

extension FormulaParser {
  /// Where the delimiter that closes an opening one begins; infinite for a brace that nothing
  /// closes. `nil` if it opens nothing.
  func partner(of atom: MathAtom) -> Float? {
    guard MathClass.opening.contains(atom.scalar) || MathClass.isUpright(atom.scalar) else {
      return nil
    }
    if let close = closing(of: atom) { return atoms[close].box.x1 }
    return atom.scalar == 0x7B ? atom.box.x0 + 1000 * em : nil
  }

  /// The delimiter of the same height that closes an opening one.
  private func closing(of open: MathAtom) -> Int? {
    var depth = 0
    let order = atoms.indices.sorted { atoms[$0].box.x0 < atoms[$1].box.x0 }
    for i in order where atoms[i].box.x0 > open.box.x0 + 0.01 && atoms[i].isLarge {
      let other = atoms[i]
      guard abs(other.box.height - open.box.height) < 0.12 * open.box.height + 0.1 * em,
        abs(other.box.midY - open.box.midY) < 0.2 * em
      else { continue }
      if MathClass.isUpright(open.scalar) {
        if other.scalar == open.scalar { return i }
      } else if MathClass.opening.contains(other.scalar) {
        depth += 1
      } else if MathClass.closing.contains(other.scalar)
        || MathClass.isUpright(other.scalar) && depth == 0
      {
        if depth == 0 { return i }
        depth -= 1
      }
    }
    return nil
  }

  /// Reads rows between delimiters: a matrix, a binomial, cases.
  mutating func readGrid(from i: Int) -> Bool {
    let open = atoms[i]
    let close = closing(of: open)
    guard close != nil || open.scalar == 0x7B else { return false }
    let end = close.map { atoms[$0].box.x0 } ?? .infinity
    let reach = 0.35 * em
    var inside = atoms.indices.filter { j in
      let box = atoms[j].box
      return j != i && j != close && box.midX > open.box.x1 - 0.1 * em && box.midX < end
        && box.midY > open.box.y0 - reach && box.midY < open.box.y1 + reach
    }
    if close == nil { inside = untilMiddle(inside, of: open) }
    let rows = FormulaRows.rows(of: inside.map { atoms[$0] })
    guard rows.count > 1 else { return false }
    let lines = bars.filter {
      !$0.isHorizontal && $0.x > open.box.x1 && $0.x < end && $0.box.midY > open.box.y0
        && $0.box.midY < open.box.y1
    }
    let layout = FormulaRows(rows, em: em, rules: lines)
    let closing = close.map { atoms[$0] }
    guard let node = layout.grid(open: open, close: closing) else { return false }
    bars.removeAll { lines.contains($0) }
    let parts = inside + [i] + (close.map { [$0] } ?? [])
    var atom = MathAtom(
      node, class: .inner, box: parts.map { atoms[$0] }.union,
      y: open.box.midY + MathAtom.axis * em, size: em)
    atom.isLarge = true
    atoms.replace(parts, by: atom)
    return true
  }

  /// What follows a brace up to something that stands on its middle, where no row is.
  private func untilMiddle(_ inside: [Int], of open: MathAtom) -> [Int] {
    let rows = FormulaRows.rows(of: inside.map { atoms[$0] })
    guard rows.count % 2 == 0 else { return inside }
    let ordered = inside.sorted { atoms[$0].box.x0 < atoms[$1].box.x0 }
    // With an even number of rows nothing of them is on the middle line.
    let middle = open.box.midY
    for (k, j) in ordered.enumerated() {
      let atom = atoms[j]
      let isMiddle =
        abs(atom.axisY - middle) < 0.15 * em && !atom.isLarge && atom.size > 0.9 * em
        && !inside.contains { other in
          other != j && atoms[other].box.x0 > atom.box.x0
            && abs(atoms[other].axisY - middle) > 0.4 * em && atoms[other].size > 0.9 * em
        }
      if isMiddle, k > 0 { return Array(ordered[..<k]) }
    }
    return inside
  }
}
