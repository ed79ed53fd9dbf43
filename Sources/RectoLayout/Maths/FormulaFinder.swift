internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// Finds formulas that stand on lines of their own in a column, and reads them.
struct FormulaFinder {
  /// A displayed formula stands at least this far in from the column's edge, in ems.
  static let indent: Float = 0.8
  /// The share of a line's glyphs that words of prose may have.
  static let mostProse: Float = 0.25
  /// How many letters of words a formula in the middle of its column may have.
  static let mostWords: Float = 12
  /// How far the middle of such a formula is from the column's, in ems.
  static let offCentre: Float = 1.2
  /// The share of the lower of two heights that parts of one row share.
  static let besideOverlap: Float = 0.35
  /// How far large operators reach over and under their line, in ems.
  static let operatorReach: Float = 0.6
  /// How far rows of one formula are apart, in ems.
  static let rowGap: Float = 1
  /// The space before an equation's number, in ems.
  static let numberGap: Float = 1.5

  private let page: SourcePage
  private let fonts: [MathFont]
  private let bars: [MathBar]

  init(page: SourcePage, maths: PageMaths) {
    self.page = page
    fonts = maths.fonts
    bars = maths.bars
  }

  struct Found {
    var formula: Formula
    var box: Box
    /// The fragments that it is made of.
    var taken: [Int]
  }

  /// A row of a formula: its parts, read as far as they stand by themselves.
  private struct Row {
    var parts: [MathAtom]
    var number: MathSymbol?
    var box: Box
    var size: Float
    var taken: [Int]
    /// Those that leave ink, its number's among them.
    var glyphs: [Int32]
  }

  func formulas(among fragments: [(index: Int, fragment: Fragment)], column: Box) -> [Found] {
    let rows = rows(of: fragments.filter { $0.fragment.turn == .none })
    // Where nothing but formulas stands, they need not stand further in than the text does.
    let prose = rows.filter { !isMathematical($0.map(\.fragment), goesOn: false) }
    let margin =
      prose.isEmpty
      ? -.infinity : min(column.x0, prose.flatMap { $0.map(\.fragment.box.x0) }.min() ?? column.x0)
    var groups: [[Row]] = []
    var wasFormula = false
    for row in rows {
      let last = groups.last?.last
      let top = row.map(\.fragment.box.y0).min() ?? 0
      let goesOn = last.map { top - $0.box.y1 < Self.rowGap * $0.size } ?? false
      guard
        let found = self.row(of: row, margin: margin, column: column, goesOn: goesOn && wasFormula)
      else {
        wasFormula = false
        continue
      }
      // Rows that follow each other closely with one number at most are one formula.
      if wasFormula, let last,
        groups[groups.count - 1].allSatisfy({ $0.number == nil }) || found.number == nil,
        found.box.y0 - last.box.y1 < Self.rowGap * max(found.size, last.size)
      {
        groups[groups.count - 1].append(found)
      } else {
        groups.append([found])
      }
      wasFormula = true
    }
    return groups.compactMap(formula)
  }

  private func formula(of rows: [Row]) -> Found? {
    let node =
      rows.count == 1
      ? FormulaParser.node(ofParts: rows[0].parts)
      : FormulaRows(rows.map(\.parts), em: rows.map(\.size).max() ?? 10).stacked()
    guard let node else { return nil }
    let box = rows.reduce(into: Box.empty) { $0.formUnion($1.box) }
    let formula = Formula(
      node.withPlainFractions(in: .display), page: Int32(page.index), box: box,
      size: rows.map(\.size).max() ?? 10,
      number: rows.lazy.compactMap(\.number).first)
    // A structure that has no place for a glyph is none: the rows stay lines of text.
    let held = Set(formula.latex.runs.flatMap(\.glyphs))
    guard rows.allSatisfy({ $0.glyphs.allSatisfy(held.contains) }) else { return nil }
    return Found(formula: formula, box: box, taken: rows.flatMap(\.taken))
  }

