import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoProcessing

@Suite struct ProcessorTests {
  @Test func whatRepeatsInTheMarginIsFurniture() {
    let pages = (0..<3).map { index in
      SourcePage.drawn(
        """
        The Lighthouse Handbook          page \(index + 1)



        Rain fell all night on the harbour and
        on the boats of the \(["old", "new", "odd"][index]) town.
        """, index: index, top: 40)
    }
    let document = Document.of(pages)
    #expect(document.furniture.map(\.layer) == [.header, .header, .header])
    #expect(document.furniture.map(\.place) == [0, 1, 2])
    #expect(document.blocks.count == 3)
  }

  /// A large title at the top of each page is one of the document: it stays on the first.
  @Test func aTitleOnEveryPageIsKeptOnce() {
    let pages = (0..<3).map { index in
      var page = SourcePage.drawn(
        (0..<30).map { "Rain fell all night \($0) on the harbour and on the boats." }
          .joined(separator: "\n"), index: index, top: 120)
      let title = SourcePage.drawn("The Lighthouse", index: index, top: 30)
      page.glyphs += title.glyphs.map { glyph in
        var glyph = glyph
        glyph.origin.x = 60 + 2 * (glyph.origin.x - 60)
        glyph.advance.x *= 2
        glyph.up.y *= 2
        return glyph
      }
      return page
    }
    let document = Document.of(pages)
    let isTitle = { (block: Block) in block.text?.string == "The Lighthouse" }
    #expect(document.blocks.filter(isTitle).map(\.page) == [0])
    #expect(document.furniture.map(\.block).filter(isTitle).map(\.page) == [1, 2])
  }

  @Test func aNumberAloneInTheMarginIsAPageNumber() {
    #expect(Furniture.isPageNumber("12"))
    #expect(Furniture.isPageNumber("– 12 –"))
    #expect(Furniture.isPageNumber("Page 3 of 9"))
    #expect(Furniture.isPageNumber("xiv"))
    #expect(!Furniture.isPageNumber("Chapter 12"))
    #expect(!Furniture.isPageNumber("12 gulls"))
  }

  @Test(arguments: [(690, .pageNumber), (640, nil)] as [(Int, Document.Layer?)])
  func aLoneNumberWellBelowTheTextIsAPageNumber(y: Int, layer: Document.Layer?) {
    // LaTeX's page for American paper on A4: text to 0.79 of the height, the number at 0.83.
    var page = SourcePage.drawn(
      (0..<42).map { _ in "Rain fell all night on the harbour and on the boats." }
        .joined(separator: "\n"), top: 130)
    page.glyphs.append(
      Glyph(
        origin: Point(300, y == 690 ? 700 : 634), advance: Point(5, 0), up: Point(0, -10),
        scalar: 0x37, font: 0))
    #expect(page.document().furniture.last?.layer == layer)
  }

  @Test func aLastLineInThreePartsIsAFoot() {
    let lines = (0..<56).map { _ in "Rain fell all night on the harbour and on the boats there." }
    let feet = [
      "Revision: 2.4            P/N 119-036         10 June 2019", "the last line of the text",
    ]
    for (foot, layer) in zip(feet, [Document.Layer.footer, nil]) {
      let text = (lines + ["", foot]).joined(separator: "\n")
      let document = SourcePage.drawn(text, top: 50).document()
      #expect(document.furniture.last?.layer == layer)
    }
  }

  @Test func aNumberAboveAStampIsAPageNumber() {
    let lines = (0..<50).map { _ in "Rain fell all night on the harbour and on the boats there." }
    let text =
      (lines + ["", "", "", "                     199", "", "", "", "Published by the Harbour"])
      .joined(separator: "\n")
    let document = SourcePage.drawn(text, top: 125).document()
    #expect(document.furniture.first { $0.block.text?.string == "199" }?.layer == .pageNumber)
  }

