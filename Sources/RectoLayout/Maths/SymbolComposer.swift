internal import RectoGeometry
internal import RectoTree

/// Joins glyphs that make one sign: the pieces of high delimiters and roots, long arrows, negated
/// relations, dots.
struct SymbolComposer {
  /// How far pieces of one sign may be off each other, in ems.
  static let slack: Float = 0.1

  var atoms: [MathAtom]
  var bars: [MathBar]
  private let em: Float

  init(_ atoms: [MathAtom], bars: [MathBar]) {
    self.atoms = atoms
    self.bars = bars
    em = atoms.em
  }

  mutating func compose() {
    joinUprightPieces()
    joinWideMarks()
    joinBraces()
    resort()
    joinDots()
    // What two signs make may be one of the next two.
    joinPairs()
    joinPairs()
  }

  // Pieces one above the other.

  static let uprightPieces: Set<UInt32> = Set<UInt32>(0x239B...0x23AD).union([
    0x23AE, 0x23B7, 0x23D0, 0x2502, 0x250C, 0x7C, 0x2016, 0x2223, 0x2225, 0x2191, 0x2193,
    // Fonts of Unicode give pieces the scalar of the whole.
    0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D, 0x221A,
  ])

  private mutating func joinUprightPieces() {
    let pieces = atoms.indices.filter {
      Self.uprightPieces.contains(atoms[$0].scalar) && atoms[$0].isLarge
        || (0x239B...0x23AD).contains(atoms[$0].scalar) || atoms[$0].scalar == 0x23B7
        || atoms[$0].scalar == 0x2502 || atoms[$0].scalar == 0x250C || isStackedPiece($0)
    }.sorted { (atoms[$0].box.y0, $0) < (atoms[$1].box.y0, $1) }
    var columns: [[Int]] = []
    for piece in pieces {
      let box = atoms[piece].box
      let place = columns.firstIndex { column in
        let last = atoms[column[column.count - 1]].box
        return last.horizontalOverlap(box) > 0.3 && box.y0 - last.y1 < Self.slack * em
          && box.y1 > last.y1
      }
      if let place { columns[place].append(piece) } else { columns.append([piece]) }
    }
    var gone = Set<Int>()
    for column in columns {
      let parts = column.map { atoms[$0] }
      guard let scalar = Self.whole(of: parts.map(\.scalar)) else { continue }
      if column.count == 1 && parts[0].scalar == scalar { continue }
      var joined = parts[0]
      joined.box = parts.union
      joined.scalar = scalar
      joined.y = joined.box.midY + MathAtom.axis * em
      joined.mathClass = MathClass(of: scalar)
      joined.isLarge = true
      joined.node = .symbol(
        MathSymbol(
          .operator, latex: LatexSymbols.latex(for: scalar) ?? "", text: String(scalar: scalar),
          glyphs: parts.flatMap(\.glyphs), box: joined.box))
      atoms[column[0]] = joined
      gone.formUnion(column.dropFirst())
    }
    atoms = atoms.indices.filter { !gone.contains($0) }.map { atoms[$0] }
  }

  /// Whether a sign that is no higher than others touches one of its kind above or below it.
  private func isStackedPiece(_ i: Int) -> Bool {
    let atom = atoms[i]
    return Self.uprightPieces.contains(atom.scalar)
      && atoms.contains { other in
        other.scalar == atom.scalar && other.font == atom.font
          && abs(other.y - atom.y) > 0.3 * em && other.box.horizontalOverlap(atom.box) > 0.3
          && max(other.box.y0 - atom.box.y1, atom.box.y0 - other.box.y1) < Self.slack * em
      }
  }

