internal import RectoGeometry

/// Byte-pair encoding: characters are joined two by two, the pairs that were learnt first before others.
struct BytePairs: Sendable {
  private var numbers: [UInt64: Int32] = [:]
  /// What a pair of tokens becomes, and how early.
  private var merges: [UInt64: (rank: Int32, token: Int32)] = [:]
  private let prefix: String
  private let suffix: String
  private let takesWholeWords: Bool
  private let fallsBackToBytes: Bool

  init(_ model: TokenizerFile.Model) {
    prefix = model.prefix ?? ""
    suffix = model.suffix ?? ""
    takesWholeWords = model.takesWholeWords
    fallsBackToBytes = model.fallsBackToBytes
    numbers.reserveCapacity(model.vocabulary.count)
    for (token, number) in model.vocabulary { numbers[TokenHash.value(token)] = number }
    merges.reserveCapacity(model.merges.count)
    for (rank, (first, second)) in model.merges.enumerated() {
      let joined = first + (second.hasPrefix(prefix) ? second.dropFirst(prefix.count) : second[...])
      guard let one = numbers[TokenHash.value(first)], let other = numbers[TokenHash.value(second)],
        let token = numbers[TokenHash.value(joined)]
      else { continue }
      let pair = Self.pair(one, other)
      if merges[pair] == nil { merges[pair] = (Int32(clamping: rank), token) }
    }
  }

  private static func pair(_ one: Int32, _ other: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: one)) << 32 | UInt64(UInt32(bitPattern: other))
  }

  /// How many tokens a word becomes. What the vocabulary lacks counts as one, or as its bytes.
  func count(_ word: String) -> Int {
    if takesWholeWords, numbers[TokenHash.value(word)] != nil { return 1 }
    var tokens: [Int32] = []
    var isFirst = true
    let scalars = word.unicodeScalars
    var place = scalars.startIndex
    while place < scalars.endIndex {
      let scalar = scalars[place]
      place = scalars.index(after: place)
      var hash = TokenHash()
      if !isFirst { hash.add(prefix.utf8) }
      hash.add(scalar)
      if place == scalars.endIndex { hash.add(suffix.utf8) }
      isFirst = false
      if let number = numbers[hash.value] {
        tokens.append(number)
      } else {
        // No pair has it.
        let count = fallsBackToBytes ? UTF8.width(scalar) : 1
        for _ in 0..<count { tokens.append(-1) }
      }
    }
    return joined(tokens)
  }

  /// How many are left when all pairs are joined that can be.
  private func joined(_ tokens: [Int32]) -> Int {
    guard tokens.count > 1 else { return tokens.count }
    var tokens = tokens
    var next = Array(1...tokens.count)
    var previous = Array(-1..<tokens.count - 1)
    var count = tokens.count
    var queue = Queue()
    func offer(_ place: Int) {
      guard place >= 0, next[place] < tokens.count, tokens[place] >= 0, tokens[next[place]] >= 0,
        let merge = merges[Self.pair(tokens[place], tokens[next[place]])]
      else { return }
      queue.add(
        Queue.Entry(
          rank: merge.rank, place: Int32(clamping: place), first: tokens[place],
          second: tokens[next[place]], token: merge.token))
    }
    for place in tokens.indices.dropLast() { offer(place) }
    while let entry = queue.next() {
      let place = Int(entry.place)
      // One of them was joined with another before.
      guard tokens[place] == entry.first, next[place] < tokens.count,
        tokens[next[place]] == entry.second
      else { continue }
      let gone = next[place]
      tokens[place] = entry.token
      tokens[gone] = -2
      next[place] = next[gone]
      if next[place] < tokens.count { previous[next[place]] = place }
      count -= 1
      offer(previous[place])
      offer(place)
    }
    return count
  }

  /// Pairs by their ranks, then by their places.
  private struct Queue {
    struct Entry {
      var rank: Int32
      var place: Int32
      var first: Int32
      var second: Int32
      var token: Int32

      func isBefore(_ other: Entry) -> Bool {
        rank != other.rank ? rank < other.rank : place < other.place
      }
    }

    private var entries: [Entry] = []

    mutating func add(_ entry: Entry) {
      entries.append(entry)
      var place = entries.count - 1
      while place > 0, entries[place].isBefore(entries[(place - 1) / 2]) {
        entries.swapAt(place, (place - 1) / 2)
        place = (place - 1) / 2
      }
    }

    mutating func next() -> Entry? {
      guard let first = entries.first, let last = entries.popLast() else { return nil }
      guard !entries.isEmpty else { return first }
      entries[0] = last
      var place = 0
      while true {
        var least = place
        for child in [2 * place + 1, 2 * place + 2]
        where child < entries.count && entries[child].isBefore(entries[least]) {
          least = child
        }
        guard least != place else { return first }
        entries.swapAt(place, least)
        place = least
      }
    }
  }
}
