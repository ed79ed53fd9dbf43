import RectoGeometry
import RectoPages
import Testing

@testable import RectoOCR

@Suite struct DoubtfulPartTests {
  private typealias Word = (text: String, x: Float, confidence: Float)

  private func reading(_ words: [Word]) -> Reading {
    .drawn(words.map { ($0.text, $0.x, $0.confidence, false) }, languages: "eng")
  }

  /// What comes of a line where each area that is read again gives the words that lie in it; and the
  /// areas.
  private func settled(_ words: [Word], again: [Word], rules: [Float] = []) -> (String, [Box]) {
    let found = reading(again).lines[0].words
    let strokes = rules.map {
      Stroke(from: Point($0, -50), to: Point($0, 50), width: 1)
    }
    var areas: [Box] = []
    let parts = DoubtfulParts(of: reading(words), rules: strokes, height: 12)
    let result = parts.settled { area in
      areas.append(area)
      return found.filter { area.contains($0.box.middle) }
    }
    return (result.text, areas)
  }

  @Test func figuresInDoubtAreReadAgainByThemselves() {
    let (text, areas) = settled(
      [("Account", 0, 96), ("29666403", 200, 79), ("Invoice", 400, 95)],
      again: [("29666401", 200, 94)])
    #expect(text == "Account 29666401 Invoice")
    #expect(areas.count == 1 && areas[0].x0 > 190 && areas[0].x1 < 290)
  }

  @Test func whatIsSureIsNotReadAgain() {
    let (text, areas) = settled(
      [("Account", 0, 75), ("29666403", 200, 90)], again: [("Acc0unt", 0, 99)])
    #expect(text == "Account 29666403" && areas.isEmpty)
  }

  @Test func whatHasLessOrIsNoSurerChangesNothing() {
    let own: [Word] = [("2,365,544", 0, 80)]
    #expect(settled(own, again: [("2,365", 0, 99)]).0 == "2,365,544")
    #expect(settled(own, again: [("2,365,54A", 0, 82)]).0 == "2,365,544")
    #expect(settled(own, again: [("2,365,54", 0, 90)]).0 == "2,365,54")
  }

  @Test func rulesPartWhatWasReadAsOneWord() {
    let (text, areas) = settled(
      [("Poem", 0, 96), ("KEE~", 60, 30)], again: [("A", 60, 92), ("B", 85, 93)], rules: [80])
    #expect(text == "Poem A B" && areas.count == 2)
    // Nothing is replaced where one of the places gives nothing.
    #expect(settled([("KEE~", 60, 30)], again: [("A", 60, 92)], rules: [80]).0 == "KEE~")
  }
}
