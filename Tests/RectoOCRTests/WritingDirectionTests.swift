import Leptonica
import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoOCR

@Suite struct WritingDirectionTests {
  /// Squares of 20 pixels, those of a line 3 apart, lines 14.
  private func page(down: Bool) throws -> Picture {
    let side = 600
    var samples = [UInt8](repeating: 255, count: side * side)
    for line in 0..<16 {
      for place in 0..<24 {
        let (along, across) = (20 + place * 23, 20 + line * 34)
        for i in 0..<20 {
          for j in 0..<20 {
            let (x, y) = down ? (across + i, along + j) : (along + i, across + j)
            samples[y * side + x] = 0
          }
        }
      }
    }
    return try #require(Picture(grey: samples, width: side, height: side))
  }

  @Test(arguments: [false, true])
  func moreWhiteStandsBetweenLinesThanInThem(down: Bool) throws {
    let picture = try page(down: down)
    #expect(WritingDirection.runsDown(picture, PictureFacts(picture)) == down)
  }

  @Test func modelsHaveTwinsForLinesThatRunDown() {
    #expect(WritingDirection.directed("jpn", down: true) == "jpn_vert")
    #expect(WritingDirection.directed("chi_tra_vert", down: false) == "chi_tra")
    #expect(LanguageFinder.runsBothWays("kor_vert"))
    #expect(!LanguageFinder.runsBothWays("eng"))
  }

  /// A line that runs down from `y`, of words in turn of one and of two characters; each word's
  /// height is given, the gaps are two pixels.
  private func line(_ words: [String], x: Float, y: Float, gapAfter gap: Int? = nil)
    -> RecognisedLine
  {
    var top = y
    let words = words.enumerated().map { i, text in
      let height = Float(40 * text.count)
      let box = Box(x0: x, y0: top, x1: x + 40, y1: top + height)
      top += height + (i == gap ? 200 : 2)
      let symbols = text.enumerated().map { j, character in
        RecognisedLine.Symbol(
          text: String(character),
          box: Box(
            x0: x, y0: box.y0 + Float(40 * j), x1: x + 40, y1: box.y0 + Float(40 * (j + 1))))
      }
      return RecognisedLine.Word(symbols: symbols, box: box, confidence: 90)
    }
    return RecognisedLine(
      words: words, box: Box(x0: x, y0: y, x1: x + 40, y1: top), isVertical: true)
  }

  @Test func linesThatRunDownAreReadFromTheRight() {
    var page = SourcePage(index: 0, width: 595, height: 842)
    GlyphSetter(dotsPerInch: 288).append(
      [
        line(["吾輩", "は", "猫", "であ", "る"], x: 800, y: 400),
        line(["名前", "は", "まだ", "無", "い"], x: 740, y: 400),
      ], to: &page)
    #expect(page.layout().dump == "paragraph \"吾輩は猫である名前はまだ無い\"")
  }

  @Test func aGapInALineThatRunsDownIsNotFilled() {
    var page = SourcePage(index: 0, width: 595, height: 842)
    GlyphSetter(dotsPerInch: 288).append(
      [line(["吾輩", "は", "猫"], x: 800, y: 400, gapAfter: 1)], to: &page)
    let ends = page.glyphs.map { $0.origin.y + $0.advance.y }
    // Three characters of ten points, then at most half a character.
    #expect(ends.count == 4)
    #expect(ends[2] < 100 + 30 + 8)
    #expect(page.glyphs[3].origin.y > 100 + 75)
  }
}