  /// The sign that some pieces make; `nil` if they make none.
  private static func whole(of pieces: [UInt32]) -> UInt32? {
    let all = Set(pieces)
    func has(_ range: ClosedRange<UInt32>) -> Bool { all.contains(where: range.contains) }
    if let only = pieces.first, all.count == 1, uprightPieces.contains(only), only < 0x2300,
      only != 0x2225, only != 0x2223
    {
      return only
    }
    if has(0x239B...0x239D) { return 0x28 }
    if has(0x239E...0x23A0) { return 0x29 }
    if has(0x23A1...0x23A3) {
      return !all.contains(0x23A3) ? 0x2308 : !all.contains(0x23A1) ? 0x230A : 0x5B
    }
    if has(0x23A4...0x23A6) {
      return !all.contains(0x23A6) ? 0x2309 : !all.contains(0x23A4) ? 0x230B : 0x5D
    }
    if has(0x23A7...0x23A9) { return 0x7B }
    if has(0x23AB...0x23AD) { return 0x7D }
    if all.contains(0x23B7) || all.contains(0x250C) { return 0x221A }
    if all.contains(0x2191) && all.contains(0x2193) { return 0x2195 }
    if all.contains(0x2191) { return 0x2191 }
    if all.contains(0x2193) { return 0x2193 }
    if all.contains(0x2016) || all.contains(0x2225) { return 0x2016 }
    if all.contains(0x7C) || all.contains(0x23D0) || all.contains(0x2223) { return 0x7C }
    return nil
  }

  /// Joins the pieces of an arrow over several letters in fonts of Unicode.
  private mutating func joinWideMarks() {
    var i = 0
    while i < atoms.count {
      let first = atoms[i]
      guard first.scalar == 0x20D7 || first.scalar == 0x20D6 else {
        i += 1
        continue
      }
      let row = atoms.indices.filter {
        atoms[$0].scalar == first.scalar && abs(atoms[$0].y - first.y) < 0.05 * em
      }
      let box = row.map { atoms[$0] }.union
      let width = row.reduce(Float(0)) { $0 + atoms[$1].box.width }
      guard row.count > 1, width > 0.95 * box.width else {
        i += 1
        continue
      }
      var mark = first
      mark.box = box
      mark.isExtension = true
      mark.node = .symbol(
        MathSymbol(
          .operator, latex: "", text: String(scalar: first.scalar),
          glyphs: row.flatMap { atoms[$0].glyphs }, box: box))
      atoms.replace(row, by: mark)
    }
  }

  // Braces over and under something: four pieces with lines between them.

  private mutating func joinBraces() {
    while let first = atoms.indices.filter({ Self.isBrace(atoms[$0]) })
      .min(by: { atoms[$0].box.x0 < atoms[$1].box.x0 })
    {
      let row = atoms.indices.filter {
        Self.isBracePiece(atoms[$0]) && abs(atoms[$0].box.midY - atoms[first].box.midY) < 0.3 * em
      }.sorted { (atoms[$0].box.x0, $0) < (atoms[$1].box.x0, $1) }
      let scalar = atoms[first].scalar
      let pieces = atoms[first].isExtension ? Array(row.prefix(4)) : touching(row)
      let box = pieces.map { atoms[$0] }.union
      bars.removeAll {
        $0.isHorizontal && abs($0.y - box.midY) < 0.35 * em && $0.box.x0 > box.x0 - 1
          && $0.box.x1 < box.x1 + 1
      }
      var brace = MathAtom(
        .symbol(
          MathSymbol(
            .operator, latex: scalar == 0x23DE ? "\\overbrace{}" : "\\underbrace{}",
            text: String(scalar: scalar), glyphs: pieces.flatMap { atoms[$0].glyphs }, box: box)),
        class: .ordinary, box: box, y: box.midY, size: em)
      brace.scalar = scalar == 0x23DE ? Self.overbrace : Self.underbrace
      atoms.replace(pieces, by: brace)
    }
  }

  /// Whole braces, told from their pieces.
  static let overbrace: UInt32 = 0xF_23DE
  static let underbrace: UInt32 = 0xF_23DF

  private static func isBrace(_ atom: MathAtom) -> Bool {
    (0x23DE...0x23DF).contains(atom.scalar)
  }

  /// Fonts of Unicode draw the lines between the pieces as brackets.
  private static func isBracePiece(_ atom: MathAtom) -> Bool {
    isBrace(atom) || (0x23B4...0x23B5).contains(atom.scalar)
  }

  /// The first of some signs in a row and those that follow without a gap.
  private func touching(_ row: [Int]) -> [Int] {
    var result: [Int] = []
    var end = -Float.infinity
    for place in row {
      guard result.isEmpty || atoms[place].box.x0 - end < 0.05 * em else { break }
      result.append(place)
      end = max(end, atoms[place].box.x1)
    }
    return result
  }

