internal import RectoGeometry
internal import RectoPages

/// Joins the fragments that a formula is made of: the parts of fractions, what large operators and
/// high delimiters reach over, limits.
///
/// They become one fragment, on one baseline, before anything else is sought: neither columns nor
/// tables are to be found inside formulas.
struct FormulaFragments {
  /// How far what belongs to a large sign is from it, and the parts of one row from each other, in
  /// ems.
  static let nearby: Float = 0.95
  /// How far the parts of a fraction are from its bar, in ems.
  static let barGap: Float = 0.62
  /// How much longer the bar may be: TeX adds 0.24, LibreOffice 0.52.
  static let overhang: Float = 0.6
  /// How far they may be off its middle, in ems.
  static let offCentre: Float = 0.3
  /// How far the middle of an object in a line is above the line's baseline, in ems: the line's
  /// axis, or the middle of its box.
  static let middle: ClosedRange<Float> = 0.12...0.5
  /// How far limits are from their operator, in ems.
  static let limitGap: Float = 0.5

  private let page: SourcePage
  private let fonts: [MathFont]
  private let fragments: [Fragment]
  /// Formulas may stand in lines as objects do in office programs, not on the baseline.
  private let placesObjects: Bool
  /// Glyphs of upright fragments, by the top of their ink.
  private var signs: [Sign] = []
  private var groups: DisjointSets
  /// The bars of fractions, by a fragment of each.
  private var bars: [Int: MathBar] = [:]

  private struct Sign {
    var fragment: Int
    var box: Box
    var size: Float
    var scalar: UInt32
    var baseline: Float
    /// Higher than signs of its size are: an operator, a delimiter, a root.
    var isLarge: Bool
    var isMaths: Bool
  }

  /// The fragments of a page with those of formulas joined.
  static func joined(_ fragments: [Fragment], of page: SourcePage, _ maths: PageMaths)
    -> [Fragment]
  {
    var joiner = FormulaFragments(page: page, fonts: maths.fonts, fragments: fragments)
    joiner.joinFractions(maths.bars)
    joiner.joinLargeSigns()
    joiner.joinRows()
    return joiner.result()
  }

