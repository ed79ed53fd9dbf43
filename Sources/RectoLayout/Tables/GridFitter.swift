internal import RectoGeometry
internal import RectoPages

/// Fits a grid to text that is set in columns, by the white space between them.
struct GridFitter {
  /// Words nearer than this belong together, in ems: spaces are 0.2 to 0.35, gaps of columns more.
  static let phraseGap: Float = 0.55
  /// In fonts of fixed pitch a space alone is 0.6.
  static let fixedPitchGap: Float = 0.85
  /// The widest space of a justified line, in ems, and how much its spaces differ.
  static let stretchedGap: Float = 1.1
  static let stretchSlack: Float = 0.15
  /// The narrowest gap between columns, in ems, over many rows and over few.
  static let narrowGap: Float = 0.6
  static let wideGap: Float = 1.0
  /// The same between rules, which make chance alignments of word spaces unlikely.
  static let ruledGap: Float = 0.35
  /// A gap this wide at a cut parts a phrase there: spaces of running text are narrower.
  static let cellGap: Float = 0.42
  /// Between two numbers any space does.
  static let numberGap: Float = 0.15
  /// Lines closer than any leading stand beside each other; a little further apart if they share no
  /// column: numbers centred on a label of two lines.
  static let beside: Float = 0.85
  static let interleaved: Float = 0.95
  /// How much of the width a rule takes that parts rows; shorter ones part heads.
  static let throughRule: Float = 0.88
  /// How many parts an em is divided into for the projection.
  private static let bins: Float = 8

  private let rows: [[TableWord]]
  /// Horizontal rules inside the zone, from top to bottom.
  private let rules: [Rule]
  /// Where upright rules part columns.
  private let walls: [Float]
  private let isRuled: Bool
  private let em: Float
  private let box: Box
  private let heads: SpanningHeads

  init(rows: [[TableWord]], rules: [Rule], walls: [Float] = [], isRuled: Bool) {
    self.rows = rows
    self.walls = walls
    self.isRuled = isRuled
    self.rules = rules.sorted { $0.position < $1.position }
    let sizes = rows.flatMap { $0.map(\.size) }.sorted()
    em = sizes.isEmpty ? 10 : max(1, sizes[sizes.count / 2])
    box = rows.reduce(into: Box.empty) { for word in $1 { $0.formUnion(word.box) } }
    heads = SpanningHeads(rules: self.rules, box: box, em: em)
  }

  /// A cell's words with the columns that they cover.
  struct Phrase {
    var words: [TableWord]
    var box: Box
    var columns: ClosedRange<Int> = 0...0

    var digits: Int { words.reduce(0) { $0 + $1.digits } }
    var number: Int { words.last?.number ?? 0 }
    var characters: Int { words.reduce(0) { $0 + $1.characters } }
    var isNumeric: Bool { digits * 2 >= characters }
    var isMark: Bool { words.count == 1 && words[0].isMark }
    /// It begins with a bullet or a dash.
    var isItem: Bool { words.count > 1 && words[0].isMark }
    var startsUpper: Bool { words.first?.startsUpper ?? false }
    var startsLower: Bool { words.first?.startsLower ?? false }
    var startsIdeograph: Bool { words.first?.startsIdeograph ?? false }
    var endsInStop: Bool {
      [0x2E, 0x21, 0x3F, 0x3A, 0x3B, 0x2026, 0x3002, 0xFF01, 0xFF1F].contains(words.last?.last)
    }
    var endsInHyphen: Bool { [0x2D, 0xAD, 0x2010].contains(words.last?.last) }
  }

