internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// Finds formulas that stand on lines of their own in a column, and reads them.
struct FormulaFinder {
  /// A displayed formula stands at least this far in from the column's edge, in ems.
  static let indent: Float = 0.8
  /// The share of a line's glyphs that words of prose may have.
  static let mostProse: Float = 0.25
  /// The share of the lower of two heights that parts of one row share.
  static let besideOverlap: Float = 0.35
  /// How far what a fraction bar parts is apart, in ems.
  static let barGap: Float = 0.9
  /// How far large operators reach over and under their line, in ems.
  static let operatorReach: Float = 0.6
  /// How far rows of one formula are apart, in ems.
  static let rowGap: Float = 1
  /// The space before an equation's number, in ems.
  static let numberGap: Float = 1.5

  private let page: SourcePage
  private let rules: [Rule]

  init(page: SourcePage, rules: [Rule]) {
    self.page = page
    self.rules = rules.filter { $0.axis == .horizontal }
  }

  struct Found {
    fileprivate var rows: [Formula]
    var box: Box
    var size: Float
    /// The fragments that it is made of.
    var taken: [Int]

    fileprivate var number: String? { rows.lazy.compactMap(\.number).first }
    var formula: Formula { Formula(rows: rows) }
  }

  /// Whether a page has glyphs of mathematical fonts at all.
  static func hasMaths(_ page: SourcePage) -> Bool {
    page.fonts.contains { $0.traits.contains(.mathematical) }
  }

  func formulas(among fragments: [(index: Int, fragment: Fragment)], column: Box) -> [Found] {
    let rows = rows(of: fragments.filter { $0.fragment.turn == .none })
    var found: [Found?] = []
    for row in rows {
      let last = found.last.flatMap { $0 }
      let top = row.map(\.fragment.box.y0).min() ?? 0
      let goesOn = last.map { top - $0.box.y1 < Self.rowGap * $0.size } ?? false
      found.append(formula(of: row, column: column, goesOn: goesOn))
    }
    return Self.gathered(found)
  }

  /// Rows that follow each other closely with one number at most are one formula.
  private static func gathered(_ rows: [Found?]) -> [Found] {
    var result: [Found] = []
    var wasFormula = false
    for row in rows {
      guard let row else {
        wasFormula = false
        continue
      }
      if wasFormula, var last = result.last,
        last.number == nil || row.number == nil,
        row.box.y0 - last.box.y1 < rowGap * max(row.size, last.size)
      {
        last.rows += row.rows
        last.box.formUnion(row.box)
        last.taken += row.taken
        result[result.count - 1] = last
      } else {
        result.append(row)
      }
      wasFormula = true
    }
    return result
  }

