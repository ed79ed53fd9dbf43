import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoProcessing

private let prose = """
  Rain fell all night on the harbour and
  on the boats, and on the washing of all.
  """

@Suite struct HeadingTests {
  private func headings(_ page: SourcePage) -> [String] {
    page.document().blocks.compactMap { block in
      if case .heading(let text, _) = block.content { text.string } else { nil }
    }
  }

  @Test func romanNumbersAndCapitalsMakeASection() {
    let page = SourcePage.drawn("\(prose)\n\nIII. THE FUSION OF GULLS ← 9\n\n\(prose)")
    #expect(headings(page) == ["III. THE FUSION OF GULLS"])
  }

  @Test(arguments: [UInt8(40), 90])
  func whatIsReadUnsurelyIsNone(confidence: UInt8) {
    var page = SourcePage.drawn("\(prose)\n\nThe washing of all ← 18\n\n\(prose)")
    page.confidences = page.glyphs.map { $0.size > 15 ? confidence : 90 }
    #expect(headings(page) == (confidence < 50 ? [] : ["The washing of all"]))
  }

  @Test func aLabelThatComesAgainAndAgainIsNone() {
    let note = "Note ← 10 bold\n\(prose)"
    let page = SourcePage.drawn([note, note, note].joined(separator: "\n\n"))
    #expect(headings(page).isEmpty)
  }

  @Test func theLinesOfABoldAddressAreNone() {
    let address = ["River County", "Attn: The Keeper", "1523 Pacific Road", "Rivertown"]
    let page = SourcePage.drawn(
      "\(prose)\n\n" + address.map { "    \($0) ← 10 bold" }.joined(separator: "\n")
        + "\n\n\(prose)")
    #expect(headings(page).isEmpty)
  }

  @Test func entriesOfContentsAreNone() {
    let page = SourcePage.drawn(
      """
      Introduction 7 ← 10 bold

      The harbour 12 ← 10 bold

      The gulls 21 ← 10 bold

      The washing 26 ← 10 bold

      \(prose)
      \(prose)
      """)
    #expect(headings(page).isEmpty)
  }

  @Test func writingWithoutCaseIsNotAllCapitals() {
    let page = SourcePage.drawn("雨は一晩中\n\n港に IP 降った。\n\n雨は一晩中降り続いた。")
    #expect(headings(page).isEmpty)
  }

  @Test func aDeeperNumberBelowATitleIsASectionOfItsOwn() {
    let page = SourcePage.drawn(
      "\(prose)\n\n3. Gulls of the harbour ← 10 bold\n\n3.1 Gulls that were seen\n\n\(prose)")
    #expect(headings(page) == ["3. Gulls of the harbour", "3.1 Gulls that were seen"])
  }

  @Test func linesInItalicsAloneAboveTheirTextAreHeadings() {
    let titles = ["Boots for Gulls", "Nuts of the Harbour"]
    let pages = titles.map { "\(prose)\n\n\($0) ← 10 italic\n\(prose)" }
    #expect(headings(SourcePage.drawn(pages.joined(separator: "\n\n"))) == titles)
    // One by itself may be anything.
    #expect(headings(SourcePage.drawn(pages[0])).isEmpty)
  }

  @Test(arguments: [
    "the rest of a sentence", "Rain fell all night.", "3 May 2001", "Set by the keeper:",
  ])
  func linesInItalicsThatAreNoTitlesAreNoHeadings(line: String) {
    let part = "\(prose)\n\n\(line) ← 10 italic\n\(prose)"
    #expect(headings(SourcePage.drawn([part, part].joined(separator: "\n\n"))).isEmpty)
  }

  @Test func centredLinesAloneAboveTheirTextAreHeadings() {
    let titles = ["Notes on Gulls", "Boats and Nets"]
    let blank = String(repeating: " ", count: 12)
    let parts = titles.map { "\(prose)\n\n\(blank)\($0)\n\(prose)" }
    #expect(headings(SourcePage.drawn(parts.joined(separator: "\n\n"))) == titles)
  }

