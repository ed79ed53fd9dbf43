import Leptonica
import Poppler
import RectoDiagnostics
import RectoGeometry
import RectoMetadata
import RectoOCR
import RectoPDF
import RectoPages
import RectoSystem
import RectoTesting
import RectoTree
import Tesseract
import Testing

/// A page of a fixture as a scan of it: a picture and nothing else, damaged as asked.
private final class Scan: PageReader {
  private let reader: PDFReader
  private let damage: (Picture) -> Picture

  init(_ path: String, damage: @escaping (Picture) -> Picture = { $0 }) throws {
    reader = try PDFReader(SharedBytes(Fixtures.bytes(path)))
    self.damage = damage
  }

  var pageCount: Int { reader.pageCount }
  func facts() -> DocumentFacts { DocumentFacts() }
  func outline() -> [OutlineItem] { [] }
  func destination(named name: String) -> PlacedLink.Target? { nil }

  func page(_ index: Int, within seconds: Double) throws(ConversionError) -> SourcePage {
    let original = try reader.page(index)
    var page = SourcePage(index: index, width: original.width, height: original.height)
    page.images = [PlacedImage(box: page.box, width: 1240, height: 1754)]
    return page
  }

  func png(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> [UInt8] { [] }

  func raster(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> Raster {
    let raster = try reader.raster(page: page, of: nil, dotsPerInch: 200)
    guard
      let picture = Picture(grey: raster.samples, width: raster.width, height: raster.height)
    else { return raster }
    let damaged = damage(picture)
    return Raster(
      width: damaged.width, height: damaged.height, samples: damaged.samples, dotsPerInch: 200)
  }
}

/// A page of text with a picture of a fixture's page on it, of a size in points.
private final class Clipping: PageReader {
  private let reader: PDFReader
  private let side: Float
  /// How often the picture stands on the page.
  private let count: Int
  private(set) var renderings = 0

  init(_ path: String, side: Float, count: Int = 1) throws {
    reader = try PDFReader(SharedBytes(Fixtures.bytes(path)))
    self.side = side
    self.count = count
  }

  var pageCount: Int { 1 }
  func facts() -> DocumentFacts { DocumentFacts() }
  func outline() -> [OutlineItem] { [] }
  func destination(named name: String) -> PlacedLink.Target? { nil }

  func page(_ index: Int, within seconds: Double) throws(ConversionError) -> SourcePage {
    let line = "Rain fell all night on the harbour and on the boats.\n"
    var page = SourcePage.drawn(String(repeating: line, count: 12), top: 60)
    page.images = (0..<count).map { i in
      let x = 60 + Float(i) * side
      return PlacedImage(
        box: Box(x0: x, y0: 300, x1: x + side, y1: 300 + side), width: 1000, height: 1000, object: 7
      )
    }
    return page
  }

  func png(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> [UInt8] { [] }

  func raster(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> Raster {
    renderings += 1
    return try reader.raster(page: 0, of: nil, dotsPerInch: 150)
  }
}

@Suite struct RecognitionTests {
  /// Small pictures are left out by default, all with `never`, none with `always`.
  @Test(arguments: [
    (OCROptions.Pictures.auto, Float(400), true), (.never, 400, false), (.auto, 95, false),
    (.always, 95, true),
  ])
  func picturesOnPagesOfTextAreReadAsAsked(
    pictures: OCROptions.Pictures, side: Float, isRead: Bool
  ) throws {
    var options = OCROptions()
    options.languages = "eng"
    options.pictures = pictures
    let clipping = try Clipping(Self.report, side: side)
    var page = try clipping.page(0)
    PageRecogniser(options, known: DocumentLanguages())
      .complete(&page, reader: clipping, until: Deadline(after: 60, of: .thread))
    #expect(page.glyphs.contains { $0.flags.contains(.recognised) } == isRead)
  }

  @Test func aPictureThatIsDrawnAgainIsReadOnce() throws {
    var options = OCROptions()
    options.languages = "eng"
    let recogniser = PageRecogniser(options, known: DocumentLanguages())
    let clipping = try Clipping(Self.report, side: 220, count: 2)
    var (first, second) = (try clipping.page(0), try clipping.page(0))
    let end = Deadline(after: 60, of: .thread)
    recogniser.complete(&first, reader: clipping, until: end)
    // A look, and the reading.
    #expect(clipping.renderings == 2)
    let read = first.glyphs.filter { $0.flags.contains(.recognised) }
    #expect(!read.isEmpty && read.count % 2 == 0)
    let half = read.count / 2
    #expect(read[..<half].map(\.scalar) == read[half...].map(\.scalar))
    #expect(zip(read, read[half...]).allSatisfy { abs($1.origin.x - $0.origin.x - 220) < 0.1 })
    recogniser.complete(&second, reader: clipping, until: end)
    #expect(clipping.renderings == 2 && second.glyphs == first.glyphs)
  }

  /// Grey letters among black ones: the upper half of the page is as pale as a third of the ink.
  @Test func readsPaleLettersBesideDarkOnes() throws {
    func pale(_ picture: Picture) -> Picture {
      var samples = picture.samples
      for i in samples.indices.prefix(samples.count / 2) {
        samples[i] = 255 - (255 - samples[i]) / 3
      }
      return Picture(grey: samples, width: picture.width, height: picture.height) ?? picture
    }
    let (all, _) = try words(Scan(Self.report))
    let (read, _) = try words(Scan(Self.report, damage: pale))
    #expect(!all.isEmpty)
    #expect(Set(read).intersection(all).count * 10 >= Set(all).count * 9)
  }

  @Test func whenTheBudgetIsSpentThatIsSaid() throws {
    let clipping = try Clipping(Self.report, side: 400)
    var page = try clipping.page(0)
    PageRecogniser(OCROptions(), known: DocumentLanguages(), budget: PictureBudget(seconds: 0.2))
      .complete(&page, reader: clipping, until: Deadline(after: 60, of: .thread))
    #expect(!page.glyphs.contains { $0.flags.contains(.recognised) })
    #expect(page.diagnostics.map(\.code) == [.picturesUnread])
    #expect(page.diagnostics.first?.summary.contains("--ocr-budget") == true)
  }

  private func words(_ scan: Scan, languages: String? = "eng") throws -> ([String], SourcePage) {
    var options = OCROptions()
    options.languages = languages
    let recogniser = PageRecogniser(options, known: DocumentLanguages())
    var page = try scan.page(0)
    recogniser.complete(&page, reader: scan, until: Deadline(after: 60, of: .thread))
    var words: [String] = []
    for block in Document.of([page]).blocks {
      block.forEachText { words += $0.string.split(separator: " ").map(String.init) }
    }
    return (words, page)
  }

  /// The share of the text layer's words that are among the recognised ones.
  private func share(_ words: [String], of path: String) throws -> Double {
    let reader = try PDFReader(SharedBytes(Fixtures.bytes(path)))
    var expected: [String] = []
    for block in Document.of([try reader.page(0)]).blocks {
      block.forEachText { expected += $0.string.split(separator: " ").map(String.init) }
    }
    let found = Set(words)
    return Double(expected.count { found.contains($0) }) / Double(expected.count)
  }

  static let report = "Corpus/report/input.pdf"

  @Test func readsAScan() throws {
    let (words, page) = try words(Scan(Self.report))
    #expect(try share(words, of: Self.report) > 0.95)
    #expect(page.recognition?.isDoubtful == false)
    #expect(page.confidences.count == page.glyphs.count)
  }

  @Test(arguments: [report, "Corpus/article/input.pdf"])
  func charactersStandWhereTheyAre(path: String) throws {
    let (_, page) = try words(Scan(path))
    let truth = try PDFReader(SharedBytes(Fixtures.bytes(path))).page(0)
    var (pairs, off) = (0, 0)
    for glyph in truth.glyphs where !glyph.isBlank && glyph.scalarCount == 1 {
      let box = truth.box(of: glyph)
      let near = page.glyphs.filter { other in
        other.scalar == glyph.scalar && abs(other.origin.y - glyph.origin.y) < 0.3 * glyph.size
      }.map { page.box(of: $0) }
      func overlap(_ other: Box) -> Float {
        (min(box.x1, other.x1) - max(box.x0, other.x0))
          / max(0.01, max(box.x1, other.x1) - min(box.x0, other.x0))
      }
      guard let best = near.map(overlap).max(), best > -1 else { continue }
      pairs += 1
      if best < 0.5 { off += 1 }
    }
    #expect(pairs > 400)
    #expect(Double(off) < 0.02 * Double(pairs), "\(off) of \(pairs)")
  }

  @Test func whatIsPrintedBoldIsBold() throws {
    let (_, page) = try words(Scan(Self.report))
    let truth = try PDFReader(SharedBytes(Fixtures.bytes(Self.report))).page(0)
    func isBold(_ glyph: Glyph, on page: SourcePage) -> Bool {
      page.fonts[Int(glyph.font)].traits.contains(.bold)
    }
    var (bold, found, wrong) = (0, 0, 0)
    for glyph in truth.glyphs where !glyph.isBlank {
      let box = truth.box(of: glyph)
      guard
        let other = page.glyphs.first(where: {
          $0.scalar == glyph.scalar && page.box(of: $0).contains(box.middle)
        })
      else { continue }
      if isBold(glyph, on: truth) {
        bold += 1
        if isBold(other, on: page) { found += 1 }
      } else if isBold(other, on: page) {
        wrong += 1
      }
    }
    #expect(bold > 20)
    #expect(10 * found > 9 * bold, "\(found) of \(bold)")
    #expect(10 * wrong < bold, "\(wrong) wrong")
  }

  @Test func readsAPageThatLiesSideways() throws {
    let (words, page) = try words(Scan(Self.report) { $0.turned(quarters: 1) })
    #expect(try share(words, of: Self.report) > 0.95)
    // A point of the upright page stands where the file shows it: its top is the right edge there.
    let corner = page.frame(Point(0, 0))
    #expect(abs(corner.x - page.height) < 2 && abs(corner.y) < 2)
  }

  @Test func readsASlopingPage() throws {
    let (words, page) = try words(Scan(Self.report) { $0.rotated(radians: 0.06) })
    #expect(try share(words, of: Self.report) > 0.95)
    #expect(page.recognition?.steps.contains { $0.hasPrefix("rotate -3.4") } == true)
  }

  /// Salt and pepper, and a rule as thin as the grains.
  @Test func thinRulesOutliveNoise() {
    let (width, height) = (200, 100)
    var samples = [UInt8](repeating: 255, count: width * height)
    var state: UInt32 = 7
    for i in samples.indices {
      state = state &* 1_664_525 &+ 1_013_904_223
      if state >> 24 < 8 { samples[i] = 0 }
      if i / width == 50 { samples[i] = 0 }
      if i / width == 80, i % 6 < 3 { samples[i] = 0 }
    }
    guard let picture = Picture(grey: samples, width: width, height: height) else {
      Issue.record("no picture")
      return
    }
    let clean = picture.median(sparingLines: 7).samples
    func dark(in row: Int) -> Int { clean[(row * width)..<((row + 1) * width)].count { $0 < 128 } }
    #expect(dark(in: 50) == width)
    // Dots in a row, and grains, are no rules.
    #expect(dark(in: 80) < width / 10)
    #expect(clean.count { $0 < 128 } < width + width / 5)
  }

  /// Thin paper: the other side of the sheet shows through, mirrored and grey.
  @Test func takesOutWhatShowsThrough() throws {
    func shownThrough(_ picture: Picture) -> Picture {
      let (width, front) = (picture.width, picture.samples)
      let mixed = front.indices.map { i in
        // Half a line lower, so that its lines stand between those of this side.
        let (x, y) = (width - 1 - i % width, max(0, i / width - 14))
        let back = 245 - (255 - Int(front[y * width + x])) * 2 / 8
        return UInt8(min(Int(front[i]), back))
      }
      return Picture(grey: mixed, width: width, height: picture.height) ?? picture
    }
    let (words, page) = try words(Scan(Self.report, damage: shownThrough))
    #expect(page.recognition?.steps.contains("take out show-through") == true)
    #expect(try share(words, of: Self.report) > 0.9)
  }

  /// When the time is over at once, some words of the page have no symbols yet.
  @Test(arguments: [TesseractEngine.Segmentation.page, .sparse, .block], [0.001, 0.2])
  func aReadingThatIsCutShortEndsWell(
    segmentation: TesseractEngine.Segmentation, seconds: Double
  ) throws {
    let raster = try Scan(Self.report).raster(page: 0, of: nil, dotsPerInch: 200)
    let picture = try #require(
      Picture(grey: raster.samples, width: raster.width, height: raster.height))
    let engine = try TesseractEngine(
      languages: "eng", dataFolder: LanguageCatalogue(folder: nil).folder)
    let lines = engine.lines(
      of: picture, segmentation: segmentation, dotsPerInch: 200, seconds: seconds)
    #expect(lines.allSatisfy { line in line.words.allSatisfy { !$0.text.isEmpty } })
  }

  @Test func readsWhiteOnBlack() throws {
    let (words, _) = try words(Scan(Self.report) { $0.inverted() })
    #expect(try share(words, of: Self.report) > 0.95)
  }

  @Test func leavesAnEmptyPageEmpty() throws {
    let (words, page) = try words(
      Scan(Self.report) { picture in
        Picture(
          grey: [UInt8](repeating: 250, count: picture.width * picture.height),
          width: picture.width, height: picture.height) ?? picture
      })
    #expect(words.isEmpty && page.glyphs.isEmpty)
  }

  @Test func findsEnglishByItself() throws {
    let (_, page) = try words(Scan(Self.report), languages: nil)
    #expect(page.recognition?.languages == "eng")
  }

  @Test func saysWhichDataIsMissing() throws {
    let (words, page) = try words(Scan(Self.report), languages: "xyz")
    #expect(words.isEmpty)
    #expect(page.diagnostics.map(\.code) == [.missingLanguage])
  }
}
