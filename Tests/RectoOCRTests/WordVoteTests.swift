import RectoPages
import Testing

@testable import RectoOCR

@Suite struct WordVoteTests {
  /// A line of words; those with a `*` are known.
  private func reading(_ words: [(text: String, x: Float, confidence: Float)]) -> Reading {
    .drawn(
      words.map { text, x, confidence in
        (text.filter { $0 != "*" }, x, confidence, text.contains("*"))
      }, languages: "eng")
  }

  @Test func wordsInDoubtAreAsMostHaveThem() throws {
    let vote = WordVote(among: [
      reading([("RECEIPT", 0, 60), ("TOTAL", 100, 92)]),
      reading([("RECEIPT", 0, 70), ("TOTAL", 100, 80)]),
    ])
    let settled = vote.settled(reading([("RECE1PT", 0, 90), ("T0TAL", 100, 96)]))
    // The second is too sure to be put to the vote.
    #expect(settled.text == "RECEIPT T0TAL")
    #expect(settled.lines[0].words[0].confidence == 70)
  }

  @Test func knownWordsCountMore() {
    let vote = WordVote(among: [reading([("harbour*", 0, 70)])])
    #expect(vote.settled(reading([("harbcur", 0, 90)])).text == "harbour")
    #expect(vote.settled(reading([("harbours*", 0, 90)])).text == "harbours")
  }

  @Test func wordsThatOthersHaveAsOneAreElectedTogether() {
    let vote = WordVote(among: [
      reading([("KLANG,", 0, 80)]), reading([("KLANG,", 0, 80)]),
    ])
    #expect(vote.settled(reading([("KL", 0, 60), ("NG,", 30, 60)])).text == "KLANG,")
  }

  @Test func whoHasLessOrMoreDoesNotVote() {
    let own = reading([("Finn", 0, 50), ("2023", 100, 50)])
    let vote = WordVote(among: [
      // Half of a word, and one that reaches into the next column.
      reading([("Fi", 0, 94), ("2023-1-2", 100, 94)]),
      // As wide, with letters lost.
      Reading(
        [
          RecognisedLine(
            words: [
              .init(
                symbols: [.init(text: "F", box: own.lines[0].words[0].box)],
                box: own.lines[0].words[0].box, confidence: 94)
            ], box: own.lines[0].box)
        ], languages: "eng"),
    ])
    #expect(vote.settled(own).text == "Finn 2023")
  }

  @Test func wordsThatNoOtherSeesAreNoneIfInDoubt() {
    let vote = WordVote(among: [reading([("ox", 0, 30)])])
    let settled = vote.settled(reading([("or", 0, 35), ("_~", 60, 35), ("1", 100, 45)]))
    #expect(settled.text == "or 1")
  }

  @Test func aloneAReadingStaysAsItIs() {
    let own = reading([("RECE1PT", 0, 30)])
    #expect(WordVote(among: []).settled(own).lines == own.lines)
  }
}