  /// Fragments that stand beside each other or share a fraction bar, from top to bottom.
  private func rows(of fragments: [(index: Int, fragment: Fragment)])
    -> [[(index: Int, fragment: Fragment)]]
  {
    var groups = DisjointSets(count: fragments.count)
    // Large operators reach over the line that their box says.
    let boxes = fragments.map { part in
      var box = part.fragment.box
      if part.fragment.glyphs.contains(where: isTall) {
        box.y0 -= Self.operatorReach * part.fragment.size
        box.y1 += Self.operatorReach * part.fragment.size
      }
      return box
    }
    let order = fragments.indices.sorted { boxes[$0].y0 < boxes[$1].y0 }
    for (place, i) in order.enumerated() {
      let a = fragments[i].fragment
      for j in order[(place + 1)...] {
        let b = fragments[j].fragment
        if boxes[j].y0 > boxes[i].y1 + Self.barGap * a.size { break }
        let reach = min(boxes[i].y1, boxes[j].y1) - max(boxes[i].y0, boxes[j].y0)
        let isBeside = reach > Self.besideOverlap * min(a.box.height, b.box.height)
        let shared = min(a.box.y1, b.box.y1) - max(a.box.y0, b.box.y0)
        let isUnder =
          shared > -Self.barGap * max(a.size, b.size) && a.box.horizontalOverlap(b.box) > 0.3
          && rules.contains { rule in
            rule.position > a.box.midY && rule.position < b.box.midY
              && rule.start < min(a.box.x1, b.box.x1) && rule.end > max(a.box.x0, b.box.x0)
              && rule.length < 40 * a.size
          }
        let isLimit =
          shared > -0.15 * a.size && a.box.horizontalOverlap(b.box) > 0.6
          && min(a.size, b.size) < 0.8 * max(a.size, b.size)
        if isBeside || isUnder || isLimit { groups.join(i, j) }
      }
    }
    // A fraction is as high as two lines: what stands beside either of its parts belongs to it.
    var merged = true
    while merged {
      merged = false
      let parts = groups.members().map { members in
        (first: members[0], box: members.reduce(into: Box.empty) { $0.formUnion(boxes[$1]) })
      }.sorted { ($0.box.y0, $0.first) < ($1.box.y0, $1.first) }
      for (a, b) in zip(parts, parts.dropFirst())
      where a.box.verticalOverlap(b.box) > Self.besideOverlap {
        groups.join(a.first, b.first)
        merged = true
      }
    }
    return groups.members().map { $0.map { fragments[$0] } }
      .sorted { ($0[0].fragment.box.y0, $0[0].index) < ($1[0].fragment.box.y0, $1[0].index) }
  }

  private func isTall(_ index: Int32) -> Bool {
    LatexSymbols.limitOperators.contains(page.glyphs[Int(index)].scalar)
  }

  /// `goesOn` says that it stands close below another formula.
  private func formula(
    of row: [(index: Int, fragment: Fragment)], column: Box, goesOn: Bool
  ) -> Found? {
    var row = row.sorted { $0.fragment.box.x0 < $1.fragment.box.x0 }
    let size = row.map(\.fragment.size).max() ?? 10
    var number: (text: String, part: (index: Int, fragment: Fragment))?
    if row.count > 1, let last = row.last, let text = Self.number(last.fragment, in: page),
      last.fragment.box.x0 - row[row.count - 2].fragment.box.x1 > Self.numberGap * size
    {
      number = (text, last)
      row.removeLast()
    }
    let box = row.reduce(into: Box.empty) { $0.formUnion($1.fragment.box) }
    guard box.x0 - column.x0 > Self.indent * size,
      isMathematical(row.map(\.fragment), goesOn: goesOn),
      !Self.isListed(row[0].fragment, in: page)
    else {
      return nil
    }
    var atoms: [MathAtom] = []
    for (_, fragment) in row {
      for index in fragment.glyphs where !page.glyphs[Int(index)].isBlank {
        guard let atom = MathAtom(index, in: page) else { return nil }
        atoms.append(atom)
      }
    }
    let own = rules.filter { rule in
      rule.start > box.x0 - size && rule.end < box.x1 + size && rule.position > box.y0 - 0.3 * size
        && rule.position < box.y1 + 0.3 * size
    }
    guard atoms.count < 2000, !isTangled(row.map(\.fragment), rules: own),
      let nodes = FormulaParser().nodes(of: atoms, rules: own)
    else {
      return nil
    }
    var tokens: [MathToken] = []
    MathNode.row(nodes).write(to: &tokens)
    var whole = box
    if let part = number?.part {
      tokens.append(MathToken(latex: "", plain: "", glyphs: part.fragment.glyphs))
      whole.formUnion(part.fragment.box)
      row.append(part)
    }
    var formula = LatexWriter(page: Int32(page.index)).formula(tokens, box: whole, size: size)
    formula.number = number?.text
    return Found(rows: [formula], box: whole, size: size, taken: row.map(\.index))
  }

