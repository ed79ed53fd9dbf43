internal import RectoPages

/// Takes away what was read where nothing is written: specks, rules, edges of pictures.
enum RecognisedNoise {
  /// Words below this confidence are noise.
  static let lowest: Float = 20
  /// Lone symbols need more, and lines without a letter or figure more still.
  static let lowestAlone: Float = 50
  static let lowestWithoutLetters: Float = 70

  static func removed(from lines: [RecognisedLine]) -> [RecognisedLine] {
    lines.compactMap { line in
      var line = line
      line.words.removeAll { $0.confidence < lowest }
      guard let first = line.words.first else { return nil }
      if line.words.count == 1, first.symbols.count == 1, first.confidence < lowestAlone {
        return nil
      }
      let hasLetters = line.words.contains { word in
        word.text.unicodeScalars.contains {
          $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
      }
      if !hasLetters, line.words.allSatisfy({ $0.confidence < lowestWithoutLetters }) {
        return nil
      }
      return line
    }
  }
}