  /// The ink of a fragment: large signs reach over what its font says.
  private func ink(of fragment: Fragment) -> Box {
    var box = fragment.box
    for index in fragment.glyphs {
      let font = Int(page.glyphs[Int(index)].font)
      guard fonts[font].isExtension || page.fonts[font].traits.contains(.mathematical) else {
        continue
      }
      if Int(index) < page.inkBoxes.count, let ink = page.inkBoxes[Int(index)] {
        box.formUnion(ink)
      } else if isTall(index) {
        box.y0 -= Self.operatorReach * fragment.size
        box.y1 += Self.operatorReach * fragment.size
      }
    }
    return box
  }

  private func isTall(_ index: Int32) -> Bool {
    MathClass(of: page.glyphs[Int(index)].scalar) == .large
  }

  /// Fragments that stand beside each other, from top to bottom.
  private func rows(of fragments: [(index: Int, fragment: Fragment)])
    -> [[(index: Int, fragment: Fragment)]]
  {
    var groups = DisjointSets(count: fragments.count)
    let boxes = fragments.map { ink(of: $0.fragment) }
    let order = fragments.indices.sorted { boxes[$0].y0 < boxes[$1].y0 }
    for (place, i) in order.enumerated() {
      let a = fragments[i].fragment
      for j in order[(place + 1)...] {
        let b = fragments[j].fragment
        if boxes[j].y0 > boxes[i].y1 { break }
        let reach = min(boxes[i].y1, boxes[j].y1) - max(boxes[i].y0, boxes[j].y0)
        if reach > Self.besideOverlap * min(a.box.height, b.box.height) { groups.join(i, j) }
      }
    }
    return groups.members().map { $0.map { fragments[$0] } }
      .sorted { ($0[0].fragment.box.y0, $0[0].index) < ($1[0].fragment.box.y0, $1[0].index) }
  }

  /// `goesOn` says that it stands close below another formula.
  private func row(
    of row: [(index: Int, fragment: Fragment)], margin: Float, column: Box, goesOn: Bool
  ) -> Row? {
    var row = row.sorted { $0.fragment.box.x0 < $1.fragment.box.x0 }
    let size = row.map(\.fragment.size).max() ?? 10
    var number: (symbol: MathSymbol, part: (index: Int, fragment: Fragment))?
    if row.count > 1, let last = row.last, let text = Self.number(last.fragment, in: page),
      last.fragment.box.x0 - row[row.count - 2].fragment.box.x1 > Self.numberGap * size
    {
      number = (MathSymbol(.text, latex: "", text: text, glyphs: last.fragment.glyphs), last)
      row.removeLast()
    }
    var box = row.reduce(into: Box.empty) { $0.formUnion($1.fragment.box) }
    let isCentred =
      abs(box.midX - column.midX) < Self.offCentre * size && box.x0 - column.x0 > 2 * size
    guard box.x0 - margin > Self.indent * size,
      isMathematical(row.map(\.fragment), goesOn: goesOn, isCentred: isCentred),
      !Self.isListed(row[0].fragment, in: page),
      let atoms = atoms(of: row.flatMap(\.fragment.glyphs)), atoms.count < 2000
    else {
      return nil
    }
    let ink = atoms.union
    let own = bars.filter { bar in
      bar.box.x0 > ink.x0 - size && bar.box.x1 < ink.x1 + size && bar.box.y1 > ink.y0 - 0.4 * size
        && bar.box.y0 < ink.y1 + 0.4 * size
    }
    guard let parts = FormulaParser.parts(of: atoms, bars: own, em: size),
      FormulaParser.node(ofParts: parts) != nil
    else { return nil }
    if let part = number?.part {
      box.formUnion(part.fragment.box)
      row.append(part)
    }
    return Row(
      parts: parts, number: number?.symbol, box: box.union(ink), size: size,
      taken: row.map(\.index),
      glyphs: row.flatMap(\.fragment.glyphs).filter { !page.glyphs[Int($0)].isBlank })
  }

