internal import RectoGeometry
internal import RectoPages

/// Reads the structure of a formula from where its glyphs and rules stand.
///
/// Fractions and roots come first, from their rules, the longest first, so that what they hold is
/// read by itself; then limits; then scripts, by size and baseline against the line.
struct FormulaParser {
  /// Scripts are smaller than this against their line.
  static let scriptSize: Float = 0.86
  /// How far from the baseline a glyph of full size is a script, in ems.
  static let scriptShift: Float = 0.22
  /// A fraction bar's height over the baseline, in ems.
  static let axis: Float = 0.25

  /// The nodes of some atoms; `nil` if something in them cannot be read.
  func nodes(of atoms: [MathAtom], rules: [Rule]) -> [MathNode]? {
    guard !atoms.isEmpty else { return [] }
    if atoms.contains(where: { LatexSymbols.pieces.contains($0.scalar) }) { return nil }
    guard var atoms = withRules(atoms, rules) else { return nil }
    atoms.sort { ($0.x0, $0.x1) < ($1.x0, $1.x1) }
    let line = Self.line(of: atoms)
    guard let limited = withLimits(atoms, line: line) else { return nil }
    return inLine(limited, line: line)
  }

  private struct Line {
    var y: Float
    var size: Float
  }

  /// The baseline and size that most of the large glyphs have.
  private static func line(of atoms: [MathAtom]) -> Line {
    let plain = atoms.filter { !$0.isTall }
    let size = (plain.isEmpty ? atoms : plain).map(\.size).max() ?? 10
    let large = plain.filter { $0.size > scriptSize * size }
    guard let first = large.first else {
      return Line(y: atoms[0].y + axis * atoms[0].size, size: size)
    }
    let votes = large.map { atom in large.count { abs($0.y - atom.y) < 0.12 * size } }
    let most = votes.max() ?? 0
    let winner = zip(large, votes).first { $0.1 == most }?.0 ?? first
    return Line(y: winner.y, size: size)
  }

  // Rules: fractions, roots, bars.

  private func withRules(_ atoms: [MathAtom], _ rules: [Rule]) -> [MathAtom]? {
    var atoms = atoms
    var rules = rules.filter { $0.axis == .horizontal }.sorted {
      ($0.length, -$0.start) > ($1.length, -$1.start)
    }
    while let rule = rules.first {
      rules.removeFirst()
      let size = atoms.map(\.size).max() ?? 10
      let over = atoms.indices.filter {
        atoms[$0].midX > rule.start - 1 && atoms[$0].midX < rule.end + 1
      }
      let above = over.filter { atoms[$0].y < rule.position }
      let below = over.filter { atoms[$0].y > rule.position }
      let sign = atoms.indices.first {
        atoms[$0].scalar == 0x221A && abs(atoms[$0].x1 - rule.start) < 0.35 * size
      }
      let inside = { (r: Rule, isAbove: Bool) in
        r.start > rule.start - 2 && r.end < rule.end + 2
          && (isAbove ? r.position < rule.position : r.position > rule.position)
      }
      func take(_ members: [Int], isAbove: Bool) -> [MathNode]? {
        let own = rules.filter { inside($0, isAbove) }
        return nodes(of: members.map { atoms[$0] }, rules: own)
      }
      let node: MathNode
      var used: [Int]
      if let sign, !below.isEmpty {
        guard let body = take(below, isAbove: false), case .glyph(let glyph, _) = atoms[sign].kind
        else { return nil }
        let index = atoms.indices.filter {
          atoms[$0].x1 < atoms[sign].x1 && atoms[$0].x0 > atoms[sign].x0 - 0.3 * size
            && atoms[$0].size < 0.7 * size && $0 != sign
        }
        guard let indexNodes = nodes(of: index.map { atoms[$0] }, rules: []) else { return nil }
        node = .root([glyph], index: indexNodes, body)
        used = below + [sign] + index
        rules.removeAll { inside($0, false) }
      } else if !above.isEmpty && !below.isEmpty {
        guard let top = take(above, isAbove: true), let bottom = take(below, isAbove: false) else {
          return nil
        }
        node = .fraction(top, bottom)
        used = above + below
        rules.removeAll { inside($0, true) || inside($0, false) }
      } else if !below.isEmpty {
        guard let body = take(below, isAbove: false) else { return nil }
        node = .accent(MathToken(latex: "\\overline", plain: ""), body)
        used = below
      } else if !above.isEmpty {
        guard let body = take(above, isAbove: true) else { return nil }
        node = .accent(MathToken(latex: "\\underline", plain: ""), body)
        used = above
      } else {
        continue
      }
      let parts = used.map { atoms[$0] }
      let isFraction = if case .fraction = node { true } else { false }
      let inner = parts.filter { $0.y > rule.position && !$0.isTall }
      let own = parts.map(\.size).max() ?? size
      let y =
        isFraction
        ? rule.position + Self.axis * own
        : inner.filter { $0.size > Self.scriptSize * own }.map(\.y).max() ?? parts[0].y
      let atom = MathAtom(
        node, x0: parts.map(\.x0).min() ?? rule.start, x1: parts.map(\.x1).max() ?? rule.end,
        y: y, size: own)
      let gone = Set(used)
      atoms = atoms.indices.filter { !gone.contains($0) }.map { atoms[$0] } + [atom]
    }
    return atoms
  }

