import Leptonica
import RectoGeometry
import RectoPages
import Testing

@testable import RectoOCR

/// What Tesseract reads as a letter at the beginning of a line, by its ink.
@Suite struct RasterBulletTests {
  private enum Shape: CaseIterable { case disc, square, ring, letter, dash, point }

  private func isDark(_ shape: Shape, _ x: Float, _ y: Float) -> Bool {
    // Within a square of 24 with the middle at 0.
    let r = (x * x + y * y).squareRoot()
    return switch shape {
    case .disc: r < 8
    case .square: max(abs(x), abs(y)) < 7
    case .ring: r < 8 && r > 5
    // An e: a ring with a bar, open to the right.
    case .letter: (r < 9 && r > 5.5 && !(x > 0 && y > 1.5 && y < 5)) || abs(y) < 1.5 && r < 9
    case .dash: abs(x) < 11 && abs(y) < 2
    case .point: max(abs(x), abs(y - 10)) < 2.5
    }
  }

  /// A page of letters with a line that begins with a shape, read as some symbol.
  private func marked(
    _ shape: Shape, read text: String = "¢", confidence: Float = 60
  ) throws -> String {
    let (width, height) = (800, 300)
    var samples = [UInt8](repeating: 255, count: width * height)
    func draw(_ isDark: (Float, Float) -> Bool, x: Int, y: Int) {
      for dy in -12..<12 {
        for dx in -12..<12 where isDark(Float(dx) + 0.5, Float(dy) + 0.5) {
          samples[(y + dy) * width + x + dx] = 0
        }
      }
    }
    draw({ isDark(shape, $0, $1) }, x: 40, y: 100)
    for row in [100, 160, 220] {
      for i in 0..<20 { draw({ abs($0) < 3 && abs($1) < 12 }, x: 100 + 30 * i, y: row) }
    }
    let facts = PictureFacts(try #require(Picture(grey: samples, width: width, height: height)))
    let box = Box(x0: 26, y0: 86, x1: 54, y1: 114)
    let words = [
      RecognisedLine.Word(
        symbols: [.init(text: text, box: box)], box: box, confidence: confidence),
      RecognisedLine.Word(
        symbols: [.init(text: "i", box: Box(x0: 94, y0: 88, x1: 106, y1: 112))],
        box: Box(x0: 94, y0: 88, x1: 680, y1: 112), confidence: 95),
    ]
    let line = RecognisedLine(words: words, box: Box(x0: 26, y0: 84, x1: 680, y1: 116))
    return RasterBullets.marked([line], in: facts)[0].words[0].text
  }

  @Test(arguments: ["¢", "©", "e", "*", "o", "@"])
  func whatIsDarkAllOverIsABullet(text: String) throws {
    #expect(try marked(.disc, read: text) == "•")
    #expect(try marked(.square, read: text) == "•")
  }

  @Test(arguments: ["e", "o", "-", "."])
  func lettersDashesAndPointsStay(text: String) throws {
    for shape in [Shape.ring, .letter, .dash, .point] {
      #expect(try marked(shape, read: text) == text)
    }
  }

  @Test func whatWasReadSurelyStays() throws {
    #expect(try marked(.square, read: "8", confidence: 95) == "8")
  }
}
