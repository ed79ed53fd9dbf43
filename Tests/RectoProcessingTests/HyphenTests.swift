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

  @Test func noWordIsDividedAfterOneLetter() {
    #expect(text("Gulls have no e-\nmail yet.")?.string == "Gulls have no e-mail yet.")
  }

  @Test func twoWordsOfTheDocumentAreACompound() {
    let rest = "\nOf the dual gulls, dual encoder and\nencoder are known of."
    #expect(text("Such a dual-\nencoder." + rest)?.string.hasPrefix("Such a dual-encoder.") == true)
    #expect(text("Such a coat-\nencoder." + rest)?.string.hasPrefix("Such a coatencoder.") == true)
    // As many words are written as one.
    let other = "\nOf the under gulls, under standing and\nstanding, under."
    #expect(text("No under-\nstanding." + other)?.string.hasPrefix("No understanding.") == true)
  }

  /// Of so many lines one ends in a hyphen.
  @Test(arguments: [(40, "inmemory"), (120, "in-memory")])
  func whereHardlyAnyLineEndsInAHyphenNoWordIsDivided(lines: Int, word: String) {
    let plain = (0..<lines / 20).map { _ in
      Array(repeating: "Rain fell on all of the boats", count: 20).joined(separator: "\n")
    }
    let pages = (["Gulls have an in-\nmemory table of the harbour"] + plain).map {
      SourcePage.drawn($0)
    }
    var document = Document()
    for page in pages { document.blocks += page.layout().blocks }
    Hyphens().process(&document)
    #expect(document.blocks.first?.text?.string.contains(" \(word) ") == true)
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
