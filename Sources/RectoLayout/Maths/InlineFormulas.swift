internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// Finds formulas inside lines of text.
///
/// A line is words with stretches between them that hold no words. Such a stretch is cut where two
/// signs have the space of words between them and neither asks for the other, at commas with such a
/// space and at parentheses without a partner; what has signs of mathematical fonts is a formula.
struct InlineFormulas {
  /// The narrowest space between words, in ems.
  static let wordSpace: Float = 0.235
  /// The widest space beside a relation, in ems.
  static let widestGap: Float = 0.8
  /// A long line may have so many glyphs; beyond, nothing is sought in it.
  static let mostGlyphs = 3000

  private let page: SourcePage
  private let fonts: [MathFont]
  private let bars: [MathBar]
  /// Some font here is one of formulas, not only of single signs as Word's Symbol is.
  private let isTypeset: Bool

  init(page: SourcePage, maths: PageMaths) {
    self.page = page
    fonts = maths.fonts
    bars = maths.bars
    isTypeset = page.fonts.contains {
      $0.traits.contains(.mathematical) && !["symbol", "opensymbol"].contains($0.name.lowercased())
    }
  }

  /// A stretch of a line's glyphs that is a formula, in the order in which it is read.
  struct Found {
    var range: Range<Int>
    var glyphs: [Int32]
    var formula: Formula
    var box: Box
  }

  private enum Kind {
    /// A sign or letter of a mathematical font.
    case maths
    case digit
    /// A relation, an operation, a slash of the text's own font.
    case sign
    case open, close
    /// An upright letter of the text.
    case letter
    case comma, stop
    case blank, other
  }

  private struct Sign {
    var kind: Kind
    var scalar: UInt32
    var x0: Float
    var x1: Float
    var y: Float
    var size: Float
    var isLetter: Bool
    var isBold: Bool
    var isExtension: Bool
    var isCalligraphic: Bool
    /// A letter or a number of a formula, in a font of the text.
    var isVariable: Bool
    /// Small: a script or a mark.
    var isScript = false
  }

  private func sign(_ index: Int32) -> Sign {
    let glyph = page.glyphs[Int(index)]
    let (x0, x1) = (glyph.origin.x, glyph.origin.x + glyph.advance.x)
    let isLetter = Letters.contains(glyph.scalar)
    return Sign(
      kind: kind(glyph, isLetter: isLetter), scalar: glyph.scalar, x0: min(x0, x1),
      x1: max(x0, x1, ink(index)?.x1 ?? x0),
      y: glyph.origin.y, size: max(glyph.size, 0.5), isLetter: isLetter,
      isBold: page.fonts[Int(glyph.font)].traits.contains(.bold),
      isExtension: fonts[Int(glyph.font)].isExtension,
      isCalligraphic: isLetter && fonts[Int(glyph.font)].alphabet == "\\mathcal",
      isVariable: page.fonts[Int(glyph.font)].traits.contains(.variables))
  }

  private func ink(_ index: Int32) -> Box? {
    Int(index) < page.inkBoxes.count ? page.inkBoxes[Int(index)] : nil
  }

