import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoLayout

/// Grids whose rules part some of their cells: the text parts the others. And columns of prose,
/// which are no cells.
@Suite struct PartlyRuledTableTests {
  /// Drawn text with rules from the first place to the last: upright ones before some characters,
  /// others above some lines.
  private func ruled(
    _ text: String, width: Int, before columns: [Int] = [], above lines: [Int], to last: Int? = nil
  ) -> SourcePage {
    var page = SourcePage.drawn(text)
    let (left, right) = (Float(57.5), 57.5 + 5 * Float(width))
    let ys = lines.map { 120 + 12 * Float($0) - 9 }
    let bottom = last.map { 120 + 12 * Float($0) - 9 } ?? ys.last ?? 0
    for y in ys {
      page.strokes.append(Stroke(from: Point(left, y), to: Point(right, y), width: 0.5))
    }
    for x in columns.map({ 57.5 + 5 * Float($0) }) {
      page.strokes.append(Stroke(from: Point(x, ys.first ?? 111), to: Point(x, bottom), width: 0.5))
    }
    return page
  }

  private func rows(_ page: SourcePage) -> [[String]] {
    for block in page.layout().blocks {
      guard case .table(let table) = block.content else { continue }
      return (0..<table.rows).map { row in
        table.cells.filter { $0.row == row }.map { cell in
          cell.columnSpan > 1 || cell.rowSpan > 1
            ? "\(cell.rowSpan)x\(cell.columnSpan) \(cell.text.string)" : cell.text.string
        }
      }
    }
    return []
  }

  private let harbour = """
    Town        Gulls   Boats   Nets
    Harwich     1,210     240      7
    Lowestoft     731   1,198     12
    Yarmouth      310      30      9
    Cromer         42       5      1
    """

  private let cells = [
    ["Town", "Gulls", "Boats", "Nets"], ["Harwich", "1,210", "240", "7"],
    ["Lowestoft", "731", "1,198", "12"], ["Yarmouth", "310", "30", "9"],
    ["Cromer", "42", "5", "1"],
  ]

  /// Labels and values that go on for several lines, in a box with rules between its rows.
  @Test func boxesOfLabelsAndValuesHaveTwoColumns() {
    let box = """
      Harwich     a harbour
      Country     England
      Boats in    240 of wood
      summer      31 of iron
                  two of reed
      Founded     1238 by the
                  Earl of Norfolk
      Keeper of   Ada Keel
      the light
      Open        all day
                  but for Sunday
                  mornings
      """
    let page = ruled(box, width: 30, before: [0, 30], above: [0, 1, 2, 5, 7, 9, 12])
    #expect(
      rows(page) == [
        ["Harwich", "a harbour"], ["Country", "England"],
        ["Boats in summer", "240 of wood 31 of iron two of reed"],
        ["Founded", "1238 by the Earl of Norfolk"], ["Keeper of the light", "Ada Keel"],
        ["Open", "all day but for Sunday mornings"],
      ])
  }

  @Test func aFrameWithRulesBetweenRowsHasTheColumnsOfItsText() {
    #expect(rows(ruled(harbour, width: 33, before: [0, 33], above: [0, 1, 2, 3, 4, 5])) == cells)
  }

  @Test func rulesBetweenSomeColumnsLeaveTheOthersToTheText() {
    for column in [11, 18, 26] {
      #expect(
        rows(ruled(harbour, width: 33, before: [0, column, 33], above: [0, 1, 2, 3, 4, 5]))
          == cells,
        "a rule before \(column)")
      #expect(
        rows(ruled(harbour, width: 33, before: [0, column, 33], above: [0, 1, 5])) == cells,
        "a rule before \(column), none between rows")
    }
  }

  @Test func rulesBetweenColumnsLeaveTheRowsToTheText() {
    #expect(rows(ruled(harbour, width: 33, before: [0, 11, 18, 26, 33], above: [0, 5])) == cells)
    var page = SourcePage.drawn(harbour)
    for x in [0, 11, 18, 26, 33].map({ 57.5 + 5 * Float($0) }) {
      page.strokes.append(Stroke(from: Point(x, 111), to: Point(x, 171), width: 0.5))
    }
    #expect(rows(page) == cells)
  }

  @Test func wrappedTextsBetweenUprightRulesAreOneRow() {
    let text = """
      Gulls that came  Boats that lay   Nets that were
      back from the    at anchor off    hung out to dry
      sea at night     the old mole     over the rail
      """
    let found = rows(ruled(text, width: 50, before: [0, 16, 33, 50], above: [0, 3]))
    #expect(found.count <= 1)
  }

  @Test func textThatReachesOverItsColumnSpansIt() {
    let text = """
      Group               Gulls   Boats
      Small (under 4.0) A  1,210     240
                  B         731   1,198
      """
    let found = rows(ruled(text, width: 36, before: [0, 12, 19, 27, 36], above: [0, 1, 2, 3]))
    #expect(found.count == 3 && found[1].last == "240")
  }

  @Test func columnsOfProseAreNoTable() {
    let two = SourcePage.drawn(
      """
      A good year.
      the river rose slowly over the    wind turned north before the
      old bridge while people in the    moon the river rose slowly over
      valley kept their boats near a    the old bridge while people in
      mill and waited for news from     the valley kept their boats and
      the hills where rain had been     waited for news from the hills
      falling for nine days without     where rain had fallen for nine
      """)
    #expect(!two.layout().dump.contains("table"))
    let headed = SourcePage.drawn(
      """
      Insight               Challenge             Strategy
      The sharing of boats  Insurance is a part   We mean to become
      helps many people to  of the trade that we  the first insurer
      save what they earn   have known since the  of those who share
      so it is no surprise  first boat was lent   their boats, their
      that more and more    to a neighbour, and   nets and what they
      of them come here in  one that is lost if   have learned from
      search of one to      nobody asks who is    the sea.
      share for the day.    to pay for it.
      """)
    #expect(!headed.layout().dump.contains("table"))
  }

  @Test func wrappedCellsOfATableStayInTheirRows() {
    let page = SourcePage.drawn(
      """
      ───────────────────────────────────────────────────
      Town           What is seen there   When
      ───────────────────────────────────────────────────
      Harwich on     Gulls that come in   In spring and
      the old coast  from the open sea    early autumn
      Lowestoft and  Boats of all sizes,  Every day but
      its harbours   nets and old masts   the holidays
      Great Yarm.    Herring               Never
      ───────────────────────────────────────────────────
      """)
    #expect(
      rows(page).map(\.first) == [
        "Town", "Harwich on the old coast", "Lowestoft and its harbours", "Great Yarm.",
      ])
  }

  @Test func aRuleAcrossThePagePartsWhatIsAboveItFromWhatIsBelow() {
    let page = SourcePage.drawn(
      """
      The gulls came in     from the open sea
      with the tide and     where they had been
      stood on the wall     all night in wind.
      ──────────────────────────────────────────────────────────────
      Boats were lent to    asked who had paid
      neighbours and no     for the nets which
      one in the harbour    they had cut loose.
      """)
    let text = page.layout().dump
    let places = ["stood on the wall", "all night in wind", "Boats were lent"].map { words in
      text.firstRange(of: words).map { text.distance(from: text.startIndex, to: $0.lowerBound) }
        ?? -1
    }
    #expect(places == places.sorted() && !places.contains(-1), "\(text)")
  }
}
