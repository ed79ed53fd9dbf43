import RectoPages
import RectoTesting
import RectoTree
import Testing

@Suite struct QuoteTests {
  private static let prose = """
    Rain fell all night on the old harbour and on the boats that lay in
    it, and on the washing of the people who lived there. Nobody knew of
    a sea so high as this, and the master of the port wrote of it in the

    """

  private static func kinds(_ text: String) -> [String] {
    SourcePage.drawn(text).document().dump.split(separator: "\n").map {
      String($0.prefix { $0 != " " })
    }
  }

  @Test func proseSetInFromBothSidesIsAQuote() {
    let quote = """

          book of the port, that for three days and nights nobody had
          put to sea, and that all of the boats were still in their
          places when the wind went down on the morning of the next.

      """
    #expect(
      Self.kinds(Self.prose + quote + "\n" + Self.prose) == ["paragraph", "quote", "paragraph"])
    // Nothing above it says what it is set in against.
    #expect(!Self.kinds(quote).contains("quote"))
  }

  @Test func linesThatEndEarlyStayLines() {
    let document = SourcePage.drawn(
      Self.prose + "\nThe Harbour Press\n12 Quay Street\nPORT ELLEN\n\n" + Self.prose
    ).document()
    #expect(
      document.blocks.contains {
        $0.content == .lineBlock($0.text ?? Text())
          && $0.text?.string == "The Harbour Press\n12 Quay Street\nPORT ELLEN"
      }, "\(document.dump)")
  }

  @Test func versesAreNotJoined() {
    let stanza = """

              The rain came down upon the quay,
              And all the boats lay still;
              The gulls had gone out to the sea
              Beyond the windy hill.

      """
    #expect(Self.kinds(Self.prose + stanza + "\n" + Self.prose).contains("line-block"))
  }
}
