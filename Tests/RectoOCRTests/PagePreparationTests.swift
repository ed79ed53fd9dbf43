import Leptonica
import Testing

@testable import RectoOCR

@Suite struct PagePreparationTests {
  /// Grey letters 12 pixels wide on paper of 600 by 800.
  private func preparation(letterHeight height: Int) throws -> PagePreparation {
    var samples = [UInt8](repeating: 240, count: 600 * 800)
    for row in stride(from: 40, to: 760 - height, by: 2 * height) {
      for column in stride(from: 40, to: 540, by: 20) {
        for y in row..<row + height {
          for x in column..<column + 12 { samples[y * 600 + x] = 120 }
        }
      }
    }
    return PagePreparation(
      enlarging: try #require(Picture(grey: samples, width: 600, height: 800)))
  }

  @Test func poorPicturesAreSeenLargerAndDarker() throws {
    let preparation = try preparation(letterHeight: 24)
    let looks = preparation.looks()
    #expect(looks.map(\.scale) == [1.3, 1])
    #expect(looks.map(\.picture.width) == [780, 600])
    let inks = ([preparation.picture] + looks.map(\.picture)).map { $0.samples.min() ?? 0 }
    #expect(inks[0] == 120 && inks[1] < 100 && inks[2] < inks[1])
  }

  @Test func largeLettersAreSeenSmaller() throws {
    #expect(try preparation(letterHeight: 36).looks().map(\.scale) == [0.75, 1])
  }
}