  @Test func centredLinesThatFollowEachOtherAreNone() {
    let blank = String(repeating: " ", count: 12)
    let verse = ["Notes on Gulls", "Boats and Nets"].map { "\(blank)\($0)" }
    let part = "\(prose)\n\n\(verse.joined(separator: "\n"))\n\n\(prose)"
    #expect(headings(SourcePage.drawn([part, part].joined(separator: "\n\n"))).isEmpty)
  }

  @Test func numberedSentencesInARowAreNone() {
    let page = SourcePage.drawn(
      """
      \(prose)

      1. Open the valve

      2. Wait for the hiss

      3. Close it again

      \(prose)
      """)
    #expect(headings(page).isEmpty)
  }

  @Test func aChapterAndItsTitleAreOneHeading() {
    let page = SourcePage.drawn("Chapter 3 ← 14\n\n\nThe gulls ← 18\n\n\n\(prose)\n\(prose)")
    #expect(headings(page) == ["Chapter 3 The gulls"])
  }

  @Test func aTitleBrokenByItsSenseIsOneHeading() {
    let page = SourcePage.drawn(
      "On the drying of ← 12 bold\nwashing ← 12 bold\n\n\(prose)\n\(prose)")
    #expect(headings(page) == ["On the drying of washing"])
  }

  /// Tags each line of a drawn page.
  private func tagged(_ page: SourcePage, _ tag: (_ row: Int) -> String) -> SourcePage {
    var page = page
    for i in page.glyphs.indices {
      let row = Int(clamped: (page.glyphs[i].origin.y - 120) / 12)
      if page.marks.last?.element != Int32(row) {
        var mark = Mark(tag: "P")
        (mark.role, mark.element) = (tag(row), Int32(row))
        page.marks.append(mark)
      }
      page.glyphs[i].mark = Int32(page.marks.count - 1)
    }
    return page
  }

  @Test func tagsNameHeadingsThatLookLikeSome() {
    let page = SourcePage.drawn("The gulls\n\n\(prose)\n\(prose)")
    #expect(headings(page).isEmpty)
    #expect(headings(tagged(page) { $0 == 0 ? "H2" : "P" }) == ["The gulls"])
    #expect(
      tagged(page) { $0 == 0 ? "H2" : "P" }.document().blocks.first?.evidence
        == ["headings: tagged H2; level by the file's outline or tags"])
  }

  @Test func aColourOfItsOwnMakesAHeadingWhereNothingElseDoes() {
    func page(_ title: String) -> SourcePage { .drawn("\(prose)\n\n\(title)\n\n\(prose)") }
    #expect(headings(page("The gulls: ← red")) == ["The gulls:"])
    #expect(headings(page("The gulls slept. ← red")).isEmpty)
    #expect(headings(page("Birds ← 16 bold\n\nThe gulls ← red")) == ["Birds"])
  }

  @Test func anUnderlineMakesAHeadingWhereNothingElseDoes() {
    func page(_ title: String) -> SourcePage {
      var page = SourcePage.drawn("\(title)\n\n\(prose)\n\(prose)")
      page.strokes.append(Stroke(from: Point(60, 121), to: Point(105, 121), width: 0.5))
      return page
    }
    #expect(headings(page("The gulls")) == ["The gulls"])
    #expect(headings(page("The gulls rest")).isEmpty)
  }

  @Test func tagsThatCallEverythingAHeadingAreNotBelieved() {
    let page = SourcePage.drawn("The gulls\n\n\(prose)\n\(prose)")
    #expect(headings(tagged(page) { _ in "H1" }).isEmpty)
  }

  @Test func boldTextIsNoHeadingWhereHeadingsAreTagged() {
    let bold = "Mind the step. It is wet ← bold\n\n\(prose)"
    let heads = ["gulls", "boats", "tides"].map { "The \($0) ← 14 bold\n\n\(prose)" }
    let page = SourcePage.drawn(
      [heads[0], bold, heads[1], bold, heads[2]].joined(separator: "\n\n"))
    #expect(headings(page).count == 5)
    #expect(headings(tagged(page) { $0 % 10 == 0 ? "H1" : "P" }).count == 3)
  }
}

