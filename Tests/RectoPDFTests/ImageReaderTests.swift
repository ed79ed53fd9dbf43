import Foundation
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

  /// TIFF files of one-bit pictures, as wide as their numbers from 1, in all ways that numbers are
  /// written; the last directory leads to the picture of a number, if it leads anywhere.
  private static func tiff(
    pages: Int, isLittle: Bool = true, isBig: Bool = false, then last: Int? = nil
  ) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
      return isLittle ? bytes : bytes.reversed()
    }
    let wide = isBig ? 8 : 4
    func field(_ tag: Int, _ value: Int) -> [UInt8] {
      // LONG or, as wide as an offset, LONG8.
      number(tag, 2) + number(isBig ? 16 : 4, 2) + number(1, wide) + number(value, wide)
    }
    let tags = 7
    let head = isBig ? 16 : 8
    let size = (isBig ? 8 : 2) + tags * (isBig ? 20 : 12) + wide
    // One row of samples in front of each directory.
    func place(_ page: Int) -> Int { head + page * (size + 64) }
    var bytes = Array((isLittle ? "II" : "MM").utf8) + number(isBig ? 43 : 42, 2)
    if isBig { bytes += number(8, 2) + number(0, 2) }
    bytes += number(place(0) + 64, wide)
    for page in 0..<pages {
      bytes += [UInt8](repeating: 0xF0, count: 64)
      bytes += number(tags, isBig ? 8 : 2)
      for (tag, value) in [
        (256, min(page + 1, 500)), (257, 1), (258, 1), (259, 1), (262, 1), (273, place(page)),
        (279, 64),
      ] { bytes += field(tag, value) }
      let next = page + 1 < pages ? page + 1 : last
      bytes += number(next.map { place($0) + 64 } ?? 0, wide)
    }
    return bytes
  }

  @Test(arguments: [(true, false), (false, false), (true, true), (false, true)])
  func directoriesOfTIFFsAreReadInAllWaysTheyAreWritten(isLittle: Bool, isBig: Bool) throws {
    let bytes = Self.tiff(pages: 5, isLittle: isLittle, isBig: isBig)
    let reader = try ImageReader(bytes, format: "tiff")
    #expect(reader.pageCount == 5)
    for page in [4, 0, 2, 1, 3] {
      #expect(try reader.page(page).images.map(\.width) == [page + 1])
    }
  }

  @Test func directoriesThatLeadBackEnd() throws {
    #expect(try ImageReader(Self.tiff(pages: 3, then: 0), format: "tiff").pageCount == 3)
    #expect(try ImageReader(Self.tiff(pages: 3, then: 2), format: "tiff").pageCount == 3)
    // Cut off anywhere: those before are there, and nothing is read beyond the end.
    let bytes = Self.tiff(pages: 3)
    for length in stride(from: 8, to: bytes.count, by: 7) {
      do {
        let reader = try ImageReader(Array(bytes.prefix(length)), format: "tiff")
        #expect((1...3).contains(reader.pageCount))
      } catch {
        #expect(error.status == .damagedInput)
      }
    }
  }

  /// Each page was looked for from the first on: 3,000 took half a minute before the first was read.
  @Test func thousandsOfPagesOpenAtOnce() throws {
    let bytes = Self.tiff(pages: 3000)
    let begin = Self.seconds
    let reader = try ImageReader(bytes, format: "tiff")
    #expect(reader.pageCount == 3000)
    for page in 0..<3000 { _ = try reader.page(page) }
    #expect(Self.seconds - begin < 10)
  }

  /// What this thread has computed, in seconds: other tests run beside it.
  private static var seconds: Double {
    var time = timespec()
    unsafe _ = clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  @Test func everyPageOfATIFFHasToBeWithinTheLimit() throws {
    let reader = try ImageReader(Self.tiff(pages: 300), format: "tiff", mostPixels: 200)
    #expect(try reader.page(199).images.count == 1)
    #expect(throws: ConversionError.self) { try reader.page(250) }
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