  // Limits.

  private func withLimits(_ atoms: [MathAtom], line: Line) -> [MathAtom]? {
    var atoms = atoms
    var i = 0
    while i < atoms.count {
      guard let (base, members) = limitBase(at: i, in: atoms, line: line) else {
        i += 1
        continue
      }
      let x0 = members.map { atoms[$0].x0 }.min() ?? 0
      let x1 = members.map { atoms[$0].x1 }.max() ?? 0
      let reach = 0.6 * line.size
      let near = atoms.indices.filter { j in
        !members.contains(j) && atoms[j].size < Self.scriptSize * line.size
          && atoms[j].midX > x0 - reach && atoms[j].midX < x1 + reach
          && abs(atoms[j].y - line.y) > 0.45 * line.size
      }
      // Limits are centred: what stands only to the right is scripts.
      let spread = Self.connected(near, in: atoms, gap: 0.4 * line.size)
      let under = spread.filter { atoms[$0].y > line.y }
      let over = spread.filter { atoms[$0].y < line.y }
      func isCentred(_ part: [Int]) -> Bool {
        guard let start = part.map({ atoms[$0].x0 }).min() else { return true }
        return start < (x0 + x1) / 2
      }
      guard !spread.isEmpty, isCentred(under), isCentred(over) else {
        i = (members.max() ?? i) + 1
        continue
      }
      guard let sub = nodes(of: under.map { atoms[$0] }, rules: []),
        let sup = nodes(of: over.map { atoms[$0] }, rules: [])
      else { return nil }
      let parts = spread.map { atoms[$0] } + members.map { atoms[$0] }
      let atom = MathAtom(
        .scripts([base], sub: sub, sup: sup), x0: parts.map(\.x0).min() ?? x0,
        x1: parts.map(\.x1).max() ?? x1, y: line.y, size: line.size)
      let gone = Set(spread + members)
      atoms = atoms.indices.filter { !gone.contains($0) }.map { atoms[$0] } + [atom]
      atoms.sort { ($0.x0, $0.x1) < ($1.x0, $1.x1) }
      i = (atoms.firstIndex { $0.x0 > x1 - 0.01 }) ?? atoms.count
    }
    return atoms
  }

  /// The operator or function name with limits that begins at an atom.
  private func limitBase(at i: Int, in atoms: [MathAtom], line: Line)
    -> (MathNode, [Int])?
  {
    if LatexSymbols.limitOperators.contains(atoms[i].scalar), let node = symbol(atoms[i]) {
      return (node, [i])
    }
    func isOnLine(_ atom: MathAtom) -> Bool {
      atom.isTextLetter && abs(atom.y - line.y) < 0.1 * line.size
    }
    guard isOnLine(atoms[i]),
      !atoms.contains(where: {
        isOnLine($0) && $0.x0 < atoms[i].x0 && $0.x1 > atoms[i].x0 - 0.1 * line.size
      })
    else { return nil }
    var members: [Int] = []
    // What stands above or below may come between in the order from left to right.
    for j in i..<atoms.count where isOnLine(atoms[j]) {
      if let last = members.last, atoms[j].x0 - atoms[last].x1 > 0.12 * line.size { break }
      members.append(j)
    }
    let (name, glyphs) = Self.spelled(members.map { atoms[$0] })
    guard LatexSymbols.limitFunctions.contains(name) else { return nil }
    let token = MathToken(latex: "\\\(name)", plain: name, glyphs: glyphs)
    return (.token(token), members)
  }

  /// Members with those that they hang together with, from left to right.
  private static func connected(_ members: [Int], in atoms: [MathAtom], gap: Float) -> [Int] {
    guard !members.isEmpty else { return [] }
    var result = Set(members)
    var grew = true
    while grew {
      grew = false
      for j in atoms.indices where !result.contains(j) && !atoms[j].isTall {
        let isNear = result.contains { k in
          abs(atoms[k].y - atoms[j].y) < 0.5 * atoms[k].size
            && atoms[j].size < 1.2 * atoms[k].size && atoms[j].size > 0.6 * atoms[k].size
            && max(atoms[j].x0 - atoms[k].x1, atoms[k].x0 - atoms[j].x1) < gap
        }
        if isNear {
          result.insert(j)
          grew = true
        }
      }
    }
    return result.sorted()
  }

  // The line with its scripts.

