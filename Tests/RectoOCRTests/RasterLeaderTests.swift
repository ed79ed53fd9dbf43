import Leptonica
@testable import RectoOCR
import RectoGeometry
import RectoPages
import Testing

@Suite struct RasterLeaderTests {
  /// A white picture with black boxes.
  private func facts(_ boxes: [Box]) throws -> PictureFacts {
    let (width, height) = (1000, 300)
    var samples = [UInt8](repeating: 255, count: width * height)
    for box in boxes {
      for y in Int(clamped: box.y0)..<Int(clamped: box.y1) {
        for x in Int(clamped: box.x0)..<Int(clamped: box.x1) { samples[y * width + x] = 0 }
      }
    }
    return PictureFacts(try #require(Picture(grey: samples, width: width, height: height)))
  }

  private func letters(_ count: Int, from x: Float, baseline: Float) -> [Box] {
    (0..<count).map { i in
      let x0 = x + Float(i) * 24
      return Box(x0: x0, y0: baseline - 26, x1: x0 + 18, y1: baseline)
    }
  }

  private func dots(_ count: Int, from x: Float, pitch: Float, baseline: Float) -> [Box] {
    (0..<count).map { i in
      let x0 = x + Float(i) * pitch
      return Box(x0: x0, y0: baseline - 5, x1: x0 + 5, y1: baseline)
    }
  }

  @Test func dotsAtOneDistanceAreLeaders() throws {
    let facts = try facts(
      letters(12, from: 20, baseline: 100) + dots(14, from: 330, pitch: 30, baseline: 100)
        + letters(2, from: 800, baseline: 100) + letters(16, from: 20, baseline: 200)
        + dots(9, from: 430, pitch: 30, baseline: 200) + letters(2, from: 800, baseline: 200))
    let leaders = RasterLeaders(of: facts)
    #expect(leaders.rows.map(\.count).sorted() == [9, 14])
    let lines = leaders.lines(glyphHeight: facts.glyphHeight)
    #expect(lines.flatMap(\.words).allSatisfy { $0.text == "." })
  }

  @Test func anEllipsisAndScatteredSpecksAreNone() throws {
    let corners: [Point] = [
      Point(31, 17), Point(105, 60), Point(188, 31), Point(260, 77), Point(391, 25),
      Point(477, 68), Point(590, 44),
    ]
    let specks = corners.map { Box(x0: $0.x, y0: $0.y, x1: $0.x + 4, y1: $0.y + 4) }
    let facts = try facts(
      letters(20, from: 20, baseline: 200) + dots(3, from: 510, pitch: 14, baseline: 200) + specks)
    #expect(RasterLeaders(of: facts).rows.isEmpty)
  }

  /// Specks at even distances among the letters of a line, as points and broken letters are.
  @Test func dotsAmongLettersLeadNowhere() throws {
    let letters = letters(20, from: 20, baseline: 100)
    let facts = try facts(letters + dots(19, from: 39, pitch: 24, baseline: 101))
    #expect(RasterLeaders(of: facts).rows.isEmpty)
    // After the last letter they do.
    let led = try self.facts(
      letters + dots(16, from: 503, pitch: 24, baseline: 100)
        + self.letters(2, from: 900, baseline: 100))
    #expect(RasterLeaders(of: led).rows.map(\.count) == [16])
  }

  @Test func aScreenOfDotsIsNoText() throws {
    let screen = (0..<3).flatMap { dots(8, from: 330, pitch: 16, baseline: 40 + 10 * Float($0)) }
    let text = (0..<4).flatMap { letters(30, from: 20, baseline: 110 + 50 * Float($0)) }
    let leaders = RasterLeaders(of: try facts(text + screen))
    #expect(leaders.rows.isEmpty)
    #expect(leaders.screen.map(\.count) == [8, 8, 8])
  }

  @Test func leadersAreTurnedWithTheirPicture() throws {
    let row = dots(8, from: 300, pitch: 30, baseline: 100)
    let leaders = RasterLeaders(of: try facts(letters(10, from: 20, baseline: 100) + row))
    let turned = leaders.upsideDown(width: 1000, height: 300)
    #expect(turned.rows.first?.first?.x0 == 1000 - (row.last?.x1 ?? 0))
    #expect(turned.rows.first?.first?.y1 == Float(205))
  }
}
