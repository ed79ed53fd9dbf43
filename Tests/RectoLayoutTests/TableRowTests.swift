import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoLayout

/// Rows that are told from lines of wrapped cells, and columns that stand close together.
@Suite struct TableRowTests {
  /// The tables of a page, each as its rows.
  private func tables(_ page: SourcePage) -> [String] {
    page.layout().dump.split(separator: "\n").filter { $0.hasPrefix("table") }.map(String.init)
  }

  @Test(arguments: ["•", "x", "✓", "–", "…"]) func marksAreValuesAndDoNotGoOn(mark: String) {
    let page = SourcePage.drawn(
      """
      ────────────────────────────────────────
      Town         Gulls    Terns     Pegs
      ────────────────────────────────────────
      harwich      M        M         M
                   M                  M
      lowestoft    M        M
                            M         M
      ────────────────────────────────────────
      """.replacing("M", with: mark))
    #expect(tables(page) == ["table 5x4"])
  }

  @Test func rowsOfValuesThatLookAlikeAreRows() {
    let page = SourcePage.drawn(
      """
      ────────────────────────────────────────────
      Town             Gulls    Terns     Pegs
      ────────────────────────────────────────────
      harwich          yes      yes       -
      the old town     yes      -         yes
      quay             yes      yes       yes
      lowestoft        -        yes       yes
      ────────────────────────────────────────────
      """)
    #expect(tables(page) == ["table 5x4"])
  }

  @Test func aTextThatHadRoomAboveIsNoWrappedLine() {
    let page = SourcePage.drawn(
      """
      ──────────────────────────────────────────────
      Town         What is seen there      Count
      ──────────────────────────────────────────────
      Harwich      gulls                      12
                   terns on the quay           7
      Lowestoft    pegs                       31
                   a boat                      2
      ──────────────────────────────────────────────
      """)
    #expect(tables(page) == ["table 5x3"])
  }

  @Test func aTextThatHadNoRoomIsAWrappedLine() {
    let page = SourcePage.drawn(
      """
      ───────────────────────────────────────────────
      Town         What is seen there        Count
      ───────────────────────────────────────────────
      Harwich      gulls on all the roofs       12
                   of the old town
      Lowestoft    pegs and lines that are       7
                   hung out over the quay
      ───────────────────────────────────────────────
      """)
    #expect(tables(page) == ["table 3x3"])
  }

  @Test func groundsUnderGroupsOfRowsJoinNoRows() {
    var page = SourcePage.drawn(
      """
      Town         Gulls     Terns     Pegs
      Harbours
      harwich      x         -         x
      lowestoft    -         x         x
      Rivers
      woodbridge   x         x         -
      ipswich      x         -         -
      bures        -         -         x
      """)
    for line in [0, 1, 4] {
      let y = 120 + 12 * Float(line)
      page.fills.append(
        Fill(box: Box(x0: 56, y0: y - 9, x1: 256, y1: y + 3), colour: 0xFFE0_E0E0))
    }
    #expect(tables(page) == ["table 8x4"])
  }

  @Test func spacesBeforeThousandsPartNoColumns() {
    var page = SourcePage.drawn("")
    for (row, line) in [
      ["Harwich", "172 684,5", "9 112"], ["Lowestoft", "259 569,9", "3 004"],
      ["Southwold", "88 732,8", "12 871"], ["Ipswich", "276 828,7", "1 050"],
    ].enumerated() {
      let y = 120 + 12 * Float(row)
      page.set(line[0], x: 60, y: y)
      page.set(line[1], x: 140, y: y)
      page.set(line[2], x: 220, y: y)
    }
    for y in [108, 126, 138, 150, 162] as [Float] {
      page.strokes.append(Stroke(from: Point(55, y), to: Point(260, y), width: 0.5))
    }
    for x in [55, 130, 210, 260] as [Float] {
      page.strokes.append(Stroke(from: Point(x, 108), to: Point(x, 162), width: 0.5))
    }
    let dump = page.layout().dump
    #expect(dump.contains("0,1 \"172 684,5\""))
    #expect(dump.contains("2,2 \"12 871\""))
  }