  private func kind(_ glyph: Glyph, isLetter: Bool) -> Kind {
    if glyph.isBlank { return .blank }
    guard !glyph.flags.contains(.unmapped), glyph.scalarCount == 1 else { return .other }
    let font = fonts[Int(glyph.font)]
    let isMaths = page.fonts[Int(glyph.font)].traits.contains(.mathematical)
    switch glyph.scalar {
    case 0x30...0x39: return .digit
    case 0x2C, 0x3B: return .comma
    case 0x2E: return .stop
    case 0x28, 0x5B, 0x7B: return .open
    case 0x29, 0x5D, 0x7D: return .close
    case 0x2B, 0x3C...0x3E, 0x2F, 0xD7, 0xB1, 0x2212, 0x7C, 0x2016, 0x2223, 0x2225:
      return isMaths ? .maths : .sign
    case 0x391...0x3A9, 0x2126, 0x2206: return .maths
    case 0x27E8: return isMaths ? .maths : .open
    case 0x27E9: return isMaths ? .maths : .close
    case 0x21, 0x27, 0x25, 0x3A: return isMaths ? .maths : .sign
    case 0x2022, 0xB7, 0x2217, 0x2219, 0xA9, 0xAE, 0x2020, 0x2021, 0xA7, 0xB6:
      return isMaths ? .sign : .other
    case 0x25A0...0x25FF, 0x2713...0x27BF: return isMaths ? .maths : .other
    case 0x1D400...0x1D7FF: return .maths
    default: break
    }
    if isMaths { return isLetter && font.isText && glyph.scalar < 0x250 ? .letter : .maths }
    if font.alphabet == "\\mathcal" || font.alphabet == "\\mathbb" || font.alphabet == "\\mathscr"
      || font.alphabet == "\\mathfrak"
    {
      return .maths
    }
    if Self.isSign(glyph.scalar) { return .sign }
    return isLetter ? .letter : .other
  }

