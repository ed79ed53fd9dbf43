import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoLayout

@Suite struct SpacedTableTests {
  @Test func alignedNumbersAreATable() {
    let page = SourcePage.drawn(
      """
      Town         Gulls    Pegs
      Harwich         12     240
      Lowestoft        7     198
      Great Yarm.     31     305
      """)
    #expect(
      page.layout().dump == """
        table 4x3
          0,0 "Town"
          0,1 "Gulls"
          0,2 "Pegs"
          1,0 "Harwich"
          1,1 "12"
          1,2 "240"
          2,0 "Lowestoft"
          2,1 "7"
          2,2 "198"
          3,0 "Great Yarm."
          3,1 "31"
          3,2 "305"
        """)
  }

  @Test func rulesAboveAndBelowLetWordsBeATable() {
    let page = SourcePage.drawn(
      """
      ─────────────────────────────
      Bird       Place
      ─────────────────────────────
      Gull       the harbour wall
      Tern       the outer pier
      ─────────────────────────────
      """)
    let dump = page.layout().dump
    #expect(dump.hasPrefix("table 3x2\n"))
    #expect(dump.contains("2,1 \"the outer pier\""))
  }

  @Test func aSentenceBesideOtherCellsDividesNoTable() {
    let rule = String(repeating: "─", count: 92)
    let page = SourcePage.drawn(
      """
      Document      Description                                                           Year
      \(rule)
      Declaration   A statement adopted by the Congress of the colonies declaring that    1776
      of right      they are free
      \(rule)
      Bill          The first ten amendments of the constitution guaranteeing freedoms    1791
      \(rule)
      Sentiments    A document written during the convention outlining all the rights     1848
      \(rule)
      """, width: 842)
    let dump = page.layout().dump
    #expect(dump.hasPrefix("table 4x3\n"))
    #expect(dump.contains("1,0 \"Declaration of right\""))
  }

  @Test func aJustifiedLineInACellIsOnePhrase() {
    let page = SourcePage.drawn(
      """
      ──────────────────────────────────────────────────────
      Item      What it is for                         Price
      ──────────────────────────────────────────────────────
      Ladder    climbs upon the roof of every house     10.5
                that  stands  near  the  outer  quay
      Hammer    mends the boats and all of the piers    21.0
                that  stands  near  the  outer  quay
      Bucket    carries rain from roofs to the river    31.5
                that  stands  near  the  outer  quay
      ──────────────────────────────────────────────────────
      """)
    #expect(page.layout().dump.hasPrefix("table 4x3\n"))
  }

  @Test func spacesOfFixedPitchPartNoColumns() {
    var page = SourcePage.drawn("Rain fell all night on the harbour and on the boats.", top: 60)
    let lines = [
      "cp 12 old new", "mv 20 one two", "ln 31 red sea", "du 44 our own", "cd 10 the top",
    ]
    for (row, line) in lines.enumerated() {
      for (i, scalar) in line.unicodeScalars.enumerated() where scalar != " " {
        page.glyphs.append(
          Glyph(
            origin: Point(60 + 6 * Float(i), 120 + 12 * Float(row)), advance: Point(6, 0),
            up: Point(0, -10), scalar: scalar.value, font: 3))
      }
    }
    #expect(!page.layout().dump.contains("table"))
  }

  @Test func aWrappedCellStaysInItsRow() {
    let page = SourcePage.drawn(
      """
      Measure               1997    1998
      Income                49.5    51.3
      Inequality between    0.06    0.07
        the towns
      Gulls                   12      13
      """)
    #expect(page.layout().dump.contains("\"Inequality between the towns\""))
    #expect(page.layout().dump.hasPrefix("table 4x3"))
  }

  @Test func twoColumnsOfProseAreNoTable() {
    let page = SourcePage.twoColumns
    #expect(!page.layout().dump.contains("table"))
  }

  @Test func contentsAreNoTable() {
    let page = SourcePage.drawn(
      """
      About the harbour            3
      The nine lines              12
      Gulls and their habits      24
      The washing of others       33
      Pegs                        50
      """)
    #expect(!page.layout().dump.contains("table"))
  }

  @Test func numberedItemsAreNoTable() {
    let page = SourcePage.drawn(
      """
      1.   Remove all lines
      2.   Divide the time
      3.   Fit a straight line
      4.   Fit it again
      """)
    #expect(!page.layout().dump.contains("table"))
  }

  @Test func aRuledBodyWithoutColumnRulesIsPartedByItsText() {
    var page = SourcePage.drawn(
      """
      Town       Gulls     Pegs

      Harwich       12      240
      """, left: 60, top: 120)
    // The head is boxed in three columns, the body in one.
    for y in [108, 126, 148] as [Float] {
      page.strokes.append(Stroke(from: Point(55, y), to: Point(205, y), width: 0.5))
    }
    for (x, bottom) in [(55, 148), (108, 126), (158, 126), (205, 148)] as [(Float, Float)] {
      page.strokes.append(Stroke(from: Point(x, 108), to: Point(x, bottom), width: 0.5))
    }
    #expect(page.layout().dump.contains("1,1 \"12\""))
    #expect(page.layout().dump.contains("1,2 \"240\""))
  }

  @Test func numbersInARuledBoxMakeItsRows() {
    var page = SourcePage.drawn(
      """
      Town       Gulls
      Harwich       12
      Lowestoft      7
      """)
    for y in [108, 124, 150] as [Float] {
      page.strokes.append(Stroke(from: Point(55, y), to: Point(150, y), width: 0.5))
    }
    for x in [55, 108, 150] as [Float] {
      page.strokes.append(Stroke(from: Point(x, 108), to: Point(x, 150), width: 0.5))
    }
    #expect(page.layout().dump.hasPrefix("table 3x2"))
    #expect(page.layout().dump.contains("2,0 \"Lowestoft\""))
  }
}

