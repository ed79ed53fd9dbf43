import RectoGeometry
import RectoTree
import Testing

@testable import RectoRendering

/// Where documents are cut, and what is repeated.
@Suite struct ChunkTests {
  private static func chunks(
    _ blocks: [Block], size: Int, overlap: Int = 0, context: ChunkOptions.Context = .none,
    unit: ChunkOptions.Unit = .characters, tables: RenderingOptions.Tables = .auto
  ) throws -> [Chunk] {
    var document = Document()
    document.pages = (0..<3).map {
      Document.Page(index: $0, label: ["iii", "iv", "1"][$0], width: 595, height: 842)
    }
    document.blocks = blocks
    var options = RenderingOptions()
    options.tables = tables
    (options.chunks.size, options.chunks.unit) = (size, unit)
    (options.chunks.overlap, options.chunks.context) = (overlap, context)
    var chunks: [Chunk] = []
    var chunker = try Chunker(document, options: options)
    chunker.forEach { chunks.append($0) }
    return chunks
  }

  private static func heading(_ text: String, _ level: Int) -> Block {
    Block(.heading(Text(text), level: level))
  }

  private static func paragraph(_ text: String) -> Block { Block(.paragraph(Text(text))) }

  private static let rain = "Rain fell all night. Nobody had seen the sea so high."

