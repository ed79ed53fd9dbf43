import Foundation
import Poppler
import RectoDiagnostics
import RectoGeometry
import RectoMetadata
@testable import RectoOCR
import RectoPDF
import RectoPages
import RectoSystem
import RectoTesting
import Testing

/// A page whose text layer is damaged in some of its lines.
private final class Damaged: PageReader {
  enum Kind: CaseIterable { case shiftedCodes, droppedMaps }

  private let reader: PDFReader
  private let kind: Kind
  /// Every so many lines one is damaged.
  private let every: Int

  init(_ reader: PDFReader, _ kind: Kind, every: Int) {
    self.reader = reader
    self.kind = kind
    self.every = every
  }

  var pageCount: Int { reader.pageCount }
  func facts() -> DocumentFacts { DocumentFacts() }
  func outline() -> [OutlineItem] { [] }
  func destination(named name: String) -> PlacedLink.Target? { nil }
  func png(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> [UInt8] { [] }

  func page(_ index: Int, within seconds: Double) throws(ConversionError) -> SourcePage {
    var page = try reader.page(index)
    let lines = LayerLine.lines(of: page).filter { $0.inked >= 12 }
    for (number, line) in lines.enumerated() where number % every == 0 {
      for i in line.range where page.glyphs[i].scalarCount == 1 {
        switch kind {
        case .shiftedCodes: page.glyphs[i].scalar += 3
        case .droppedMaps:
          page.glyphs[i].scalar = 0xFFFD
          page.glyphs[i].flags.insert(.unmapped)
        }
      }
    }
    return page
  }

  func raster(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> Raster {
    try reader.raster(page: page, of: box, dotsPerInch: dotsPerInch)
  }

  /// The glyphs of damaged lines, and how many of them say after `complete` what they said before.
  func restored(
    page index: Int, options: OCROptions
  ) throws -> (glyphs: Int, right: Int, page: SourcePage) {
    let truth = try reader.page(index)
    var page = try self.page(index)
    let damaged = truth.glyphs.indices.filter { i in
      !truth.glyphs[i].isBlank && truth.glyphs[i].scalar != page.glyphs[i].scalar
    }
    let recogniser = PageRecogniser(options, known: DocumentLanguages())
    recogniser.complete(&page, reader: self, until: Deadline(after: 100, of: .thread))
    var placed: [Point: Glyph] = [:]
    for glyph in page.glyphs where !glyph.flags.contains(.replaced) { placed[glyph.origin] = glyph }
    let right = damaged.filter { i in
      guard let glyph = placed[truth.glyphs[i].origin] else { return false }
      let texts = [truth.text(of: [truth.glyphs[i]]), page.text(of: [glyph])]
      return LineReading.agreement(texts[0], texts[1]) == 1
    }
    return (damaged.count, right.count, page)
  }
}

@Suite struct GroundingTests {
  private let options: OCROptions = {
    var options = OCROptions()
    options.languages = "eng"
    return options
  }()

  @Test(arguments: Damaged.Kind.allCases, [1, 5, 20])
  private func givesDamagedLinesTheirTextBack(kind: Damaged.Kind, every: Int) throws {
    let reader = try PDFReader(SharedBytes(Fixtures.bytes("Corpus/article/input.pdf")))
    let result = try Damaged(reader, kind, every: every).restored(page: 0, options: options)
    #expect(result.glyphs > 40)
    #expect(Double(result.right) >= 0.98 * Double(result.glyphs))
    #expect(result.page.textLayer?.verdict == .doubtful)
  }

  /// Letters of a script whose model is not installed, Greek ones in English words: read with another
  /// model they are nonsense that no layer is worse than.
  @Test func noModelJudgesLettersThatItDoesNotHave() {
    var page = SourcePage.drawn(
      """
      Τηε χυιςκ βροων φοξ θυμπς οvερ τηε λαζψ δογ
      Θαςκδαως λοvε μψ βιγ Σπηινξ οφ Χυαρτζ
      Παςκ μψ βοξ ωιτη φιvε δοζεν λιχυορ θυγς
      """)
    let before = page.glyphs
    guard case .doubtful(_, let lines) = TextLayerVerdict(page, layer: .keep) else {
      Issue.record("the text is not in doubt")
      return
    }
    #expect(TextLanguage.script(of: lines, on: page) == "ell")
    let recogniser = PageRecogniser(OCROptions(), known: DocumentLanguages())
    recogniser.catalogue = LanguageCatalogue(folder: "/nowhere")
    var began = false
    recogniser.complete(&page, reader: NoPicture(), until: Deadline(after: 100, of: .thread)) {
      began = began || $0
    }
    #expect(!began && page.glyphs == before && page.textLayer?.verdict == .doubtful)
  }

  @Test(arguments: [
    ("the lamp burns all night", nil), ("лампа горит всю ночь abc", "rus"), ("8,200 39,300", nil),
    ("守灯人每四个小时修剪一次灯芯", "chi_sim"), ("lamp лампа lamp", nil),
  ])
  func mostLettersTellTheScript(text: String, expected: String?) {
    let page = SourcePage.drawn(text)
    #expect(TextLanguage.script(of: LayerLine.lines(of: page), on: page) == expected)
  }

  /// With `RECTO_GROUNDING=PAGES`, the same on so many pages of the corpora, with a line for each kind.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["RECTO_GROUNDING"] != nil))
  func givesDamagedLinesOfCorporaTheirTextBack() throws {
    let most = Int(ProcessInfo.processInfo.environment["RECTO_GROUNDING"] ?? "") ?? 20
    var pages: [(PDFReader, Int, String)] = []
    var touched: [String] = []
    var (agreeing, letters) = (0.0, 0.0)
    for url in Fixtures.corpora {
      guard let bytes = try? [UInt8](Data(contentsOf: url)),
        let reader = try? PDFReader(SharedBytes(bytes))
      else { continue }
      for index in Set([0, reader.pageCount / 2]).sorted() where index < reader.pageCount {
        guard let page = try? reader.page(index) else { continue }
        var same = page
        PageRecogniser(OCROptions(), known: DocumentLanguages())
          .complete(&same, reader: NoPicture(), until: Deadline(after: 100, of: .thread))
        guard same.textLayer?.verdict == .trusted else {
          if case .doubtful = TextLayerVerdict(page, layer: .keep) {
            touched.append("\(url.lastPathComponent) \(index + 1): \(same.textLayer?.reason ?? "")")
          }
          continue
        }
        let lines = LayerLine.lines(of: page)
        guard lines.count(where: { $0.inked >= 12 && $0.pairs.count >= 12 }) >= 8 else { continue }
        pages.append((reader, index, url.lastPathComponent))
      }
    }
    print("taken for doubtful:", touched.count, "of", touched.count + pages.count)
    for name in touched { print("  ", name) }
    let step = max(1, pages.count / most)
    let chosen = stride(from: 0, to: pages.count, by: step).map { pages[$0] }
    for (reader, index, name) in chosen {
      var forced = OCROptions()
      forced.mode = .always
      var page = try reader.page(index)
      let recogniser = PageRecogniser(forced, known: DocumentLanguages())
      recogniser.complete(&page, reader: reader, until: Deadline(after: 100, of: .thread))
      guard let step = page.recognition?.steps.first, let share = page.recognition?.agreement else {
        continue
      }
      let weight = Double(page.glyphs.count)
      agreeing += weight * Double(share)
      letters += weight
      if share < 0.95 { print("   agreement", name, index + 1, step) }
    }
    print("forced:", chosen.count, "pages, agreement", agreeing / letters)
    for kind in Damaged.Kind.allCases {
      for every in [1, 5, 20] {
        var (glyphs, right) = (0, 0)
        for (reader, index, name) in chosen {
          let result = try Damaged(reader, kind, every: every).restored(
            page: index, options: OCROptions())
          glyphs += result.glyphs
          right += result.right
          if Double(result.right) < 0.9 * Double(result.glyphs) {
            print(
              "  ", kind, every, name, index + 1, result.right, result.glyphs,
              result.page.textLayer?.reason ?? "", result.page.recognition?.description ?? "")
          }
        }
        print(
          kind, "every", every, "lines:", glyphs, "glyphs,", Double(right) / Double(max(1, glyphs)))
      }
    }
  }
}

@Suite struct LetterPairTests {
  @Test(arguments: [
    "The keeper trims the wick of the lamp every four hours through the night.",
    "Der Wärter schneidet den Docht der Lampe alle vier Stunden, die ganze Nacht.",
    "Le gardien coupe la mèche de la lampe toutes les quatre heures, toute la nuit.",
    "Смотритель подрезает фитиль лампы каждые четыре часа всю ночь напролёт.",
    "Ο φύλακας κόβει το φιτίλι της λάμπας κάθε τέσσερις ώρες όλη τη νύχτα.",
    "يقص الحارس فتيل المصباح كل أربع ساعات طوال الليل في المنارة القديمة",
    "守灯人每四个小时修剪一次灯芯，整个晚上都是这样，没有人知道他为什么这样做",
  ])
  func textIsPlausibleAndWhatAWrongMapMakesOfItIsNot(text: String) {
    #expect(!LetterPairs(of: text).isImplausible)
    let moved = text.unicodeScalars.map { scalar in
      scalar == " " ? scalar : Unicode.Scalar(scalar.value + 3) ?? scalar
    }
    #expect(LetterPairs(of: String(String.UnicodeScalarView(moved))).isImplausible)
  }

  @Test func shortTextsTellNothing() {
    #expect(!LetterPairs(of: "Qxz").isImplausible)
    #expect(!LetterPairs(of: "a text").isPlain)
  }

  @Test(arguments: [
    ("The keeper trims the wick of the lamp", true), ("8,200 39,300 (46–51)", false),
    ("守灯人每四个小时修剪一次灯芯", true), ("ディレクトリーにはパッケージが", false),
  ])
  func wordsShowThatTheyAreTextAndFiguresAndKanaDoNot(text: String, isPlain: Bool) {
    #expect(LetterPairs(of: text).isPlain == isPlain)
  }
}

@Suite struct LayerFusionTests {
  /// A reading of the lines of a page, one symbol for each glyph that leaves ink.
  private func readings(
    _ texts: [String], on page: SourcePage, isKnown: Bool = false
  ) -> [LineReading] {
    zip(LayerLine.lines(of: page), texts).map { line, text in
      var words: [RecognisedLine.Word] = []
      let inked = line.range.filter { !page.glyphs[$0].isBlank }
      var place = 0
      for part in text.split(separator: " ") {
        let symbols = part.map { symbol in
          defer { place += 1 }
          return RecognisedLine.Symbol(
            text: String(symbol), box: page.box(of: page.glyphs[inked[place]]))
        }
        let box = symbols.reduce(into: Box.empty) { $0.formUnion($1.box) }
        words.append(.init(symbols: symbols, box: box, confidence: 95, isKnown: isKnown))
      }
      return LineReading(line, words: words, on: page)
    }
  }

  /// A drawn page whose letters are moved along the alphabet, blanks aside.
  private func damaged(_ text: String, by distance: UInt32) -> SourcePage {
    var page = SourcePage.drawn(text)
    for i in page.glyphs.indices where !page.glyphs[i].isBlank {
      page.glyphs[i].code = page.glyphs[i].scalar
      page.glyphs[i].scalar += distance
    }
    return page
  }

  private func text(of page: SourcePage) -> String {
    page.text(
      of: page.glyphs.filter { !$0.flags.contains(.replaced) }
        .sorted { ($0.origin.y, $0.origin.x) < ($1.origin.y, $1.origin.x) })
  }

  @Test func aFontThatIsShiftedIsPutRightAsAWhole() {
    let sentence = "the lamp burns all night and nobody knows why it does"
    var page = damaged(sentence, by: 4)
    // The reading has one letter wrong; all others of its code outvote it.
    let read = sentence.replacing("knows", with: "kn0ws")
    let outcome = LayerFusion(readings([read], on: page)).apply(to: &page)
    #expect(outcome.wrong == 1 && outcome.shiftedFonts == 1)
    #expect(text(of: page) == sentence.filter { $0 != " " })
    #expect(page.confidences.count == outcome.repairedGlyphs)
  }

  @Test func whatAgreesStaysTheFiles() {
    let sentence = "the lamp burns all night and nobody knows why it does"
    var page = SourcePage.drawn(sentence)
    let read = sentence.replacing("knows", with: "kn0ws")
    let outcome = LayerFusion(readings([read], on: page)).apply(to: &page)
    #expect(outcome.wrong == 0 && outcome.agreement > 0.97)
    #expect(text(of: page) == sentence.filter { $0 != " " } && page.confidences.isEmpty)
  }

  @Test(arguments: [(true, "the cafe there and wet"), (false, "th§ caf§ th§r§ and w§t")])
  func theDictionaryDecidesBetweenReadingsThatAreAlike(isKnown: Bool, expected: String) {
    var page = SourcePage.drawn("th§ caf§ th§r§ and w§t")
    let read = readings(["the cafe there and wet"], on: page, isKnown: isKnown)
    #expect(read[0].agreement < 0.9 && read[0].agreement > 0.6)
    #expect(LayerFusion(read).apply(to: &page).wrong == (isKnown ? 1 : 0))
    #expect(text(of: page) == expected.filter { $0 != " " })
  }

  @Test func linesThatAreMovedSayMoreThanTheirLetters() throws {
    let page = damaged("Table of contents", by: 3)
    let line = try #require(LayerLine.lines(of: page).first)
    #expect(!line.isImplausible && line.isMoved(on: page))
    let plain = SourcePage.drawn("Table of contents")
    #expect(!LayerLine.lines(of: plain)[0].isMoved(on: plain))
  }

  /// Figures do not show that they are wrong; those in the font of a wrong line may be. Words that show to
  /// be text are not in doubt.
  @Test func figuresInTheFontOfAWrongLineAreInDoubt() {
    let wrong = "the lamp burns all night and nobody knows why it does"
    let rest = ["8,200 39,300", "the keeper trims the wick of the lamp and goes to bed"]
    var page = SourcePage.drawn(([wrong] + rest).joined(separator: "\n"))
    let lines = LayerLine.lines(of: page)
    for i in lines[0].range where !page.glyphs[i].isBlank { page.glyphs[i].scalar += 4 }
    func doubtful() -> [Int] {
      guard case .doubtful(_, let found) = TextLayerVerdict(page, layer: .keep) else { return [] }
      return lines.indices.filter { i in found.contains { $0.range == lines[i].range } }
    }
    #expect(doubtful() == [0, 1])
    for i in lines[1].range { page.glyphs[i].font = 1 }
    #expect(doubtful() == [0])
  }

  /// A line of figures is wrong if it was read as what the font's repair makes of it; what was only
  /// misread stays the file's.
  @Test(arguments: [("10 20 30 40", true), ("lO ZO EO AO", false)])
  func figuresAreWrongIfTheirRepairIsWhatWasRead(read: String, isWrong: Bool) {
    let sentence = "from 1 to 2 and 3 to 4 or 0 the lamp burns all night"
    var page = damaged(sentence + "\n10 20 30 40", by: 4)
    let figures = LayerLine.lines(of: page)[1].range
    if !isWrong {
      for i in figures where !page.glyphs[i].isBlank { page.glyphs[i].scalar -= 4 }
    }
    _ = LayerFusion(readings([sentence, read], on: page)).apply(to: &page)
    #expect(text(of: page) == (sentence + "10 20 30 40").filter { $0 != " " })
    #expect(page.glyphs[figures].contains { $0.flags.contains(.replaced) } == isWrong)
  }

  @Test func aLigatureTakesTheLettersThatNoOtherGlyphIs() {
    let sentence = "of all the lamps on the shore the old one is the best"
    var page = damaged(sentence + " oxe", by: 4)
    let last = Array(page.glyphs.indices.suffix(3))
    page.glyphs[last[1]].code = 0xE001
    let known = readings([sentence], on: page)[0]
    let word = LineReading.Word(
      glyphs: last, symbols: "offie".map { String($0) }, confidence: 95)
    #expect(FontRepair([known], on: page).aligned(word, on: page) == ["o", "ffi", "e"])
  }
}

private final class NoPicture: PageReader {
  var pageCount: Int { 0 }
  func facts() -> DocumentFacts { DocumentFacts() }
  func outline() -> [OutlineItem] { [] }
  func destination(named name: String) -> PlacedLink.Target? { nil }
  func png(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> [UInt8] { [] }
  func page(_ index: Int, within seconds: Double) throws(ConversionError) -> SourcePage {
    throw ConversionError(.overBudget, "none")
  }
  func raster(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> Raster {
    throw ConversionError(.overBudget, "none")
  }
}
