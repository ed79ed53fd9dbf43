internal import RectoGeometry
internal import RectoPages

/// Finds the variables of formulas that are set in the italics of the text.
///
/// Word's older equations, LibreOffice's and Times in TeX have fonts of their own for signs only, or
/// none. There a letter is a variable if it stands alone, or is one of two, and touches a
/// sign of mathematics, a script, a bar of a fraction or another variable.
struct VariableLetters {
  /// The widest space between a variable and a sign beside it, in ems.
  static let besideSign: Float = 0.5
  /// The widest space between letters of one word, in ems.
  static let insideWord: Float = 0.15
  /// How many letters a product of variables may have.
  static let mostLetters = 2
  /// How many glyphs around a sign tell how large it should be.
  static let nearby = 8
  /// A page may have so many such letters.
  static let mostRuns = 20_000

  private let page: SourcePage
  /// The places of what is not blank.
  private let glyphs: [Int]
  /// Fonts of mathematics set signs here.
  private let hasSigns: Bool
  private var runs: [Run] = []

  /// Italic letters without a space, as places in `glyphs`.
  private struct Run {
    var range: Range<Int>
    var isVariable = false
  }

  /// The page with its variables in mathematical fonts: each italic font has a twin for them.
  static func marked(_ page: SourcePage) -> SourcePage {
    guard page.fonts.contains(where: isItalicText), !page.hasLettersOfMaths else { return page }
    var finder = VariableLetters(page)
    finder.find()
    var result = finder.result()
    finder.evenSigns(in: &result)
    return result
  }

  private init(_ page: SourcePage) {
    self.page = page
    hasSigns = page.hasMaths
    glyphs = page.glyphs.indices.filter { !page.glyphs[$0].isBlank }
  }

  private static func isItalicText(_ font: Font) -> Bool {
    font.traits.contains(.italic)
      && font.traits.isDisjoint(with: [.mathematical, .fixedPitch])
  }

  private func isCandidate(_ place: Int) -> Bool {
    let glyph = page.glyphs[glyphs[place]]
    let isLetter =
      (0x41...0x5A).contains(glyph.scalar & ~0x20) || (0x391...0x3F5).contains(glyph.scalar)
      || glyph.scalar == 0x210F
    return isLetter && glyph.up.x == 0 && glyph.scalarCount == 1
      && Self.isItalicText(page.fonts[Int(glyph.font)])
  }

  private func isLetter(_ place: Int) -> Bool {
    Letters.contains(page.glyphs[glyphs[place]].scalar)
  }

  /// The space between two glyphs that follow each other, in ems; `nil` if they are not on one line.
  private func gap(_ left: Int, _ right: Int) -> Float? {
    let (a, b) = (page.glyphs[glyphs[left]], page.glyphs[glyphs[right]])
    let size = max(a.size, b.size, 0.5)
    guard abs(a.origin.y - b.origin.y) < 0.9 * size else { return nil }
    return (b.origin.x - a.origin.x - a.advance.x) / size
  }

  private func functionLength(_ places: Range<Int>) -> Int {
    LatexSymbols.functionLength(
      atStartOf: places.map { String(scalar: page.glyphs[glyphs[$0]].scalar) })
  }

  private func text(_ places: Range<Int>) -> String {
    places.map { String(scalar: page.glyphs[glyphs[$0]].scalar) }.joined()
  }

  /// Whether the name of a function stands before a place.
  private func followsFunction(_ place: Int, _ space: Float? = nil) -> Bool {
    var start = place
    while start > 0, place - start < 7, isLetter(start - 1), !isCandidate(start - 1),
      start == place || isOneWord(start - 1, start)
    {
      start -= 1
    }
    return start < place && LatexSymbols.functions.contains(text(start..<place))
      && (space ?? gap(place - 1, place)).map { $0 < Self.besideSign } ?? false
  }

  private func isFunction(from place: Int) -> Bool {
    var end = place + 1
    while end < glyphs.count, end - place < 8, isLetter(end), !isCandidate(end),
      isOneWord(end - 1, end)
    {
      end += 1
    }
    return LatexSymbols.functions.contains(text(place..<end))
  }

  private func isOneWord(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (page.glyphs[glyphs[left]], page.glyphs[glyphs[right]])
    guard let gap = gap(left, right), abs(gap) < Self.insideWord else { return false }
    return abs(a.origin.y - b.origin.y) < 0.1 * a.size && abs(a.size - b.size) < 0.1 * a.size
  }