  /// The grid, or `nil` if the text shows no columns.
  func grid() -> Grid? {
    guard rows.count >= 2 else { return nil }
    let phrases = rows.map(Self.phrases)
    let ragged = RaggedColumns(phrases, em: em)
    let straight = walled(withNarrow(columnCuts(phrases), phrases), phrases)
    let added = ragged.cuts(beside: straight.map(\.x), box: box)
    let strips = (straight + added.map { Strip(x: $0, width: 0) }).sorted { $0.x < $1.x }
    let cuts = strips.map(\.x)
    guard !cuts.isEmpty else { return nil }
    let edges = [box.x0] + cuts + [box.x1]
    var lines = phrases.map { line in
      let line = line.flatMap { split($0, at: cuts) }.map { phrase in
        var phrase = phrase
        phrase.columns = columns(of: phrase, edges: edges)
        return phrase
      }
      return added.isEmpty ? line : RaggedColumns.apart(line)
    }
    heads.widen(&lines, edges: edges)
    return Grid(
      edges: edges, lines: mergedLines(lines, columns: cuts.count + 1),
      cuts: strips.map { evidence(for: $0, phrases) },
      em: em, box: box)
  }

  /// Where the text shows that columns are parted.
  func cuts() -> [Float] {
    rows.count < 2 ? [] : columnCuts(rows.map(Self.phrases)).map(\.x)
  }

  /// Words of a row grouped by their gaps.
  private static func phrases(_ row: [TableWord]) -> [Phrase] {
    var result: [Phrase] = []
    for (i, word) in row.enumerated() {
      if let last = result.last,
        word.box.x0 - last.box.x1 < (word.isFixedPitch ? fixedPitchGap : phraseGap) * word.size
          || isStretched(i, of: row) || isAmount(last.words, word)
      {
        result[result.count - 1].words.append(word)
        result[result.count - 1].box.formUnion(word.box)
      } else {
        result.append(Phrase(words: [word], box: word.box))
      }
    }
    return result
  }

  /// The furthest that a currency's sign stands from its number, in ems.
  private static let signGap: Float = 7

  /// Whether a number follows the sign of its currency, which stands at the column's left edge.
  private static func isAmount(_ words: [TableWord], _ word: TableWord) -> Bool {
    guard words.count == 1, words[0].isCurrency, word.digits * 2 >= word.characters else {
      return false
    }
    return word.box.x0 - words[0].box.x1 < signGap * word.size
  }

  /// Whether the gap before a word is a space of a justified line: all spaces between the words
  /// around are as wide, and those are no numbers.
  private static func isStretched(_ place: Int, of row: [TableWord]) -> Bool {
    func gap(_ i: Int) -> Float { (row[i].box.x0 - row[i - 1].box.x1) / max(row[i].size, 0.5) }
    guard gap(place) < stretchedGap else { return false }
    var (first, last) = (place, place)
    while first > 1, gap(first - 1) < stretchedGap { first -= 1 }
    while last + 1 < row.count, gap(last + 1) < stretchedGap { last += 1 }
    let words = row[(first - 1)...last]
    return last - first >= 2
      && (first...last).allSatisfy { abs(gap($0) - gap(place)) < stretchSlack }
      && words.allSatisfy { $0.digits == 0 }
      && words.reduce(0) { $0 + $1.characters } >= 3 * words.count
  }

  /// A white strip between two columns: its middle and its width.
  private struct Strip {
    var x: Float
    var width: Float
  }

  /// The strips, and one at each upright rule that no line crosses and that parts other words than
  /// the strips do.
  private func walled(_ strips: [Strip], _ lines: [[Phrase]]) -> [Strip] {
    var result = strips
    for wall in walls {
      let isCrossed = lines.count { line in
        line.contains { phrase in
          phrase.words.contains { $0.box.x0 < wall - 1 && $0.box.x1 > wall + 1 }
        }
      }
      guard isCrossed * 8 <= lines.count else { continue }
      let isNew = result.allSatisfy { strip in
        let (from, to) = (min(strip.x, wall), max(strip.x, wall))
        return lines.count { $0.contains { $0.box.midX > from && $0.box.midX < to } } > 1
      }
      if isNew { result.append(Strip(x: wall, width: Self.ruledGap * em)) }
    }
    return result.sorted { $0.x < $1.x }
  }

