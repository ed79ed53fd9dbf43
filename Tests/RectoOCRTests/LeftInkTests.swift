import Leptonica
import RectoGeometry
import RectoPages
import Testing

@testable import RectoOCR

@Suite struct LeftInkTests {
  /// A white picture with black letters of 20 by 30 pixels at some places.
  private func picture(_ letters: [Point]) throws -> Picture {
    var samples = [UInt8](repeating: 255, count: 600 * 800)
    for letter in letters {
      for y in 0..<30 {
        for x in 0..<20 {
          samples[(Int(clamped: letter.y) + y) * 600 + Int(clamped: letter.x) + x] = 0
        }
      }
    }
    return try #require(Picture(grey: samples, width: 600, height: 800))
  }

  private func word(_ text: String, _ box: Box, confidence: Float = 90) -> RecognisedLine {
    RecognisedLine(
      words: [
        .init(
          symbols: text.map { .init(text: String($0), box: box) }, box: box, confidence: confidence)
      ], box: box)
  }

  /// Ten lone figures in a column, and beside each a word of three letters.
  private var places: [Point] {
    (0..<10).flatMap { row -> [Point] in
      let y = Float(60 + 60 * row)
      return [Point(80, y), Point(300, y), Point(325, y), Point(350, y)]
    }
  }

  private var words: [RecognisedLine] {
    (0..<10).map { row in
      let y = Float(60 + 60 * row)
      return word("abc", Box(x0: 300, y0: y, x1: 370, y1: y + 30))
    }
  }

  @Test func whatNoWordCoversIsReadInARow() throws {
    // The column was taken for one word that stands upright.
    let garbage = word("WO", Box(x0: 80, y0: 60, x1: 100, y1: 630), confidence: 5)
    let picture = try picture(places)
    let first = Reading(words + [garbage], languages: "eng")
    let left = try #require(LeftInk(of: PictureFacts(picture), besides: first))
    let row = try #require(left.rows().first)
    #expect(row.words.count == 10)
    // In the row all are read as one word, whose letters are in turn.
    let line = word("0123456789", Box(x0: 0, y0: 0, x1: 900, y1: 60))
    let second = Reading(row.lines(of: Reading([line], languages: "eng")), languages: "eng")
    let whole = left.completed(with: second)
    let figures = whole.lines.filter { $0.box.x1 < 200 }
    #expect(figures.map(\.text) == (0..<10).map(String.init))
    #expect(figures.map(\.box.y0) == (0..<10).map { Float(60 + 60 * $0) })
    #expect(whole.lines.count == 20)
  }

  @Test func whatIsLeftIsReadInItsLine() throws {
    let reading = Reading(words, languages: "eng")
    let left = try #require(LeftInk(of: PictureFacts(try picture(places)), besides: reading))
    let lines = left.lines()
    #expect(lines.count == 10)
    // As wide as what stands in it, and no higher than a line with what is around it.
    #expect(lines.allSatisfy { $0.x0 < 81 && $0.x1 > 369 && $0.height < 65 })
  }

  @Test func whatIsReadWholeIsLeftAlone() throws {
    let picture = try picture(places.filter { $0.x > 200 })
    let reading = Reading(words, languages: "eng")
    #expect(LeftInk(of: PictureFacts(picture), besides: reading) == nil)
  }

  @Test func lettersRightBesideAWordAreItsOwn() throws {
    let reading = Reading(
      words.map { line in
        word("ab", Box(x0: 300, y0: line.box.y0, x1: 345, y1: line.box.y1))
      }, languages: "eng")
    let left = try #require(
      LeftInk(of: PictureFacts(try picture(places.filter { $0.x > 200 })), besides: reading))
    let second = Reading([word("c", Box(x0: 350, y0: 60, x1: 370, y1: 90))], languages: "eng")
    #expect(left.completed(with: second).lines == reading.lines)
  }

  @Test func amongSpecksNothingButLettersIsLookedAt() throws {
    let letters = places.filter { $0.x == 80 }
    var samples = try picture(places).samples
    for speck in 0..<200 {
      let corner = (680 + speck / 20 * 10) * 600 + 100 + speck % 20 * 20
      for y in 0..<4 { for x in 0..<4 { samples[corner + y * 600 + x] = 0 } }
    }
    let noisy = try #require(Picture(grey: samples, width: 600, height: 800))
    let preparation = PagePreparation(enlarging: noisy)
    let reading = Reading(words, languages: "eng")
    let left = try #require(LeftInk(of: preparation.facts, besides: reading))
    let dark = left.picture(of: preparation).samples.count { $0 < 128 }
    #expect(dark == letters.count * 20 * 30)
  }
}
