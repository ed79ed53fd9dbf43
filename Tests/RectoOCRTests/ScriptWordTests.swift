import RectoGeometry
import RectoPages
import Testing

@testable import RectoOCR

@Suite struct ScriptWordTests {
  private func reading(
    _ words: [(text: String, x: Float, confidence: Float)], languages: String
  ) -> Reading {
    let words = words.map { text, x, confidence in
      let symbols = text.enumerated().map { i, letter in
        let x0 = x + 10 * Float(i)
        return RecognisedLine.Symbol(
          text: String(letter), box: Box(x0: x0, y0: 0, x1: x0 + 9, y1: 12))
      }
      let box = symbols.reduce(into: Box.empty) { $0.formUnion($1.box) }
      return RecognisedLine.Word(
        symbols: symbols, box: box, confidence: confidence, isKnown: confidence > 60)
    }
    let box = words.reduce(into: Box.empty) { $0.formUnion($1.box) }
    return Reading([RecognisedLine(words: words, box: box)], languages: languages)
  }

  private let mixed: [(text: String, x: Float, confidence: Float)] = [
    ("программы", 0, 96), ("OHH", 100, 93), ("открывают", 140, 95), ("cron", 250, 88),
    ("uh", 300, 63), ("для", 330, 92),
  ]

  @Test func wordsInDoubtAreAsTheScriptsModelHasThem() {
    let settled = ScriptWords.settled(
      reading(mixed, languages: "rus+eng"),
      by: reading(
        [
          ("программы", 0, 80), ("они", 100, 71), ("открывают", 140, 80), ("сгоп", 250, 92),
          ("ил", 300, 40), ("для", 330, 70),
        ], languages: "rus"))
    #expect(settled.text == "программы они открывают cron uh для")
  }

  @Test func nothingIsDoubledOrLost() {
    let settled = ScriptWords.settled(
      reading(mixed, languages: "rus+eng"),
      // One reaches into the next word, the other stands for half of its own only.
      by: reading([("они от", 100, 90), ("и", 300, 90)], languages: "rus"))
    #expect(settled.text == "программы OHH открывают cron uh для")
  }

  @Test func aReadingWithoutEnglishMayBeBetterAsAWhole() {
    let own = reading([("программы", 0, 96), ("они", 100, 95)], languages: "rus")
    let settled = ScriptWords.settled(
      reading([("программы", 0, 62), ("OHH", 100, 93)], languages: "rus+eng"), by: own)
    #expect(settled.languages == "rus" && settled.text == own.text)
  }
}
