import Foundation
import RectoGeometry
import RectoRendering
import RectoTree
import Testing

/// What office files and web pages hold and printed pages do not show, in each format.
@Suite struct FlowContentTests {
  private func document(_ blocks: [Block]) -> Document {
    var document = Document()
    document.blocks = blocks
    return document
  }

  private func markdown(_ blocks: [Block]) -> String {
    var result = ""
    try? MarkdownRenderer(document(blocks)).render { result += $0 }
    return result
  }

  private func html(_ blocks: [Block]) -> String {
    var result = ""
    try? HTMLRenderer(document(blocks)).render { result += $0 }
    return result.components(separatedBy: "<body>\n").last?.replacing(
      "</body>\n</html>\n", with: "")
      ?? ""
  }

  private func text(_ blocks: [Block]) -> String {
    var result = ""
    try? PlainTextRenderer(document(blocks)).render { result += $0 }
    return result
  }

  private func json(_ blocks: [Block]) throws -> [[String: Any]] {
    var result = ""
    try JSONRenderer(document(blocks)).render { result += $0 }
    let root = try JSONSerialization.jsonObject(with: Data(result.utf8)) as? [String: Any]
    return try #require(root?["blocks"] as? [[String: Any]])
  }

  private func paragraph(_ string: String, _ spans: [Text.Span] = []) -> Block {
    Block(.paragraph(Text(string, spans: spans)))
  }

  @Test func aBreakPartsWhatWasFromWhatComes() throws {
    let blocks = [paragraph("before"), Block(.thematicBreak), paragraph("after")]
    #expect(markdown(blocks) == "before\n\n---\n\nafter\n")
    #expect(html(blocks) == "<p>before</p>\n<hr>\n<p>after</p>\n")
    #expect(text(blocks) == "before\n\n* * *\n\nafter\n")
    #expect(try json(blocks).map { $0["type"] as? String } == ["paragraph", "break", "paragraph"])
    #expect(try json(blocks).map { $0["id"] as? String } == ["b1", "b2", "b3"])
    #expect(try json(blocks).allSatisfy { $0["page"] == nil && $0["box"] == nil })
  }

  @Test func rawTextStandsInTheFormatsThatUnderstandIt() throws {
    let blocks = [Block(.raw("<b>a</b>", format: "html")), Block(.raw("\\a", format: "latex"))]
    #expect(markdown(blocks) == "<b>a</b>\n")
    #expect(html(blocks) == "<b>a</b>\n")
    #expect(text(blocks).isEmpty)
    #expect(try json(blocks).map { $0["format"] as? String } == ["html", "latex"])
    #expect(try json(blocks).map { $0["raw"] as? String } == ["<b>a</b>", "\\a"])
  }

  @Test func codeNamesItsLanguage() throws {
    let blocks = [Block(.code(Text("let a = 1"), language: "swift"))]
    #expect(markdown(blocks) == "```swift\nlet a = 1\n```\n")
    #expect(html(blocks) == "<pre><code class=\"language-swift\">let a = 1</code></pre>\n")
    #expect(try json(blocks)[0]["language"] as? String == "swift")
  }

