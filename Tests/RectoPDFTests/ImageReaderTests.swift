import RectoDiagnostics
import RectoGeometry
import RectoImages
import RectoPages
import RectoTesting
import Testing

@Suite struct ImageReaderTests {
  @Test(arguments: ["png", "jpg", "webp", "bmp", "gif", "pnm"])
  func anImageIsAPage(format: String) throws {
    let reader = try ImageReader(Fixtures.bytes("Images/page.\(format)"), format: format)
    #expect(reader.pageCount == 1)
    let page = try reader.page(0)
    #expect(page.images.map(\.width) == [60] && page.images.map(\.height) == [40])
    #expect(page.images[0].box == page.box)
    #expect(
      try reader.png(page: 0, of: nil, dotsPerInch: 96).starts(with: [0x89, 0x50, 0x4E, 0x47]))
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
