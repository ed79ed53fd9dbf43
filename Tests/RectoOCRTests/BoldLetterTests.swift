import Leptonica
import RectoGeometry
import RectoPages
import Testing

@testable import RectoOCR

@Suite struct BoldLetterTests {
  /// A line of words with strokes of these widths, in pixels.
  private func line(_ widths: [Float]) -> RecognisedLine {
    let words = widths.map { width in
      var word = RecognisedLine.Word(
        symbols: "rain".map { RecognisedLine.Symbol(text: String($0), box: .empty) }, box: .empty,
        confidence: 90)
      word.strokeWidth = width
      return word
    }
    return RecognisedLine(words: words, box: .empty)
  }

  private func marks(_ lines: [[Float]], sizes: [Float]? = nil) -> [[Bool]] {
    let lines = lines.map(line)
    let sizes = sizes ?? lines.map { _ in 40 }
    let bold = BoldLetters(lines, sizes: sizes)
    return zip(lines, sizes).map { bold.marks($0, size: $1) }
  }

  @Test func wordsWithWiderStrokesThanMostAreBold() {
    #expect(
      marks([[2, 2.2, 3.2, 2], [2, 2, 2]]) == [
        [false, false, true, false], [false, false, false],
      ])
  }

  @Test func linesNeedLessThanWords() {
    #expect(
      marks([[2.7, 2.6], [2, 2, 2.7, 2]]) == [[true, true], [false, false, false, false]])
  }

  @Test func largerLettersHaveWiderStrokes() {
    #expect(marks([[2, 2, 2, 2], [4, 4]], sizes: [40, 80])[1] == [false, false])
  }

  @Test func facesOfAllWidthsTellNothing() {
    #expect(marks([[1, 1.5, 2, 3], [1.2, 2.5, 3.5, 4]]).joined().allSatisfy { !$0 })
  }

  @Test func strokesAreAsWideAsTheyAreDrawn() throws {
    var samples = [UInt8](repeating: 255, count: 100 * 100)
    for y in 10..<90 {
      for x in 0..<100 where x % 20 < 4 { samples[y * 100 + x] = 0 }
      for x in 60..<100 { samples[y * 100 + x] = x % 20 < 8 ? 0 : 255 }
    }
    let picture = try #require(Picture(grey: samples, width: 100, height: 100)).binarised(
      below: 128)
    let widths = picture.strokeWidths(in: [
      Box(x0: 10, y0: 20, x1: 58, y1: 80), Box(x0: 58, y0: 20, x1: 98, y1: 80),
    ])
    #expect(abs(widths[0] - 4) < 0.5)
    #expect(abs(widths[1] - 8) < 0.5)
  }
}
