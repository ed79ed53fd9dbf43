internal import RectoGeometry

/// Counts tokens, and remembers words that it has counted.
package struct TokenCounter {
  private let tokenizer: Tokenizer
  private let normalizer: TextNormalizer
  private let splitter: TextSplitter
  private var counts: [UInt64: Int32] = [:]

  /// How many words are remembered.
  private static let mostWords = 200_000

  package init(_ tokenizer: Tokenizer) {
    self.tokenizer = tokenizer
    normalizer = TextNormalizer(tokenizer)
    splitter = TextSplitter(tokenizer)
  }

  /// So many tokens are put around each text.
  package var fixed: Int { tokenizer.fixed }

  /// How many tokens a text becomes, without those around it. Special tokens that it spells out are text.
  package mutating func count(_ bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    var start = bytes.startIndex
    for place in bytes.indices where place > start && Self.parts(at: place, bytes) {
      count += countOfWord(bytes[start..<place], isFirst: start == bytes.startIndex)
      start = place
    }
    return start < bytes.endIndex
      ? count + countOfWord(bytes[start...], isFirst: start == bytes.startIndex) : count
  }

  /// Before a single space between words all tokenizers part.
  private static func parts(at place: Int, _ bytes: ArraySlice<UInt8>) -> Bool {
    bytes[place] == 0x20 && bytes[place - 1] > 0x20 && place + 1 < bytes.endIndex
      && bytes[place + 1] > 0x20
  }

  private mutating func countOfWord(_ bytes: ArraySlice<UInt8>, isFirst: Bool) -> Int {
    var hash = TokenHash()
    hash.add(CollectionOfOne(isFirst ? 1 : 0))
    hash.add(bytes)
    if let count = counts[hash.value] { return Int(count) }
    let text = normalizer.normalized(String(decoding: bytes, as: UTF8.self), isFirst: isFirst)
    var count = 0
    for word in splitter.words(of: text, isFirst: isFirst) {
      switch tokenizer.model {
      case .bytePairs(let model): count += model.count(word)
      case .wordPieces(let model): count += model.count(word)
      case .unigrams(let model): count += model.count(word)
      }
    }
    if counts.count >= Self.mostWords { counts = [:] }
    counts[hash.value] = Int32(clamping: count)
    return count
  }
}
