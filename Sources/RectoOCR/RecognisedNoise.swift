internal import RectoGeometry
internal import RectoPages

/// Takes away what was read where nothing is written: specks, rules, edges of pictures.
enum RecognisedNoise {
  /// Words below this confidence are noise.
  static let lowest: Float = 20
  /// Lone symbols need more, and lines without a letter or figure more still.
  static let lowestAlone: Float = 50
  static let lowestWithoutLetters: Float = 70

  /// Beside words that were read surely stands writing, too: it is noise below this only, and words of
  /// letters in a line of which most was read surely never are.
  static let lowestInLines: Float = 3

  /// What upright rules are taken for, and rules across.
  private static let strokes: Set<String> = ["|", "]", "[", "!", "I", "l", "1", "‖", "丨", "｜", "i"]
  private static let underlines: Set<String> = ["_", "—", "–", "-", "=", "~", "―"]

  /// How far beside what they are taken for rules run, in pixels.
  private static let beside: Float = 3

  /// Rules are longer than this against what they are taken for: else they are its own stroke.
  private static let longer: Float = 1.3

  /// `rules` are in points, the lines in pixels that are `scale` points wide.
  static func removed(
    from lines: [RecognisedLine], rules: [Stroke], scale: Float
  ) -> [RecognisedLine] {
    let boxes = rules.map { Box(around: [$0.from, $0.to]).scaled(by: 1 / scale) }
    let (upright, across) = (
      boxes.filter { $0.width < $0.height }, boxes.filter { $0.width >= $0.height }
    )
    func isRule(_ symbol: RecognisedLine.Symbol) -> Bool {
      strokes.contains(symbol.text)
        && upright.contains { rule in
          rule.midX > symbol.box.x0 - beside && rule.midX < symbol.box.x1 + beside
            && rule.y0 < symbol.box.midY && rule.y1 > symbol.box.midY
            && rule.height > longer * symbol.box.height
        }
        || underlines.contains(symbol.text)
          && across.contains { rule in
            rule.midY > symbol.box.y0 - beside && rule.midY < symbol.box.y1 + beside
              && rule.x0 < symbol.box.midX && rule.x1 > symbol.box.midX
              && rule.width > longer * symbol.box.width
          }
    }
    return lines.compactMap { line in
      var line = line
      if !boxes.isEmpty {
        for i in line.words.indices {
          while let first = line.words[i].symbols.first, isRule(first) {
            line.words[i].symbols.removeFirst()
          }
          while let last = line.words[i].symbols.last, isRule(last) {
            line.words[i].symbols.removeLast()
          }
          if let first = line.words[i].symbols.first, let last = line.words[i].symbols.last {
            line.words[i].box.x0 = max(line.words[i].box.x0, min(first.box.x0, last.box.x0))
            line.words[i].box.x1 = min(line.words[i].box.x1, max(first.box.x1, last.box.x1))
          }
        }
        line.words.removeAll(where: \.symbols.isEmpty)
      }
      line.words = withoutNoise(line.words)
      guard let first = line.words.first else { return nil }
      if line.words.count == 1, first.symbols.count == 1, first.confidence < lowestAlone {
        return nil
      }
      if line.words.allSatisfy({ $0.letters == 0 && $0.confidence < lowestWithoutLetters }) {
        return nil
      }
      return line
    }
  }

  /// A reading in Latin letters of this mean confidence, with fewer letters in words of the dictionary and
  /// fewer words read surely, is of no text: a map, graph paper, a dark photograph.
  private static let (illegible, fewestKnown, fewestSure): (Float, Int, Int) = (45, 12, 3)

  /// A reading as it is; of what is no text only the words read surely.
  static func withoutInventions(_ reading: Reading) -> Reading {
    func isSure(_ word: RecognisedLine.Word) -> Bool {
      word.confidence >= sureWord && word.letters >= 3
    }
    guard reading.confidence < illegible, reading.knownLetters < fewestKnown,
      reading.latinShare > 0.5,
      reading.lines.lazy.flatMap(\.words).count(where: isSure) < fewestSure
    else { return reading }
    let lines = reading.lines.compactMap { line -> RecognisedLine? in
      var line = line
      line.words.removeAll { !isSure($0) }
      return line.words.isEmpty ? nil : line
    }
    return Reading(lines, languages: reading.languages)
  }
  private static let sureWord: Float = 80

  /// Lines of ideographs of this mean confidence are writing as a whole: their words are of one or
  /// two characters, and the rare ones among them are read without confidence.
  private static let fairConfidence: Float = 50

  private static func isIdeographic(_ words: [RecognisedLine.Word]) -> Bool {
    let reading = Reading([RecognisedLine(words: words, box: .empty)], languages: "")
    let ideographs = reading.text.unicodeScalars.count { Ideographs.contains($0.value) }
    return 2 * ideographs > reading.symbols && reading.confidence >= fairConfidence
  }

  /// How far a word may reach beyond sure ones of its line, and how low it may be, in their heights.
  private static let (beyond, lowestBeside): (Float, Float) = (0.15, 0.5)

  /// Whether a word stands in its line as sure ones do. Tesseract gives some of the clearest words no
  /// confidence at all.
  private static func stands(_ box: Box, beside sure: [RecognisedLine.Word]) -> Bool {
    let whole = sure.reduce(into: Box.empty) { $0.formUnion($1.box) }
    let slack = beyond * whole.height
    return box.y0 >= whole.y0 - slack && box.y1 <= whole.y1 + slack
      && box.height >= lowestBeside * whole.height
  }

  /// The words of a line that are writing, by what stands beside them.
  private static func withoutNoise(_ words: [RecognisedLine.Word]) -> [RecognisedLine.Word] {
    if isIdeographic(words) { return words }
    let sure = words.filter { $0.confidence >= Reading.goodConfidence }
    guard sure.contains(where: { $0.symbols.count > 2 }) else {
      return words.filter { $0.confidence >= lowest }
    }
    let symbols = { (words: [RecognisedLine.Word]) in words.reduce(0) { $0 + $1.symbols.count } }
    let isProse = 3 * symbols(sure) >= 2 * symbols(words)
    return words.filter { word in
      let letters = word.letters
      let isWord =
        letters >= 4 && letters * 4 >= word.symbols.count * 3
        || letters >= 2 && letters == word.symbols.count && stands(word.box, beside: sure)
      return isProse && isWord || word.confidence >= (letters > 0 ? lowestInLines : lowest)
    }
  }
}
