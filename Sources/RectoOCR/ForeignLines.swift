internal import RectoGeometry
internal import RectoLanguage
internal import RectoPages

/// Lines of a page that are in another language in Latin letters than most of it: their function words
/// tell it, or the dictionary holds few of their words, though they are read surely.
struct ForeignLines {
  /// By how much more of a line are words of the other language than of the page's.
  private static let ratio: Float = 2
  /// What a line must be read with, and how many words of letters it must have, for the dictionary to
  /// tell, and the share of those words that it holds at most.
  private static let sure: Float = 70
  private static let fewestWords = 3
  private static let known: Float = 0.4
  /// So many languages are tried.
  private static let mostLanguages = 3

  /// The lines' places in the reading.
  let places: [Int]
  /// The languages that they may be in, those of most lines first; empty if nothing tells.
  let languages: [String]

  init(in reading: Reading) {
    let own = Set(reading.languages.split(separator: "+").map(String.init))
    var counts: [String: Int] = [:]
    places = reading.lines.indices.filter { i in
      if let code = Self.language(of: reading.lines[i], besides: own) {
        counts[code, default: 0] += 1
        return true
      }
      return Self.isUnknown(reading.lines[i])
    }
    let ordered = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    languages = ordered.prefix(Self.mostLanguages).map(\.key)
  }

  /// The language that the function words of a line tell, if it is none of some.
  private static func language(of line: RecognisedLine, besides own: Set<String>) -> String? {
    let ranking = FunctionWords.ranking(of: line.text)
    guard let best = ranking.first, best.share >= LanguageFinder.clearShare,
      !own.contains(best.code)
    else { return nil }
    let rest = ranking.filter { own.contains($0.code) }.map(\.share).max() ?? 0
    return best.share >= ratio * rest ? best.code : nil
  }

  private static func isUnknown(_ line: RecognisedLine) -> Bool {
    let reading = Reading([line], languages: "")
    return reading.letteredWords >= fewestWords && reading.knownShare <= known
      && reading.confidence >= sure
  }

  /// Whether a line reads better in other languages: their dictionaries hold more of it.
  static func isBetter(_ other: RecognisedLine, than line: RecognisedLine) -> Bool {
    let (new, old) = (Reading([other], languages: ""), Reading([line], languages: ""))
    // Of about as many symbols: else parts of neighbours were read, too.
    return new.knownLetters > old.knownLetters && new.merit >= 0.95 * old.merit
      && abs(new.symbols - old.symbols) * 8 <= old.symbols
  }
}