  private mutating func find() {
    var place = 0
    while place < glyphs.count {
      guard isCandidate(place) else {
        place += 1
        continue
      }
      var end = place + 1
      while end < glyphs.count, isCandidate(end), isOneWord(end - 1, end) { end += 1 }
      let isPart =
        place > 0 && isLetter(place - 1) && isOneWord(place - 1, place) && !followsFunction(place)
        || end < glyphs.count && isLetter(end) && isOneWord(end - 1, end) && !isFunction(from: end)
      let isShort =
        end - place <= Self.mostLetters
        || functionLength(place..<end) == end - place
      if isShort, !isPart { runs.append(Run(range: place..<end)) }
      place = end
    }
    guard !runs.isEmpty, runs.count < Self.mostRuns else {
      runs = []
      return
    }
    let bars = MathBar.bars(of: page).filter(\.isHorizontal)
    for i in runs.indices { runs[i].isVariable = touchesSign(runs[i].range, bars: bars) }
    spread()
  }

  // Evidence.

  private func touchesSign(_ run: Range<Int>, bars: [MathBar]) -> Bool {
    let (first, last) = (run.lowerBound, run.upperBound - 1)
    if run.contains(where: { page.glyphs[glyphs[$0]].scalar == 0x210F }) { return true }
    if first > 0, let gap = gap(first - 1, first), isSign(first - 1, gap, isSingle: run.count == 1)
    {
      return true
    }
    if last + 1 < glyphs.count, let gap = gap(last, last + 1) {
      if isSign(last + 1, gap, isSingle: run.count == 1) { return true }
      if run.count == 1, isScript(last + 1, of: last, gap) { return true }
    }
    if followsFunction(first) || hasLimit(run) || followsScripts(run) || isScript(run) {
      return true
    }
    let (a, b) = (page.glyphs[glyphs[first]], page.glyphs[glyphs[last]])
    let middle = (a.origin.x + b.origin.x + b.advance.x) / 2
    return bars.contains { bar in
      bar.box.x0 < middle && bar.box.x1 > middle
        && bar.length < (hasSigns ? 15 : 3) * a.size
        && bar.y > a.origin.y - 1.6 * a.size && bar.y < a.origin.y + 0.6 * a.size
        && abs(bar.y - a.origin.y) > 0.15 * a.size
    }
  }

  /// Whether the name of a function has something small below it.
  private func hasLimit(_ run: Range<Int>) -> Bool {
    guard run.upperBound < glyphs.count, functionLength(run) > 0 else { return false }
    let first = page.glyphs[glyphs[run.lowerBound]]
    let last = page.glyphs[glyphs[run.upperBound - 1]]
    let next = page.glyphs[glyphs[run.upperBound]]
    let drop = (next.origin.y - first.origin.y) / first.size
    return next.size < 0.85 * first.size && drop > 0.05 && drop < 1.3
      && next.origin.x > first.origin.x - first.size
      && next.origin.x < last.origin.x + last.advance.x + 0.2 * first.size
  }

  /// Whether something of mathematics stands so far beside letters; a single letter needs less.
  private func isSign(_ place: Int, _ gap: Float, isSingle: Bool) -> Bool {
    guard gap < Self.besideSign else { return false }
    let glyph = page.glyphs[glyphs[place]]
    switch glyph.scalar {
    case 0x22, 0x23, 0x25...0x27, 0x2A, 0x2C...0x2E, 0x2F, 0x3A, 0x3B, 0x40, 0xA9, 0xAE, 0xB7,
      0x2010...0x2027, 0x2219, 0x25A0...0x25FF, 0x2329, 0x232A, 0x27E8, 0x27E9:
      return false
    // Angle brackets around a word are a placeholder's.
    case 0x3C, 0x3E: return isSingle && gap > 0.1
    case 0x2B, 0x3D, 0xB1, 0xD7, 0x2212: return isSingle || gap < 0.4
    case 0x2190...0x21FF, 0x2200...0x22FF, 0x2308...0x230B, 0x27F5...0x27FF, 0xF7: return true
    default: return page.fonts[Int(glyph.font)].traits.contains(.mathematical)
    }
  }

  /// Whether a small letter or digit stands off the baseline directly after a single letter.
  private func isScript(_ place: Int, of letter: Int, _ gap: Float) -> Bool {
    let (a, b) = (page.glyphs[glyphs[letter]], page.glyphs[glyphs[place]])
    guard b.size < 0.85 * a.size, gap < 0.15, gap > -0.3 else { return false }
    let drop = (b.origin.y - a.origin.y) / a.size
    let isDigit = (0x30...0x39).contains(b.scalar)
    return drop > 0.05 || drop < -0.2 && (isCandidate(place) || isDigit)
  }

