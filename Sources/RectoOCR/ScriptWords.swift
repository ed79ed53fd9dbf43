internal import RectoGeometry
internal import RectoLanguage
internal import RectoPages

/// Words of another script that came out in Latin letters because English was read beside it: `OHH` for
/// `они`. The script's own model, alone, tells what stands there.
enum ScriptWords {
  /// Latin words of at least so many letters, read so surely, are what they seem.
  private static let longEnough = 4
  private static let sure: Float = 80
  /// So many words in doubt are worth a reading of the page.
  private static let fewest = 3
  /// A short word of the script's dictionary is taken from this confidence on.
  private static let known: Float = 60

  /// Whether a word is in Latin letters, and may not be.
  static func isDoubtful(_ word: RecognisedLine.Word) -> Bool {
    guard Reading.latinShare(of: word.text) > 0.5, !FunctionWords.isEnglish(word.text) else {
      return false
    }
    let letters = word.text.unicodeScalars.count(where: \.properties.isAlphabetic)
    return letters < longEnough || word.confidence < sure
  }

  /// Whether a reading with English beside another script has words in doubt.
  static func areWorthReading(in reading: Reading) -> Bool {
    reading.lines.lazy.flatMap(\.words).filter(isDoubtful).prefix(fewest).count == fewest
  }

  /// A reading with the words in doubt as `own`, that of the script's model, has them where that is surer;
  /// `own` itself if it is better than all else in the reading.
  static func settled(_ reading: Reading, by own: Reading) -> Reading {
    let rest = reading.lines.map { line in
      RecognisedLine(words: line.words.filter { !isDoubtful($0) }, box: line.box)
    }
    if own.merit >= Reading(rest, languages: "").merit { return own }
    let words = own.lines.filter { !$0.isVertical }.flatMap(\.words)
    var lines = reading.lines
    for i in lines.indices where !lines[i].isVertical {
      let all = lines[i].words
      lines[i].words = all.indices.flatMap { j -> [RecognisedLine.Word] in
        let word = all[j]
        guard isDoubtful(word) else { return [word] }
        let others = words.filter {
          $0.box.midX > word.box.x0 && $0.box.midX < word.box.x1
            && $0.box.verticalOverlap(word.box) > 0.5
        }
        let besides = all.indices.filter { $0 != j }.map { all[$0].box }
        let isAlone = others.indices.allSatisfy { k in
          (besides + others[..<k].map(\.box)).allSatisfy {
            overlap($0, others[k].box) < reach * others[k].box.width
          }
        }
        let covered = others.reduce(0) { $0 + overlap($1.box, word.box) }
        return isAlone && covered > (1 - reach) * word.box.width && isBetter(others, than: word)
          ? others : [word]
      }
    }
    return Reading(lines, languages: reading.languages)
  }

  /// Words may reach into their neighbours, and be narrower than what they stand for, by this share of
  /// their width: nothing is doubled or lost.
  private static let reach: Float = 0.3

  /// How far two boxes overlap from left to right.
  private static func overlap(_ a: Box, _ b: Box) -> Float {
    max(0, min(a.x1, b.x1) - max(a.x0, b.x0))
  }

  private static func isBetter(
    _ others: [RecognisedLine.Word], than word: RecognisedLine.Word
  ) -> Bool {
    let reading = Reading([RecognisedLine(words: others, box: .empty)], languages: "")
    let letters = others.reduce(0) { $0 + $1.letters }
    guard letters > 0, 2 * letters >= reading.symbols, reading.latinShare == 0,
      reading.text.unicodeScalars.contains(where: \.properties.isAlphabetic)
    else { return false }
    return reading.confidence > word.confidence
      || others.allSatisfy { $0.isKnown && $0.confidence >= known }
  }
}