  private init(page: SourcePage, fonts: [MathFont], fragments: [Fragment]) {
    self.page = page
    self.fragments = fragments
    self.fonts = fonts
    placesObjects = !page.hasLettersOfMaths
    groups = DisjointSets(count: fragments.count)
    for (i, fragment) in fragments.enumerated() where fragment.turn == .none {
      for index in fragment.glyphs {
        let glyph = page.glyphs[Int(index)]
        guard !glyph.isBlank else { continue }
        let isOperator = glyph.scalar > 0x2000 && MathClass(of: glyph.scalar) == .large
        let isMaths = page.fonts[Int(glyph.font)].traits.contains(.mathematical) || isOperator
        let box = ink(index)
        signs.append(
          Sign(
            fragment: i, box: box, size: glyph.size, scalar: glyph.scalar,
            baseline: glyph.origin.y,
            isLarge: fonts[Int(glyph.font)].isExtension
              || isOperator
              || isMaths && glyph.scalar == 0x221A
              || isMaths
                && box.height
                  > (MathClass.isDelimiter(glyph.scalar)
                    ? MathAtom.delimiterHeight : MathAtom.largeHeight) * glyph.size
                && !Letters.contains(glyph.scalar),
            isMaths: isMaths))
      }
    }
    signs.sort { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
    markPieces()
  }

  /// Pieces of delimiters that are no higher than other signs touch each other.
  private mutating func markPieces() {
    let pieces = signs.indices.filter {
      SymbolComposer.uprightPieces.contains(signs[$0].scalar) && signs[$0].isMaths
    }
    guard pieces.count < 3000 else { return }
    for (i, upper) in pieces.enumerated() {
      for lower in pieces[(i + 1)...] {
        let gap = signs[lower].box.y0 - signs[upper].box.y1
        if gap > SymbolComposer.slack * signs[upper].size { break }
        if signs[lower].scalar == signs[upper].scalar, gap > -0.5 * signs[upper].size,
          abs(signs[lower].box.x0 - signs[upper].box.x0) < 0.15 * signs[upper].size
        {
          signs[upper].isLarge = true
          signs[lower].isLarge = true
        }
      }
    }
  }

  private func ink(_ index: Int32) -> Box {
    if Int(index) < page.inkBoxes.count, let ink = page.inkBoxes[Int(index)], !ink.isEmpty {
      return ink
    }
    return MathAtom.box(of: index, in: page, font: fonts[Int(page.glyphs[Int(index)].font)])
  }

  /// The signs whose ink begins between two heights; `reach` is the height of the highest.
  private func signs(from y0: Float, to y1: Float) -> ArraySlice<Sign> {
    func first(_ y: Float) -> Int { signs.partitioningIndex { $0.box.y0 >= y } }
    let start = first(y0)
    return signs[start..<max(start, first(y1))]
  }

  // Fractions.

  private mutating func joinFractions(_ bars: [MathBar]) {
    let braces = signs.filter { $0.scalar == 0x23DE || $0.scalar == 0x23DF }
    let all = bars
    let bars = bars.filter { bar in
      bar.isHorizontal
        && !braces.contains {
          $0.box.y0 - 1 < bar.y && $0.box.y1 + 1 > bar.y
            && $0.box.x1 > bar.box.x0 - 1 && $0.box.x0 < bar.box.x1 + 1
        }
    }
    guard bars.count < 3000 else { return }
    let prose = fragments.map(isProse)
    for bar in bars {
      var near = signs(from: bar.y - 40, to: bar.y + 20).filter {
        $0.box.midX > bar.box.x0 - 0.1 * $0.size && $0.box.midX < bar.box.x1 + 0.1 * $0.size
          // The letters of another line of text are no part of a fraction.
          && !(prose[$0.fragment] && !(placesObjects && $0.isMaths)
            && abs($0.baseline - fragments[$0.fragment].baseline) < 0.1 * $0.size)
      }
      // A part that holds a fraction itself is held together by its bar.
      let reach = near.map(\.size).max() ?? 0
      near += bars.filter {
        $0 != bar && abs($0.y - bar.y) < 40 && $0.box.x0 > bar.box.x0 && $0.box.x1 < bar.box.x1
      }.map {
        var box = $0.box
        box.y0 = max(box.y0 - reach, $0.y > bar.y ? bar.y : -.infinity)
        box.y1 = min(box.y1 + reach, $0.y < bar.y ? bar.y : .infinity)
        return Sign(
          fragment: -1, box: box, size: 0, scalar: 0, baseline: -.infinity, isLarge: false,
          isMaths: true)
      }
      let above = row(near.filter { $0.box.y1 < bar.y + 0.1 * $0.size }, from: bar, isAbove: true)
      let below = row(near.filter { $0.box.y0 > bar.y - 0.1 * $0.size }, from: bar, isAbove: false)
      guard let above, let below else { continue }
      // A part that is a fraction itself is as wide as its bar.
      let inner = bars.lazy.filter {
        $0 != bar && abs($0.y - bar.y) < 1.6 * above.size && $0.box.x0 > bar.box.x0
          && $0.box.x1 < bar.box.x1
      }.map { $0.length + 0.24 * above.size }.max()
      let width = max(above.box.width, below.box.width, inner ?? 0)
      // What is above and below is centred, and one of both is as wide as the bar.
      guard abs(width - bar.length) < Self.overhang * above.size,
        abs(above.box.midX - bar.box.midX) < Self.offCentre * above.size,
        abs(below.box.midX - bar.box.midX) < Self.offCentre * above.size
      else { continue }
      // A bar between two lines of text that go on beside it underlines something.
      let row = bars.filter { abs($0.y - bar.y) < 0.5 * above.size }
      if goOn(above.fragments, beside: row) && goOn(below.fragments, beside: row)
        || bar.isBorder(among: all)
      {
        continue
      }
      for i in above.fragments + below.fragments { groups.join(above.fragments[0], i) }
      self.bars[above.fragments[0]] = bar
    }
  }

  /// Whether one of some fragments has more than a sign that stands beside all bars.
  private func goOn(_ members: [Int], beside bars: [MathBar]) -> Bool {
    members.contains { member in
      let outside = fragments[member].glyphs.lazy.filter { index in
        let glyph = page.glyphs[Int(index)]
        let middle = glyph.origin.x + glyph.advance.x / 2
        return !glyph.isBlank
          && !bars.contains {
            $0.box.x0 - 0.2 * glyph.size < middle && middle < $0.box.x1 + 0.2 * glyph.size
          }
      }
      return outside.dropFirst().first != nil
    }
  }

  /// The signs nearest to a bar and those of their row, if they are near enough.
  private func row(_ signs: [Sign], from bar: MathBar, isAbove: Bool)
    -> (box: Box, size: Float, fragments: [Int])?
  {
    func gap(_ sign: Sign) -> Float { isAbove ? bar.y - sign.box.y1 : sign.box.y0 - bar.y }
    guard let nearest = signs.min(by: { gap($0) < gap($1) }) else { return nil }
    var box = nearest.box
    var taken: [Sign] = []
    var rest = signs
    var size = nearest.size
    while let next = rest.firstIndex(where: {
      min($0.box.y1, box.y1) - max($0.box.y0, box.y0) > -0.05 * $0.size
        || abs($0.baseline - nearest.baseline) < 0.1 * $0.size
    }) {
      box.formUnion(rest[next].box)
      size = max(size, rest[next].size)
      taken.append(rest.remove(at: next))
    }
    guard gap(nearest) < Self.barGap * max(size, 6), box.height < 6 * size else { return nil }
    let fragments = taken.map(\.fragment).filter { $0 >= 0 }
    return fragments.isEmpty ? nil : (box, size, fragments)
  }

  // Large signs.

  private mutating func joinLargeSigns() {
    let large = signs.filter(\.isLarge)
    guard large.count < 3000 else { return }
    for sign in large {
      let reach = Self.nearby * max(sign.size, 6)
      let end = closing(of: sign, among: large)
      let right = end ?? (isBrace(sign) ? rightOfCases(sign) : sign.box.x1 + reach)
      for other in signs(from: sign.box.y0 - 30, to: sign.box.y1 + 0.5 * sign.size)
      where !groups.areJoined(sign.fragment, other.fragment) {
        let isInside =
          other.box.midY > sign.box.y0 - 0.15 * sign.size
          && other.box.midY < sign.box.y1 + 0.15 * sign.size
        let isPiece =
          (sign.scalar == other.scalar && other.isLarge
            || (0x239B...0x23AD).contains(sign.scalar) && (0x239B...0x23AD).contains(other.scalar))
          && abs(other.box.x0 - sign.box.x0) < 0.15 * sign.size
          && other.box.y0 - sign.box.y1 < 0.2 * sign.size
        if isPiece {
          groups.join(sign.fragment, other.fragment)
        } else if isInside && other.box.x1 > sign.box.x0 - reach && other.box.x0 < right {
          groups.join(sign.fragment, other.fragment)
        }
      }
      if MathClass(of: sign.scalar) == .large { joinLimits(of: sign) }
    }
    joinBraces()
    joinArrows()
    joinFunctionLimits()
  }

  private func isBrace(_ sign: Sign) -> Bool {
    (sign.scalar == 0x7B || (0x23A7...0x23A9).contains(sign.scalar))
      && sign.box.height > 1.7 * sign.size
  }

  /// How far the cases reach that a lone brace opens: on, without a wide gap.
  private func rightOfCases(_ brace: Sign) -> Float {
    let height = brace.scalar == 0x7B ? 0 : 2 * brace.size
    let inside = signs(from: brace.box.y0 - height - 12, to: brace.box.y1 + height).filter {
      $0.box.x0 > brace.box.x1 - 0.2 * brace.size && $0.box.midY > brace.box.y0 - height
        && $0.box.midY < brace.box.y1 + height
    }.sorted { $0.box.x0 < $1.box.x0 }
    var end = brace.box.x1
    for sign in inside {
      if sign.box.x0 - end > 2.2 * brace.size { break }
      end = max(end, sign.box.x1)
    }
    return end
  }

  /// Where the delimiter of the same height that closes another ends.
  private func closing(of sign: Sign, among large: [Sign]) -> Float? {
    guard MathClass.opening.contains(sign.scalar) || (0x239B...0x23A9).contains(sign.scalar) else {
      return nil
    }
    return large.lazy.filter {
      $0.box.x0 > sign.box.x1 && abs($0.box.y0 - sign.box.y0) < 0.2 * sign.size
        && abs($0.box.height - sign.box.height) < 0.1 * sign.box.height
        && $0.box.x0 - sign.box.x1 < 45 * sign.size
        && !(MathClass.opening.contains($0.scalar) || (0x239B...0x239D).contains($0.scalar)
          || (0x23A1...0x23A3).contains($0.scalar) || (0x23A7...0x23A9).contains($0.scalar))
    }.map(\.box.x1).min()
  }

  /// Joins the pieces of horizontal braces to each other and to what stands over and under them.
  private mutating func joinBraces() {
    let pieces = signs.filter { $0.scalar == 0x23DE || $0.scalar == 0x23DF }
    guard pieces.count < 1000 else { return }
    for piece in pieces {
      let row = pieces.filter { abs($0.box.midY - piece.box.midY) < 0.4 * piece.size }
        .sorted { $0.box.x0 < $1.box.x0 }
      let box = row.reduce(into: Box.empty) { $0.formUnion($1.box) }
      for other in signs(from: box.y0 - 2 * piece.size, to: box.y1 + piece.size)
      where other.box.midX > box.x0 - 0.1 * piece.size && other.box.midX < box.x1 + 0.1 * piece.size
      {
        let gap = max(other.box.y0 - box.y1, box.y0 - other.box.y1)
        // Letters on the brace's own side, a label in small letters on the other.
        let isLabel =
          row[0].scalar == 0x23DE ? other.box.midY < box.midY : other.box.midY > box.midY
        if gap < Self.barGap * piece.size,
          !isLabel || other.size < FormulaParser.scriptSize * piece.size
        {
          groups.join(piece.fragment, other.fragment)
        }
      }
    }
  }

  /// Joins arrows and marks to the letters that they stand over.
  private mutating func joinArrows() {
    let marks = signs.filter { LatexSymbols.accents[$0.scalar] != nil }
    guard marks.count < 1000 else { return }
    for mark in marks {
      for other in signs(from: mark.box.y1 - 0.15 * mark.size, to: mark.box.y1 + 0.3 * mark.size)
      where other.box.midX > mark.box.x0 - 0.25 * mark.size
        && other.box.midX < mark.box.x1 + 0.25 * mark.size
        && other.box.y1 > mark.box.y1 + 0.2 * mark.size && !isText(other)
      {
        groups.join(mark.fragment, other.fragment)
      }
    }
    let arrows = signs.filter { $0.scalar == 0x2192 || $0.scalar == 0x2190 }
    guard arrows.count < 1000 else { return }
    for arrow in arrows {
      for label in signs(from: arrow.box.y0 - 1.5 * arrow.size, to: arrow.box.y1 + 0.4 * arrow.size)
      where label.size < FormulaParser.scriptSize * arrow.size && label.box.midX > arrow.box.x0
        && label.box.midX < arrow.box.x1
        && max(label.box.y0 - arrow.box.y1, arrow.box.y0 - label.box.y1) < 0.4 * arrow.size
      {
        groups.join(arrow.fragment, label.fragment)
      }
      for other in signs(
        from: arrow.box.y1 - 0.1 * arrow.size, to: arrow.box.y1 + 0.35 * arrow.size)
      where other.size > 0.9 * arrow.size && other.box.midX > arrow.box.x0 - arrow.size
        && other.box.midX < arrow.box.x1 + arrow.size
        && other.baseline - arrow.baseline > 0.5 * arrow.size
      {
        groups.join(arrow.fragment, other.fragment)
      }
    }
  }

  /// Joins rows of small signs over and under an operator to it.
  private mutating func joinLimits(of sign: Sign) {
    // Those of integrals begin beside it.
    let slack = MathClass.integrals.contains(sign.scalar) ? 0.5 * sign.size : 0.1 * sign.size
    let near = signs(from: sign.box.y0 - 4 * sign.size, to: sign.box.y1 + 4 * sign.size)
      .filter { $0.size < FormulaParser.scriptSize * sign.size }
    for isAbove in [true, false] {
      var box = sign.box
      var rest = near.filter { isAbove ? $0.box.midY < box.y0 : $0.box.midY > box.y1 }
      while let next = rest.firstIndex(where: {
        let gap = isAbove ? box.y0 - $0.box.y1 : $0.box.y0 - box.y1
        return gap < Self.limitGap * sign.size && $0.box.x1 > box.x0 - 0.1 * sign.size
          && $0.box.x0 < box.x1 + slack
      }) {
        let limit = rest.remove(at: next)
        groups.join(sign.fragment, limit.fragment)
        if isAbove {
          box.y0 = min(box.y0, limit.box.y0)
        } else {
          box.y1 = max(box.y1, limit.box.y1)
        }
        box.x0 = min(box.x0, limit.box.x0)
        box.x1 = max(box.x1, limit.box.x1)
      }
    }
  }

  /// Joins small fragments that are centred under a word of upright letters: the name of an
  /// operator.
  private mutating func joinFunctionLimits() {
    let hosts = fragments.indices.filter { i in
      fragments[i].turn == .none
        && fragments[i].glyphs.contains { !isText($0) && !page.glyphs[Int($0)].isBlank }
    }
    guard hosts.count < 1000 else { return }
    for (i, small) in fragments.enumerated()
    where small.turn == .none && small.glyphs.count < 30 {
      for j in hosts where j != i {
        let host = fragments[j]
        let drop = (small.baseline - host.baseline) / host.size
        if small.size < FormulaParser.scriptSize * host.size, drop > 0.4, drop < 1.3,
          small.box.x0 > host.box.x0 - host.size, small.box.x1 < host.box.x1 + host.size,
          hasName(host, over: small.box.midX)
        {
          groups.join(i, j)
        }
      }
    }
  }

  private func isText(_ sign: Sign) -> Bool { !sign.isMaths }

  private func isText(_ index: Int32) -> Bool {
    !page.fonts[Int(page.glyphs[Int(index)].font)].traits.contains(.mathematical)
  }

  /// Whether a word of upright letters, or two with a thin space between, is centred on a place; in
  /// a line of text only one that is known to have limits.
  private func hasName(_ fragment: Fragment, over x: Float) -> Bool {
    let isProse = isProse(fragment)
    for widest in [Float(0.12), 0.35] {
      var (start, end, count): (Float, Float, Int) = (0, -.infinity, 0)
      var name = ""
      func isCentred() -> Bool {
        count > 1 && abs(x - (start + end) / 2) < 0.35 * fragment.size
          && (!isProse || LatexSymbols.limits.contains(name))
      }
      for index in fragment.glyphs {
        let glyph = page.glyphs[Int(index)]
        let isLetter =
          (0x41...0x5A).contains(glyph.scalar & ~0x20) && glyph.size > 0.9 * fragment.size
          && (isText(index) || fonts[Int(glyph.font)].isLoose)
        let isWhole = !isText(index) && LatexSymbols.limits.contains(name)
        if !isLetter || isWhole || glyph.origin.x - end > widest * glyph.size {
          if isCentred() { return true }
          (start, count, name) = (glyph.origin.x, 0, "")
        }
        if isLetter {
          count += 1
          name += String(scalar: glyph.scalar)
          end = glyph.origin.x + glyph.advance.x
        } else {
          end = -.infinity
        }
      }
      if isCentred() { return true }
    }
    return false
  }

  // Rows.

  /// Joins to formulas what stands beside them on their line: on their baseline, or, where they
  /// hold no words, anywhere along their height.
  private mutating func joinRows() {
    var inks = [Box](repeating: .empty, count: fragments.count)
    var isLarge = [Bool](repeating: false, count: fragments.count)
    for sign in signs {
      inks[sign.fragment].formUnion(sign.box)
      if sign.isLarge || sign.scalar == 0x23DE || sign.scalar == 0x23DF {
        isLarge[sign.fragment] = true
      }
    }
    var changed = true
    while changed {
      changed = false
      for members in groups.members()
      where members.count > 1 || isLarge[members[0]] && !isProse(fragments[members[0]]) {
        let box = members.reduce(into: Box.empty) { $0.formUnion(inks[$1]) }
        let whole = whole(members.map { fragments[$0] })
        let hasWords = members.contains { isProse(fragments[$0]) }
        let bars = hasWords ? [] : members.compactMap { self.bars[$0] }
        for (i, other) in fragments.enumerated()
        where other.turn == .none && !groups.areJoined(i, members[0]) && !inks[i].isEmpty {
          let gap = max(inks[i].x0 - box.x1, box.x0 - inks[i].x1)
          guard gap < Self.nearby * max(whole.size, other.size) else { continue }
          let isBeside =
            hasWords || isProse(other)
            ? abs(other.baseline - whole.baseline) < 0.15 * whole.size
              || bars.contains {
                abs($0.y + MathAtom.axis * other.size - other.baseline) < 0.1 * other.size
              } || !hasWords && isCentred(box, on: other)
            : inks[i].midY > box.y0 && inks[i].midY < box.y1
          if members.count > 1 ? isBeside : isCentred(box, on: other) {
            groups.join(i, members[0])
            changed = true
          }
        }
      }
    }
  }

  /// Whether a formula higher than a line stands in its middle, as office programs place objects.
  private func isCentred(_ box: Box, on line: Fragment) -> Bool {
    placesObjects && isProse(line) && box.height > 1.2 * line.size
      && Self.middle.contains((line.baseline - box.midY) / max(line.size, 0.5))
  }

  private func isProse(_ fragment: Fragment) -> Bool {
    var letters = 0
    for index in fragment.glyphs where isText(index) {
      let scalar = page.glyphs[Int(index)].scalar
      if (0x41...0x5A).contains(scalar & ~0x20) { letters += 1 }
    }
    return letters > 12
  }

  // The result.

  private mutating func result() -> [Fragment] {
    groups.members().sorted { $0[0] < $1[0] }.map { members in
      members.count == 1 ? fragments[members[0]] : whole(members.map { fragments[$0] })
    }
  }

  /// Fragments as one: in the order from left to right, on the baseline of most of its large
  /// letters.
  private func whole(_ parts: [Fragment]) -> Fragment {
    var result = parts[0]
    for part in parts.dropFirst() {
      result.glyphs += part.glyphs
      result.box.formUnion(part.box)
    }
    let middles = result.glyphs.map { index in
      let glyph = page.glyphs[Int(index)]
      return (x: glyph.origin.x + glyph.advance.x / 2, index: index)
    }
    result.glyphs = middles.sorted { ($0.x, $0.index) < ($1.x, $1.index) }.map(\.index)
    result.size = parts.map(\.size).max() ?? result.size
    let host = parts.max { letters($0, result.size) < letters($1, result.size) }
    result.baseline = host?.baseline ?? result.baseline
    if let host, isProse(host) {
      // A line of text is as high as its letters, whatever stands in it.
      (result.box.y0, result.box.y1) = (host.box.y0, host.box.y1)
    }
    return result
  }

  /// How many letters of the full size a fragment has, those of text double.
  private func letters(_ fragment: Fragment, _ size: Float) -> Int {
    guard fragment.size > FormulaParser.scriptSize * size else { return 0 }
    return fragment.glyphs.reduce(0) { count, index in
      let font = page.fonts[Int(page.glyphs[Int(index)].font)]
      return count + (font.traits.contains(.mathematical) ? 1 : 2)
    }
  }
}
