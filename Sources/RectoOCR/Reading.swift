internal import RectoGeometry
internal import RectoPages

/// What one recognition of a picture gave, and how good it seems.
struct Reading {
  var lines: [RecognisedLine]
  var languages: String
  /// The mean confidence of its words by length, and their share of words in the dictionary.
  private(set) var confidence: Float = 0
  private(set) var knownShare: Float = 0
  /// How many of its words are of letters only, so that the dictionary tells, and how many letters those
  /// of them have that it holds.
  private(set) var letteredWords = 0
  private(set) var knownLetters = 0
  private(set) var symbols = 0
  /// Sums up how much was read well: what two readings of one picture are compared by.
  private(set) var merit: Float = 0

  /// Words below this confidence count for nothing.
  static let goodConfidence: Float = 60

  init(_ lines: [RecognisedLine], languages: String) {
    self.lines = lines
    self.languages = languages
    var (sum, known): (Float, Int) = (0, 0)
    for line in lines {
      for word in line.words {
        let count = word.symbols.count
        symbols += count
        sum += Float(count) * word.confidence
        if word.confidence >= Self.goodConfidence { merit += Float(count) * word.confidence }
        guard count >= 3, word.text.unicodeScalars.allSatisfy(\.properties.isAlphabetic) else {
          continue
        }
        letteredWords += 1
        if word.isKnown {
          known += 1
          knownLetters += count
        }
      }
    }
    confidence = symbols > 0 ? sum / Float(symbols) : 0
    knownShare = letteredWords > 0 ? Float(known) / Float(letteredWords) : 0
  }

  /// Whether it reads more of a picture, or more surely, than another by so much that chance is not why.
  func isClearlyBetter(than other: Reading) -> Bool { merit > 1.03 * other.merit }

  /// Whether it is of text that is written from top to bottom.
  var runsDown: Bool { WritingDirection.runsDown(languages) }

  /// Whether most of what was read runs down or up the picture, in a script that does not.
  var isSideways: Bool {
    guard !["chi", "jpn", "kor", "Han", "Jap"].contains(where: languages.hasPrefix) else {
      return false
    }
    let turned = lines.lazy.filter(\.isVertical).flatMap(\.words).reduce(0) {
      $0 + $1.symbols.count
    }
    return turned > 10 && 2 * turned > symbols
  }

  /// The share of its letters that are Latin; 0 if it has none.
  var latinShare: Float { Self.latinShare(of: text) }

  /// The share of a text's letters that are Latin; 0 if it has none.
  static func latinShare(of text: String) -> Float {
    var (latin, letters) = (0, 0)
    for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
      letters += 1
      if scalar.value < 0x250 { latin += 1 }
    }
    return letters > 0 ? Float(latin) / Float(letters) : 0
  }

  var text: String { lines.map(\.text).joined(separator: "\n") }

  /// The share of pairs of letters that two readings have in common, from 0 to 1.
  func agreement(with other: Reading) -> Float {
    let (own, others) = (pairs, other.pairs)
    let all = own.values.reduce(0, +) + others.values.reduce(0, +)
    let shared = own.reduce(0) { $0 + min($1.value, others[$1.key] ?? 0) }
    return all > 0 ? Float(2 * shared) / Float(all) : 0
  }

  /// How often each pair of letters or their marks follows each other.
  private var pairs: [UInt64: Int] {
    let letters = text.unicodeScalars.lazy.filter { scalar in
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .nonspacingMark, .spacingMark, .enclosingMark:
        true
      default: false
      }
    }.map { UInt64($0.value) }
    return zip(letters, letters.dropFirst()).reduce(into: [:]) {
      $0[$1.0 << 32 | $1.1, default: 0] += 1
    }
  }
}