  /// What speaks for a cut, for looking at.
  private func evidence(for strip: Strip, _ lines: [[Phrase]]) -> Grid.Cut {
    let parted = lines.count { line in
      line.contains { $0.box.x1 <= strip.x } && line.contains { $0.box.x0 >= strip.x }
    }
    let crossed = lines.count { line in
      line.contains { $0.box.x0 < strip.x && $0.box.x1 > strip.x }
    }
    let tenths = Int(clamped: (10 * strip.width / em).rounded())
    return Grid.Cut(
      from: strip.x - strip.width / 2, to: strip.x + strip.width / 2,
      evidence: "\(tenths / 10).\(tenths % 10) em, parts \(parted), crossed by \(crossed)"
        + " of \(lines.count)")
  }

  /// The strips, and those narrower ones that part numbers from what stands beside them in nearly all
  /// rows, wider than the spaces around.
  private func withNarrow(_ strips: [Strip], _ lines: [[Phrase]]) -> [Strip] {
    var gaps: [(from: Float, to: Float, isWide: Bool)] = []
    var spaces: [Float] = []
    for phrase in lines.joined() {
      for (left, right) in zip(phrase.words, phrase.words.dropFirst()) {
        let gap = right.box.x0 - left.box.x1
        let isValue = left.isValue != right.isValue && !left.isCurrency
        if isValue { gaps.append((left.box.x1, right.box.x0, gap >= Self.ruledGap * em)) }
        if !isValue { spaces.append(gap) }
      }
    }
    guard gaps.count >= Self.fewestNarrow else { return strips }
    spaces.sort()
    let space = spaces.isEmpty ? Self.usualSpace * em : spaces[spaces.count / 2]
    var result = strips
    var rest = gaps.filter { $0.isWide && $0.to - $0.from > Self.widerThanSpaces * space }
      .sorted { $0.to < $1.to }
    while let first = rest.first {
      let x = (first.from + first.to) / 2
      let own = rest.filter { $0.from < x && $0.to > x }
      rest.removeAll { $0.from < x && $0.to > x }
      rest.removeAll { $0.to <= first.to }
      let (from, to) = (own.map(\.from).max() ?? x, own.map(\.to).min() ?? x)
      guard own.count >= Self.fewestNarrow, to - from > Self.numberGap * em,
        strips.allSatisfy({ abs($0.x - x) > em / 2 })
      else { continue }
      let middle = (from + to) / 2
      let crossing = lines.count { line in
        line.contains { $0.words.contains { $0.box.x0 < middle && $0.box.x1 > middle } }
          || line.contains { phrase in
            zip(phrase.words, phrase.words.dropFirst()).contains {
              $0.box.x1 <= middle && $1.box.x0 >= middle
                && $1.box.x0 - $0.box.x1 < Self.widerThanSpaces * space
            }
          }
      }
      if crossing * 4 <= own.count {
        result.append(Strip(x: middle, width: to - from))
      }
    }
    return result.sorted { $0.x < $1.x }
  }

  /// So many rows at least have such a gap, and it is so much wider than a space.
  private static let fewestNarrow = 4
  private static let widerThanSpaces: Float = 1.3
  private static let usualSpace: Float = 0.28

