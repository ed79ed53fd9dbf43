import RectoGeometry
import RectoPages

@testable import RectoOCR

extension Reading {
  /// A reading of one line, of words whose letters are nine wide and one apart.
  static func drawn(
    _ words: [(text: String, x: Float, confidence: Float, isKnown: Bool)], languages: String
  ) -> Reading {
    let words = words.map { text, x, confidence, isKnown in
      let symbols = text.enumerated().map { i, letter in
        let x0 = x + 10 * Float(i)
        return RecognisedLine.Symbol(
          text: String(letter), box: Box(x0: x0, y0: 0, x1: x0 + 9, y1: 12))
      }
      let box = symbols.reduce(into: Box.empty) { $0.formUnion($1.box) }
      return RecognisedLine.Word(
        symbols: symbols, box: box, confidence: confidence, isKnown: isKnown)
    }
    let box = words.reduce(into: Box.empty) { $0.formUnion($1.box) }
    return Reading([RecognisedLine(words: words, box: box)], languages: languages)
  }
}
