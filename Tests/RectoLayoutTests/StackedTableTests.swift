import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoLayout

/// Where tables end and others begin, and cells that are higher than one row.
@Suite struct StackedTableTests {
  /// The tables of a page, each as its rows.
  private func tables(_ page: SourcePage) -> [String] {
    page.layout().dump.split(separator: "\n").filter { $0.hasPrefix("table") }.map(String.init)
  }

  /// Nothing between two rules is the white between tables, and what stands there apart is a caption.
  @Test(arguments: ["\n", "\nTable 2. Birds of the quay\n"])
  func whatStandsBetweenTablesPartsThem(between: String) {
    let page = SourcePage.drawn(
      """
      ─────────────────────────────────
      Town         Gulls     Terns
      ─────────────────────────────────
      Harwich         12         7
      Lowestoft        3         9
      ─────────────────────────────────
      \(between)
      ─────────────────────────────────
      Bird     Wing    Egg     Song
      ─────────────────────────────────
      Gull       12      7        3
      Tern        3      9        4
      ─────────────────────────────────
      """)
    #expect(tables(page) == ["table 3x3", "table 3x4"])
  }

  @Test func anEmptyRowPartsNoTable() {
    let page = SourcePage.drawn(
      """
      ─────────────────────────────────
      Town         Gulls     Terns
      ─────────────────────────────────
      Harwich         12         7
      ─────────────────────────────────

      ─────────────────────────────────
      Lowestoft        3         9
      ─────────────────────────────────
      Southwold        4         1
      ─────────────────────────────────
      """)
    #expect(tables(page).count == 1)
  }

  @Test func columnsOfNumbersAloneAreATable() {
    let lines = (1...12).map { i in
      "\(i)      \(i + 100)    \(i + 200)".padding(to: 24)
        + "\(i + 24)     \(i + 124)    \(i + 224)"
    }
    #expect(tables(SourcePage.drawn(lines.joined(separator: "\n"))) == ["table 12x6"])
  }

  @Test func aNextTablesGroundEndsTheRowsBelowAHead() {
    var page = SourcePage.drawn(
      """
      Town         Gulls     Terns

      Harwich         12         7

      Lowestoft        3         9

      Southwold        4         1
      Bird     Wing    Egg     Song

      Gull       12      7        3

      Tern        3      9        4
      """)
    for line in [0, 7] {
      let y = 120 + 12 * Float(line)
      page.fills.append(
        Fill(box: Box(x0: 56, y0: y - 9, x1: 216, y1: y + 3), colour: 0xFFE0_E0E0))
    }
    #expect(tables(page) == ["table 4x3", "table 3x4"])
  }

  @Test func aRuleThatStopsBesideACellMakesItHigher() {
    let page = SourcePage.drawn(
      """
      ─────────────────────────────────
      Town         Bird      Count
      ─────────────────────────────────
      Harwich      Gull         12
                   ────────────────────
                   Tern          7
      ─────────────────────────────────
      Lowestoft    Gull          3
      ─────────────────────────────────
      Southwold    Gull          9
                   ────────────────────
                   Tern          1
                   ────────────────────
                   Skua          4
      ─────────────────────────────────
      """)
    let dump = page.layout().dump
    #expect(dump.hasPrefix("table 7x3\n"))
    #expect(dump.contains("1,0 2x1 \"Harwich\""))
    #expect(dump.contains("3,0 \"Lowestoft\""))
    #expect(dump.contains("4,0 3x1 \"Southwold\""))
  }

  @Test func aRuleAboveASumMakesNoCellHigher() {
    let page = SourcePage.drawn(
      """
      ─────────────────────────────────
      Town         Gulls     Terns
      ─────────────────────────────────
      Harwich         12         7
      Lowestoft        3         9
      Southwold        4         1
                   ────────────────────
                      19        17
      ─────────────────────────────────
      """)
    #expect(!page.layout().dump.contains("x1 \"Southwold\""))
  }

  @Test func anAlignedTextMayGoOnForSeveralLines() {
    let page = SourcePage.drawn(
      """
      Code        Amount    What it is for              Sum
      harwich     12.5      Climbs the roofs             7.2
      lowestoft    7.1      Carries the rain from all    9.4
                            of the roofs down to the
                            river and to the harbour
      southwold    3.4      Lines                        1.3
      ipswich      8.8      Boats                        4.6
      walton       8.8      Piers                        4.1
      orford       5.8      Mends the boats and piers    4.4
                            that stand near the quay
                            and on the other side
      aldeburgh    8.1      Pegs                         2.6
      woodbridge   1.8      Quays                        3.3
      bures        2.2      Sings                        6.1
      """)
    #expect(tables(page) == ["table 10x4"])
  }
}

extension String {
  fileprivate func padding(to length: Int) -> String {
    self + String(repeating: " ", count: max(0, length - count))
  }
}
