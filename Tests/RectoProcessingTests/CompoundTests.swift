import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoProcessing

/// Words that lines divide at a hyphen of their own, and those that are divided by one.
@Suite struct CompoundTests {
  private func text(_ string: String) -> String? {
    var document = SourcePage.drawn(string).layout()
    Hyphens().process(&document)
    return document.blocks.first?.text?.string
  }

  @Test(arguments: [
    ("more-or-", "less"), ("well-", "known"), ("fixed-", "layout"), ("twenty-", "one"),
    ("state-of-the-", "art"), ("self-", "governed"), ("high-", "dimensional"), ("long-", "term"),
    ("two-", "thirds"), ("first-", "class"), ("well-", "being"), ("up-to-", "date"),
  ])
  func englishCompoundsKeepTheirHyphen(left: String, right: String) {
    #expect(
      text("The name of the gull is \(left)\n\(right) to those on the rocks.")
        == "The name of the gull is \(left)\(right) to those on the rocks.")
  }

  @Test(arguments: [
    ("high", "light"), ("short", "age"), ("self", "ish"), ("long", "itude"), ("hard", "ware"),
    ("open", "ing"), ("second", "ary"), ("news", "paper"), ("har", "bour"), ("full", "ness"),
    ("new", "est"), ("low", "lands"), ("self-govern", "ment"), ("inter", "national"),
  ])
  func dividedWordsAreJoined(left: String, right: String) {
    #expect(
      text("The name of the gull is \(left)-\n\(right) to those on the rocks.")
        == "The name of the gull is \(left)\(right) to those on the rocks.")
  }

  @Test func englishRulesAreForEnglish() {
    #expect(text("Een oude full-\nblauw huis staat er.") == "Een oude fullblauw huis staat er.")
  }

  @Test(arguments: [("celui-", "ci"), ("peut-", "être"), ("lui-", "même"), ("au-", "dessus")])
  func frenchCompoundsKeepTheirHyphen(left: String, right: String) {
    #expect(
      text("Les mouettes des rochers et \(left)\n\(right) une autre.")
        == "Les mouettes des rochers et \(left)\(right) une autre.")
  }

  @Test func russianParticlesKeepTheirHyphen() {
    #expect(
      text("Кто знает, что-\nто там было из-\nза чайки.")
        == "Кто знает, что-то там было из-за чайки.")
  }

  @Test func suspendedPartsKeepTheirHyphenAndTheirSpace() {
    #expect(text("Die Vor-\nund Nachteile.") == "Die Vor- und Nachteile.")
    #expect(
      text("The gulls are two-\nor three-toed, of course.")
        == "The gulls are two- or three-toed, of course.")
    #expect(text("The gulls of Eng-\nland.") == "The gulls of England.")
  }

  @Test func whatTheDocumentWritesElsewhereComesFirst() {
    #expect(
      text("The selfgoverned gull of the self-\ngoverned rock.")
        == "The selfgoverned gull of the selfgoverned rock.")
  }

  @Test func partsOfACompoundThatStandElsewhereAreWords() {
    #expect(
      text("Salt and water, the salt-and-water-\nproof gull of no proof.")
        == "Salt and water, the salt-and-water-proof gull of no proof.")
  }
}

/// Soft hyphens that are drawn.
@Suite struct SoftHyphenTests {
  private func text(_ string: String) -> String? {
    var document = SourcePage.drawn(string).layout()
    Hyphens().process(&document)
    return document.blocks.first?.text?.string
  }

  @Test(arguments: [
    ("Due \u{AD}5,15 EUR.", "Due -5,15 EUR."), ("The MS\u{AD}DOS name", "The MS-DOS name"),
    ("pages 5\u{AD}7", "pages 5-7"), ("a \u{AD} b", "a - b"),
    ("every har\u{AD}\nbour wall", "every harbour wall"), ("IMPOR\u{AD}\nTANT", "IMPORTANT"),
    ("pages 5\u{AD}\n7 of it", "pages 5-7 of it"), ("the PDP\u{AD}\n11 here", "the PDP-11 here"),
    ("Meta\u{AD}\nMath said", "MetaMath said"), ("it ends here\u{AD}", "it ends here-"),
  ])
  func areWhatIsSeen(drawn: String, expected: String) {
    #expect(text(drawn) == expected)
  }

  @Test func rangesFollowWhatIsWrittenInsteadOfThem() throws {
    var text = Text(
      "a\u{AD} b\u{AD}", spans: [.init(start: 4, end: 7, style: .bold)],
      lines: [TextLine(page: 0, box: .empty, start: 0, end: 7, size: 10)],
      runs: [SourceRun(start: 0, end: 7, page: 0, first: 0, last: 4)])
    text.hardenSoftHyphens()
    #expect(text.string == "a- b-")
    #expect(text.spans[0].start == 3 && text.spans[0].end == 5)
    #expect(text.lines[0].end == 5 && text.runs[0].end == 5)
  }
}
