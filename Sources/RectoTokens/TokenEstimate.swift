internal import RectoGeometry

/// How many tokens a text has at most, in the tokenizers that are in use, without one.
package enum TokenEstimate {
  // In twelfths of a token.
  private static let whole = 12
  /// Letters of English words, four to a token begun: identifiers and names of other languages have
  /// no more.
  private static let letter = 3
  private static let digit = 6
  /// Accents, Greek, Cyrillic, Arabic: two bytes.
  private static let otherLetter = 6
  private static let ideograph = 16
  /// Of three bytes, as of India.
  private static let farLetter = 12
  private static let rare = 36

  package static func count(_ bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    // Of the word, in twelfths.
    var word = 0
    var wasDigit = false
    var blanks = 0
    var wasFeed = false
    func endWord() {
      count += (word + whole - 1) / whole
      word = 0
    }
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let byte = bytes[place]
      var width = 1
      var isBlank = false
      switch byte {
      case 0x41...0x5A, 0x61...0x7A:
        if wasDigit { endWord() }
        word += letter
        wasDigit = false
      case 0x30...0x39:
        if !wasDigit { endWord() }
        word += digit
        wasDigit = true
      case 0x20, 0x09:
        endWord()
        isBlank = true
        blanks += 1
        if blanks == 2 { count += 1 }
      case 0x0A:
        endWord()
        if !wasFeed { count += 1 }
      case 0..<0x80:
        endWord()
        count += 1
      case ..<0xE0:
        width = 2
        word += otherLetter
      case ..<0xF0:
        width = 3
        // Ideographs, kana and Hangul begin with E3 to ED.
        if byte >= 0xE3, byte <= 0xED {
          endWord()
          word += ideograph
        } else {
          word += farLetter
        }
      default:
        width = 4
        endWord()
        word += rare
      }
      if !isBlank { blanks = 0 }
      wasFeed = byte == 0x0A
      if !(0x30...0x39).contains(byte) { wasDigit = false }
      place += width
    }
    endWord()
    return count
  }
}
