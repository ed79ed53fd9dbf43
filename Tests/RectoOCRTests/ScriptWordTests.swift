import RectoPages
import Testing

@testable import RectoOCR

@Suite struct ScriptWordTests {
  private func reading(
    _ words: [(text: String, x: Float, confidence: Float)], languages: String
  ) -> Reading {
    .drawn(words.map { ($0.text, $0.x, $0.confidence, $0.confidence > 60) }, languages: languages)
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