  @Test func sectionsThatFitAreChunks() throws {
    let chunks = try Self.chunks(
      [
        Self.heading("Sea", 1), Self.heading("Rain", 2), Self.paragraph(Self.rain),
        Self.heading("Wind", 2), Self.paragraph(Self.rain), Self.heading("Snow", 2),
        Self.paragraph("None."),
      ], size: 100)
    #expect(
      chunks.map(\.text) == [
        "# Sea\n\n## Rain\n\n\(Self.rain)",
        // What is short is joined with its neighbour.
        "## Wind\n\n\(Self.rain)\n\n## Snow\n\nNone.",
      ])
    #expect(chunks.map(\.headings) == [["Sea", "Rain"], ["Sea", "Wind"]])
    #expect(chunks.map(\.begins) == [.heading, .heading])
    #expect(chunks[1].kinds == ["heading", "paragraph"])
    #expect(chunks[1].blocks == ["b4", "b5", "b6", "b7"])
  }

  @Test func headingsAreRepeatedAboveWhatStandsUnderThem() throws {
    let chunks = try Self.chunks(
      [
        Self.heading("Sea", 1), Self.heading("Rain", 2), Self.paragraph(Self.rain),
        Self.paragraph(Self.rain),
      ], size: 80, context: .headings)
    #expect(
      chunks.map(\.text) == [
        "# Sea\n\n## Rain\n\n\(Self.rain)", "# Sea\n\n## Rain\n\n\(Self.rain)",
      ])
    #expect(chunks.map { $0.ranges.map(\.isRepeated) } == [[false], [true, true, false]])
    #expect(Set(chunks.map(\.id)).count == 2)
  }

  @Test func longParagraphsAreCutAfterSentencesClausesAndWords() throws {
    let chunks = try Self.chunks(
      [Self.paragraph("One fell. Dr. Two, who had slept, woke. Three of the many more slept on.")],
      size: 20)
    #expect(
      chunks.map(\.text) == [
        "One fell. Dr. Two,", "who had slept, woke.", "Three of the many", "more slept on.",
      ])
    #expect(chunks.map(\.begins) == [.block, .clause, .sentence, .word])
  }

  @Test func wordsThatNoBudgetHoldsAreCutAndMarked() throws {
    let chunks = try Self.chunks(
      [Self.paragraph("A Donaudampfschifffahrtsgesellschaft e\u{301}")], size: 16)
    #expect(
      chunks.map(\.text) == ["A", "Donaudampfschiff", "fahrtsgesellscha", "ft e\u{301}"])
    #expect(chunks.map(\.begins) == [.block, .word, .character, .character])
  }

  @Test func scriptsWithoutBlanksAreCutWhereLinesMayEnd() throws {
    let japanese = try Self.chunks(
      [Self.paragraph("昨夜は雨が降った。海はとても高かった。誰も見たことがない。")], size: 16)
    #expect(japanese.map(\.text) == ["昨夜は雨が降った。", "海はとても高かった。", "誰も見たことがない。"])
    let thai = try Self.chunks([Self.paragraph("ฝนตกเมื่อคืนนี้ ลมแรงมากเกินไป")], size: 16)
    #expect(thai.map(\.text) == ["ฝนตกเมื่อคืนนี้", "ลมแรงมากเกินไป"])
  }

  @Test func emphasisAndLinksGoOn() throws {
    let text = Text(
      "One two three four five six seven eight nine ten",
      spans: [
        Text.Span(start: 0, end: 33, style: .bold, link: nil),
        Text.Span(start: 34, end: 48, style: [], link: .uri("https://e.org")),
      ])
    let chunks = try Self.chunks([Block(.paragraph(text))], size: 28)
    #expect(
      chunks.map(\.text) == [
        "**One two three four five**", "**six seven**", "[eight nine](https://e.org)",
        "[ten](https://e.org)",
      ])
  }

  private static func table(rows: Int, above: [Block] = []) -> Block {
    var cells: [Table.Cell] = []
    for row in 0...rows {
      for column in 0..<2 {
        cells.append(
          Table.Cell(
            row: row, column: column, box: .empty,
            text: Text(row == 0 ? ["Month", "Cans"][column] : "\(row)\(column)")))
      }
    }
    var table = Table(rows: rows + 1, columns: 2, headRows: 1, cells: cells)
    table.above = above
    return Block(.table(table))
  }

  @Test func tablesGoOnUnderTheirHeads() throws {
    let chunks = try Self.chunks(
      [
        Self.paragraph("Before."),
        Self.table(rows: 4, above: [Block(.caption([Self.paragraph("Oil")]))]),
      ],
      size: 64)
    #expect(
      chunks.map(\.text) == [
        "Before.\n\nOil\n\n| Month | Cans |\n| --- | --- |\n| 10 | 11 |",
        "| Month | Cans |\n| --- | --- |\n| 20 | 21 |\n| 30 | 31 |",
        "| Month | Cans |\n| --- | --- |\n| 40 | 41 |",
      ])
    #expect(chunks.map(\.carriedRows) == [0, 1, 1])
    #expect(chunks[1].begins == .row)
    let html = try Self.chunks([Self.table(rows: 4)], size: 110, tables: .html)
    #expect(html.count == 4)
    for chunk in html {
      #expect(chunk.text.hasPrefix("<table>\n<tr><th>Month</th><th>Cans</th></tr>\n<tr><td>"))
      #expect(chunk.text.hasSuffix("</td></tr>\n</table>"))
    }
  }

  @Test func aRowThatNoBudgetHoldsIsCutBetweenItsCells() throws {
    let cells = (0..<2).map { column in
      Table.Cell(row: 0, column: column, box: .empty, text: Text("Rain fell all night \(column)"))
    }
    let chunks = try Self.chunks(
      [Block(.table(Table(rows: 1, columns: 2, headRows: 0, cells: cells)))], size: 34)
    #expect(chunks.contains { $0.text == "| Rain fell all night 1 |" && $0.begins == .cell })
  }

  @Test func codeGoesOnBetweenFences() throws {
    let chunks = try Self.chunks(
      [Block(.code(Text("for a in b:\n    print(a)\nprint(b)"), language: "python"))], size: 36)
    #expect(
      chunks.map(\.text) == [
        "```python\nfor a in b:\n```", "```python\n    print(a)\nprint(b)\n```",
      ])
    #expect(chunks.map(\.begins) == [.block, .line])
  }

  @Test func notesGoWithWhatCallsThem() throws {
    let call = Text(
      "Rain fell all night1 on the sea",
      spans: [Text.Span(start: 19, end: 20, style: .superscript, link: .note("1"))])
    let note = Block(.footnote(Footnote(name: "1", [Self.paragraph("So they say.")])))
    let chunks = try Self.chunks(
      [Block(.paragraph(call)), Self.paragraph(Self.rain), note], size: 60)
    #expect(
      chunks.map(\.text) == [
        "Rain fell all night[^1] on the sea\n\n[^1]: So they say.", Self.rain,
      ])
    #expect(chunks[0].kinds == ["paragraph", "footnote"])
  }

  @Test func listsAreCutBetweenTheirItems() throws {
    let items = (1...3).map {
      List.Item(marker: Text("\($0)."), blocks: [Self.paragraph("Rain fell \($0)")])
    }
    let chunks = try Self.chunks([Block(.list(List(isOrdered: true, items: items)))], size: 30)
    #expect(chunks.map(\.text) == ["1. Rain fell 1\n2. Rain fell 2", "3. Rain fell 3"])
    #expect(chunks[1].begins == .item)
  }

  @Test func quotationsKeepTheirMarks() throws {
    let quote = Block(.quote([Self.paragraph("Rain fell all night. Nobody slept.")]))
    let chunks = try Self.chunks([quote], size: 24)
    #expect(chunks.map(\.text) == ["> Rain fell all night.", "> Nobody slept."])
  }

  @Test func overlapIsOfWholeSentencesOrWordsOfTheSection() throws {
    let chunks = try Self.chunks(
      [
        Self.paragraph("One fell. Two woke. Three slept on. Four left."), Self.heading("Rain", 1),
        Self.paragraph("Five."),
      ], size: 32, overlap: 12)
    #expect(
      chunks.map(\.text) == [
        "One fell. Two woke.", "Two woke. Three slept on.", "slept on. Four left.",
        "# Rain\n\nFive.",
      ])
    #expect(chunks[1].ranges.map(\.isRepeated) == [true, false])
  }

  @Test func placesAreThoseOfLinesAndBlocks() throws {
    let text = Text(
      "Rain fell all night. Nobody slept at all.",
      lines: [
        TextLine(page: 0, box: Box(x0: 50, y0: 780, x1: 500, y1: 790), start: 0, end: 20, size: 10),
        TextLine(page: 1, box: Box(x0: 50, y0: 60, x1: 500, y1: 70), start: 21, end: 41, size: 10),
      ])
    let box = Box(x0: 50, y0: 780, x1: 500, y1: 790)
    let block = Block(
      .paragraph(text),
      origin: Origin([
        Origin.Place(page: 0, box: box),
        Origin.Place(page: 1, box: Box(x0: 50, y0: 60, x1: 500, y1: 70)),
      ]))
    let cut = try Self.chunks([block], size: 24)
    #expect(cut.map { $0.pages.map(\.index) } == [[0], [1]])
    #expect(cut[1].pages[0].label == "iv")
    #expect(cut[1].pages[0].boxes == [Box(x0: 50, y0: 60, x1: 500, y1: 70)])
    #expect(cut.map(\.blocks) == [["p1.b1"], ["p1.b1"]])
    let whole = try Self.chunks([block], size: 100)
    #expect(whole[0].pages.map(\.index) == [0, 1])
    #expect(whole[0].pages[0].boxes == [box])
  }

  @Test func whatHasNoLinesIsWhereItsBlockIs() throws {
    let box = Box(x0: 50, y0: 60, x1: 500, y1: 90)
    let text = Text("verylongnamethatnobudgetholdsatall")
    let chunks = try Self.chunks([Block(.paragraph(text), page: 1, box: box)], size: 16)
    #expect(chunks.count == 3)
    #expect(chunks.allSatisfy { $0.pages.map(\.boxes) == [[box]] })
  }

  @Test func idsAreThoseOfTextAndHeadings() throws {
    let first = try Self.chunks([Self.heading("Sea", 1), Self.paragraph(Self.rain)], size: 100)
    let second = try Self.chunks(
      [
        Self.heading("Land", 1), Self.paragraph(Self.rain + Self.rain), Self.heading("Sea", 1),
        Self.paragraph(Self.rain),
      ], size: 120)
    #expect(second.map(\.id).contains(first[0].id))
  }

  @Test func noTextHasNoChunks() throws {
    #expect(try Self.chunks([], size: 100).isEmpty)
    #expect(try Self.chunks([Self.paragraph("")], size: 100).isEmpty)
  }

  @Test func wordsAreCountedInScriptsWithoutBlanksToo() throws {
    let chunks = try Self.chunks([Self.paragraph("東京 tower ฝนตกเมื่อ")], size: 100, unit: .words)
    #expect(chunks[0].count == 2 + 1 + 3)
  }
}
