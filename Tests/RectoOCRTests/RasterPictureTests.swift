import Leptonica
import RectoGeometry
import RectoPages
import Testing

@testable import RectoOCR

@Suite struct RasterPictureTests {
  /// White paper with rows of letters of 12 by 20 samples, and an area painted by `shade`.
  private func picture(_ area: Box, shade: (Int, Int) -> UInt8) throws -> Picture {
    let (width, height) = (960, 1200)
    var samples = [UInt8](repeating: 255, count: width * height)
    for top in stride(from: 60, to: 400, by: 40) {
      for left in stride(from: 60, to: 880, by: 18) {
        for y in top..<(top + 20) {
          for x in left..<(left + 12) where x < left + 3 || y < top + 3 {
            samples[y * width + x] = 0
          }
        }
      }
    }
    for y in Int(clamped: area.y0)..<Int(clamped: area.y1) {
      for x in Int(clamped: area.x0)..<Int(clamped: area.x1) {
        samples[y * width + x] = shade(x, y)
      }
    }
    return try #require(Picture(grey: samples, width: width, height: height))
  }

  private let area = Box(x0: 200, y0: 500, x1: 700, y1: 900)

  private func found(in picture: Picture, besides lines: [RecognisedLine] = []) -> [Box] {
    RasterPictures(PictureFacts(picture)).placed(by: .identity, besides: lines).boxes
  }

  private func line(_ text: String, _ box: Box, confidence: Float) -> RecognisedLine {
    let symbols = text.map { RecognisedLine.Symbol(text: String($0), box: box) }
    return RecognisedLine(
      words: [.init(symbols: symbols, box: box, confidence: confidence)], box: box)
  }

  @Test func anAreaOfManyShadesIsAPicture() throws {
    let picture = try picture(area) { x, y in UInt8((x * 7 + y * 3) / 40 % 180) }
    let box = try #require(found(in: picture).first)
    #expect(abs(box.x0 - area.x0) < 8 && abs(box.y1 - area.y1) < 8, "\(box)")
    // What was read there unsurely is noise, what was read surely is kept.
    let noise = line("wq", Box(x0: 300, y0: 600, x1: 330, y1: 620), confidence: 60)
    let label = line("Harbour", Box(x0: 300, y0: 700, x1: 380, y1: 720), confidence: 93)
    let prose = line("Rain", Box(x0: 60, y0: 60, x1: 120, y1: 80), confidence: 60)
    let pictures = RasterPictures(PictureFacts(picture))
    #expect(pictures.withoutNoise([prose, noise, label]).map(\.text) == ["Rain", "Harbour"])
  }

  @Test func filledCellsAndReadableAreasAreNone() throws {
    #expect(found(in: try picture(area) { _, _ in 120 }).isEmpty)
    let shaded = try picture(area) { x, y in UInt8((x * 7 + y * 3) / 40 % 180) }
    let lines = (0..<8).map { row in
      let y = Float(520 + 40 * row)
      return line("seen by nobody", Box(x0: 220, y0: y, x1: 680, y1: y + 24), confidence: 92)
    }
    #expect(found(in: shaded, besides: lines).isEmpty)
  }

  @Test func shadowsAtTheEdgeAreNone() throws {
    let edge = Box(x0: 0, y0: 500, x1: 300, y1: 1200)
    #expect(found(in: try picture(edge) { x, y in UInt8((x * 7 + y * 3) / 40 % 180) }).isEmpty)
  }
}
