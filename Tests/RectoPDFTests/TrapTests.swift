import Poppler
import RectoDiagnostics
import RectoGeometry
import RectoMetadata
import RectoPages
import RectoLayout
import RectoTesting
import RectoTree
import Testing

@testable import RectoPDF

/// Pages that are easily read wrongly: `Fixtures/Traps/make.py` says what each holds.
@Suite struct TrapTests {
  private func reader(_ name: String, password: String? = nil, inkBoxes: Bool = false) throws
    -> PDFReader
  {
    try PDFReader(
      SharedBytes(Fixtures.bytes("Traps/\(name).pdf")), password: password, inkBoxes: inkBoxes)
  }

  private func text(_ glyphs: some Sequence<Glyph>, of page: SourcePage) -> String {
    var scalars = String.UnicodeScalarView()
    for glyph in glyphs { page.appendText(of: glyph, to: &scalars) }
    return String(scalars)
  }

  @Test func marksOpenedByNameDoNotPutTheOthersOutOfStep() throws {
    let page = try reader("marks-by-name").page(0)
    func glyphs(where matches: (Mark?) -> Bool) -> String {
      text(
        page.glyphs.filter { matches($0.mark < 0 ? nil : page.marks[Int($0.mark)]) }, of: page)
    }
    #expect(glyphs { $0?.identifier == 7 } == "inside bothinside P")
    #expect(glyphs { $0 == nil } == "outside")
    #expect(glyphs { $0?.actualText == "read me" } == "read me")
    #expect(text(page.glyphs.filter { $0.flags.contains(.artifact) }, of: page) == "artifact")
  }

  @Test func aFormTreeThatLoopsIsLeftOutAndLinksAreStillRead() throws {
    let reader = try reader("form-loop")
    #expect(reader.facts().diagnostics.map(\.code) == [.formLoop])
    let page = try reader.page(0)
    #expect(text(page.glyphs, of: page) == "the form loops")
    #expect(page.links.map(\.target) == [.uri("https://a.example/")])
  }

  @Test func signaturesAndLayersAreDescribed() throws {
    let facts = try reader("signed").facts()
    var signature = Signature(field: "harbour", coversFile: false)
    signature.signer = "Ada Keel"
    signature.reason = "I wrote it"
    signature.location = "Port Ellen"
    signature.date = "D:20240102030405Z"
    signature.kind = "adbe.pkcs7.detached"
    #expect(facts.metadata.signatures == [signature])
    #expect(facts.metadata.layers.map(\.name) == ["Text", "Notes"])
    #expect(facts.metadata.layers.map(\.isVisible) == [true, false])
  }

  /// Found by `Scripts/fuzz targets`: Poppler follows /Parent without end.
  @Test func aFormWhoseParentsLoopIsLeftOut() throws {
    let reader = try reader("form-parents-loop")
    #expect(reader.facts().diagnostics.map(\.code) == [.formLoop])
    #expect(try reader.page(0).glyphs.isEmpty)
  }

  /// The same with fields that only their page knows of.
  @Test func aWidgetWhoseParentsLoopIsLeftOut() throws {
    let reader = try reader("widget-parents-loop")
    #expect(reader.facts().metadata.fields.isEmpty)
    #expect(try reader.page(0).glyphs.isEmpty)
  }

  @Test func valuesOfFieldsAreGlyphsOfThePage() throws {
    let page = try reader("form-values").page(0)
    let values = page.glyphs.filter { $0.flags.contains(.field) }
    #expect(text(values, of: page) == "Ada Keel\u{2611}")
  }

  @Test func hiddenTextCarriesItsReason() throws {
    let page = try reader("hidden").page(0)
    func glyphs(where matches: (Glyph) -> Bool) -> String {
      text(page.glyphs.filter(matches), of: page)
    }
    #expect(glyphs { $0.renderMode == 3 } == "invisible")
    #expect(glyphs { $0.flags.contains(.clipped) }.hasPrefix("clipped"))
    #expect(glyphs { $0.colour >> 24 == 0 } == "transparent")
    #expect(glyphs { $0.origin.x > 390 } == "outside")
  }

  @Test func theSoftHyphenIsKnownByItsCode() throws {
    let page = try reader("soft-hyphen").page(0)
    #expect(text(page.glyphs, of: page) == "har\u{AD}bour and well-known")
  }

  @Test func inkBoxesAreGivenForEmbeddedFontsOnly() throws {
    let substituted = try reader("not-embedded", inkBoxes: true).page(0)
    #expect(substituted.inkBoxes.count == substituted.glyphs.count)
    #expect(substituted.inkBoxes.allSatisfy { $0 == nil })

    let bytes = SharedBytes(try Fixtures.bytes("Corpus/article/input.pdf"))
    let embedded = try PDFReader(bytes, inkBoxes: true).page(0)
    for (glyph, ink) in zip(embedded.glyphs, embedded.inkBoxes) {
      let box = try #require(ink)
      #expect(box.width > 0 && box.height > 0)
      #expect(embedded.box(of: glyph).expanded(by: glyph.size / 2).contains(box))
    }
  }