@Suite struct FoundTableTests {
  private func cell(_ row: Int, _ column: Int, _ columnSpan: Int = 1) -> FoundTable.Cell {
    FoundTable.Cell(row: row, column: column, columnSpan: columnSpan, box: .empty)
  }

  @Test func gridLinesThatPartNoCellsAreDropped() {
    let table = FoundTable(
      rows: 2, columns: 3, headRows: 1, box: .empty,
      cells: [cell(0, 0), cell(0, 1, 2), cell(1, 0, 3)]
    ).withoutIdleLines()
    #expect(table.rows == 2 && table.columns == 2)
    #expect(table.cells.map(\.column) == [0, 1, 0])
    #expect(table.cells.map(\.columnSpan) == [1, 1, 2])
  }

  @Test func aGridThatIsUsedStaysAsItIs() {
    let table = FoundTable(
      rows: 1, columns: 2, headRows: 1, box: .empty, cells: [cell(0, 0), cell(0, 1)])
    #expect(table.withoutIdleLines().columns == 2)
  }

  @Test func numbersOfAnyLengthAreCells() {
    let page = SourcePage.drawn(
      """
      9999999999999999999999      12.50
      18446744073709551615999     17.80
      4611686018427387904001       3.25
      92233720368547758089999      8.00
      """)
    #expect(page.layout().dump.contains("9999999999999999999999"))
  }

  @Test func axesOfAChartAreNoTable() {
    let page = SourcePage.drawn(
      """
      54,000                     0.50
      53,000                     0.48
      52,000                     0.46
      51,000                     0.44
      50,000                     0.42
      49,000                     0.40
      """)
    #expect(!page.layout().dump.contains("table"))
  }

  @Test func numbersCentredOnLabelsOfTwoLinesAreOneRow() {
    // Lines of labels are 12 points apart, the last numbers stand half way between two of them.
    var page = SourcePage.drawn(
      """
      Place                 Gulls       Boats
      Harbour                 647         639
      Sea                     935         938

      Boats in all of
      the harbour

      Rain on the old
      washing
      """)
    for (row, texts) in [["177", "632"], ["219", "218"]].enumerated() {
      for (column, text) in texts.enumerated() {
        for (i, scalar) in text.unicodeScalars.enumerated() {
          page.glyphs.append(
            Glyph(
              origin: Point(180 + 60 * Float(column) + 5 * Float(i), 174 + 36 * Float(row)),
              advance: Point(5, 0), up: Point(0, -10), scalar: scalar.value))
        }
      }
    }
    for y in [Float(108), 226] {
      page.strokes.append(Stroke(from: Point(60, y), to: Point(260, y), width: 0.5))
    }
    let dump = page.layout().dump
    #expect(dump.hasPrefix("table 5x3"))
    #expect(dump.contains("3,0 \"Boats in all of the harbour\"\n  3,1 \"177\"\n  3,2 \"632\""))
  }

