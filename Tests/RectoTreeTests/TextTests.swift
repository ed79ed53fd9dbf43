import RectoGeometry
import RectoTree
import Testing

@testable import RectoTree

/// A line whose characters each come from one glyph, numbered from `first`.
private func line(_ string: String, first: Int32 = 0, page: Int32 = 0, style: Style = []) -> Text {
  let end = Int32(string.utf8.count)
  return Text(
    string, spans: style.isEmpty ? [] : [Text.Span(start: 0, end: end, style: style)],
    lines: [TextLine(page: page, box: .empty, start: 0, end: end, size: 10)],
    runs: [
      SourceRun(
        start: 0, end: end, page: page, first: first,
        last: first + Int32(string.unicodeScalars.count) - 1)
    ])
}

@Suite struct TextTests {
  @Test func joiningLinesPutsASpaceBetweenWords() {
    var text = line("one two")
    text.join(line("three", first: 7))
    #expect(text.string == "one two three")
    #expect(text.lines.map { text.slice($0.start, $0.end) } == ["one two", "three"])
  }

  @Test func joiningADividedWordDropsTheHyphenAndKeepsItsGlyph() {
    var text = line("har-")
    text.join(line("bour", first: 4))
    #expect(text.string == "harbour")
    #expect(text.lines[0].droppedHyphen)
    #expect(text.runs.reduce(0) { $0 + $1.count } == 8)
  }

  @Test func keepsTheHyphenBeforeACapital() {
    var text = line("Anglo-")
    text.join(line("Saxon", first: 6))
    #expect(text.string == "Anglo-Saxon")
  }

  @Test func ideographsAreJoinedWithoutASpace() {
    var text = line("水は")
    text.join(line("流れる", first: 2))
    #expect(text.string == "水は流れる")
  }

  @Test func spansOfOneStyleGrowTogetherOverTheJoint() {
    var text = line("bold", style: .bold)
    text.join(line("too", first: 4, style: .bold))
    #expect(text.spans == [Text.Span(start: 0, end: 8, style: .bold)])
  }

  @Test func splittingDividesRunsByTheirGlyphs() {
    let (head, tail) = line("(a) text", first: 10).split(at: 3)
    #expect(head.string == "(a)" && tail.string == " text")
    #expect(head.runs.map(\.glyphs) == [10...12])
    #expect(tail.runs.map(\.glyphs) == [13...17])
  }

  @Test func splittingARunDrawnBackwardsCountsDown() {
    var text = line("abc")
    text.runs = [SourceRun(start: 0, end: 3, page: 0, first: 9, last: 7)]
    let (head, tail) = text.split(at: 1)
    #expect(head.runs.map(\.glyphs) == [9...9])
    #expect(tail.runs.map(\.glyphs) == [7...8])
  }

  /// A marker and text whose spaces are made or blank glyphs, with a glyph for `ffi`.
  private static func item(_ string: String, isMade: Bool, ligatures: Int32) -> Text {
    var text = line(string, first: 10)
    let spaces = Int32(string.count { $0 == " " })
    text.runs[0].last -= 2 * ligatures + (isMade ? spaces : 0)
    text.runs[0].holdsSpace(isMade: isMade)
    // The line ends with two blanks.
    text.runs[0].last += 2
    text.runs[0].silence(2)
    return text
  }

  @Test(arguments: [true, false], [0, 1] as [Int32])
  func markersAreCutFromWhatTheyBegin(isMade: Bool, ligatures: Int32) {
    for marker in ["2.", "(a)", "(ii)", "xiv.", "•", "–", "12)"] {
      let text = Self.item(marker + " the office", isMade: isMade, ligatures: ligatures)
      let (head, tail) = text.split(at: Int32(marker.utf8.count))
      let count = Int32(marker.unicodeScalars.count)
      #expect(head.runs.map(\.glyphs) == [10...(9 + count)], "\(marker)")
      #expect(tail.runs.map(\.glyphs) == [(10 + count)...text.runs[0].last], "\(marker)")
      #expect(tail.runs.map(\.silent) == [2] && head.runs.map(\.silent) == [0])
    }
  }

  @Test func whatMayHoldALigatureStaysWithTheSecondPart() {
    let (head, tail) = Self.item("office 2", isMade: true, ligatures: 1).split(at: 6)
    #expect(head.runs.isEmpty && tail.runs.map(\.glyphs) == [10...16])
  }

  @Test func aDroppedHyphenIsNoText() {
    var text = line("2. har-")
    text.dropLast(1)
    let (head, tail) = text.split(at: 2)
    #expect(head.runs.map(\.glyphs) == [0...1] && tail.runs.map(\.glyphs) == [2...6])
    #expect(tail.runs.map(\.silent) == [1])
    text.restoreHyphen(at: 6)
    #expect(text.string == "2. har-" && text.runs.map(\.silent) == [0])
  }

  @Test(arguments: [0, 1, 3, 5, 7, 20] as [Int32])
  func noGlyphIsLostOrDoubledBySplitting(offset: Int32) {
    var text = line("wind", first: 0)
    text.join(line("mill", first: 4))
    let (head, tail) = text.split(at: offset)
    #expect(head.string + tail.string == text.string)
    let glyphs = (head.runs + tail.runs).flatMap { Array($0.glyphs) }.sorted()
    #expect(glyphs == Array(0..<8))
  }
}

@Suite struct ListMarkerTests {
  @Test(arguments: ["• one", "- one", "– one", "▪one", "* one"])
  func bulletsBeginItems(text: String) { #expect(ListMarker.isBullet(text)) }

  @Test(arguments: ["-5 degrees", "–", "one • two", ""])
  func otherDashesDoNot(text: String) { #expect(!ListMarker.isBullet(text)) }

  @Test(arguments: ["1. one", "12) one", "(a) one", "iv. one", "A. one", "[3] one"])
  func numbersBeginItems(text: String) { #expect(ListMarker.isNumber(text)) }

  @Test(arguments: ["1.5 metres", "1984 was", "Mr. Keel", "e.g. this", "(see) this", "3"])
  func otherNumbersDoNot(text: String) { #expect(!ListMarker.isNumber(text)) }

  @Test func anAddressOverTwoLinesHasNoSpace() {
    let link = Link.uri("https://lighthouse.example/oil-prices")
    func part(_ string: String) -> Text {
      Text(string, spans: [.init(start: 0, end: Int32(string.utf8.count), style: [], link: link)])
    }
    var text = part("https://lighthouse.example/oil-")
    text.join(part("prices"))
    #expect(text.string == "https://lighthouse.example/oil-prices")
  }
}

@Suite struct TextFaultTests {
  @Test func aSoundTextHasNone() {
    var text = line("har-", style: .bold)
    text.join(line("bour", first: 4, style: .bold))
    text.restoreHyphen(at: 3)
    #expect(text.faults.isEmpty && text.string == "har-bour")
  }

  @Test(arguments: [
    [Text.Span(start: 0, end: 9, style: .bold)], [Text.Span(start: 2, end: 2, style: .bold)],
    [Text.Span(start: 1, end: 3, style: .bold)],
    [Text.Span(start: 0, end: 3, style: .bold), Text.Span(start: 2, end: 4, style: .italic)],
  ])
  func rangesThatCutTheTextOrEachOtherAre(spans: [Text.Span]) {
    // Its é takes two bytes.
    #expect(!Text("été", spans: spans).faults.isEmpty)
  }
}
