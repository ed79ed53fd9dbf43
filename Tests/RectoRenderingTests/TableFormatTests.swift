import RectoGeometry
import RectoRendering
import RectoTree
import Testing

/// Tables by themselves, and the numbers in them.
@Suite struct TableFormatTests {
  private let box = Box(x0: 0, y0: 0, x1: 9, y1: 9)

  private func table(_ rows: [[String]]) -> Table {
    var cells: [Table.Cell] = []
    for (row, texts) in rows.enumerated() {
      for (column, text) in texts.enumerated() {
        cells.append(Table.Cell(row: row, column: column, box: box, text: Text(text)))
      }
    }
    return Table(rows: rows.count, columns: rows.first?.count ?? 0, headRows: 1, cells: cells)
  }

  private func values(_ texts: [String]) -> [Double?] {
    let reader = NumberReader(table([texts]))
    return texts.map { reader.number(in: $0)?.value }
  }

  @Test func numbersAreReadAsTheirTableWritesThem() {
    #expect(values(["1,234", "0.5", "12,345.67"]) == [1234, 0.5, 12345.67])
    #expect(values(["1.234", "0,5"]) == [1234, 0.5])
    #expect(values(["1,234", "12"]) == [nil, 12])
    #expect(values(["1.5", "1,5", "1,234"]) == [1.5, 1.5, nil])
  }

  @Test func signsGroupsAndCurrenciesAreUnderstood() {
    #expect(values(["(12.5)", "−3", "+4", "- 5", "1 234 567"]) == [-12.5, -3, 4, -5, 1_234_567])
    #expect(values(["$ 1,234.50", "12.00 €", "1,234,567"]) == [1234.5, 12, 1_234_567])
    #expect(NumberReader(table([["$ 5"]])).number(in: "$ 5")?.currency != nil)
  }

  @Test(arguments: ["", "-", "a", "12a", "1..2", "1,23,456", "1.2.3", "()", "12 34", "1-2", "5 %"])
  func whatIsNoCertainNumberIsNone(text: String) {
    #expect(values([text]) == [nil])
  }

  @Test func delimitedTextQuotesWhatItMust() {
    let renderer = TableRenderer()
    let table = table([["a,b", "say \"x\""], ["two\nlines", "tab\there"]])
    #expect(
      renderer.text(table, box: box, page: 1, name: "p1-1", as: .csv)
        == "\"a,b\",\"say \"\"x\"\"\"\n\"two\nlines\",tab\there\n")
    #expect(
      renderer.text(table, box: box, page: 1, name: "p1-1", as: .tsv)
        == "a,b\tsay \"x\"\ntwo lines\ttab here\n")
  }

  @Test func anEmptyCellAloneIsARow() {
    let renderer = TableRenderer()
    let text = renderer.text(table([["a"], [""]]), box: box, page: 1, name: "t", as: .csv)
    #expect(text == "a\n\"\"\n")
  }

  @Test func jsonAddsNumbers() {
    let json = TableRenderer().text(
      table([["n"], ["1.5"]]), box: box, page: 3, name: "p3-1", as: .json)
    #expect(json.contains("\"name\":\"p3-1\",\"page\":3"))
    #expect(json.contains("\"number\":1.5,\"text\":\"1.5\""))
  }

  @Test func marksOfNotesBecomeNoPartOfNumbers() {
    var table = table([["n"], ["24.912"], ["27.58"]])
    table.cells[1].text = Text(
      "24.912", spans: [.init(start: 5, end: 6, style: .superscript)])
    let renderer = TableRenderer()
    #expect(
      renderer.text(table, box: box, page: 1, name: "t", as: .csv) == "n\n24.91²\n27.58\n")
    let json = renderer.text(table, box: box, page: 1, name: "t", as: .json)
    #expect(
      json.contains("24.91²") && !json.contains("24.912") && json.contains("\"number\":27.58"))
  }

  @Test func cellsHaveRoles() {
    let table = table([
      ["Town", "Gulls"], ["North", ""], ["Harwich", "12"], ["Orford", "none"],
    ])
    let roles = table.cells.map { table.role(of: $0) }
    #expect(roles == [.head, .head, .section, .data, .stub, .data, .data, .data])
    let json = TableRenderer().text(table, box: box, page: 1, name: "p1-1", as: .json)
    #expect(json.contains("\"role\":\"section\""))
  }

  @Test func whatStandsInACellIsWrittenThere() {
    var table = table([["a", "b"], ["c", ""]])
    let picture = Figure(
      kind: .image, blocks: [Block(.paragraph(Text("x|y")), page: 0, box: box)], name: "f")
    table.cells[3].blocks = [Block(.figure(picture), page: 0, box: box)]
    var options = RenderingOptions()
    options.pictures = ["f": "f.png"]
    let markdown = TableRenderer(options: options).text(
      table, box: box, page: 1, name: "t", as: .md)
    #expect(markdown == "| a | b |\n| --- | --- |\n| c | ![](f.png)<br>x\\|y |\n")
    table.cells[3].blocks = [Block(.table(self.table([["d", "e"]])), page: 0, box: box)]
    #expect(!table.isPlain)
    let html = TableRenderer().text(table, box: box, page: 1, name: "t", as: .html)
    #expect(html.contains("<td><table>\n<tr><th scope=\"col\">d</th>"))
    #expect(
      TableRenderer().text(table, box: box, page: 1, name: "t", as: .csv) == "a,b\nc,\"d\ne\"\n")
  }
}