  // Dots.

  private mutating func joinDots() {
    var i = 0
    while i < atoms.count {
      let first = atoms[i]
      let size = first.size
      guard first.scalar == 0x2E || first.scalar == 0xB7 || first.scalar == 0x22C5 else {
        i += 1
        continue
      }
      func dot(_ dx: ClosedRange<Float>, _ dy: ClosedRange<Float>, from atom: MathAtom) -> Int? {
        atoms.indices.first { j in
          atoms[j].scalar == first.scalar && atoms[j].font == first.font
            && dx.contains((atoms[j].box.x0 - atom.box.x0) / size)
            && dy.contains((atoms[j].y - atom.y) / size)
        }
      }
      let none: ClosedRange<Float> = -0.06...0.06
      let line = first.scalar == 0x2E ? ("\\ldots", UInt32(0x2026)) : ("\\cdots", 0x22EF)
      let kinds = [
        (0.3...0.62 as ClosedRange<Float>, none, line), (none, 0.2...0.6, ("\\vdots", 0x22EE)),
        (0.2...0.6, 0.2...0.6, ("\\ddots", 0x22F1)),
      ]
      for (dx, dy, sign) in kinds {
        guard let second = dot(dx, dy, from: first), let third = dot(dx, dy, from: atoms[second])
        else { continue }
        join([i, second, third], as: sign.0, sign.1, class: .inner)
        resort()
        i = -1
        break
      }
      i += 1
    }
  }

  private mutating func join(
    _ places: [Int], as latex: String, _ scalar: UInt32, class mathClass: MathClass? = nil
  ) {
    let parts = places.map { atoms[$0] }
    var joined = parts[0]
    joined.box = parts.union
    joined.scalar = scalar
    joined.mathClass = mathClass ?? MathClass(of: scalar)
    joined.y = parts.map(\.y).max() ?? joined.y
    if scalar == 0x22EE || scalar == 0x22F1 { joined.y = joined.box.midY + MathAtom.axis * em }
    joined.node = .symbol(
      MathSymbol(
        .operator, latex: latex, text: String(scalar: scalar), glyphs: parts.flatMap(\.glyphs),
        box: joined.box))
    atoms.replace(places, by: joined)
  }

  // Two signs that overlap.

  /// Signs drawn into each other, as scalars from left to right, and what they are together.
  private static let pairs: [[UInt32]: (String, UInt32)] = [
    [0x2212, 0x2192]: ("\\longrightarrow", 0x27F6), [0x2190, 0x2212]: ("\\longleftarrow", 0x27F5),
    [0x3D, 0x21D2]: ("\\Longrightarrow", 0x27F9), [0x21D0, 0x3D]: ("\\Longleftarrow", 0x27F8),
    [0x2190, 0x2192]: ("\\longleftrightarrow", 0x27F7),
    [0x21D0, 0x21D2]: ("\\Longleftrightarrow", 0x27FA),
    [0x21A6, 0x2192]: ("\\mapsto", 0x21A6), [0x21A6, 0x27F6]: ("\\longmapsto", 0x27FC),
    [0x7C, 0x3D]: ("\\models", 0x22A8), [0x25B7, 0x25C1]: ("\\bowtie", 0x22C8),
    [0x222B, 0x222B]: ("\\iint", 0x222C), [0x222C, 0x222B]: ("\\iiint", 0x222D),
    [0x2212, 0x2212]: ("-", 0x2212), [0x3D, 0x3D]: ("=", 0x3D),
    [0x2212, 0x27F6]: ("\\longrightarrow", 0x27F6), [0x27F5, 0x2212]: ("\\longleftarrow", 0x27F5),
    [0x2208, 0x2F]: ("\\notin", 0x2209), [0x338, 0x3D]: ("\\neq", 0x2260),
    [0x338, 0x2208]: ("\\notin", 0x2209),
    [0x2C9, 0x68]: ("\\hbar", 0x210F), [0xAF, 0x68]: ("\\hbar", 0x210F),
    [0x304, 0x68]: ("\\hbar", 0x210F),
  ]

