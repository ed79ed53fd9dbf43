import Leptonica
import Testing

/// Letters of bright colours are as dark as black ones; grounds of such colours stay light.
@Suite struct ColouredLetterTests {
  private typealias Colour = (red: UInt8, green: UInt8, blue: UInt8)
  private static let (width, height) = (300, 120)

  /// Strokes 6 samples wide in a ground, as a PPM file; the greys of a stroke and of the ground.
  private static func greys(_ letters: Colour, on ground: Colour, page: Colour = (255, 255, 255))
    throws -> (letters: UInt8, ground: UInt8)
  {
    var bytes = Array("P6 \(width) \(height) 255\n".utf8)
    for y in 0..<height {
      for x in 0..<width {
        let isGround = (20..<100).contains(y) && (20..<280).contains(x)
        let isLetter = isGround && (40..<80).contains(y) && x % 20 < 6
        let colour = isLetter ? letters : isGround ? ground : page
        bytes += [colour.red, colour.green, colour.blue]
      }
    }
    let grey = try Picture(reading: bytes, maximumPixels: 1 << 20).grey()
    return (grey.samples[60 * width + 43], grey.samples[90 * width + 50])
  }

  @Test(arguments: [(255, 153, 0), (0, 200, 220), (240, 220, 0), (255, 120, 160), (0, 0, 0)])
  func lettersOnWhiteAreInk(colour: (UInt8, UInt8, UInt8)) throws {
    let greys = try Self.greys(colour, on: (255, 255, 255))
    #expect(greys.letters < 130 && greys.ground == 255)
  }

  @Test func greyLettersStayGrey() throws {
    #expect(try Self.greys((150, 150, 150), on: (255, 255, 255)).letters == 150)
  }

  @Test(arguments: [(255, 230, 0), (120, 220, 255), (255, 190, 120)])
  func colouredGroundsStayLight(colour: (UInt8, UInt8, UInt8)) throws {
    let greys = try Self.greys((0, 0, 0), on: colour)
    #expect(greys.letters < 10 && greys.ground > 170)
  }
}
