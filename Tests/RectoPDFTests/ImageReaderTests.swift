import RectoDiagnostics
import RectoGeometry
import RectoImages
import RectoPages
import RectoTesting
import Testing

@Suite struct ImageReaderTests {
  @Test(arguments: ["png", "jpg", "jp2", "webp", "bmp", "gif", "pnm"])
  func anImageIsAPage(format: String) throws {
    let reader = try ImageReader(Fixtures.bytes("Images/page.\(format)"), format: format)
    #expect(reader.pageCount == 1)
    let page = try reader.page(0)
    #expect(page.images.map(\.width) == [60] && page.images.map(\.height) == [40])
    #expect(page.images[0].box == page.box)
    #expect(
      try reader.png(page: 0, of: nil, dotsPerInch: 96).starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }

  @Test(arguments: [UInt8](arrayLiteral: 1, 3, 5, 6, 8))
  func aPhotographStandsAsTheCameraWasHeld(orientation: UInt8) throws {
    var bytes = try Fixtures.bytes("Images/page.jpg")
    // An Exif segment with one tag, behind the start of the image.
    let tiff: [UInt8] =
      [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1] + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
      + [0, 0, 0, 0]
    let segment = Array("Exif\0\0".utf8) + tiff
    bytes.insert(contentsOf: [0xFF, 0xE1, 0, UInt8(segment.count + 2)] + segment, at: 2)
    let plain = try ImageReader(Fixtures.bytes("Images/page.jpg"), format: "jpeg")
      .raster(page: 0, of: nil, dotsPerInch: 96)
    let upright = try ImageReader(bytes, format: "jpeg").raster(page: 0, of: nil, dotsPerInch: 96)
    #expect((upright.width == 40) == (orientation >= 5))
    // The first sample of the file's first row comes to a corner.
    let corner =
      switch orientation {
      case 3: upright.samples.count - 1
      case 6: upright.width - 1
      case 8: upright.width * (upright.height - 1)
      default: 0
      }
    #expect(upright.samples[corner] == plain.samples[0])
  }

  @Test func aTIFFHasAllItsPages() throws {
    let reader = try ImageReader(Fixtures.bytes("Images/two-pages.tiff"), format: "tiff")
    #expect(reader.pageCount == 2)
    #expect(try reader.page(1).images.count == 1)
  }

  @Test func aTruncatedImageIsAnErrorOrAPage() throws {
    let bytes = try Fixtures.bytes("Images/page.png")
    for length in stride(from: 8, to: bytes.count, by: 16) {
      do {
        _ = try ImageReader(Array(bytes.prefix(length)), format: "png").page(0)
      } catch {
        #expect(error.status == .damagedInput)
      }
    }
  }
}
