internal import RectoGeometry

/// Tokens with their probabilities: a word becomes those that are likeliest together.
struct Unigrams: Sendable {
  private var scores: [UInt64: Float] = [:]
  /// In characters of Unicode.
  private var longest = 1
  private let unknown: Float
  private let fallsBackToBytes: Bool

  /// So much less likely than the rarest token is a character that there is none for, as in the
  /// library.
  private static let penalty: Float = 10

  init(_ model: TokenizerFile.Model) {
    scores.reserveCapacity(model.scores.count)
    var least: Float = 0
    for (token, score) in model.scores {
      scores[TokenHash.value(token)] = score
      longest = max(longest, token.unicodeScalars.count)
      least = min(least, score)
    }
    unknown = least - Self.penalty
    fallsBackToBytes = model.fallsBackToBytes
  }

  /// How many tokens a word becomes. Unknown characters side by side are one, or their bytes.
  func count(_ word: String) -> Int {
    let scalars = Array(word.unicodeScalars)
    guard !scalars.isEmpty else { return 0 }
    var best = [Float](repeating: -.infinity, count: scalars.count + 1)
    var from = [Int](repeating: 0, count: scalars.count + 1)
    var isKnown = [Bool](repeating: true, count: scalars.count + 1)
    best[0] = 0
    for start in scalars.indices {
      var hash = TokenHash()
      var hasOne = false
      for end in start..<min(scalars.count, start + longest) {
        hash.add(scalars[end])
        guard let score = scores[hash.value] else { continue }
        if end == start { hasOne = true }
        if best[start] + score > best[end + 1] {
          (best[end + 1], from[end + 1], isKnown[end + 1]) = (best[start] + score, start, true)
        }
      }
      if !hasOne, best[start] + unknown > best[start + 1] {
        (best[start + 1], from[start + 1], isKnown[start + 1]) = (
          best[start] + unknown, start, false
        )
      }
    }
    var count = 0
    var place = scalars.count
    var wasUnknown = false
    while place > 0 {
      if isKnown[place] {
        count += 1
      } else if fallsBackToBytes {
        count += UTF8.width(scalars[place - 1])
      } else if !wasUnknown {
        count += 1
      }
      wasUnknown = !isKnown[place]
      place = from[place]
    }
    return count
  }
}