  /// Signs of mathematics in a font of the text.
  private static func isSign(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAC, 0xF7, 0x2026, 0x2032...0x2034, 0x2118, 0x2190...0x21FF, 0x2200...0x22FF,
      0x2308...0x230B, 0x2660...0x266F, 0x27F5...0x27FF, 0x2A00...0x2AFF:
      true
    default: false
    }
  }

  /// The formulas of a line, from left to right. `size` is that of its letters.
  func formulas(in glyphs: [Int32], baseline: Float, size: Float) -> [Found] {
    guard isTypeset, glyphs.count < Self.mostGlyphs else { return [] }
    let signs = glyphs.map { index in
      var sign = sign(index)
      sign.isScript = sign.size < FormulaParser.scriptSize * size
      return sign
    }
    guard signs.contains(where: { $0.kind == .maths || $0.isVariable }) else { return [] }
    let stacked = stacked(signs, baseline: baseline, size: size)
    let isWord = words(signs, stacked: stacked, size: size)
    var found: [Found] = []
    var i = 0
    while i < signs.count {
      guard !isWord[i], signs[i].kind != .blank else {
        i += 1
        continue
      }
      var end = i
      while end < signs.count, !isWord[end] { end += 1 }
      for range in parts(of: i..<end, in: signs, stacked: stacked, size: size)
      where isFormula(range, signs, stacked) {
        if let formula = read(glyphs[range], signs[range], size: size) {
          found.append(
            Found(
              range: range, glyphs: formula.glyphs, formula: formula.formula, box: formula.box))
        }
      }
      i = end
    }
    return found
  }

  /// The glyphs that stand over and under bars, or off the line without being scripts of words.
  private func stacked(_ signs: [Sign], baseline: Float, size: Float) -> [Bool] {
    guard let first = signs.first else { return [] }
    let (left, right) = (first.x0, signs.map(\.x1).max() ?? 0)
    let own = bars.filter { bar in
      bar.isHorizontal && bar.box.x0 > left - 1 && bar.box.x1 < right + size
        && bar.y > baseline - 1.2 * size && bar.y < baseline + 0.7 * size
    }
    return signs.map { sign in
      sign.kind != .blank && abs(sign.y - baseline) > 0.2 * size
        && own.contains { bar in
          let middle = (sign.x0 + sign.x1) / 2
          return middle > bar.box.x0 - 0.1 * size && middle < bar.box.x1 + 0.1 * size
        }
    }
  }

  // Words.

  /// The glyphs that are words of the text.
  private func words(_ signs: [Sign], stacked: [Bool], size: Float) -> [Bool] {
    var result = [Bool](repeating: false, count: signs.count)
    var i = 0
    while i < signs.count {
      if signs[i].kind == .other, !stacked[i], !isAccent(i, in: signs) { result[i] = true }
      guard signs[i].kind == .letter, !stacked[i] else {
        i += 1
        continue
      }
      var end = i + 1
      while end < signs.count, signs[end].kind == .letter, !stacked[end],
        signs[end].x0 - signs[end - 1].x1
          < (LatexSymbols.functions.contains(name(signs[i..<end])) ? 0.1 : 0.2) * size,
        abs(signs[end].size - signs[i].size) < 0.2 * size
          || signs[end].x0 - signs[end - 1].x1 < 0.05 * size
      {
        end += 1
      }
      if isText(i..<end, in: signs, after: result, size: size) {
        for j in i..<end { result[j] = true }
      }
      i = end
    }
    return result
  }

  /// Whether a mark stands over a letter of mathematics.
  private func isAccent(_ i: Int, in signs: [Sign]) -> Bool {
    guard LatexSymbols.accents[signs[i].scalar] != nil else { return false }
    let middle = (signs[i].x0 + signs[i].x1) / 2
    return [i - 2, i - 1, i + 1, i + 2].contains { j in
      signs.indices.contains(j) && signs[j].kind == .maths && signs[j].x0 < middle
        && signs[j].x1 > middle
    }
  }

  /// Whether upright letters are a word of the text and not a part of a formula.
  private func isText(_ word: Range<Int>, in signs: [Sign], after words: [Bool], size: Float)
    -> Bool
  {
    let before = signs[..<word.lowerBound].lastIndex { $0.kind != .blank }
    let after = signs[word.upperBound...].firstIndex { $0.kind != .blank }
    let first = signs[word.lowerBound]
    let left = before.map { (first.x0 - signs[$0].x1) / size } ?? .infinity
    let right = after.map { (signs[$0].x0 - signs[word.upperBound - 1].x1) / size } ?? .infinity
    if first.size < FormulaParser.scriptSize * size {
      // A script; but small capitals and raised endings go on with a word.
      return left < 0.1 && before.map { words[$0] } ?? false
    }
    let name = name(signs[word])
    let isBesideMaths = after.map { signs[$0].kind != .letter && signs[$0].kind != .other } ?? false
    if LatexSymbols.functions.contains(name), isBesideMaths, right < 0.45 { return false }
    if name == "arg" || name == "lim", right < 0.2, let after, signs[after].kind == .letter,
      ["max", "min", "inf", "sup"].contains(self.name(signs[after..<min(after + 3, signs.count)]))
    {
      return false
    }
    // The name of an operator has a thin space after it, a word a wider one.
    if word.count > 1, isBesideMaths, (0.1..<0.19).contains(right), left > 0.2, let after,
      signs[after].kind == .maths, signs[after].isLetter
    {
      return false
    }
    if name == "mod", isBesideMaths, right < 0.5, before.map({ !words[$0] }) ?? false {
      return false
    }
    // The name of a function before its argument.
    if right < 0.06, let after, signs[after].kind == .open, word.count < 9,
      let close = closing(of: after, in: signs),
      signs[after..<close].contains(where: { $0.kind == .maths })
    {
      return false
    }
    // A letter set upright or bold: it has scripts, or signs of the formula touch it.
    if word.count == 1 {
      if let after, signs[after].kind == .maths, right < 0.05,
        left > 0.1 || before.map({ !words[$0] }) ?? true
      {
        return false
      }
      if let after, right < 0.2, signs[after].size < FormulaParser.scriptSize * size,
        signs[after].kind == .maths
      {
        return false
      }
      let asks = { (place: Int) in
        signs[place].kind == .maths && MathClass(of: signs[place].scalar) != .ordinary
          || signs[place].kind == .sign && asksForMore(signs[place])
      }
      if let after, right < 0.45, asks(after), right > 0.1 || signs[after].kind == .maths {
        return false
      }
      if let before, left < 0.45, !words[before], asks(before) { return false }
      if first.isBold, let before, !words[before], left < 0.05 { return false }
      if first.isBold, let after, right < 0.05, signs[after].kind == .close { return false }
    }
    return true
  }

  private func name(_ signs: ArraySlice<Sign>) -> String {
    var name = String.UnicodeScalarView()
    for sign in signs { if let scalar = Unicode.Scalar(sign.scalar) { name.append(scalar) } }
    return String(name)
  }

  /// Whether a sign asks for something after it: a relation, an operation, a comma, what opens.
  private func asksForMore(_ sign: Sign) -> Bool {
    switch sign.kind {
    case .open, .comma: return true
    case .sign, .maths:
      switch MathClass(of: sign.scalar) {
      case .binary, .relation, .open, .large: return true
      default: return sign.scalar == 0x2F
      }
    default: return false
    }
  }

  // Cutting.

  /// The parts of a stretch without words that may be formulas.
  private func parts(of zone: Range<Int>, in signs: [Sign], stacked: [Bool], size: Float)
    -> [Range<Int>]
  {
    let partners = partners(in: signs, zone)
    let strays = angleBracketsAroundWords(in: signs, zone)
    var result: [Range<Int>] = []
    var start: Int?
    var depth = 0
    var last: Int?
    var reached: Float = 0
    func close(_ end: Int) {
      if let start { result.append(start..<end) }
      start = nil
      last = nil
      depth = 0
    }
    for i in zone where signs[i].kind != .blank {
      let sign = signs[i]
      let isParenthesis = (sign.kind == .open || sign.kind == .close) && !stacked[i]
      if isParenthesis && partners[i] == nil && !isLarge(sign) || strays.contains(i) {
        close(i)
        continue
      }
      if let before = last {
        // What stands over or under a relation comes with it.
        let company = (i..<min(i + 5, zone.upperBound)).filter { j in
          j == i
            || signs[j].x0 < sign.x1 && signs[j].kind != .blank
              && signs[j].isScript != sign.isScript
        }
        let x0 = company.map { signs[$0].x0 }.min() ?? sign.x0
        let gap = (x0 - reached) / size
        // Names of functions ask for what they are applied to.
        let asks =
          asksForMore(signs[before]) && signs[before].kind != .comma
          || Self.isAmbiguous(signs[before].scalar) || Self.isQuantifier(signs[before].scalar)
          || signs[before].kind == .letter && gap < 0.45
        let answers =
          company.contains { j in
            [.binary, .relation].contains(MathClass(of: signs[j].scalar))
              && (signs[j].kind == .maths || signs[j].kind == .sign)
          } || Self.isAmbiguous(sign.scalar) || sign.kind == .letter && gap < 0.35
          || sign.kind == .open && gap < 0.7 && i + 3 < zone.upperBound
            && name(signs[(i + 1)...(i + 3)]) == "mod"
        // Fractions keep a distance of their own.
        let space =
          Self.wordSpace + (stacked[i] ? 0.12 : 0) + (stacked[before] ? 0.12 : 0)
          + (signs[i - 1].isScript ? 0.07 : 0)
          + (sign.isVariable && signs[before].isVariable ? 0.2 : 0)
        let isSplit =
          gap > Self.widestGap || depth == 0 && gap > space && !asks && !answers
          || depth > 0 && gap > Self.widestGap
        if isSplit { close(i) }
      }
      if start == nil {
        start = i
        reached = sign.x1
      }
      if isParenthesis { depth += sign.kind == .open ? 1 : -1 }
      if sign.size > FormulaParser.scriptSize * size || last == nil || stacked[i] { last = i }
      reached = max(reached, sign.x1)
    }
    close(zone.upperBound)
    return result.map { trimmed($0, in: signs, stacked: stacked) }.filter { !$0.isEmpty }
  }

  /// Signs that may stand between two others: strokes, negations, a perpendicular.
  private static func isAmbiguous(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2F, 0x338, 0x7C, 0x2016, 0x2223, 0x2225, 0x22A5, 0x5C, 0x25B7, 0x25C1: true
    default: false
    }
  }

  private static func isQuantifier(_ scalar: UInt32) -> Bool { (0x2200...0x2204).contains(scalar) }

  private func isLarge(_ sign: Sign) -> Bool { sign.isExtension }

  /// A part without the punctuation of the text at its ends, and without signs there that lack
  /// something to relate or join.
  private func trimmed(_ range: Range<Int>, in signs: [Sign], stacked: [Bool]) -> Range<Int> {
    var range = range
    while let last = range.last {
      let sign = signs[last]
      let isEnd: Bool =
        switch sign.kind {
        case .blank, .comma: true
        case .other: !isAccent(last, in: signs)
        case .stop:
          range.count < 3 || signs[last - 1].kind != .stop || signs[last - 2].kind != .stop
        case .sign:
          sign.scalar != 0x21 && sign.scalar != 0x7C && !sign.isScript
            && ![0xAC, 0x2016, 0x2225].contains(sign.scalar)
            && (sign.scalar < 0x2000 || asksForMore(sign) || sign.scalar == 0x2026)
        default: false
        }
      guard isEnd, !stacked[last] else { break }
      range = range.lowerBound..<last
    }
    while let first = range.first {
      let sign = signs[first]
      let isEnd: Bool =
        switch sign.kind {
        case .blank, .comma, .stop: true
        case .other: !isAccent(first, in: signs)
        case .sign:
          switch MathClass(of: sign.scalar) {
          case .large, .open: false
          case .ordinary: sign.scalar < 0x2100 && ![0x7C, 0xAC, 0x2016].contains(sign.scalar)
          default: ![0x2B, 0x2212, 0x2225].contains(sign.scalar)
          }
        default: false
        }
      guard isEnd, !stacked[first] else { break }
      range = (first + 1)..<range.upperBound
    }
    return range
  }

  // Parentheses.

  /// Which parentheses of a stretch belong together; any that opens is closed by any that closes.
  private func partners(in signs: [Sign], _ zone: Range<Int>) -> [Int: Int] {
    var open: [Int] = []
    var result: [Int: Int] = [:]
    for i in zone {
      if signs[i].kind == .open {
        open.append(i)
      } else if signs[i].kind == .close, let start = open.popLast() {
        result[start] = i
        result[i] = start
      }
    }
    return result
  }

  /// The angle brackets of a stretch whose partners stand outside of it: they hold words. Those
  /// without any partner are a state's.
  private func angleBracketsAroundWords(in signs: [Sign], _ zone: Range<Int>) -> Set<Int> {
    var open: [Int] = []
    var result: Set<Int> = []
    for (i, sign) in signs.enumerated() {
      switch sign.scalar {
      case 0x27E8, 0x2329: open.append(i)
      case 0x27E9, 0x232A:
        guard let start = open.popLast(), zone.contains(start) != zone.contains(i) else { continue }
        result.formUnion([start, i])
      default: break
      }
    }
    return result
  }

  /// Where the parenthesis closes that opens at a place.
  private func closing(of place: Int, in signs: [Sign]) -> Int? {
    var depth = 0
    for i in place..<min(signs.count, place + 100) {
      if signs[i].kind == .open { depth += 1 }
      if signs[i].kind == .close {
        depth -= 1
        if depth == 0 { return i }
      }
    }
    return nil
  }

  // What is a formula.

  /// A letter, or a relation or operation with something on both sides, or parts above each other.
  private func isFormula(_ range: Range<Int>, _ signs: [Sign], _ stacked: [Bool]) -> Bool {
    let own = signs[range].filter { $0.kind != .blank }
    guard let first = own.first, let last = own.last else { return false }
    if range.contains(where: { stacked[$0] }) { return own.count > 1 }
    let letters = own.filter { $0.kind == .maths && $0.isLetter }
    if letters.isEmpty {
      // A sign before a number is the number's: -5, ≥ 8.4, ∼11.
      let joins = own.indices.dropFirst().dropLast().contains { i in
        (own[i].kind == .maths || own[i].kind == .sign) && !own[i].isScript && asksForMore(own[i])
          && !asksForMore(own[i - 1]) && !asksForMore(own[i + 1])
      }
      let isMaths = own.contains { $0.kind == .maths }
      // The exponent of a number; that of a unit is its script.
      let isRaised =
        own.contains {
          $0.kind == .maths && $0.isScript && MathClass(of: $0.scalar) != .relation
        } && own.contains { $0.kind == .digit && !$0.isScript }
      let digits = own.filter { $0.kind == .digit }.count
      return digits > 0 && (joins && isMaths || isRaised)
        || own.contains { $0.scalar == 0x221A } && own.count > 1
        || own.contains { $0.scalar == 0x221E || $0.scalar == 0x2205 }
        || own.count > 1 && own.contains { $0.kind == .maths && MathClass(of: $0.scalar) == .large }
    }
    // Names set in letters of their own: the AMS, LaTeX 2ε.
    if own.count > 1, own.allSatisfy(\.isCalligraphic),
      own.contains(where: { abs($0.y - first.y) > 0.1 * first.size })
    {
      return false
    }
    if own.count == 2, first.kind == .digit, range.lowerBound > 0 {
      let before = signs[range.lowerBound - 1]
      if before.kind == .letter, first.x0 - before.x1 < 0.2 * first.size { return false }
    }
    // The prefix of a unit: 5 µm.
    if own.count == 1, first.scalar == 0x3BC || first.scalar == 0xB5, range.upperBound < signs.count
    {
      let next = signs[range.upperBound]
      if next.kind == .letter, next.x0 - last.x1 < 0.1 * next.size { return false }
    }
    return true
  }

  /// A formula read from glyphs; `nil` if it cannot be.
  private func read(_ glyphs: ArraySlice<Int32>, _ signs: ArraySlice<Sign>, size: Float)
    -> (glyphs: [Int32], formula: Formula, box: Box)?
  {
    var atoms: [MathAtom] = []
    for (index, sign) in zip(glyphs, signs) where sign.kind != .blank {
      guard let atom = MathAtom(index, in: page, font: fonts[Int(page.glyphs[Int(index)].font)])
      else { return nil }
      atoms.append(atom)
    }
    let box = atoms.union
    let own = bars.filter { bar in
      bar.box.x0 > box.x0 - 0.3 * size && bar.box.x1 < box.x1 + 0.3 * size
        && bar.box.y1 > box.y0 - 0.3 * size && bar.box.y0 < box.y1 + 0.5 * size
    }
    guard let parts = FormulaParser.parts(of: atoms, bars: own, em: size),
      let node = FormulaParser.node(ofParts: parts, stretches: true), !node.isStack
    else { return nil }
    let formula = Formula(
      node.withPlainFractions(in: .text), page: Int32(page.index), box: box, size: size)
    let order = formula.latex.runs.flatMap { Array($0.first...$0.last) }
    let wanted = atoms.flatMap(\.glyphs)
    // Whatever was read, no glyph may be missing from the text.
    guard order.count == wanted.count, Set(order) == Set(wanted) else { return nil }
    let blanks = zip(glyphs, signs).filter { $0.1.kind == .blank }.map(\.0)
    let isInOrder = order == wanted
    return (isInOrder ? Array(glyphs) : order + blanks, formula, box)
  }
}

extension MathNode {
  /// Lines one below the other: not what stands inside a line of text.
  fileprivate var isStack: Bool {
    if case .grid(let grid) = self {
      return grid.kind == .gathered || grid.kind == .aligned || grid.kind == .substack
    }
    return false
  }
}