  @Test func largerAndBolderParagraphsAreHeadingsByRank() {
    let page = SourcePage.drawn(
      """
      The harbour ← 16


      Rain fell all night on the harbour and
      on the boats, and on the washing of all.

      Wind ← 10 bold
      Nobody had ever seen the sea so high or
      so grey, and few have seen it so since.
      """)
    #expect(
      page.document().dump == """
        heading 1 "The harbour"
        paragraph "Rain fell all night on the harbour and on the boats, and on the washing of all."
        heading 2 "Wind"
        paragraph "Nobody had ever seen the sea so high or so grey, and few have seen it so since."
        """)
  }

  @Test func numberingTellsTheLevel() {
    #expect(Headings.numberedLevel("2 Method") == 1)
    #expect(Headings.numberedLevel("2.1.3 Pegs") == 3)
    #expect(Headings.numberedLevel("A.1 Gulls") == 2)
    #expect(Headings.numberedLevel("1984 was a year") == nil)
    #expect(Headings.numberedLevel("Method") == nil)
  }

  @Test func itemsAreNestedByTheirIndent() {
    let page = SourcePage.drawn(
      """
      • gulls that sit on the line
          • old gulls
          • young gulls
      • gulls that fly
      """)
    #expect(
      page.document().dump == """
        list
          item "•"
            paragraph "gulls that sit on the line"
            list
              item "•"
                paragraph "old gulls"
              item "•"
                paragraph "young gulls"
          item "•"
            paragraph "gulls that fly"
        """)
  }

  @Test func aLoneNumberIsNoList() {
    let page = SourcePage.drawn("12. This is where the book goes on, as we said.")
    #expect(page.document().dump.hasPrefix("paragraph \"12. This"))
  }

  @Test func captionsAreKnownByTheirLabel() {
    #expect(Captions.isCaption("Figure 3: A gull"))
    #expect(Captions.isCaption("Table II. Gulls by town"))
    #expect(Captions.isCaption("Abb. 4 Möwen"))
    #expect(!Captions.isCaption("Figure 3 shows a gull"))
    #expect(!Captions.isCaption("Tables are set by hand"))
  }

  @Test func aParagraphGoesOnOverThePageBreak() {
    let first = SourcePage.drawn(
      """
      Rain fell all night on the harbour and
      on the boats of the old town, and as the
      """)
    let second = SourcePage.drawn(
      """
      morning came nobody had ever seen a sea
      so high.
      """, index: 1)
    let document = Document.of([first, second])
    #expect(document.blocks.count == 1)
    #expect(document.dump.contains("and as the morning came"))
    #expect(Set(document.blocks[0].text?.lines.map(\.page) ?? []) == [0, 1])
  }

  @Test func fixedPitchLinesAreCodeWithTheirIndentation() {
    let page = SourcePage.drawn(
      """
      for line in log: ← fixed
          print(line) ← fixed
      """)
    #expect(page.document().dump == "code \"for line in log:\n    print(line)\"")
  }

  @Test func smallTextWithAMarkAtTheFootIsANote() {
    let page = SourcePage.drawn(
      """
      Rain fell all night on the harbour and
      on the boats of the old town.























































      1 Measured above the quay. ← 7
      """, top: 40)
    #expect(page.document().dump.contains("footnote \"1 Measured above the quay.\""))
  }
}

@Suite struct TypewriterTests {
  @Test func proseInATypewriterFaceIsNoCode() {
    let page = SourcePage.drawn(
      """
      Rain fell all night on the harbour and ← fixed
      on the boats, and on the washing of all ← fixed
      who had hung it out the day before it. ← fixed
      """)
    let document = page.document()
    #expect(document.dump.hasPrefix("paragraph"))
    #expect(document.blocks.first?.text?.spans.isEmpty == true)
  }

  @Test func notesOfTheFirstColumnFollowTheSecond() {
    let page = SourcePage.twoColumns
    var document = page.document()
    var note = document.blocks[0]
    note.content = .footnote(Footnote([Block(.paragraph(Text("1 At noon.")))]))
    document.blocks.insert(note, at: 1)
    Footnotes().process(&document)
    #expect(document.blocks.last?.text?.string == "1 At noon.")
  }
}