  /// Where the rows leave white strips. A few rows may cross a strip: heads that span columns.
  private func columnCuts(_ lines: [[Phrase]]) -> [Strip] {
    let scale = Self.bins / em
    let count = Int(clamped: box.width * scale) + 1
    guard count > 1, count < 20_000 else { return [] }
    var coverage = [Int](repeating: 0, count: count)
    // Rows of a single phrase tell nothing of columns: section heads, wrapped cells.
    var silent = coverage
    for (i, line) in lines.enumerated() {
      var last = -1
      let next = i + 1 < lines.count ? lines[i + 1] : []
      for phrase in line where !heads.spans(phrase, of: line, next: next) {
        let from = max(last + 1, Int(clamped: (phrase.box.x0 - box.x0) * scale))
        let to = min(count - 1, Int(clamped: (phrase.box.x1 - box.x0) * scale))
        guard from <= to else { continue }
        for bin in from...to {
          coverage[bin] += 1
          if line.count == 1 { silent[bin] += 1 }
        }
        last = to
      }
    }
    let telling = lines.filter { $0.count > 1 }.count
    let exceptions = telling >= 4 ? max(1, telling / 8) : 0
    func isWhite(_ bin: Int) -> Bool {
      coverage[bin] <= min(silent[bin], telling) + exceptions
    }
    let narrowest = isRuled ? Self.ruledGap : Self.narrowGap
    let needed = (telling >= 4 ? narrowest : isRuled ? Self.narrowGap : Self.wideGap) * Self.bins
    var cuts: [Strip] = []
    var bin = 0
    while bin < count {
      guard isWhite(bin) else {
        bin += 1
        continue
      }
      var end = bin
      while end + 1 < count, isWhite(end + 1) { end += 1 }
      // The emptiest part of the strip, and of that the middle.
      let least = coverage[bin...end].min() ?? 0
      var best = (start: bin, length: 0)
      var start = bin
      while start <= end {
        guard coverage[start] == least else {
          start += 1
          continue
        }
        var stop = start
        while stop < end, coverage[stop + 1] == least { stop += 1 }
        if stop - start + 1 > best.length { best = (start, stop - start + 1) }
        start = stop + 1
      }
      let isInside = bin > 0 && end < count - 1
      if isInside, Float(best.length) >= needed,
        parts(lines, at: box.x0 + (Float(best.start) + Float(best.length) / 2) / scale)
      {
        cuts.append(
          Strip(
            x: box.x0 + (Float(best.start) + Float(best.length) / 2) / scale,
            width: Float(best.length) / scale))
      }
      bin = end + 1
    }
    return Self.withoutEmptyColumns(cuts, lines)
  }

  /// In tables of so many lines a column has more than one cell with text.
  private static let fewestLines = 5

  /// Of two cuts that have hardly any text between them only the one in the wider strip stays.
  private static func withoutEmptyColumns(_ cuts: [Strip], _ lines: [[Phrase]]) -> [Strip] {
    var cuts = cuts
    var i = 0
    while i + 1 < cuts.count {
      let (left, right) = (cuts[i], cuts[i + 1])
      let filled = lines.count { line in
        line.contains { $0.box.x0 > left.x && $0.box.x1 < right.x }
      }
      if filled == 0 || filled == 1 && lines.count >= fewestLines {
        cuts.remove(at: left.width < right.width ? i : i + 1)
      } else {
        i += 1
      }
    }
    return cuts
  }

  /// Whether some rows have text on both sides of a place.
  private func parts(_ lines: [[Phrase]], at x: Float) -> Bool {
    let both = lines.filter { line in
      line.contains { $0.box.x1 <= x } && line.contains { $0.box.x0 >= x }
    }
    return both.count >= 2
  }

  /// Cuts a phrase at the cuts that lie in its wider gaps.
  private func split(_ phrase: Phrase, at cuts: [Float]) -> [Phrase] {
    guard phrase.words.count > 1, cuts.contains(where: { $0 > phrase.box.x0 && $0 < phrase.box.x1 })
    else { return [phrase] }
    var result: [Phrase] = []
    for word in phrase.words {
      if let last = result.last,
        !cuts.contains(where: { $0 >= last.box.x1 && $0 <= word.box.x0 })
          || word.box.x0 - last.box.x1 < Self.needed(last.words[last.words.count - 1], word)
      {
        result[result.count - 1].words.append(word)
        result[result.count - 1].box.formUnion(word.box)
      } else {
        result.append(Phrase(words: [word], box: word.box))
      }
    }
    return result
  }

  /// How far words of two cells stand apart at a cut, in points.
  private static func needed(_ left: TableWord, _ right: TableWord) -> Float {
    let gap =
      right.isOther(than: left)
      ? numberGap : left.isValue != right.isValue && !left.isCurrency ? ruledGap : cellGap
    return gap * right.size
  }