  /// Whether a line begins with a bullet or an item's number: it is the line of a list.
  private static func isListed(_ fragment: Fragment, in page: SourcePage) -> Bool {
    let text = page.text(of: fragment.glyphs.prefix(6).lazy.map { page.glyphs[Int($0)] })
      .unicodeScalars
    let digits = text.prefix { (0x30...0x39).contains($0.value) }
    let rest = text.dropFirst(digits.count)
    let isNumber = !digits.isEmpty && digits.count < 3 && (rest.first == ")" || rest.first == ".")
    return text.first == "\u{2219}" || text.first == "\u{2022}" || isNumber
  }

  /// The text of a fragment like `(3.1)`, without its parentheses.
  private static func number(_ fragment: Fragment, in page: SourcePage) -> String? {
    let string = page.text(of: fragment.glyphs.lazy.map { page.glyphs[Int($0)] })
    guard string.hasPrefix("("), string.hasSuffix(")"), (3...9).contains(string.count),
      string.dropFirst().first?.isNumber == true || string.contains(".")
    else { return nil }
    return String(string.dropFirst().dropLast())
  }

  /// Letters of mathematical fonts, something that relates or joins them, and few words of prose.
  private func isMathematical(_ fragments: [Fragment], goesOn: Bool) -> Bool {
    var (maths, letters, prose, fixed, all): (Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0)
    var joins = false
    for fragment in fragments {
      var word = String.UnicodeScalarView()
      func close() {
        if word.count >= 3, !LatexSymbols.functions.contains(String(word)) { prose += word.count }
        word = .init()
      }
      for index in fragment.glyphs {
        let glyph = page.glyphs[Int(index)]
        if glyph.isBlank || Self.isPunctuation(glyph.scalar) {
          close()
          continue
        }
        all += 1
        let traits = page.fonts[Int(glyph.font)].traits
        let isMaths = traits.contains(.mathematical) || Self.isOperator(glyph.scalar)
        let isLetter = Unicode.Scalar(glyph.scalar)?.properties.isAlphabetic ?? false
        if traits.contains(.fixedPitch) { fixed += 1 }
        if Self.joins(glyph.scalar) || glyph.size < 0.85 * fragment.size { joins = true }
        if isMaths {
          maths += 1
          if isLetter { letters += 1 }
          close()
        } else if isLetter, let scalar = Unicode.Scalar(glyph.scalar) {
          word.append(scalar)
        } else {
          close()
        }
      }
      close()
    }
    return (goesOn && maths >= 1 || letters >= 1 && maths >= 2) && (joins || fragments.count > 1)
      && Float(maths) >= 0.2 * Float(all) && Float(fixed) <= 0.1 * Float(all)
      && Float(prose) <= Self.mostProse * Float(all)
  }

  /// Rows of text that run into each other: two lines of one size without a bar between them.
  private func isTangled(_ fragments: [Fragment], rules: [Rule]) -> Bool {
    let size = fragments.map(\.size).max() ?? 0
    let large = fragments.filter { $0.size > 0.86 * size && $0.glyphs.count > 2 }
    for (i, a) in large.enumerated() {
      for b in large[(i + 1)...] where a.box.horizontalOverlap(b.box) > 0.3 {
        let (upper, lower) = (min(a.baseline, b.baseline), max(a.baseline, b.baseline))
        let isParted = rules.contains { $0.position > upper - 0.2 * size && $0.position < lower }
        if lower - upper > 0.3 * size && !isParted { return true }
      }
    }
    return false
  }

  private static func isPunctuation(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2C, 0x2E, 0x3A, 0x3B, 0x2026, 0xB7, 0x22C5: true
    default: false
    }
  }

  private static func isOperator(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2200...0x22FF, 0x27C0...0x27EF, 0x2A00...0x2AFF, 0x1D400...0x1D7FF: true
    default: false
    }
  }

  /// Relations and operations: what makes a formula of letters.
  private static func joins(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x28, 0x5B, 0x7B, 0x2B, 0x2F, 0x3C...0x3E, 0xB1, 0xD7, 0x2190...0x21FF, 0x2200...0x22FF,
      0x27C0...0x27FF, 0x2A00...0x2AFF:
      true
    default: false
    }
  }
}
