internal import RectoGeometry
internal import RectoTree

/// Joins the lines of a region into paragraphs.
struct ParagraphBuilder {
  /// Two lines of one paragraph are no further apart than this, against the region's leading.
  static let widestLeading: Float = 1.28
  /// The leading to assume where a region has too few lines to measure it, in ems.
  static let assumedLeading: Float = 1.45
  /// The space after a section number at most, in ems.
  static let numberGap: Float = 1.5
  /// The same after what is nothing but a number, which may hang in the margin.
  static let labelGap: Float = 6
  /// How far a first line is indented at least, in ems.
  static let indent: Float = 0.7

  private let lines: [Line]
  private let leading: Float
  private let right: [Float]
  private let region: Box

  /// `lines` are from top to bottom, of one region and one turn.
  init(_ lines: [Line], region: Box) {
    self.lines = lines
    self.region = region
    leading = Self.leading(of: lines)
    right = Self.rightMargins(of: lines)
  }

  /// The lines by paragraph.
  func paragraphs() -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    for i in lines.indices.dropFirst() where breaks(before: i, paragraphStart: start) {
      result.append(start..<i)
      start = i
    }
    if start < lines.count { result.append(start..<lines.count) }
    return result
  }

  /// The usual distance between baselines in ems: the lower half of distances, as paragraphs may
  /// be set apart.
  private static func leading(of lines: [Line]) -> Float {
    var distances: [Float] = []
    for (a, b) in zip(lines, lines.dropFirst()) {
      let distance = (b.baseline - a.baseline) / max(a.size, b.size, 1)
      if distance > 0.7 && distance < 3.5 { distances.append(distance) }
    }
    guard distances.count >= 3 else {
      return min(distances.min() ?? assumedLeading, assumedLeading)
    }
    distances.sort()
    return distances[distances.count * 2 / 5]
  }

  /// For each line the right edge of its surroundings: the furthest of the lines near it.
  private static func rightMargins(of lines: [Line]) -> [Float] {
    lines.indices.map { i in
      var edge = lines[i].box.x1
      for j in max(0, i - 6)...min(lines.count - 1, i + 6)
      where abs(lines[j].size - lines[i].size) < 0.15 * lines[i].size {
        edge = max(edge, lines[j].box.x1)
      }
      return flushEdge(of: lines, around: i, within: edge)
        ?? insetEdge(of: lines, around: i, within: edge) ?? edge
    }
  }

  /// So many lines that end at one place, with only shorter ones among them, are set to that edge: beside
  /// figures columns are narrower.
  private static let fewestFlush = 4
  /// They end so near to each other, in ems.
  private static let flushSlack: Float = 0.3

  private static func flushEdge(of lines: [Line], around i: Int, within edge: Float) -> Float? {
    let (own, size) = (lines[i].box.x1, max(lines[i].size, 1))
    guard own < edge - size, lines[i].box.width > 6 * size else { return nil }
    let slack = flushSlack * size
    let near =
      lines[..<i].suffix(8).reversed().prefix { $0.box.x1 < own + slack }
      + lines[(i + 1)...].prefix(8).prefix { $0.box.x1 < own + slack }
    let flush = near.filter { $0.box.x1 > own - slack && abs($0.size - size) < 0.05 * size }
    let capitals = flush.count(where: beginsAnew)
    guard flush.count + 1 >= fewestFlush, capitals * 2 < flush.count else { return nil }
    return flush.map(\.box.x1).max()
  }

  /// Whether a line begins with anything but a small letter.
  private static func beginsAnew(_ line: Line) -> Bool {
    line.text.string.unicodeScalars.first?.properties.isLowercase == false
  }

  /// So many lines with one left edge make a block that is set in, whose prose fills it to an edge of
  /// its own: most of its lines end near that, and few begin with a capital.
  private static let fewestInset = 3

  private static func insetEdge(of lines: [Line], around i: Int, within edge: Float) -> Float? {
    let (x0, size) = (lines[i].box.x0, max(lines[i].size, 1))
    func isBeside(_ j: Int) -> Bool {
      abs(lines[j].box.x0 - x0) < 0.3 * size && abs(lines[j].size - size) < 0.05 * size
    }
    var (first, last) = (i, i)
    while first > 0, i - first < 12, isBeside(first - 1) { first -= 1 }
    while last + 1 < lines.count, last - i < 12, isBeside(last + 1) { last += 1 }
    // The last line may end anywhere.
    let block = lines[first..<max(last, first + 1)]
    guard last - first + 1 >= fewestInset, let own = block.map(\.box.x1).max(),
      own < edge - 1.2 * size,
      first > 0, lines[first - 1].box.x0 < x0 - size
    else { return nil }
    let full = block.count { $0.box.x1 > own - 3.5 * size }
    let capitals = block.dropFirst().count(where: beginsAnew)
    return full * 4 >= block.count * 3 && capitals * 2 < block.count ? own : nil
  }

  private func breaks(before i: Int, paragraphStart: Int) -> Bool {
    let (a, b) = (lines[i - 1], lines[i])
    let em = max(a.size, b.size, 1)
    let distance = (b.baseline - a.baseline) / em
    if distance < 0.5 && distance > -0.5 { return a.hasWideGap || b.hasWideGap || distance < 0.1 }
    // The entry of a table of contents ends with its page.
    if a.hasLeader || b.hasLeader && a.endsInPageNumber { return true }
    if abs(a.size - b.size) > 0.12 * em && min(a.letters, b.letters) > 2 { return true }
    // High formulas push lines apart.
    let apart = distance - (a.depth + b.height) / em
    if apart > Self.widestLeading * leading && apart > 1.25 || distance < -0.5 { return true }
    if a.boldShare > 0.9 && b.boldShare < 0.4 && a.letters > 1 && !endsInHyphen(a, b) {
      return true
    }
    if ListMarker.isBullet(b.text) { return true }
    if ListMarker.isTypedRule(a.text.string) || ListMarker.isTypedRule(b.text.string) {
      return true
    }
    // Rows of parts set far apart stay rows.
    if a.hasWideGap && b.hasWideGap { return true }

    let isCentred = isCentred(a) && isCentred(b)
    let slack = right[i - 1] - a.box.x1
    let nextWord = min(b.firstWordWidth, 18 * em)
    let isShort = slack > nextWord + 0.6 * em && !isCentred
    if b.boldShare > 0.9 && a.boldShare < 0.4 && b.letters > 3 && (isShort || endsSentence(a)) {
      return true
    }
    if ListMarker.isNumber(b.text.string),
      isShort || endsSentence(a) || ListMarker.isNumber(lines[paragraphStart].text.string),
      b.box.x0 < lines[paragraphStart].box.x0 + 0.5 * em
    {
      return true
    }
    if isShort { return !endsInHyphen(a, b) && !isRagged(before: i, em: em) }
    if isCentred { return false }
    return breaksByIndent(before: i, paragraphStart: paragraphStart, em: em)
  }

  private func breaksByIndent(before i: Int, paragraphStart: Int, em: Float) -> Bool {
    let (a, b) = (lines[i - 1], lines[i])
    if a.isRightToLeft || b.isRightToLeft { return a.box.x1 - b.box.x1 > Self.indent * em }
    if runsOn(a, b) { return false }
    let step = (b.box.x0 - a.box.x0) / em
    if step > Self.indent {
      // Indented after the paragraph's first line: hanging if what follows keeps the indent.
      if i - 1 == paragraphStart {
        if ListMarker.isMarker(a.text) || hangsFromNumber(a, b, em: em) { return false }
        if i + 1 < lines.count, abs(lines[i + 1].box.x0 - b.box.x0) < 0.3 * em,
          abs(lines[i + 1].size - b.size) < 0.1 * em
        {
          return false
        }
      }
      return true
    }
    if step < -Self.indent { return i - 1 != paragraphStart }
    return false
  }

  /// Whether a line stands below what follows the section number of the line above: a heading
  /// that runs over lines.
  private func hangsFromNumber(_ a: Line, _ b: Line, em: Float) -> Bool {
    let number = a.text.string.prefix { $0 != " " }
    let textStart = a.box.x0 + a.firstWordWidth
    let title = a.text.string.dropFirst(number.count).first { $0 != " " }
    let isLabel = title?.isLetter == true && RowLabel.isLabel(String(number))
    let gap = isLabel ? Self.labelGap : Self.numberGap
    return (number.contains(".") || isLabel) && number.contains(where: \.isNumber)
      && number.count <= 12 && b.box.x0 > textStart && b.box.x0 < textStart + gap * em
      && abs(a.size - b.size) < Self.numberSize * em && abs(a.boldShare - b.boldShare) < 0.5
  }

  /// A section's number may be set so much larger than its title.
  private static let numberSize: Float = 0.12

  /// Whether a line ends early only because its text is set ragged: the sentence goes on in small
  /// letters at the same edge, and the line is long enough to be one of prose.
  private func isRagged(before i: Int, em: Float) -> Bool {
    let (a, b) = (lines[i - 1], lines[i])
    guard runsOn(a, b), !a.hasWideGap, !b.hasWideGap, a.turn == b.turn,
      !a.isRightToLeft, abs(a.boldShare - b.boldShare) < 0.5
    else { return false }
    let first = i < 2 || lines[i - 2].box.x0 < a.box.x0 - Self.indent * em
    let isFlush = abs(a.box.x0 - b.box.x0) < 0.3 * em || first && b.box.x0 < a.box.x0
    return isFlush && a.box.width > Self.raggedWidth * (right[i - 1] - a.box.x0)
  }

  /// A line of ragged prose takes this share of its column at least: a word of a third of the
  /// column would have to follow it otherwise.
  private static let raggedWidth: Float = 0.6

  private func isCentred(_ line: Line) -> Bool {
    let margin = line.box.x0 - region.x0
    return abs(line.box.midX - region.midX) < 0.6 * line.size && margin > 1.2 * line.size
  }

  /// A divided word goes on in the next line, however short the line is.
  private func endsInHyphen(_ line: Line, _ next: Line) -> Bool {
    let scalars = line.text.string.unicodeScalars
    guard let last = scalars.last, let first = next.text.string.unicodeScalars.first,
      scalars.dropLast().last.map({ $0.properties.isAlphabetic || $0 == "_" }) ?? false
    else { return false }
    return last == "\u{AD}" || (last == "-" || last == "\u{2010}") && first.properties.isLowercase
  }

  /// Whether a sentence goes on, from one full line to the next: beside a figure the column's edge is
  /// elsewhere.
  private func runsOn(_ line: Line, _ next: Line) -> Bool {
    guard let last = line.text.string.unicodeScalars.last,
      let first = next.text.string.unicodeScalars.first
    else { return false }
    let isCode = { (line: Line) in 2 * line.fixedPitch > line.letters }
    return (last.properties.isAlphabetic || last == ",") && first.properties.isLowercase
      && isCode(line) == isCode(next)
  }

  private func endsSentence(_ line: Line) -> Bool {
    guard let last = line.text.string.unicodeScalars.last else { return true }
    return ".!?:;。！？：".unicodeScalars.contains(last)
  }
}