  /// The glyphs of a formula as atoms; `nil` if one of them cannot be in a formula.
  private func atoms(of glyphs: [Int32]) -> [MathAtom]? {
    var atoms: [MathAtom] = []
    for index in glyphs where !page.glyphs[Int(index)].isBlank {
      guard let atom = MathAtom(index, in: page, font: fonts[Int(page.glyphs[Int(index)].font)])
      else { return nil }
      atoms.append(atom)
    }
    return atoms
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

  /// How a row may be a formula: by what it holds, or by that and where it stands.
  private struct Evidence {
    var maths = 0
    var letters = 0
    var prose = 0
    var fixed = 0
    var all = 0
    /// It has something that relates or joins, scripts, or parts above each other.
    var joins = false
  }

  private func evidence(_ fragments: [Fragment]) -> Evidence {
    var found = Evidence()
    for fragment in fragments {
      var word = String.UnicodeScalarView()
      func close() {
        let name = String(word)
        if word.count >= 3, !LatexSymbols.functions.contains(name), name != "mod" {
          found.prose += word.count
        }
        word = .init()
      }
      var end: Float = -.infinity
      for index in inRows(fragment) {
        let glyph = page.glyphs[Int(index)]
        if glyph.isBlank || Self.isPunctuation(glyph.scalar) {
          close()
          continue
        }
        found.all += 1
        let traits = page.fonts[Int(glyph.font)].traits
        let isMaths = traits.contains(.mathematical) || Self.isOperator(glyph.scalar)
        let isLetter = Letters.contains(glyph.scalar)
        if traits.contains(.fixedPitch) { found.fixed += 1 }
        if Self.joins(glyph.scalar) || glyph.size < 0.85 * fragment.size
          || fonts[Int(glyph.font)].isExtension
        {
          found.joins = true
        }
        if glyph.origin.x - end > 0.2 * glyph.size { close() }
        end = glyph.origin.x + glyph.advance.x
        if isMaths, !(isLetter && fonts[Int(glyph.font)].isText && glyph.scalar < 0x250) {
          found.maths += 1
          if isLetter { found.letters += 1 }
          close()
        } else if isLetter, let scalar = Unicode.Scalar(glyph.scalar) {
          word.append(scalar)
        } else {
          close()
        }
      }
      close()
    }
    if fragments.count > 1 { found.joins = true }
    return found
  }

  /// The glyphs of a fragment row by row: formulas have several.
  private func inRows(_ fragment: Fragment) -> [Int32] {
    let step = 0.5 * max(fragment.size, 1)
    let keyed = fragment.glyphs.enumerated().map { place, index in
      (
        row: ((page.glyphs[Int(index)].origin.y - fragment.baseline) / step).rounded(),
        place: place, index: index
      )
    }
    return keyed.sorted { ($0.row, $0.place) < ($1.row, $1.place) }.map(\.index)
  }

  /// Letters of mathematical fonts, something that relates or joins them, and few words of prose;
  /// what stands in the middle of its column may be less.
  private func isMathematical(_ fragments: [Fragment], goesOn: Bool, isCentred: Bool = false)
    -> Bool
  {
    let found = evidence(fragments)
    guard found.maths >= 1, found.fixed < 4 || Float(found.fixed) <= 0.1 * Float(found.all) else {
      return false
    }
    let most = max(Self.mostProse * Float(found.all), isCentred ? Self.mostWords : 0)
    guard Float(found.prose) <= most else { return false }
    if goesOn || isCentred && found.letters + (found.joins ? 1 : 0) >= 1 { return true }
    return found.letters >= 1 && found.maths >= 2 && found.joins
      && Float(found.maths) >= 0.2 * Float(found.all)
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
