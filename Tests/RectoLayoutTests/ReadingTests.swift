import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoLayout

@Suite struct ReadingTests {
  @Test func firstLinesOfColumnsAreNoRunningHead() {
    let left = ["Acknowledgements", ""] + (0..<9).map { "left column line \($0)" }
    let right = ["and of the field.", "", "Ethics", ""] + (0..<7).map { "right column line \($0)" }
    let lines = zip(left, right).map { $0.padding(to: 26) + $1 + " ← 13" }
    let page = SourcePage.drawn(lines.joined(separator: "\n"), top: 60)
    let dump = page.layout().dump
    #expect(dump.hasPrefix("paragraph \"Acknowledgements\""), "\(dump)")
    #expect(dump.contains("paragraph \"and of the field.\""), "\(dump)")
  }

  @Test func joinsLinesIntoParagraphsAndPartsThemAtShortLines() {
    let page = SourcePage.drawn(
      """
      Rain fell all night on the harbour and
      on the boats.
      Nobody had ever seen the sea so high or
      so grey.
      """)
    #expect(
      page.layout().dump == """
        paragraph "Rain fell all night on the harbour and on the boats."
        paragraph "Nobody had ever seen the sea so high or so grey."
        """)
  }

  @Test func aShortLineOfRaggedProseEndsNoParagraph() {
    let page = SourcePage.drawn(
      """
      Given old data from the ratings of the past we try
      to see what comes. Now, we could
      be unfair to this harbour, and ask it for the mill
      that it has never seen.
      """)
    #expect(page.layout().blocks.count == 1, "\(page.layout().dump)")
  }

  @Test func linesThatAreShortOrBeginAnewStayApart() {
    let page = SourcePage.drawn(
      """
      Given old data from the ratings of the past we try
      green eggs
      and ham
      Weight of the boat in stones
      Breed of the gull, as told
      """)
    #expect(page.layout().blocks.count == 4, "\(page.layout().dump)")
  }

  @Test func aRuleThatIsTypedStandsAlone() {
    let page = SourcePage.drawn(
      """
      The guild of the millers of the river and of the old
      - - - - - - - - - -
      boats that came in the night and were never seen
      """)
    #expect(page.layout().blocks.count == 3, "\(page.layout().dump)")
  }

  @Test func aHeadingThatHangsFromItsNumberIsOne() {
    let page = SourcePage.drawn(
      """
      D.4 Rain and what it did to the harbour and the ← 14 bold
          boats in it ← 14 bold

      Nobody had ever seen the sea so high or so grey as it was then.
      """)
    let first = page.layout().dump.split(separator: "\n").first
    #expect(first?.hasSuffix("the boats in it\"") == true)
  }

  @Test func readsTwoColumnsOneAfterTheOther() {
    let page = SourcePage.twoColumns
    #expect(
      page.layout().dump == """
        paragraph "Rain fell all the night on the old harbour and on the boats in it and on the washing there."
        paragraph "Nobody had ever seen the sea so high or so grey as it was then, not even the gulls."
        """)
  }

  @Test func readsWhatSpansTheColumnsBeforeThem() {
    let page = SourcePage.drawn(
      """
      A long title that runs over both columns

      Rain fell all the     Nobody had ever
      night on the old      seen the sea so
      harbour and on the    high or so grey as
      boats in it and on    it was then, not
      the washing there.    even the gulls.
      """)
    #expect(
      page.layout().dump.split(separator: "\n").first
        == "paragraph \"A long title that runs over both columns\"")
    #expect(page.layout().blocks.count == 3)
  }

  @Test func columnsRunOnAroundWhatStandsAcrossThem() {
    let page = SourcePage.drawn(
      """
      Rain fell all the night on the    and nobody on the quay had seen
      old harbour and on the boats it   the sea so high or so grey as it
      had held for years, and on all    was then, not even the gulls in
      of the washing that                          their nests up on the
      had been put out by                          cliffs that are white
      the wives of all of         IN THE           as old chalk is, when
      the men who went in         HARBOUR          seen from the harbour
      these boats and had         AT NIGHT         upon a summer day or
      to have taken it in                          winter nights of snow
      before the night of that Sunday   so that the men went home again
      when the rain began as they had   and mended their nets until the
      been told by the keeper of it.    wind had turned to the south.
      """)
    #expect(
      page.layout().dump == """
        paragraph "Rain fell all the night on the old harbour and on the boats it had held for \
        years, and on all of the washing that had been put out by the wives of all of the men who \
        went in these boats and had to have taken it in before the night of that Sunday when \
        the rain began as they had been told by the keeper of it."
        paragraph "and nobody on the quay had seen the sea so high or so grey as it was then, \
        not even the gulls in their nests up on the cliffs that are white as old chalk is, when \
        seen from the harbour upon a summer day or winter nights of snow so that the men went \
        home again and mended their nets until the wind had turned to the south."
        paragraph "IN THE HARBOUR AT NIGHT"
        """)
  }

  @Test func linesBesideAFigureEndAtAnEdgeOfTheirOwn() {
    let page = SourcePage.drawn(
      """
      Nobody had ever seen the sea so high or so grey as it was
      on that night, and the men went home again and mended all
      of all of the nets they
      left to them who had so
      long to wait for a wind
      as it had been in south
      for the last five days.
      """)
    let first = page.layout().dump.split(separator: "\n").first
    #expect(first?.hasSuffix("for the last five days.\"") == true, "\(page.layout().dump)")
  }

  @Test func titlesAtTheEdgesOfColumnsBelongToThem() {
    let document = SourcePage.drawn(
      """
      1. The Harbour           3. The Gulls

      Rain fell all the        Nobody had ever
      night on the old         seen the sea so
      harbour and on the       high or so grey as
      boats in it and on       it was then, not
      the washing there.       even the gulls.
      """
    ).layout()
    #expect(document.blocks.first?.text?.string == "1. The Harbour")
  }

  @Test func narrowSpacesThatAreAllAlikePartWords() {
    // Words 0.13 em apart, as in bold text that is set tight.
    var page = SourcePage.drawn("Compositionofthepretrainingdata")
    let starts: Set<Int> = [11, 13, 16, 27]
    for i in page.glyphs.indices {
      let words = starts.count { $0 <= i }
      page.glyphs[i].origin.x += 1.3 * Float(words)
    }
    #expect(
      page.layout().blocks.first?.text?.string == "Composition of the pretraining data")
  }

  @Test func readsLabelsBesideTheirTextsAcross() {
    let page = SourcePage.drawn(
      """
      Name      Ada Keel
      Place     The harbour
      Trade     Lighthouse keeper
      """)
    #expect(
      page.layout().blocks.compactMap { $0.text?.string }
        == ["Name Ada Keel", "Place The harbour", "Trade Lighthouse keeper"])
  }

  @Test(arguments: [
    ("2.1", "2.2", "2.3"), ("SECTION 1.01", "SECTION 1.02", "SECTION 1.03"),
    ("§ 4", "§ 5", "§ 6"), ("(a)", "(b)", "(c)"), ("IV.", "V.", "VI."),
    ("Table 2-1.", "Table 2-2.", "Figure 2."),
  ])
  func labelsThatHangInTheMarginBeginTheirRows(labels: (String, String, String)) {
    func row(_ label: String, _ title: String) -> String { label.padding(to: 18) + title }
    let indent = String(repeating: " ", count: 18)
    let prose = [
      "The gulls of the harbour were seen from the mill in", "the morning, when rain had ended.",
    ].map { indent + $0 }
    let lines =
      [row(labels.0, "The gulls of the harbour in the rain"), ""] + prose
      + ["", row(labels.1, "The boats of the mill and its people"), ""] + prose + prose
      + ["", row(labels.2, "The washing on the bridge, and its end"), ""] + prose
    let dump = SourcePage.drawn(lines.joined(separator: "\n")).layout().dump
    #expect(dump.contains("\"\(labels.0) The gulls of the harbour in the rain\""), "\(dump)")
    #expect(dump.contains("\"\(labels.1) The boats of the mill and its people\""), "\(dump)")
    #expect(dump.contains("\"\(labels.2) The washing on the bridge, and its end\""), "\(dump)")
  }

  @Test func entriesWithTheirNumbersAndPagesApartAreRows() {
    let titles = ["Certain terms of this", "Time periods and days", "Rates of the advances"]
    var lines: [String] = []
    for part in 1...3 {
      lines += ["", String(repeating: " ", count: 30) + "ARTICLE \(part)"]
      for (i, title) in titles.enumerated() {
        let label = "SECTION \(part).0\(i + 1)".padding(to: 17)
        lines.append(label + title.padding(to: 50) + "\(part * 3 + i)")
      }
    }
    let dump = SourcePage.drawn(lines.joined(separator: "\n")).layout().dump
    #expect(dump.contains("SECTION 2.02 Time periods and days 7"), "\(dump)")
  }

  @Test func columnsOfProseThatBeginWithNumbersStayColumns() {
    let left = [
      "12 gulls were", "seen by the men", "of the mill and", "the 7 boats of", "the harbour.",
    ]
    let right = [
      "3 of them flew", "over the bridge", "and the other 9", "stayed where", "they were.",
    ]
    let lines = zip(left, right).map { $0.padding(to: 20) + $1 }
    let dump = SourcePage.drawn(lines.joined(separator: "\n")).layout().dump
    #expect(dump.contains("12 gulls were seen by the men"), "\(dump)")
  }

  @Test func aTitleThatHangsFromANumberInTheMarginIsOne() {
    let page = SourcePage.drawn(
      """
      2       Expanding addresses of the \u{2190} 16 bold
              harbour and the mill \u{2190} 16 bold

              Rain fell all night on the harbour and
              on the boats.
      """)
    #expect(
      page.layout().dump.contains("\"2 Expanding addresses of the harbour and the mill\""),
      "\(page.layout().dump)")
  }

  @Test func figuresInARowAreNoNumberThatATitleHangsFrom() {
    let page = SourcePage.drawn(
      """
      2010 2011 2012 2013 2014 2015
            Iron ore at the mill
      """)
    #expect(page.layout().blocks.count == 2, "\(page.layout().dump)")
  }

  @Test func aFirstLineIndentBeginsAParagraph() {
    let page = SourcePage.drawn(
      """
        Rain fell all night on the harbour and
      on the boats, and on the washing of all
        Nobody had ever seen the sea so high or
      so grey.
      """)
    #expect(page.layout().blocks.count == 2)
  }

  @Test func keepsTheHyphenOfACompoundBeforeACapital() {
    let page = SourcePage.drawn(
      """
      They spoke of the old Anglo-
      Saxon harbours and of new ones.
      """)
    #expect(page.layout().dump.contains("Anglo-Saxon harbours"))
  }

  @Test func findsWordsInLetterSpacedTitles() {
    var page = SourcePage.drawn("")
    for (i, character) in "HOW NOW".enumerated() where character != " " {
      page.glyphs.append(
        Glyph(
          origin: Point(60 + 14 * Float(i), 100), advance: Point(7, 0), up: Point(0, -10),
          scalar: character.unicodeScalars.first?.value ?? 0))
    }
    #expect(page.layout().dump == "paragraph \"HOW NOW\"")
  }

  @Test func dropsTheSecondStrokeOfFakeBoldIntoALayer() {
    var page = SourcePage.drawn("bold")
    for glyph in page.glyphs {
      var copy = glyph
      copy.origin.x += 0.4
      page.glyphs.append(copy)
    }
    let document = page.layout()
    #expect(document.dump == "paragraph \"bold\"")
    #expect(document.pages[0].layers[.overprint]?.reduce(0) { $0 + $1.count } == 4)
  }

  /// The places of recognised letters drift: the second of two equal ones may have that of the first.
  @Test(arguments: ["2,449,337.34", "Borrowings", "100,000.00", "aaa iii ..."])
  func recognisedLettersAreNoOverprintOfEachOther(text: String) {
    var page = SourcePage.drawn("")
    var x: Float = 60
    for scalar in text.unicodeScalars {
      // Each second letter stands hardly beyond the one before.
      let advance: Float = scalar == " " ? 6 : page.glyphs.count % 2 == 0 ? 0.5 : 9.5
      page.append(
        recognised: String(Character(scalar)),
        Glyph(
          origin: Point(x, 100), advance: Point(advance, 0), up: Point(0, -10), scalar: 0,
          flags: .recognised), confidence: 90)
      x += advance
    }
    let document = page.layout()
    #expect(document.dump == "paragraph \"\(text)\"")
    #expect(document.pages[0].layers[.overprint] == nil)
  }

  @Test func textOutsideThePageIsALayer() {
    var page = SourcePage.drawn("seen")
    page.glyphs.append(
      Glyph(origin: Point(-50, 100), advance: Point(5, 0), up: Point(0, -10), scalar: 0x78))
    #expect(page.layout().pages[0].layers[.offPage]?.map(\.glyphs) == [4...4])
  }

  @Test func orderOfDrawingDoesNotMatter() {
    let page = SourcePage.drawn(
      """
      Rain fell all the     Nobody had ever
      night on the old      seen the sea so
      harbour and on the    high or so grey as
      boats in it and on    it was then, not
      the washing there.    even the gulls.
      """)
    var reversed = page
    reversed.glyphs.reverse()
    #expect(reversed.layout().dump == page.layout().dump)
  }

  @Test(arguments: [0.5, 2, 3.7] as [Float]) func scaleAndPlaceDoNotMatter(scale: Float) {
    let text = """
      Rain fell all the     Nobody had ever
      night on the old      seen the sea so
      harbour and on the    high or so grey as
      boats in it and on    it was then, not
      the washing there.    even the gulls.
      """
    let page = SourcePage.drawn(text)
    var scaled = page
    scaled.width *= scale
    scaled.height *= scale
    for i in scaled.glyphs.indices {
      scaled.glyphs[i].origin = scaled.glyphs[i].origin * scale + Point(3, 5)
      scaled.glyphs[i].advance = scaled.glyphs[i].advance * scale
      scaled.glyphs[i].up = scaled.glyphs[i].up * scale
    }
    #expect(scaled.layout().dump == page.layout().dump)
  }

  @Test func hebrewIsReadFromTheRight() {
    var page = SourcePage.drawn("")
    // Drawn from left to right as seen: the word, then a number, in visual order.
    for (i, scalar) in ["5", "1", " ", "ה", "ד", "ג"].enumerated() where scalar != " " {
      page.glyphs.append(
        Glyph(
          origin: Point(60 + 5 * Float(i), 100), advance: Point(5, 0), up: Point(0, -10),
          scalar: scalar.unicodeScalars.first?.value ?? 0))
    }
    #expect(page.layout().dump == "paragraph \"גדה 51\"")
  }
}

extension String {
  fileprivate func padding(to length: Int) -> String {
    self + String(repeating: " ", count: max(0, length - count))
  }
}
