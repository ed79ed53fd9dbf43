import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoProcessing

@Suite struct HyphenTests {
  private struct Words: WordList {
    let words: Set<String>
    func knows(_ word: String) -> Bool? { words.contains(word) }
  }

  /// The text of a page whose first line ends in a hyphen, with some words in the dictionary.
  private func text(_ string: String, words: Set<String> = []) -> Text? {
    var document = SourcePage.drawn(string).layout()
    Hyphens(dictionary: { _ in words.isEmpty ? nil : Words(words: words) }).process(&document)
    return document.blocks.first?.text
  }

  @Test func aCompoundThatIsWrittenElsewhereKeepsItsHyphen() {
    let text = text("Nobody had seen such well-\nknown gulls. A well-known\ngull is rare.")
    #expect(text?.string == "Nobody had seen such well-known gulls. A well-known gull is rare.")
    #expect(text?.lines.first?.droppedHyphen == false)
  }

  @Test func aWordThatIsWrittenElsewhereIsOne() {
    let text = text("Nobody had seen such har-\nbour walls. A harbour is\nno place for it.")
    #expect(text?.string == "Nobody had seen such harbour walls. A harbour is no place for it.")
  }

  @Test func aDictionaryTellsWhereTheDocumentDoesNot() {
    let compound = text("Nobody saw the gull-\nwatchers.", words: ["gull", "watchers"])
    #expect(compound?.string == "Nobody saw the gull-watchers.")
    let word = text("Nobody saw the har-\nbour.", words: ["harbour", "har", "bour"])
    #expect(word?.string == "Nobody saw the harbour.")
    let name = text("Nobody saw John-\nson.", words: ["john", "son"])
    #expect(name?.string == "Nobody saw Johnson.")
  }

  @Test func partsOfLongerCompoundsAreJudgedByThemselves() {
    let text = text("They were one-dimen-\nsional gulls.", words: ["dimensional"])
    #expect(text?.string == "They were one-dimensional gulls.")
  }

  @Test func theGlyphOfTheHyphenComesBackWithIt() throws {
    let joined = text("Such well-\nknown gulls, well-known.")
    let text = try #require(joined)
    let hyphen = text.runs.first { $0.start <= 9 && $0.end > 9 }
    #expect(hyphen != nil && text.slice(5, 15) == "well-known")
    let glyphs = text.runs.reduce(0) { $0 + $1.count }
    #expect(glyphs == "Suchwell-knowngulls,well-known.".count)
  }
}
