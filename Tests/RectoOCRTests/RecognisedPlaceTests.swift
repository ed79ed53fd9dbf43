import RectoGeometry
import RectoPages
import Testing

@testable import Tesseract

@Suite struct RecognisedPlaceTests {
  private func line(_ words: [(text: String, x0: Float, x1: Float)]) -> RecognisedLine {
    let words = words.map { text, x0, x1 in
      let box = Box(x0: x0, y0: 0, x1: x1, y1: 20)
      // The last symbol is the one whose place was not sure.
      let symbols = text.enumerated().map { i, letter in
        let left = x0 + 10 * Float(i)
        return RecognisedLine.Symbol(
          text: String(letter),
          box: i + 1 == text.count ? box : Box(x0: left, y0: 0, x1: left + 9, y1: 20))
      }
      return RecognisedLine.Word(symbols: symbols, box: box, confidence: 90)
    }
    return RecognisedLine(words: words, box: Box(x0: 0, y0: 0, x1: 300, y1: 20))
  }

  @Test func aWordEndsWhereTheNextBegins() {
    var line = line([("Table", 0, 300), ("de", 90, 110), ("mots", 130, 170)])
    line.partWords()
    #expect(line.words.map(\.box.x1) == [90, 110, 170])
    #expect(line.words[0].symbols.allSatisfy { $0.box.x1 <= 90 })
  }

  @Test func aWordBeginsWhereTheOneBeforeEnds() {
    var line = line([("Table", 0, 50), ("mots", 10, 170)])
    line.partWords()
    #expect(line.words.map(\.box.x0) == [0, 50])
  }

  @Test func fromTheRightThePreviousWordIsTheRightOne() {
    var line = line([("جدول", 200, 250), ("الكلمات", 20, 240)])
    line.partWords()
    #expect(line.words.map(\.box.x0) == [200, 20])
    #expect(line.words[1].box.x1 == 200)
  }

  @Test func wordsThatTouchStayAsTheyAre() {
    var line = line([("Table", 0, 52), ("de", 50, 70)])
    let before = line
    line.partWords()
    #expect(line == before)
  }
}