  private func columns(of phrase: Phrase, edges: [Float]) -> ClosedRange<Int> {
    let slack = 0.15 * em
    var first = 0
    while first + 2 < edges.count, phrase.box.x0 + slack >= edges[first + 1] { first += 1 }
    var last = first
    while last + 2 < edges.count, phrase.box.x1 - slack > edges[last + 1] { last += 1 }
    return first...last
  }

  /// Lines that continue the cells above them join their row.
  private func mergedLines(_ lines: [[Phrase]], columns: Int) -> [[[Phrase]]] {
    let flow = CellFlow(lines, columns: columns, em: em)
    let bands = bandEdges(lines).flatMap { partGroups($0, lines, flow) ? nil : $0 }
    let pitch = pitch(of: lines)
    var result: [[[Phrase]]] = []
    for line in lines {
      guard let previous = result.last, let above = previous.last else {
        result.append([line])
        continue
      }
      let y = line[0].box.midY
      let aboveY = above[0].box.midY
      let isParted = isRuled(from: aboveY, to: y)
      let joins: Bool
      if let bands {
        joins = !isParted && !bands.contains { $0 > aboveY && $0 < y }
      } else if !isParted, stands(line, beside: above, distance: (y - aboveY) / em) {
        joins = true
      } else {
        joins =
          !isParted
          && (continues(
            line, above: above, row: previous, flow, distance: (y - aboveY) / em,
            isNear: (y - aboveY) / em < Self.nearer * pitch, isHead: result.count == 1)
            || wraps(line, onto: previous, flow, distance: (y - aboveY) / em))
      }
      if joins { result[result.count - 1].append(line) } else { result.append([line]) }
    }
    return result
  }

  /// Whether rules that part rows lie between two heights: those under heads or beside a cell that is
  /// higher than one row do not run through.
  private func isRuled(from top: Float, to bottom: Float) -> Bool {
    let between = rules.filter { $0.position > top && $0.position < bottom }
    return between.contains { rule in
      between.reduce(0) { $0 + (abs($1.position - rule.position) < 1 ? $1.length : 0) }
        > Self.partingRule * box.width
    }
  }

  /// How much of the width rules take at least that part rows.
  private static let partingRule: Float = 0.3

  /// Whether the texts of a row go on in a line, in more columns than begin anew in it.
  private func wraps(_ line: [Phrase], onto row: [[Phrase]], _ flow: CellFlow, distance: Float)
    -> Bool
  {
    guard distance < Self.widestLeading else { return false }
    var (goOn, begin) = (0, 0)
    for lower in line {
      guard lower.columns.count == 1,
        let upper = row.last(where: { $0.contains { $0.columns == lower.columns } })?
          .last(where: { $0.columns == lower.columns })
      else { return false }
      if upper.isNumeric && lower.isNumeric { return false }
      switch flow.step(from: upper, to: lower) {
      case .goesOn: goOn += 1
      case .begins: begin += 1
      case .unclear: break
      }
    }
    return goOn > begin
  }

  /// The widest distance of lines of one text, in ems.
  private static let widestLeading: Float = 1.7

  /// Whether a line stands beside the one above rather than below it.
  private func stands(_ line: [Phrase], beside above: [Phrase], distance: Float) -> Bool {
    guard distance >= Self.beside else { return true }
    let columns = Set(above.flatMap { Array($0.columns) })
    return distance < Self.interleaved
      && columns.isDisjoint(with: line.flatMap { Array($0.columns) })
  }

  /// Rules that part every row, if they do: then what is between two of them is one row.
  private func bandEdges(_ lines: [[Phrase]]) -> [Float]? {
    let wide = rules.filter { $0.length > Self.throughRule * box.width }.map(\.position)
    guard wide.count >= 4 else { return nil }
    var counts: [Int] = []
    for (top, bottom) in zip(wide, wide.dropFirst()) {
      counts.append(lines.filter { $0[0].box.midY > top && $0[0].box.midY < bottom }.count)
    }
    let filled = counts.filter { $0 > 0 }
    guard filled.count >= 3, filled.count * 3 >= lines.count else { return nil }
    return wide
  }

