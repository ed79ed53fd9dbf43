import Poppler
import RectoGeometry
import RectoPDF
import RectoPages
import RectoTesting
import Testing

/// Pictures of figures.
@Suite struct FigurePictureTests {
  @Test func figuresRenderedTogetherAreAsRenderedAlone() throws {
    let page =
      MadePDF.line("Rain fell all night.", x: 40, y: 360)
      + MadePDF.picture(x: 40, y: 40, width: 101, height: 90)
      + MadePDF.picture(x: 160, y: 201, width: 97, height: 93) + MadePDF.shadings(1)
    let reader = try PDFReader(SharedBytes(MadePDF(pages: [page]).bytes))
    let boxes = [
      Box(x0: 40.3, y0: 270.7, x1: 141.1, y1: 360), Box(x0: 160, y0: 106.2, x1: 257.5, y1: 199),
    ]
    let together = try reader.pngs(page: 0, of: boxes, dotsPerInch: 150)
    let alone = try boxes.map { try reader.pngs(page: 0, of: [$0], dotsPerInch: 150) }
    #expect(together.count == 2 && together[0] != nil && together[0] != together[1])
    #expect(together == alone.flatMap { $0 })
  }

  @Test func whatIsNotOnThePageCostsNoOtherFigure() throws {
    let page = MadePDF.picture(x: 40, y: 40, width: 101, height: 90)
    let reader = try PDFReader(SharedBytes(MadePDF(pages: [page]).bytes))
    let pngs = try reader.pngs(
      page: 0,
      of: [Box(x0: 900, y0: 900, x1: 950, y1: 950), Box(x0: 40, y0: 270, x1: 141, y1: 360)],
      dotsPerInch: 72)
    #expect(pngs[0] == nil && pngs[1] != nil)
  }
}
