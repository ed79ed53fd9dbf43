/// Words in pieces, each the longest that the vocabulary has; or words alone.
struct WordPieces: Sendable {
  private var tokens: Set<UInt64> = []
  private let prefix: String
  private let longestWord: Int
  private let isOfWords: Bool

  init(_ model: TokenizerFile.Model) {
    prefix = model.prefix ?? "##"
    longestWord = model.longestWord ?? 100
    isOfWords = model.type == "WordLevel"
    tokens.reserveCapacity(model.vocabulary.count)
    for token in model.vocabulary.keys { tokens.insert(TokenHash.value(token)) }
  }

  /// How many tokens a word becomes; an unknown word is one.
  func count(_ word: String) -> Int {
    let scalars = Array(word.unicodeScalars)
    if isOfWords || scalars.count > longestWord { return 1 }
    var count = 0
    var start = 0
    while start < scalars.count {
      var hash = TokenHash()
      if start > 0 { hash.add(prefix.utf8) }
      var end = start
      for (i, scalar) in scalars[start...].enumerated() {
        hash.add(scalar)
        if tokens.contains(hash.value) { end = start + i + 1 }
      }
      guard end > start else { return 1 }
      count += 1
      start = end
    }
    return count
  }
}