  @Test func headsOverShortRulesTellNothingOfColumns() {
    let page = SourcePage.drawn(
      """
      ────────────────────────────────────────────────────────
                                  Allsets
      Measure        Teaching                 Aligning
                ───────────────────  ─────────────────────────
                Alpaca  Orca  Synth    Pairs    Feed    Syntax
      ───────── ───────────────────  ─────────────────────────
      Samples     52     29    126       12      60      126
      Used        52     10     52       12      60       20
      ────────────────────────────────────────────────────────
      """)
    let dump = page.layout().dump
    #expect(dump.hasPrefix("table 5x7"))
    #expect(dump.contains("0,1 1x6 \"Allsets\""))
    #expect(dump.contains("1,1 1x3 \"Teaching\""))
    #expect(dump.contains("2,2 \"Orca\""))
    #expect(dump.contains("0,0 3x1 \"Measure\""))
  }

  @Test func labelsBelowAChartDoNotHideItsAxes() {
    let page = SourcePage.drawn(
      """
      54                0.50
      53                0.48
      52                0.46
      51                0.44
      50                0.42
      1997  1999  2001  2003
      """)
    #expect(!page.layout().dump.contains("table"))
  }

  @Test func codeBetweenTwoRulesIsNoTable() {
    let page = SourcePage.drawn(
      """
      Rain fell all the night on the harbour and on the boats in it.
      Nobody had ever seen the sea so high or so grey as it was then.
      ──────────────────────────
      1    tern (0.9) upon sea ← fixed
      2    urgency is medium ← fixed
      3    initial release ← fixed
      ──────────────────────────
      """)
    #expect(!page.layout().dump.contains("table"))
  }

  @Test func itemsAndParagraphsInACellStayApart() {
    let page = SourcePage.drawn(
      """
      ──────────────────────────────────────────────
      Property      Reason                     Count
      ──────────────────────────────────────────────
      Clarity       • not clear to most           12
                    of those asked
                    • left out by many
      Range         all at one end                 7
      ──────────────────────────────────────────────
      """)
    #expect(
      page.layout().dump.contains("1,1 \"• not clear to most of those asked\n• left out by many\"")
    )
  }

  @Test func tablesThatRunFromTheRightBeginThere() {
    let page = SourcePage.drawn(
      """
      ────────────────────────
      2012   2011   עיר
      ────────────────────────
      240     12    יפו
      198      7    עכו
      ────────────────────────
      """)
    let dump = page.layout().dump
    #expect(dump.contains("0,1 \"2011\"") && dump.contains("2,2 \"198\""))
  }

  @Test func tablesAcrossThePageAreFoundAndStandWhereTheyAre() throws {
    let upright = SourcePage.drawn(
      """
      Town         Gulls    Pegs
      Harwich         12     240
      Lowestoft        7     198
      Great Yarm.     31     305
      """)
    for turn in [Turn.clockwise, .half, .counterclockwise] {
      // What is upright when the page is turned by a quarter stands across the page.
      let back = try #require(Turn(rawValue: (4 - turn.rawValue) % 4))
      let page = upright.upright(back)
      #expect(page.mainTurn == turn)
      let layout = page.layout()
      #expect(layout.dump == upright.layout().dump)
      let box = try #require(layout.blocks.first?.box)
      #expect(page.box.expanded(by: 1).contains(box))
      #expect((box.height > box.width) == (turn != .half))
      let own = try #require(upright.layout().blocks.first?.box)
      #expect(abs(page.box(own, ofTurned: turn).x0 - box.x0) < 0.01)
    }
  }

  @Test func cutsTellWhatSpeaksForThem() throws {
    let page = SourcePage.drawn(
      """
      Town         Gulls    Pegs
      Harwich         12     240
      Lowestoft        7     198
      Great Yarm.     31     305
      """)
    var options = PageLayouter.Options()
    options.traces = true
    let trace = try #require(PageLayouter(options).layout(page).trace?.tables.first)
    #expect(trace.way == "aligned")
    #expect(trace.cuts.map(\.evidence).allSatisfy { $0.hasSuffix("parts 4, crossed by 0 of 4") })
    #expect(trace.cuts.count == 2 && trace.cells.first?.place == "0,0")
  }

  @Test func commandsAndIndexesAreNoTables() {
    let commands = SourcePage.drawn(
      """
      ─────────────────────────────
      #     editor       fstab
      #     mount none   proc
      #     cd           dev
      ─────────────────────────────
      """)
    #expect(!commands.layout().dump.contains("table"))
    let index = SourcePage.drawn(
      """
      arrays . . . . . . . . .  12     lists . . . . . . . . .  31
      boats  . . . . . . . . .  40     masts . . . . . . . . .   7
      decks  . . . . . . . . .   3     nets  . . . . . . . . .  26
      gulls  . . . . . . . . .  19     oars  . . . . . . . . .  11
      """)
    #expect(!index.layout().dump.contains("table"))
  }
}