  private mutating func joinPairs() {
    var i = 0
    while i < atoms.count {
      // A stroke through a relation stands at its start, without a width.
      if atoms[i].scalar == 0x338, let j = struck(by: i) ?? next(after: i, within: 0.5) {
        let known = Self.pairs[[0x338, atoms[j].scalar]]
        let latex = atoms[j].symbol?.latex ?? ""
        join(
          [i, j], as: known?.0 ?? (latex.hasPrefix("\\") ? "\\not" : "\\not ") + latex,
          known?.1 ?? atoms[j].scalar, class: .relation)
        resort()
        continue
      }
      // A hook or a bar before an arrow.
      if atoms[i].scalar == 0x21AA || atoms[i].scalar == 0x21A9,
        let j = next(after: i, within: 0.3), atoms[j].scalar == 0x2192
      {
        join([i, j], as: "\\hookrightarrow", 0x21AA)
        resort()
        continue
      }
      if atoms[i].scalar == 0x2190, let j = next(after: i, within: 0.02),
        atoms[j].scalar == 0x21A9 || atoms[j].scalar == 0x21AA
      {
        join([i, j], as: "\\hookleftarrow", 0x21A9)
        resort()
        continue
      }
      if let j = next(after: i, within: -0.02),
        let sign = Self.pairs[[atoms[i].scalar, atoms[j].scalar]],
        abs(atoms[i].y - atoms[j].y) < Self.slack * em || sign.1 == 0x210F
      {
        join([i, j], as: sign.0, sign.1, class: sign.1 == 0x210F ? .ordinary : nil)
        if sign.1 == 0x222C || sign.1 == 0x222D {
          atoms[atoms.count - 1].isLarge = true
        }
        resort()
        continue
      }
      if let j = stacked(on: i) {
        join([i, j.place], as: j.latex, j.scalar)
        resort()
        continue
      }
      i += 1
    }
  }

  private mutating func resort() {
    atoms.sort { ($0.box.x0, $0.box.x1) < ($1.box.x0, $1.box.x1) }
  }

  /// The sign that a stroke goes through.
  private func struck(by i: Int) -> Int? {
    atoms.indices.first { j in
      j != i && atoms[j].box.x0 < atoms[i].box.midX && atoms[j].box.x1 > atoms[i].box.midX
        && abs(atoms[j].y - atoms[i].y) < Self.slack * em && atoms[j].mathClass == .relation
    }
  }

  /// The next sign on the line, if it begins at most so many ems behind an atom's end.
  private func next(after i: Int, within gap: Float) -> Int? {
    var best: Int?
    for j in atoms.indices where j != i {
      let isFurther =
        atoms[j].box.x0 >= atoms[i].box.x0 - 0.01 && (j > i || atoms[j].box.x0 > atoms[i].box.x0)
      guard isFurther, abs(atoms[j].y - atoms[i].y) < 0.35 * em else { continue }
      guard atoms[j].box.x0 - atoms[i].box.x1 <= gap * em else { continue }
      if best.map({ atoms[j].box.x0 < atoms[$0].box.x0 }) ?? true { best = j }
    }
    return best
  }

  /// A sign over an equals sign: congruent, approaches.
  private func stacked(on i: Int) -> (place: Int, latex: String, scalar: UInt32)? {
    guard atoms[i].scalar == 0x3D else { return nil }
    for j in atoms.indices where j != i {
      let (a, b) = (atoms[j], atoms[i])
      guard a.size > 0.9 * b.size, abs(a.box.midX - b.box.midX) < 0.15 * b.size,
        a.y < b.y - 0.05 * b.size,
        a.y > b.y - 0.6 * b.size
      else { continue }
      if a.scalar == 0x223C { return (j, "\\cong", 0x2245) }
      if a.scalar == 0x2E || a.scalar == 0x2D9 || a.scalar == 0xB7 { return (j, "\\doteq", 0x2250) }
    }
    return nil
  }
}

extension String {
  /// The text of a scalar; empty if there is no such.
  init(scalar: UInt32) { self = Unicode.Scalar(scalar).map { String(Character($0)) } ?? "" }
}
