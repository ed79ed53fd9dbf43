import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoLayout

/// Lines as they are seen, from left to right, and as they are read.
@Suite struct BidiTests {
  private func read(_ seen: String) -> String? {
    SourcePage.drawn(seen).layout().blocks.first?.text?.string
  }

  @Test(arguments: [
    ("םלוע םולש", "שלום עולם"),
    // Numbers and words in Latin letters run from the left.
    ("1948 תנשב", "בשנת 1948"),
    ("םולש E-mail תחלש", "שלחת E-mail שלום"),
    // Brackets by their look, and by their sense.
    ("abc (םלוע) םולש", "שלום (עולם) abc"),
    ("abc )םלוע( םולש", "שלום (עולם) abc"),
  ])
  func linesFromTheRight(seen: String, expected: String) {
    #expect(read(seen) == expected)
  }

  @Test(arguments: [
    ("The word םולש means peace", "The word שלום means peace"),
    ("Two words: םלוע םולש then", "Two words: שלום עולם then"),
    ("In the year תנשב 1948 it rained", "In the year בשנת 1948 it rained"),
  ])
  func wordsFromTheRightInLinesFromTheLeft(seen: String, expected: String) {
    #expect(read(seen) == expected)
  }
}
