import RectoGeometry
import RectoPages
import RectoProcessing
import RectoTesting
import RectoTree
import Testing

@Suite struct TableNoteTests {
  private let body = """
    Rain fell all the night on the harbour and on the boats in it, and nobody had
    ever seen the sea so high or so grey as it was then, not even the gulls here.
    """

  @Test func captionsAndNotesBelongToTheirTable() throws {
    let document = SourcePage.drawn(
      body + """


        Table 2: Birds and boats

        ─────────────────────────────────────
        Town         Gulls    Pegs
        ─────────────────────────────────────
        Harwich         12     240
        Lowestoft        7     198
        Great Yarm.     31     305
        ─────────────────────────────────────
        Source: the harbour master. ← 8
        * Counted at noon. ← 8



        """ + body
    ).document()
    #expect(document.blocks.count == 3)
    guard case .table(let table) = document.blocks[1].content else {
      Issue.record("no table: \(document.dump)")
      return
    }
    #expect(table.above.map { $0.text?.string } == ["Table 2: Birds and boats"])
    #expect(
      table.below.map { $0.text?.string }
        == ["Source: the harbour master.", "* Counted at noon."])
    #expect(
      document.dump.split(separator: "\n").map { $0.prefix { $0 != " " } }.filter { !$0.isEmpty }
        == ["paragraph", "caption", "table", "paragraph", "paragraph", "paragraph"])
  }

  @Test func titlesAndSourcesInsideTheFrameAreNoRows() throws {
    func cell(_ row: Int, _ column: Int, _ text: String, span: Int = 1) -> Table.Cell {
      Table.Cell(row: row, column: column, columnSpan: span, box: .empty, text: Text(text))
    }
    var document = Document()
    document.blocks = [
      Block(
        .table(
          Table(
            rows: 4, columns: 2, headRows: 1,
            cells: [
              cell(0, 0, "Table 3. Birds of the harbour", span: 2), cell(1, 0, "Town"),
              cell(1, 1, "Gulls"), cell(2, 0, "Harwich"), cell(2, 1, "12"),
              cell(3, 0, "Source: the harbour master.", span: 2),
            ])), page: 0, box: .empty)
    ]
    TableNotes().process(&document)
    #expect(
      document.dump == """
        caption "Table 3. Birds of the harbour"
        table 2x2
          0,0 "Town"
          0,1 "Gulls"
          1,0 "Harwich"
          1,1 "12"
        paragraph "Source: the harbour master."
        """)
    #expect(document.blocks.map { $0.printed?.owner } == [.next, nil, .previous])
  }
}