  /// Whether a single letter follows a sign or the name of a function that has scripts or limits.
  private func followsScripts(_ run: Range<Int>) -> Bool {
    let letter = page.glyphs[glyphs[run.lowerBound]]
    var base = run.lowerBound - 1
    var end = -Float.infinity
    while base >= 0, run.lowerBound - base < Self.nearby {
      let glyph = page.glyphs[glyphs[base]]
      end = max(end, glyph.origin.x + glyph.advance.x)
      guard glyph.size < 0.85 * letter.size,
        abs(glyph.origin.y - letter.origin.y) > 0.05 * letter.size,
        abs(glyph.origin.y - letter.origin.y) < 1.5 * letter.size
      else { break }
      base -= 1
    }
    let gap = (letter.origin.x - end) / letter.size
    guard base >= 0, base < run.lowerBound - 1, run.count == 1, gap > -0.1 else { return false }
    return isSign(base, gap, isSingle: true) || followsFunction(base + 1, gap)
  }

  /// Whether letters are a script of a lone capital of the Greek alphabet.
  private func isScript(_ run: Range<Int>) -> Bool {
    guard
      let base = (max(0, run.lowerBound - 3)..<run.lowerBound).last(where: {
        (0x391...0x3A9).contains(page.glyphs[glyphs[$0]].scalar)
      }), base == 0 || !isLetter(base - 1) || !isOneWord(base - 1, base)
    else { return false }
    let (host, small) = (page.glyphs[glyphs[base]], page.glyphs[glyphs[run.lowerBound]])
    let gap = small.origin.x - host.origin.x - host.advance.x
    return small.size < 0.85 * host.size && gap < 0.3 * host.size && gap > -0.3 * host.size
      && abs(small.origin.y - host.origin.y) > 0.05 * host.size
      && abs(small.origin.y - host.origin.y) < 0.9 * host.size
  }

  /// Letters beside variables, with nothing but punctuation and digits between, are variables: single
  /// ones and differentials at the space of a word, others closer.
  private mutating func spread() {
    for _ in 0..<2 {
      for i in runs.indices where !runs[i].isVariable {
        let run = runs[i].range
        let isSingle =
          run.count == 1 || run.count == 2 && page.glyphs[glyphs[run.lowerBound]].scalar == 0x64
        let widest: Float = isSingle ? Self.besideSign : 0.2
        let before =
          i > 0 && runs[i - 1].isVariable
          && joins(runs[i - 1].range.upperBound - 1, run.lowerBound, widest)
        let after =
          i + 1 < runs.count && runs[i + 1].isVariable
          && joins(run.upperBound - 1, runs[i + 1].range.lowerBound, widest)
        runs[i].isVariable = before || after
      }
    }
  }

  /// Whether no letters and no space wider than so many ems stand between two places.
  private func joins(_ first: Int, _ last: Int, _ widest: Float) -> Bool {
    guard last - first <= 4 else { return false }
    return (first..<last).allSatisfy { place in
      (place == first || !isLetter(place)) && (gap(place, place + 1).map { $0 < widest } ?? false)
    }
  }

  // The result.

  private func result() -> SourcePage {
    var page = page
    var twins = TwinFonts(adding: [.mathematical, .variables])
    for run in runs where run.isVariable {
      for place in run.range { twins.set(glyphs[place], on: &page) }
    }
    return page
  }

  /// Where signs are stretched to the height of what they hold, their size says nothing: they get
  /// that of the letters around them.
  private func evenSigns(in page: inout SourcePage) {
    let isLoose = page.fonts.map {
      $0.traits.contains(.mathematical) && !$0.traits.contains(.variables)
        && MathFont($0).isLoose
    }
    guard isLoose.contains(true) else { return }
    for (place, index) in glyphs.enumerated() {
      let glyph = page.glyphs[index]
      guard isLoose[Int(glyph.font)] else { continue }
      let around = max(0, place - Self.nearby)..<min(glyphs.count, place + Self.nearby)
      let size =
        around.lazy.map { self.page.glyphs[glyphs[$0]] }
        .filter { (0x30...0x39).contains($0.scalar) || (0x41...0x5A).contains($0.scalar & ~0x20) }
        .map(\.size).max() ?? 0
      if size > 0, glyph.size > 1.1 * size {
        page.glyphs[index].up = glyph.up * (size / glyph.size)
      }
    }
  }
}