  @Test func picturesBringTheirBytes() throws {
    let picture = PictureFile([0x89, 0x50], mediaType: "image/png")
    let inline = InlinePicture(start: 2, end: 6, alternate: "gull", name: "i", picture: picture)
    let blocks = [
      Block(.figure(Figure(kind: .image, alternate: "A gull", name: "f", picture: picture))),
      Block(.paragraph(Text("a gull, flying", pictures: [inline]))),
    ]
    let address = "data:image/png;base64,iVA="
    #expect(markdown(blocks) == "![A gull](\(address))\n\na ![gull](\(address)), flying\n")
    #expect(
      html(blocks)
        == "<figure><img src=\"\(address)\" alt=\"A gull\"></figure>\n"
        + "<p>a <img src=\"\(address)\" alt=\"gull\">, flying</p>\n")
    #expect(text(blocks) == "a gull, flying\n")
    let pictures = try json(blocks)[1]["pictures"] as? [[String: Any]]
    #expect(pictures?.first?["image"] as? String == address)
    #expect(try json(blocks)[0]["image"] as? String == address)
    var options = RenderingOptions()
    options.pictures = ["i": "x_files/i.png"]
    var written = ""
    try MarkdownRenderer(document(blocks), options: options).render { written += $0 }
    #expect(written.hasSuffix("a ![gull](x_files/i.png), flying\n"))
  }

  @Test func picturesMoveWithTheTextAroundThem() {
    let picture = InlinePicture(start: 2, end: 6, name: "i")
    var text = Text("one")
    text.append(Text("a gull b", pictures: [picture]), separator: " ")
    #expect(text.pictures.map { text.slice($0.start, $0.end) } == ["gull"])
    let (head, tail) = text.split(at: 4)
    #expect(head.pictures.isEmpty)
    #expect(tail.pictures.map { tail.slice($0.start, $0.end) } == ["gull"])
  }

  @Test func columnsAreSetAndRowsHaveHeads() throws {
    var table = Table(
      rows: 2, columns: 3, headRows: 1,
      cells: ["Town", "Gulls", "Day", "Harwich", "12", "May"].enumerated().map { i, text in
        Table.Cell(row: i / 3, column: i % 3, box: .empty, text: Text(text))
      })
    table.alignments = [.left, .right, nil]
    table.headColumns = 1
    let blocks = [Block(.table(table))]
    #expect(
      markdown(blocks)
        == "| Town | Gulls | Day |\n| :--- | ---: | --- |\n| Harwich | 12 | May |\n")
    #expect(
      html(blocks).contains(
        "<tr><th scope=\"row\" style=\"text-align:left\">Harwich</th>"
          + "<td style=\"text-align:right\">12</td><td>May</td></tr>"))
    let written = try json(blocks)[0]
    #expect(written["alignments"] as? [String] == ["left", "right", "unknown"])
    #expect(written["headColumns"] as? Int == 1)
    #expect(table.role(of: table.cells[3]) == .stub)
    table.mirror()
    #expect(table.alignments == [nil, .right, .left])
  }

  @Test func countedListsBeginWhereTheyAreToldTo() throws {
    let items = ["four", "five"].map { List.Item(marker: Text(), blocks: [paragraph($0)]) }
    let blocks = [Block(.list(List(isOrdered: true, start: 4, items: items)))]
    #expect(markdown(blocks) == "4. four\n5. five\n")
    #expect(html(blocks) == "<ol>\n<li value=\"4\">four</li>\n<li value=\"5\">five</li>\n</ol>\n")
    #expect(text(blocks) == "4. four\n5. five\n")
    #expect(try json(blocks)[0]["start"] as? Int == 4)
  }

  @Test func changesAreMarkedAsPutInOrTakenOut() throws {
    let blocks = [
      paragraph(
        "the old new sea",
        [
          .init(start: 4, end: 7, style: .deletion), .init(start: 8, end: 11, style: .insertion),
        ])
    ]
    #expect(markdown(blocks) == "the <del>old</del> <ins>new</ins> sea\n")
    #expect(html(blocks) == "<p>the <del>old</del> <ins>new</ins> sea</p>\n")
    let spans = try json(blocks)[0]["spans"] as? [[String: Any]]
    #expect(spans?.map { $0["styles"] as? [String] } == [["deletion"], ["insertion"]])
  }

  @Test func commentsAreLedToByTheWordsThatTheyAreAbout() throws {
    var comment = paragraph("Ada: Was it?")
    comment.anchor = "comment-1"
    var document = document([
      paragraph("so high a sea", [.init(start: 0, end: 7, style: [], link: .comment("comment-1"))])
    ])
    document.furniture = [.init(.annotation, comment, place: 1)]
    var options = RenderingOptions()
    func html() throws -> String {
      var result = ""
      try HTMLRenderer(document, options: options).render { result += $0 }
      return result
    }
    #expect(try html().contains("<p>so high a sea</p>"))
    options.include = [.annotations]
    #expect(
      try html().contains(
        "<p><a href=\"#comment-1\">so high</a> a sea</p>\n"
          + "<aside class=\"annotation\" id=\"comment-1\">Ada: Was it?</aside>"))
    var json = ""
    try JSONRenderer(document, options: options).render { json += $0 }
    #expect(json.contains("\"comment\":\"comment-1\"") && json.contains("\"anchor\":\"comment-1\""))
  }

  @Test func sheetsAndSlidesStandBelowTheirTitles() throws {
    let blocks = [
      Block(.section(Section(.sheet, title: Text("Tides"), blocks: [paragraph("low")]))),
      Block(.section(Section(.slide, blocks: [paragraph("high"), paragraph("dry")]))),
    ]
    #expect(markdown(blocks) == "## Tides\n\nlow\n\nhigh\n\ndry\n")
    #expect(
      html(blocks)
        == "<section class=\"sheet\">\n<h2>Tides</h2>\n<p>low</p>\n</section>\n"
        + "<section class=\"slide\">\n<p>high</p>\n<p>dry</p>\n</section>\n")
    #expect(text(blocks) == "Tides\n\nlow\n\nhigh\n\ndry\n")
    let written = try json(blocks)
    #expect(written.map { $0["kind"] as? String } == ["sheet", "slide"])
    let inner = try #require(written[1]["blocks"] as? [[String: Any]])
    #expect(inner.map { $0["id"] as? String } == ["b2.1", "b2.2"])
  }

  @Test func quotationsAndNotesHoldBlocks() throws {
    let list = List(
      isOrdered: false, items: [.init(marker: Text("•"), blocks: [paragraph("gulls")])])
    let inner = [paragraph("Rain fell."), Block(.list(list)), Block(.quote([paragraph("Oh.")]))]
    #expect(
      markdown([Block(.quote(inner))]) == "> Rain fell.\n>\n> - gulls\n>\n> > Oh.\n")
    #expect(
      html([Block(.quote(inner))])
        == "<blockquote><p>Rain fell.</p><ul>\n<li>gulls</li>\n</ul>"
        + "<blockquote><p>Oh.</p></blockquote></blockquote>\n")
    let note = Block(.footnote(Footnote(name: "a", [paragraph("At noon."), paragraph("Or so.")])))
    #expect(markdown([note]) == "[^a]: At noon.\n\n    Or so.\n")
    #expect(
      html([note])
        == "<div class=\"footnote\" id=\"note-a\"><p>At noon.</p><p>Or so.</p></div>\n")
    #expect(text([note]) == "At noon.\n\nOr so.\n")
    let written = try json([note])[0]
    #expect(written["note"] as? String == "a" && written["text"] == nil)
    #expect((written["blocks"] as? [[String: Any]])?.count == 2)
  }

  @Test func captionsStandWithWhatTheyBelongTo() throws {
    var figure = Figure(kind: .image, name: "f")
    figure.above = [Block(.caption([paragraph("Figure 1: A gull.")]))]
    figure.below = [paragraph("Drawn by Ada."), paragraph("In May.")]
    let blocks = [Block(.figure(figure)), paragraph("Rain fell.")]
    #expect(
      markdown(blocks) == "Figure 1: A gull.\n\nDrawn by Ada.\n\nIn May.\n\nRain fell.\n")
    let written = try json(blocks)
    #expect(written.map { $0["id"] as? String } == ["b1", "b2", "b3", "b4", "b5"])
    #expect(written.map { $0["of"] as? String } == ["b2", nil, "b2", "b2", nil])
    #expect(blocks[0].children.count == 3)
  }

  @Test func cellsHoldSeveralParagraphs() throws {
    var cell = Table.Cell(row: 0, column: 0, box: .empty, text: Text())
    #expect(cell.blocks.isEmpty)
    cell.blocks = [paragraph("Rain fell."), paragraph("Nobody slept.")]
    #expect(cell.text.string == "Rain fell." && cell.blocks.count == 2)
    let table = Block(.table(Table(rows: 1, columns: 1, headRows: 1, cells: [cell])))
    #expect(markdown([table]) == "| Rain fell.<br>Nobody slept. |\n| --- |\n")
    cell.blocks = [Block(.code(Text("a")))]
    #expect(cell.text.isEmpty && cell.more.count == 1)
  }
}
