internal import RectoPages

/// What one recognition of a picture gave, and how good it seems.
struct Reading {
  var lines: [RecognisedLine]
  var languages: String
  /// The mean confidence of its words by length, and their share of words in the dictionary.
  private(set) var confidence: Float = 0
  private(set) var knownShare: Float = 0
  private(set) var symbols = 0
  /// Sums up how much was read well: what two readings of one picture are compared by.
  private(set) var merit: Float = 0

  /// Words below this confidence count for nothing.
  static let goodConfidence: Float = 60

  init(_ lines: [RecognisedLine], languages: String) {
    self.lines = lines
    self.languages = languages
    var (sum, known, words): (Float, Int, Int) = (0, 0, 0)
    for line in lines {
      for word in line.words {
        let count = word.symbols.count
        symbols += count
        sum += Float(count) * word.confidence
        if word.confidence >= Self.goodConfidence { merit += Float(count) * word.confidence }
        guard count >= 3, word.text.unicodeScalars.allSatisfy(\.properties.isAlphabetic) else {
          continue
        }
        words += 1
        if word.isKnown { known += 1 }
      }
    }
    confidence = symbols > 0 ? sum / Float(symbols) : 0
    knownShare = words > 0 ? Float(known) / Float(words) : 0
  }

  var text: String { lines.map(\.text).joined(separator: "\n") }
}