  @Test func rotationIsAppliedToGlyphsAndPage() throws {
    let page = try reader("rotated").page(0)
    #expect(page.width == 200 && page.height == 300)
    let first = try #require(page.glyphs.first)
    #expect(abs(first.up.x - 12) < 0.01 && abs(first.up.y) < 0.01)
  }

  @Test func theObjectLimitCutsAPageShortAndSaysSo() throws {
    let bytes = SharedBytes(try Fixtures.bytes("Traps/flood.pdf"))
    let page = try PDFReader(bytes, limits: .init(objects: 1000)).page(0)
    #expect(page.glyphs.count <= 1000)
    #expect(page.diagnostics.map(\.code) == [.pageCutShort])
  }

  @Test func strokesAndFillsKeepTheirPlaces() throws {
    let page = try reader("rules").page(0)
    #expect(page.strokes.count == 3)
    #expect(page.fills.count == 2)
    #expect(page.strokes[0].from == Point(20, 50) && page.strokes[0].to == Point(280, 50))
  }

  @Test func passwordsOpenWhatTheyLock() throws {
    #expect(try reader("encrypted", password: "harbour").pageCount == 1)
    #expect(try reader("encrypted", password: "keeper").pageCount == 1)
    for wrong in [nil, "wrong"] {
      #expect(throws: ConversionError.self) { try reader("encrypted", password: wrong) }
    }
  }

  @Test func aDocumentTellsItsTitleAndItsLinks() throws {
    let reader = try PDFReader(SharedBytes(Fixtures.bytes("Corpus/report/input.pdf")))
    #expect(reader.facts().metadata.title == "The Lighthouse Handbook")
    let outline = reader.outline()
    #expect(outline.first?.title == "Keeping the light" && outline.first?.page == 0)
    let links = try reader.page(0).links
    #expect(links.contains { $0.target == .uri("https://lighthouse.example/depot") })
  }

  @Test func readersOnSeveralThreadsReadTheSame() async throws {
    let bytes = SharedBytes(try Fixtures.bytes("Corpus/report/input.pdf"))
    let pages = try await withThrowingTaskGroup(of: [Glyph].self) { group in
      for _ in 0..<4 { group.addTask { try PDFReader(bytes).page(0).glyphs } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(pages.allSatisfy { $0 == pages[0] })
  }

  @Test func theStructureTreeKeepsUnknownTypesAndEndsAtLoops() throws {
    let nodes = try reader("tagged").structure()
    #expect(nodes.map(\.type) == ["H1", "", "Aside", "", "Figure"])
    #expect(nodes.map(\.identifier) == [nil, 0, nil, 1, nil])
    #expect(nodes.map(\.parent) == [nil, 0, nil, 2, nil])
    #expect(nodes[4].alternate == "A gull" && nodes[0].page == 0)
  }

  @Test func marksKnowTheirPartOfTheStructure() throws {
    let page = try reader("tagged").page(0)
    #expect(page.marks.map(\.role) == ["H1", ""])
    #expect(page.marks.map(\.element) == [0, nil])
  }

  @Test func aPictureHasTheWordsThatStandForIt() throws {
    let page = try reader("figure-alt").page(0)
    let mark = try #require(page.images.first?.mark)
    #expect(page.marks[Int(mark)].alternate == "A gull on a mast")
    let figures = Document.of([page]).blocks.compactMap { block -> Figure? in
      if case .figure(let figure) = block.content { figure } else { nil }
    }
    #expect(figures.map(\.alternate) == ["A gull on a mast"])
  }

  @Test func markedContentSaysWhatItsGlyphsStandFor() throws {
    let page = try reader("marks-by-name").page(0)
    let text = text(page.glyphs, of: page)
    #expect(text.hasSuffix("read me") && !text.contains("glyphs"))
    #expect(page.glyphs.count(where: { $0.scalarCount == 0 }) == 5)
  }

  @Test func textThatNobodySeesIsInALayerOfItsOwn() throws {
    let page = try reader("unseen").page(0)
    let layout = Document.of([page])
    #expect(layout.blocks.compactMap { $0.text?.string } == ["seen", "white on blue", "sheer"])
    var options = PageLayouter.Options()
    options.includesHidden = true
    let hidden = PageLayouter(options).layout(page).furniture.filter { $0.layer == .hidden }
    #expect(
      hidden.compactMap { $0.block.text?.string }.joined(separator: " ")
        == "paper blue barred pictured")
  }

  @Test func annotationsMarkWords() throws {
    let page = try reader("comments").page(0)
    let texts = Document.of([page]).blocks.compactMap(\.text)
    let styles = texts.map { text in
      text.spans.map { (String(text.slice($0.start, $0.end)), $0.style) }
    }
    #expect(styles.first?.first?.0 == "fell" && styles.first?.first?.1 == .mark)
    #expect(styles.last?.first?.0 == "Nobody" && styles.last?.first?.1 == .strikethrough)
  }

  @Test func presentationFormsBecomeTheirLetters() throws {
    let page = try reader("presentation-forms").page(0)
    #expect(text(page.glyphs, of: page) == "ffi\u{628}")
  }
}