  private func inLine(_ atoms: [MathAtom], line: Line) -> [MathNode]? {
    var result: [MathNode] = []
    var sub: [MathAtom] = []
    var sup: [MathAtom] = []
    var i = 0
    func attach() -> Bool {
      guard !sub.isEmpty || !sup.isEmpty else { return true }
      guard let below = nodes(of: sub, rules: []), let above = nodes(of: sup, rules: []) else {
        return false
      }
      // Primes stand as they are.
      if below.isEmpty, let last = result.last, Self.arePrimes(above) {
        result[result.count - 1] = .row([last] + above)
      } else {
        let base = result.popLast()
        result.append(.scripts(base.map { [$0] } ?? [], sub: below, sup: above))
      }
      (sub, sup) = ([], [])
      return true
    }
    while i < atoms.count {
      let atom = atoms[i]
      let shift = (atom.y - line.y) / line.size
      let isSmall = atom.size < Self.scriptSize * line.size
      if !atom.isTall || isSmall, isSmall || abs(shift) > Self.scriptShift {
        if shift < -0.08 || isSmall && shift < 0 {
          sup.append(atom)
          i += 1
          continue
        } else if shift > 0.05 {
          sub.append(atom)
          i += 1
          continue
        }
      }
      guard attach() else { return nil }
      // A mark over a letter stands before it in TeX, after it or at its place elsewhere.
      if let command = LatexSymbols.accents[atom.scalar], case .glyph(let glyph, _) = atom.kind,
        i + 1 < atoms.count || !result.isEmpty
      {
        let token = MathToken(latex: command, plain: "", glyphs: [glyph])
        if i + 1 < atoms.count, atoms[i + 1].x0 < atom.x1 - 0.1 * atom.size,
          let body = symbol(atoms[i + 1])
        {
          result.append(.accent(token, [body]))
          i += 2
          continue
        }
        if i > 0, atoms[i - 1].x1 > atom.x0 + 0.1 * atom.size, let body = result.popLast() {
          result.append(.accent(token, [body]))
          i += 1
          continue
        }
      }
      if atom.scalar == 0x338, case .glyph(let glyph, _) = atom.kind {
        result.append(.token(MathToken(latex: "\\not", plain: "", glyphs: [glyph])))
        i += 1
        continue
      }
      if atom.isTextLetter {
        let end = wordEnd(from: i, in: atoms, line: line)
        result.append(word(atoms[i..<end]))
        i = end
        continue
      }
      guard let node = symbol(atom) else { return nil }
      result.append(node)
      i += 1
    }
    return attach() ? result : nil
  }

  private static func arePrimes(_ nodes: [MathNode]) -> Bool {
    !nodes.isEmpty
      && nodes.allSatisfy { node in
        if case .token(let token) = node { token.latex.allSatisfy { $0 == "'" } } else { false }
      }
  }

  private func wordEnd(from start: Int, in atoms: [MathAtom], line: Line) -> Int {
    var end = start + 1
    while end < atoms.count, atoms[end].isTextLetter,
      abs(atoms[end].y - line.y) < 0.1 * line.size,
      atoms[end].font.contains(.bold) == atoms[start].font.contains(.bold),
      atoms[end].x0 - atoms[end - 1].x1 < 0.12 * line.size
    {
      end += 1
    }
    return end
  }

  /// Letters of a text font: a function, a word, a lone upright letter.
  private func word(_ atoms: ArraySlice<MathAtom>) -> MathNode {
    let (name, glyphs) = Self.spelled(atoms)
    let latex =
      if LatexSymbols.functions.contains(name) {
        "\\\(name)"
      } else if atoms.first?.font.contains(.bold) == true {
        "\\mathbf{\(name)}"
      } else if name.count == 1 {
        "\\mathrm{\(name)}"
      } else {
        "\\text{\(name)}"
      }
    return .token(MathToken(latex: latex, plain: name, glyphs: glyphs))
  }

  /// The letters of some atoms in order, and their glyphs.
  private static func spelled(_ atoms: some Sequence<MathAtom>) -> (name: String, glyphs: [Int32]) {
    var name = ""
    var glyphs: [Int32] = []
    for atom in atoms {
      if let scalar = Unicode.Scalar(atom.scalar) { name.unicodeScalars.append(scalar) }
      if case .glyph(let glyph, _) = atom.kind { glyphs.append(glyph) }
    }
    return (name, glyphs)
  }

  private func symbol(_ atom: MathAtom) -> MathNode? {
    switch atom.kind {
    case .node(let node): return node
    case .glyph(let index, let scalar):
      guard let character = Unicode.Scalar(scalar), var latex = LatexSymbols.latex(for: scalar)
      else { return nil }
      let plain = String(Character(character))
      if let alphabet = atom.alphabet {
        latex = "\(alphabet){\(latex)}"
      } else if atom.font.contains(.bold), latex.count == 1, latex.first?.isLetter == true {
        latex = "\\mathbf{\(latex)}"
      }
      return .token(MathToken(latex: latex, plain: plain, glyphs: [index]))
    }
  }
}