  @Test func figuresASpaceApartThatAreNoThousandsAreColumns() {
    var page = SourcePage.drawn("")
    for (row, line) in ["12 7 305", "3 19 41", "44 2 118", "9 13 7", "25 8 64"].enumerated() {
      let y = 120 + 12 * Float(row)
      page.set("Harwich", x: 60, y: y)
      for (i, figure) in line.split(separator: " ").enumerated() {
        page.set(String(figure), x: 155 + 18 * Float(i) - 5 * Float(figure.count), y: y)
      }
    }
    for y in [108, 182] as [Float] {
      page.strokes.append(Stroke(from: Point(55, y), to: Point(200, y), width: 0.5))
    }
    #expect(tables(page) == ["table 5x4"])
  }

  @Test func aRangeOfDatesInADrawnCellIsOneRow() {
    let page = SourcePage.ruled(
      """
      Town         Date           Count
      Harwich      2.12.2009         12
                   19.12.2009
      Lowestoft    4.1.2010           7
                   1.2.2010
      """, before: [-1, 12, 26, 34], above: [0, 1, 3, 5])
    let dump = page.layout().dump
    #expect(dump.hasPrefix("table 3x3\n"))
    #expect(dump.contains("1,1 \"2.12.2009\n19.12.2009\"") || dump.contains("2.12.2009 19.12.2009"))
  }

  @Test func labelsMayReachBelowTheNumbersOfTheNextColumn() {
    let page = SourcePage.drawn(
      """
      Town                      Gulls    Terns
      the harbour of Old Quay       7       12
      Lowestoft             1,204,112        9
      Southwold                   312       31
      Ipswich               2,100,340        4
      Great Yarmouth and Hart      15        8
      Woodbridge              700,981        2
      """)
    let dump = page.layout().dump
    #expect(dump.hasPrefix("table 7x3\n"))
    #expect(dump.contains("1,0 \"the harbour of Old Quay\""))
    #expect(dump.contains("2,1 \"1,204,112\""))
  }

  /// Numbers right of an edge and letters left of one, a little further apart than words are.
  @Test func aNarrowGapBesideNumbersIsAColumn() {
    var page = SourcePage.drawn("")
    for (row, line) in [
      ("48765", "AAA", "GULL AIR", "12"), ("8203", "AAA", "TERN AND SKUA", "7"),
      ("509462", "BAW", "PEGS OF THE QUAY", "31"), ("42", "BAW", "LINES", "4"),
      ("646123", "AAA", "OLD HARBOUR INN", "9"),
    ].enumerated() {
      let y = 120 + 12 * Float(row)
      page.set(line.0, x: 100 - 5 * Float(line.0.count), y: y)
      page.set(line.1, x: 104.5, y: y)
      page.set(line.2, x: 140, y: y)
      page.set(line.3, x: 300 - 5 * Float(line.3.count), y: y)
    }
    let dump = page.layout().dump
    #expect(dump.hasPrefix("table 5x4\n"))
    #expect(dump.contains("2,0 \"509462\""))
    #expect(dump.contains("2,2 \"PEGS OF THE QUAY\""))
  }
}

extension SourcePage {
  /// Draws text in which spaces are narrower than letters.
  fileprivate mutating func set(_ text: String, x: Float, y: Float) {
    var x = x
    for scalar in text.unicodeScalars {
      let advance: Float = scalar == " " ? 2.8 : 5
      if scalar != " " {
        glyphs.append(
          Glyph(
            origin: Point(x, y), advance: Point(advance, 0), up: Point(0, -10),
            scalar: scalar.value, font: 0))
      }
      x += advance
    }
  }
}