@Suite struct FurnitureTests {
  private func page(_ head: String, _ index: Int, foot: String = "") -> SourcePage {
    SourcePage.drawn(
      head + "\n\n\n\n" + prose + "\non the \(["old", "new", "odd"][index % 3]) town."
        + String(repeating: "\n", count: 56) + foot, index: index, top: 44)
  }

  @Test func headsThatChangeTheirSecondHalfAreFurniture() {
    let pages = ["2.1 Valves", "2.2 Wheels", "2.4 Gauges"].enumerated().map {
      page("Chapter 2. The pump    \($1)", $0)
    }
    #expect(Document.of(pages).furniture.map(\.layer) == [.header, .header, .header])
  }

  @Test func aTitleWithItsPageNumberIsFurnitureOnASinglePage() {
    #expect(Document.of([page("74 Baird", 0)]).furniture.first?.layer == .header)
  }

  @Test func aNumberedHeadingAtTheTopStays() {
    let document = Document.of([page("1 Introduction ← 14 bold", 0)])
    #expect(document.dump.hasPrefix("heading"))
  }

  @Test func smallTextAtTheEdgeOfThePageIsFurniture() {
    var source = SourcePage.drawn("\n\n\n\n\(prose)\n\(prose)", top: 44)
    source.glyphs += SourcePage.drawn("www.harbour.example  March 2014 ← 8", top: 820).glyphs
    #expect(Document.of([source]).furniture.last?.layer == .footer)
  }

  @Test func turnedTextInTheMarginIsFurniture() {
    var source = SourcePage.drawn("\(prose)\n\(prose)")
    for (i, scalar) in "downloaded".unicodeScalars.enumerated() {
      source.glyphs.append(
        Glyph(
          origin: Point(20, 500 - 5 * Float(i)), advance: Point(0, -5), up: Point(-10, 0),
          scalar: scalar.value))
    }
    let document = Document.of([source])
    #expect(
      document.furniture.filter { $0.layer == .margin }.map { $0.block.text?.string }
        == ["downloaded"])
  }

  @Test(arguments: ["June 2023", "3rd of May, 1998", "12. März 2004", "15 mars 2001"])
  func datesAreNoHeadings(date: String) {
    let page = SourcePage.drawn(
      """
      Restrictions on Ownership ← bold 18

      \(date) ← bold 14

      Rain fell all the night on the harbour and on the boats in it, and nobody had
      ever seen the sea so high or so grey as it was then, not even the gulls here.
      """)
    #expect(
      !page.document().dump.contains("heading 2") && page.document().dump.contains("heading 1"),
      "\(page.document().dump)")
  }

  @Test func aNumberApartFromItsTitleIsPartOfIt() {
    let page = SourcePage.drawn(
      """
      3.            National Initiatives ← bold 14

      Rain fell all the night on the harbour and on the boats in it, and nobody had
      ever seen the sea so high or so grey as it was then, not even the gulls here.
      """)
    #expect(page.document().dump.hasPrefix("heading 1 \"3. National Initiatives\""))
  }

  @Test func aBoldOpeningThatIsDividedRunsIntoItsText() {
    let page = SourcePage.drawn(
      """
      Comparison to other ways. Un- ← bold
      like all the others it was then, and nobody had ever seen the sea so high or so
      grey as it was on that day, not even the gulls that had come to the old harbour.
      """)
    #expect(page.document().dump.contains("Comparison to other ways. Unlike all the others"))
  }

  @Test func whatIsMarkedAsNoPartOfTheTextIsFurniture() {
    func page(marked: Bool) -> SourcePage {
      var page = SourcePage.drawn("The Harbour Board of the Old Town\n\n\n\n" + prose, top: 60)
      page.marks = [Mark(tag: "Artifact")]
      for i in page.glyphs.indices where marked && page.glyphs[i].origin.y < 70 {
        page.glyphs[i].mark = 0
        page.glyphs[i].flags.insert(.artifact)
      }
      return page
    }
    #expect(page(marked: false).document().furniture.isEmpty)
    #expect(page(marked: true).document().furniture.first?.layer == .header)
  }

}
