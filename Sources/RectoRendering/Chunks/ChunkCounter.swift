internal import RectoGeometry
internal import RectoLanguage
internal import RectoTokens

/// Counts text in the unit of a budget.
struct ChunkCounter {
  private let unit: ChunkOptions.Unit
  private var tokens: TokenCounter?

  init(_ options: ChunkOptions) {
    unit = options.unit
    tokens = unit == .tokens ? options.tokenizer.map { TokenCounter($0) } : nil
  }

  /// What is counted of every text, however short: the tokens that a model begins and ends with.
  var fixed: Int { tokens?.fixed ?? 0 }

  /// How much a text has, without what is fixed.
  mutating func count(_ bytes: ArraySlice<UInt8>) -> Int {
    switch unit {
    case .bytes: return bytes.count
    case .characters: return bytes.count { $0 & 0xC0 != 0x80 }
    case .words: return Self.words(bytes)
    case .tokens:
      if tokens != nil { return tokens?.count(bytes) ?? 0 }
      return TokenEstimate.count(bytes)
    }
  }

  /// What blanks part, where there are any: each ideograph is one, and four letters of Thai, Lao, Khmer,
  /// Burmese or Tibetan, whose words have four to five.
  private static func words(_ bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    var isInside = false
    var dense = 0
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let byte = bytes[place]
      if byte < 0x80 {
        if byte == 0x20 || (0x09...0x0D).contains(byte) {
          (isInside, dense) = (false, 0)
        } else if !isInside {
          (isInside, count) = (true, count + 1)
        }
        place += 1
        continue
      }
      guard let scalar = bytes.scalar(at: place) else { break }
      place += UTF8.width(scalar)
      if scalar.properties.isWhitespace {
        (isInside, dense) = (false, 0)
      } else if Scripts.isIdeographic(scalar) {
        (isInside, dense) = (true, 0)
        count += 1
      } else if Scripts.hasNoBlanks(scalar) {
        if dense % 4 == 0, dense > 0 || !isInside { count += 1 }
        isInside = true
        dense += 1
      } else if !isInside {
        (isInside, count) = (true, count + 1)
      }
    }
    return count
  }
}
