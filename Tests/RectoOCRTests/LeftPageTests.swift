import RectoDiagnostics
import RectoGeometry
import RectoMetadata
import RectoPages
import RectoSystem
import RectoTesting
import Testing

@testable import RectoOCR

/// Pages that are not recognised, as that was too much before.
@Suite struct LeftPageTests {
  private let text = "Rain fell all night on the harbour and on the boats."
  private let options = OCROptions()

  /// A scan with an invisible text layer, as drawn by programs that recognise, or without.
  private func scan(_ text: String) -> SourcePage {
    var page = SourcePage.drawn(text)
    for i in page.glyphs.indices { page.glyphs[i].renderMode = 3 }
    page.images = [PlacedImage(box: page.box, width: 1240, height: 1754)]
    return page
  }

  private func left(_ page: SourcePage) -> SourcePage {
    var page = page
    PageRecogniser(options, known: DocumentLanguages()).leave(
      &page, because: "took longer than 9 s")
    return page
  }

  @Test func whatTheFileSaysStands() {
    let page = left(scan(text))
    #expect(page.glyphs.allSatisfy { $0.flags.contains(.transcript) })
    #expect(page.textLayer?.verdict == .transcript)
    #expect(page.images.allSatisfy { $0.isArtifact })
    let born = left(SourcePage.drawn(text))
    #expect(born.glyphs.allSatisfy { !$0.flags.contains(.transcript) })
    #expect(born.textLayer?.verdict == .trusted)
  }

  @Test func whatIsLackingIsSaid() {
    for page in [scan(text), scan(""), SourcePage.drawn(text)] {
      let diagnostics = left(page).diagnostics
      #expect(
        diagnostics.map(\.summary) == [
          "recognising page 1 took longer than 9 s; what the file itself says of it is there"
        ])
      #expect(diagnostics.map(\.code) == [.pageCutShort])
    }
  }

  /// A reader that notes when it renders.
  private final class Rendering: PageReader {
    var told: [String] = []
    var pageCount: Int { 1 }
    func facts() -> DocumentFacts { DocumentFacts() }
    func outline() -> [OutlineItem] { [] }
    func destination(named name: String) -> PlacedLink.Target? { nil }
    func page(_ index: Int, within seconds: Double) throws(ConversionError) -> SourcePage {
      SourcePage(index: 0, width: 595, height: 842)
    }
    func png(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> [UInt8] {
      []
    }
    func raster(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> Raster {
      told.append("rendered")
      return Raster(
        width: 620, height: 877, samples: Array(repeating: 255, count: 620 * 877), dotsPerInch: 75)
    }
  }

  @Test func recognisingBeginsWithThePagesPicture() {
    for (page, expected) in [
      (scan(""), ["began", "rendered", "ended"]), (SourcePage.drawn(text), []),
    ] {
      let reader = Rendering()
      var page = page
      PageRecogniser(options, known: DocumentLanguages()).complete(
        &page, reader: reader, until: Deadline(after: 60, of: .thread)
      ) { reader.told.append($0 ? "began" : "ended") }
      #expect(reader.told == expected)
    }
  }
}
