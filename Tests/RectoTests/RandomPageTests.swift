import Recto
import RectoGeometry
import RectoLayout
import RectoPages
import RectoProcessing
import RectoRendering
import RectoTesting
import RectoTree
import Testing

/// Pages of anything end in a document and in every format.
@Suite struct RandomPageTests {
  private func document(of page: SourcePage, includesHidden: Bool) -> Document {
    var options = PageLayouter.Options()
    options.includesHidden = includesHidden
    options.keepsGlyphs = true
    let layout = PageLayouter(options).layout(page)
    var document = Document()
    document.append(layout)
    ProcessorChain().process(&document)
    return document
  }

  private func render(_ document: Document) {
    var options = RenderingOptions()
    options.characters = true
    options.include = [.hidden]
    for renderer: any Renderer in [
      MarkdownRenderer(document, options: options), HTMLRenderer(document, options: options),
      JSONRenderer(document, options: options), PlainTextRenderer(document, options: options),
      HOCRRenderer(document, options: options), ALTORenderer(document, options: options),
    ] {
      #expect(throws: Never.self) { try renderer.render { _ in } }
    }
  }

  @Test func pagesOfAnythingAreLaidOutAndWritten() {
    let seed = RandomNumbers.seed(of: "pagesOfAnythingAreLaidOutAndWritten")
    for turn in 0..<200 { check(seed &+ UInt64(turn), includesHidden: turn.isMultiple(of: 2)) }
  }

  /// A soft hyphen that takes no room, in no layer.
  @Test(arguments: [153_775_542 as UInt64], [false, true])
  func pagesThatFoundAFaultStayRight(seed: UInt64, includesHidden: Bool) {
    check(seed, includesHidden: includesHidden)
  }

  private func check(_ seed: UInt64, includesHidden: Bool) {
    var random = RandomPage(RandomNumbers(seed: seed))
    var page = random.page()
    page.cutToBounds()
    let document = document(of: page, includesHidden: includesHidden)
    #expect(CoverageAudit(document).balances, "RECTO_SEED=\(seed)")
    render(document)
  }

  /// A reader of another format may not cut what it reads.
  @Test func sizesWithoutEndEndNothing() {
    for size in [Float.infinity, .nan, -1e30, 1e30, 1e12] {
      var page = SourcePage.drawn(
        """
        name      unit      price
        bolt      each      1.20
        nut       each      0.80
        washer    each      0.10
        """)
      for i in page.glyphs.indices.suffix(8) { page.glyphs[i].origin.x *= size }
      for i in page.glyphs.indices.prefix(8) { page.glyphs[i].up.y *= size }
      render(document(of: page, includesHidden: true))
      page.cutToBounds()
      #expect(page.glyphs.allSatisfy { abs($0.origin.x) <= SourcePage.farthest })
      render(document(of: page, includesHidden: true))
    }
  }
}
