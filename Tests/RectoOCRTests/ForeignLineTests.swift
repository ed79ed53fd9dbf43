import RectoGeometry
import RectoPages
import Testing

@testable import RectoOCR

@Suite struct ForeignLineTests {
  /// A line in which the dictionary holds the words in capitals, which are written small.
  private func line(_ text: String, confidence: Float = 90) -> RecognisedLine {
    let words = text.split(separator: " ").map { word in
      RecognisedLine.Word(
        symbols: word.lowercased().map { RecognisedLine.Symbol(text: String($0), box: .empty) },
        box: .empty, confidence: confidence, isKnown: word.first?.isUppercase ?? false)
    }
    return RecognisedLine(words: words, box: .empty)
  }

  private func foreign(_ lines: [RecognisedLine]) -> ForeignLines {
    ForeignLines(in: Reading(lines, languages: "eng"))
  }

  @Test func functionWordsTellTheLanguageOfALine() {
    let found = foreign([
      line("THE Keeper Of The Light Writes In The Book"),
      line("Der wachter Des turms schreibt Das wetter In Das buch"),
    ])
    #expect(found.places == [1])
    #expect(found.languages == ["deu"])
  }

  @Test func surelyReadLinesOfUnknownWordsAreForeign() {
    let text = "zorro marron rapido salta"
    #expect(foreign([line(text)]).places == [0])
    #expect(foreign([line(text)]).languages.isEmpty)
    #expect(foreign([line(text, confidence: 50)]).places.isEmpty)
  }

  @Test func theReadingOfWhichTheDictionaryHoldsMoreIsBetter() {
    let (own, other) = (line("fur die Nacht"), line("Für Die Nacht"))
    #expect(ForeignLines.isBetter(other, than: own))
    #expect(!ForeignLines.isBetter(own, than: other))
    #expect(!ForeignLines.isBetter(line("Für Die Nacht", confidence: 70), than: own))
  }
}
