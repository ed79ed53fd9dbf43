import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@Suite struct ContentsTests {
  @Test func entriesAreItemsNestedByTheirIndent() {
    let document = SourcePage.drawn(
      """
      Rain fell all the night on the harbour and on the boats in it, and nobody had

      Contents ← bold 14

      1  The harbour                                    2
         1.1  Boats and their masters . . . . . . . .   3
         1.2  Washing of all the people in
              the lower town  . . . . . . . . . . . .   5
      2  The town  . . . . . . . . . . . . . . . . . .  9
      3  Index . . . . . . . . . . . . . . . . . . . . 12
      """
    ).document()
    let dump = document.dump
    #expect(
      dump.hasSuffix(
        """
        list
          item ""
            paragraph "1 The harbour 2"
            list
              item ""
                paragraph "1.1 Boats and their masters 3"
              item ""
                paragraph "1.2 Washing of all the people in the lower town 5"
          item ""
            paragraph "2 The town 9"
          item ""
            paragraph "3 Index 12"
        """), "\(dump)")
    let leaders = document.pages[0].layers[.leader] ?? []
    #expect(leaders.reduce(0) { $0 + $1.count } == 8 + 12 + 18 + 20)
  }

  @Test func sentencesThatEndInNumbersAreNoContents() {
    let document = SourcePage.drawn(
      """
      Gulls were counted in 1997

      Boats were counted in 1998

      Pegs were counted in 1999
      """
    ).document()
    #expect(!document.dump.contains("list"))
  }

  @Test func omissionsAreNoLeaders() {
    let page = SourcePage.drawn("Rain fell . . . all night . . . . and then it stopped at 5")
    #expect(page.document().dump.contains(". . . all night . . . . and"))
  }

  @Test func leadersInATablePartItsColumns() {
    let page = SourcePage.drawn(
      """
                                             2011          2010
      Revenue . . . . . . . . . . . . . .  $  1,234    $    (98)
      Cost of goods . . . . . . . . . . .  $    900    $     12
      Gross profit  . . . . . . . . . . .  $    334    $   (110)
      Net income  . . . . . . . . . . . .  $    332    $   (111)
      """)
    let dump = page.layout().dump
    #expect(dump.hasPrefix("table 5x3"), "\(dump)")
    #expect(dump.contains("1,0 \"Revenue\"") && dump.contains("3,2 \"$ (110)\""), "\(dump)")
  }

  @Test func entriesLeadToTheHeadingsThatTheyName() throws {
    let page = SourcePage.drawn(
      """
      Contents ← 14 bold

      The gulls ........ 3
      The boats ........ 5
      The tides ........ 9

      The gulls ← 14 bold
      Rain fell all night on the harbour and
      on the boats of all who lived there then.
      """)
    let blocks = page.document().blocks
    guard case .list(let list) = try #require(blocks.dropFirst().first).content else {
      Issue.record("no list")
      return
    }
    let links = list.items.map { $0.blocks.first?.text?.spans.compactMap(\.link).first }
    #expect(links == [.place(page: 0, top: blocks[2].box.y0), nil, nil])
  }
}
