internal import RectoGeometry
internal import RectoPages

/// What most of several readings of one picture say of its words. Each saw it a little differently, so
/// that they seldom have an error in common.
struct WordVote {
  /// Words as sure as this are not put to the vote.
  private static let sure: Float = 95
  /// A word of the recogniser's dictionary counts as so much surer.
  private static let known: Float = 30
  /// Words that no other reading has, and that are no surer, are none.
  private static let lone: Float = 40
  /// Words that share so much of the narrower one's width stand for the same ink.
  private static let shared: Float = 0.3
  /// Readings that cover less of the width, or have less of the symbols, do not vote: nothing is lost.
  private static let covered: Float = 0.7
  private static let complete: Float = 0.75
  /// Nor do those that reach farther beyond it, in heights: they would close the gaps between columns.
  private static let reach: Float = 0.5

  /// A word of a reading, and the place of its line in it.
  private typealias Placed = (line: Int, word: RecognisedLine.Word)

  /// The words of each other reading.
  private let others: [[Placed]]

  init(among others: [Reading]) {
    self.others = others.map { reading in
      reading.lines.enumerated().filter { !$1.isVertical }
        .flatMap { i, line in line.words.map { (i, $0) } }
    }
  }

  /// A reading with its words in doubt as most have them; without those that it alone has and doubts.
  func settled(_ reading: Reading) -> Reading {
    guard !others.isEmpty else { return reading }
    let words = reading.lines.enumerated().flatMap { i, line in line.words.map { (i, $0.box) } }
    let lines = reading.lines.enumerated().compactMap { i, line -> RecognisedLine? in
      guard !line.isVertical, line.words.contains(where: { $0.confidence < Self.sure }) else {
        return line
      }
      let near = others.map { $0.filter { $0.word.box.verticalOverlap(line.box) > 0.5 } }
      let beside = words.filter { $0.0 != i && $0.1.y0 < line.box.y1 && $0.1.y1 > line.box.y0 }
      var line = line
      line.words = groups(of: line.words, by: near).flatMap {
        elected(instead: Array(line.words[$0]), by: near, beside: beside.map(\.1))
      }
      line.words.removeAll { word in
        word.confidence < Self.lone
          && !near.joined().contains { Self.isShared($0.word.box, word.box) }
      }
      return line.words.isEmpty ? nil : line
    }
    return Reading(lines, languages: reading.languages)
  }

  private static func isShared(_ a: Box, _ b: Box) -> Bool {
    a.horizontalOverlap(b) > shared && a.verticalOverlap(b) > 0.5
  }

  /// The words of a line, those together that another reading has as one.
  private func groups(
    of words: [RecognisedLine.Word], by others: [[Placed]]
  ) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    for i in words.indices {
      var start = i
      for other in others.joined() where Self.isShared(other.word.box, words[i].box) {
        start = min(start, words.firstIndex { Self.isShared(other.word.box, $0.box) } ?? i)
      }
      while let last = groups.last, last.upperBound > start {
        start = min(start, last.lowerBound)
        groups.removeLast()
      }
      groups.append(start..<i + 1)
    }
    return groups
  }

  /// What most readings have where some words stand, so far as they are in doubt. What several have is as
  /// sure as the surest of them.
  private func elected(
    instead own: [RecognisedLine.Word], by others: [[Placed]], beside: [Box]
  ) -> [RecognisedLine.Word] {
    guard own.contains(where: { $0.confidence < Self.sure }) else { return own }
    var ballots: [(words: [RecognisedLine.Word], weight: Float)] = []
    for words in [own] + others.compactMap({ candidate($0, instead: own, beside: beside) }) {
      let weight = Self.weight(of: words)
      if let i = ballots.firstIndex(where: { $0.words.map(\.text) == words.map(\.text) }) {
        ballots[i].weight += weight
        for j in words.indices {
          ballots[i].words[j].confidence = max(
            ballots[i].words[j].confidence, words[j].confidence)
        }
      } else {
        ballots.append((words, weight))
      }
    }
    let most = ballots.map(\.weight).max()
    return ballots.first { $0.weight == most }?.words ?? own
  }

  /// How sure words are, by their lengths.
  static func weight(of words: [RecognisedLine.Word]) -> Float {
    let sum = words.reduce(Float(0)) { sum, word in
      let isKnown = word.isKnown && word.symbols.count > 2
      return sum + Float(word.symbols.count) * (word.confidence + (isKnown ? known : 0))
    }
    return sum / Float(max(1, symbols(of: words)))
  }

  /// What another reading has for some words; `nil` if that is not all of them, or more.
  private func candidate(
    _ other: [Placed], instead own: [RecognisedLine.Word], beside: [Box]
  ) -> [RecognisedLine.Word]? {
    let found = other.filter { item in own.contains { Self.isShared($0.box, item.word.box) } }
    let words = found.map(\.word)
    let area = own.reduce(into: Box.empty) { $0.formUnion($1.box) }
    let reach = Self.reach * own[0].box.height
    guard let line = found.first?.line, found.allSatisfy({ $0.line == line }),
      Self.width(of: words) > Self.covered * Self.width(of: own),
      Float(Self.symbols(of: words)) >= Self.complete * Float(Self.symbols(of: own)),
      words.allSatisfy({ $0.box.x0 > area.x0 - reach && $0.box.x1 < area.x1 + reach }),
      !words.contains(where: { word in beside.contains { Self.isShared($0, word.box) } })
    else { return nil }
    return words
  }

  static func width(of words: [RecognisedLine.Word]) -> Float {
    words.reduce(0) { $0 + $1.box.width }
  }

  static func symbols(of words: [RecognisedLine.Word]) -> Int {
    words.reduce(0) { $0 + $1.symbols.count }
  }
}
