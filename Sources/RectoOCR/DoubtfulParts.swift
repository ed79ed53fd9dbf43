internal import RectoGeometry
internal import RectoPages

/// The parts of lines that a reading is not sure of. They are read again by themselves: what stands
/// beside them in another column, behind a rule or in another size may have led the engine astray.
struct DoubtfulParts {
  /// Words less sure than this are in doubt; figures, which no dictionary supports, less sure than that.
  private static let doubtful: Float = 70
  private static let doubtfulFigure: Float = 88
  /// In letter heights, how far words of one part stand apart at most, and what is read around them.
  private static let apart: Float = 1.5
  private static let around: Float = 0.3
  /// Rules part a line that are higher than it by so many times.
  private static let higher: Float = 2
  /// So many are read again, those least sure first: a page of them is not made better by it.
  private static let most = 40
  /// What is read again has so much of the width and of the symbols at least, is by so much surer, and
  /// between rules as sure as this.
  private static let (covered, complete, surer, sure): (Float, Float, Float, Float) =
    (0.7, 0.75, 3, 70)

  /// Words of a line, and the areas between rules in which they stand.
  private struct Part {
    let line: Int
    let words: Range<Int>
    let areas: [Box]
    let confidence: Float
  }

  private let reading: Reading
  private let parts: [Part]

  /// `rules` are in the picture's pixels, as is the height of letters.
  init(of reading: Reading, rules: [Stroke], height: Float) {
    self.reading = reading
    let walls = rules.filter { $0.from.x == $0.to.x }.map { Box(around: [$0.from, $0.to]) }
    let parts = reading.lines.enumerated().flatMap { i, line -> [Part] in
      guard !line.isVertical else { return [] }
      let walls = walls.filter {
        $0.y0 < line.box.midY && $0.y1 > line.box.midY && $0.height > Self.higher * line.box.height
      }.map(\.midX).sorted()
      return Self.groups(of: line.words, walls: walls).compactMap { group in
        let words = line.words[group]
        guard words.contains(where: Self.isInDoubt) else { return nil }
        let area = words.reduce(into: Box.empty) { $0.formUnion($1.box) }
        return Part(
          line: i, words: group,
          areas: Self.areas(of: area.expanded(by: Self.around * height), walls: walls),
          confidence: words.map(\.confidence).min() ?? 0)
      }
    }
    self.parts = Array(parts.sorted { $0.confidence < $1.confidence }.prefix(Self.most))
  }

  private static func isInDoubt(_ word: RecognisedLine.Word) -> Bool {
    let hasFigures = word.symbols.contains { $0.text.unicodeScalars.contains { $0.isFigure } }
    return word.letters > 0 && word.confidence < (hasFigures ? doubtfulFigure : doubtful)
  }

  /// Words of a line that stand together, with no rule between them.
  private static func groups(of words: [RecognisedLine.Word], walls: [Float]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    for i in words.indices {
      if let last = groups.last, let before = words[last].last?.box,
        words[i].box.x0 - before.x1 < apart * max(before.height, words[i].box.height),
        !walls.contains(where: { $0 > before.x1 - 1 && $0 < words[i].box.x0 + 1 })
      {
        groups[groups.count - 1] = last.lowerBound..<i + 1
      } else {
        groups.append(i..<i + 1)
      }
    }
    return groups
  }

  /// An area, parted where rules run through it and without them where they run along it.
  private static func areas(of area: Box, walls: [Float]) -> [Box] {
    let edges =
      [area.x0] + walls.filter { $0 > area.x0 && $0 < area.x1 }.flatMap { [$0 - 2, $0 + 2] }
      + [area.x1]
    return stride(from: 0, to: edges.count, by: 2).map {
      Box(x0: edges[$0], y0: area.y0, x1: edges[$0 + 1], y1: area.y1)
    }.filter { $0.width > around * area.height }
  }

  /// The reading with what was read again where that is surer.
  func settled(reading again: (Box) -> [RecognisedLine.Word]) -> Reading {
    var lines = reading.lines
    // From the end of each line, so that the places of those before stay.
    for part in parts.sorted(by: { $0.words.lowerBound > $1.words.lowerBound }) {
      let read = part.areas.map(again)
      let (own, words) = (Array(lines[part.line].words[part.words]), read.flatMap { $0 })
      let isWhole =
        if part.areas.count > 1 {
          read.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.confidence >= Self.sure } }
        } else {
          Self.holds(words, what: own)
        }
      guard isWhole, WordVote.weight(of: words) > WordVote.weight(of: own) + Self.surer else {
        continue
      }
      lines[part.line].words.replaceSubrange(part.words, with: words)
    }
    return Reading(lines, languages: reading.languages)
  }

  private static func holds(
    _ words: [RecognisedLine.Word], what own: [RecognisedLine.Word]
  ) -> Bool {
    WordVote.width(of: words) > covered * WordVote.width(of: own)
      && Float(WordVote.symbols(of: words)) >= complete * Float(WordVote.symbols(of: own))
  }
}

extension Unicode.Scalar {
  fileprivate var isFigure: Bool { properties.numericType == .decimal }
}