  /// Whether what is between rules or grounds is groups of rows: lines that fill the columns of those
  /// above them and begin anew in more of them than go on.
  private func partGroups(_ edges: [Float], _ lines: [[Phrase]], _ flow: CellFlow) -> Bool {
    var (rows, others) = (0, 0)
    for (above, below) in zip(lines, lines.dropFirst()) {
      let (top, bottom) = (above[0].box.midY, below[0].box.midY)
      guard !edges.contains(where: { $0 > top && $0 < bottom }),
        bottom - top >= Self.beside * em
      else { continue }
      let uppers = below.compactMap { lower in above.first { $0.columns == lower.columns } }
      var (goOn, begin) = (0, 0)
      for upper in uppers {
        guard let lower = below.first(where: { $0.columns == upper.columns }) else { continue }
        switch flow.step(from: upper, to: lower) {
        case .goesOn: goOn += 1
        case .begins: begin += 1
        case .unclear: break
        }
      }
      let isRow =
        uppers.count >= Self.fewestShared && uppers.count * 3 >= 2 * above.count
        && uppers.contains { $0.columns.lowerBound == 0 } && begin > goOn
        && begin * 2 > uppers.count
      if isRow { rows += 1 } else { others += 1 }
    }
    return rows > others
  }

  /// Rows share so many columns at least.
  private static let fewestShared = 3

  /// The usual distance of a line from the one above, in ems.
  private func pitch(of lines: [[Phrase]]) -> Float {
    let distances = zip(lines, lines.dropFirst()).map { ($1[0].box.midY - $0[0].box.midY) / em }
    return distances.sorted()[distances.count / 2]
  }

  /// A wrapped line: close below, in columns that have text above it, without a stub of its own. In a
  /// body whose rows are no further apart than such lines, the first word of each of its texts had no
  /// room above, or it is the next item of a list.
  private func continues(
    _ line: [Phrase], above: [Phrase], row: [[Phrase]], _ flow: CellFlow, distance: Float,
    isNear: Bool, isHead: Bool
  ) -> Bool {
    guard distance < 1.6, line.count < max(2, above.count) || line.count == 1 else { return false }
    for phrase in line {
      guard !phrase.isNumeric, !phrase.isMark, phrase.columns.count == 1,
        let host = row.joined().last(where: { $0.columns.contains(phrase.columns.lowerBound) }),
        isNear || isHead || isItem(phrase, after: row)
          || !host.isMark && flow.isFull(host, before: phrase)
      else { return false }
    }
    let startsAtStub = line[0].columns.lowerBound == 0
    // With a stub the line continues it only if it is indented or begins in lower case below it.
    if startsAtStub {
      guard line.count == 1, let host = above.first(where: { $0.columns == line[0].columns }) else {
        return false
      }
      // A label that begins like one, as far below as all rows, heads those that follow.
      return line[0].box.x0 - host.box.x0 > 0.4 * em
        || above.count > 2 && distance < 1.25 && (!line[0].startsUpper || isNear)
    }
    return true
  }

  /// Whether a text begins with a bullet as one above it in its cell does.
  private func isItem(_ phrase: Phrase, after row: [[Phrase]]) -> Bool {
    phrase.isItem && row.joined().contains { $0.columns == phrase.columns && $0.isItem }
  }

  /// Lines of one text stand nearer than rows do, by this share of the usual distance.
  private static let nearer: Float = 0.9
}

/// A grid fitted to text: the edges of its columns, and rows of lines of phrases.
struct Grid {
  var edges: [Float]
  var lines: [[[GridFitter.Phrase]]]
  var cuts: [Cut]
  var em: Float
  var box: Box

  var columns: Int { edges.count - 1 }
  var rows: Int { lines.count }

  /// A white strip between columns, and what speaks for it.
  struct Cut {
    var from: Float
    var to: Float
    var evidence: String
  }
}
