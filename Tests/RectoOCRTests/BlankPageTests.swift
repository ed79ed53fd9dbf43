import RectoDiagnostics
import RectoGeometry
import RectoMetadata
import RectoPages
import RectoSystem
import RectoTesting
import Testing

@testable import RectoOCR

@Suite struct BlankPageTests {
  /// A page of one colour.
  private final class Blank: PageReader {
    let sample: UInt8
    init(sample: UInt8) { self.sample = sample }
    var pageCount: Int { 1 }
    func facts() -> DocumentFacts { DocumentFacts() }
    func outline() -> [OutlineItem] { [] }
    func destination(named name: String) -> PlacedLink.Target? { nil }

    func page(_ index: Int, within seconds: Double) throws(ConversionError) -> SourcePage {
      var page = SourcePage(index: 0, width: 595, height: 842)
      page.images = [PlacedImage(box: page.box, width: 1240, height: 1754)]
      return page
    }

    func png(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> [UInt8] {
      []
    }

    func raster(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> Raster {
      // Ripples, as of paper under a scanner.
      let samples = (0..<(1240 * 1754)).map { $0 % 7 == 0 ? sample : sample ^ 3 }
      return Raster(width: 1240, height: 1754, samples: samples, dotsPerInch: 150)
    }
  }

  @Test(arguments: [UInt8](arrayLiteral: 0, 128, 250, 255))
  func aPageOfOneColourNeedsNoRecogniser(sample: UInt8) throws {
    let blank = Blank(sample: sample)
    var page = try blank.page(0)
    let recogniser = PageRecogniser(OCROptions(), known: DocumentLanguages())
    recogniser.complete(&page, reader: blank, until: Deadline(after: 60, of: .thread))
    #expect(page.glyphs.isEmpty && page.recognition == nil && page.diagnostics.isEmpty)
    #expect(recogniser.engines.engines.isEmpty)
  }
}
