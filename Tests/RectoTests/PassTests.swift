import Recto
import RectoGeometry
import RectoMetadata
import RectoPages
import RectoProcessing
import RectoRendering
import RectoTesting
import RectoTree
import Testing

/// A mutation check: a pass that changes nothing when it is left out is of no use.
@Suite struct PassTests {
  private static let prose = """
    Rain fell all night on the harbour and on the boats in it, and on the
    washing of all who lived there. Nobody had ever seen the sea so high.
    """

  /// Drawn documents that have something for many passes.
  private static let drawn: [[String]] = [
    [
      """
      The Lighthouse Handbook      1



      Contents ← 14 bold

      1. The gulls ........ 1
      2. The boats ........ 2
      3. The tides ........ 9

      Chapter 1 ← 18 bold
      The gulls ← 18 bold

      \(prose)
      As Keel says [1], see Figure 1 and www.gulls.example now.

      Mole ← bold
          A wall against the sea.
      Gull ← bold
          A bird that takes what it sees.

      - boats of wood
      - boats of iron

      \(prose)

      Figure 1: A gull on a mast.
      """,
      """
      The Lighthouse Handbook      2



      \(prose)

      install   = -p      -o root ← fixed
      program   = -p -d   -o root ← fixed

      References ← 14 bold

      [1] Ada Keel. Gulls of the North. Harbour Press, 1987.
      [2] Bo Mast. On Moles. Journal of Walls 3, 1991.

      Index ← 14 bold

      boats 3, 17
      gulls 7, 9
      harbour 8
      moles 5
      washing 2
      """,
    ],
    ["\(prose)\n\nThe gulls ← red\n\n\(prose)"],
    [
      ["Boots for Gulls", "Nuts of the Harbour"].map { "\(prose)\n\n\($0) ← 10 italic\n\(prose)" }
        .joined(separator: "\n\n")
    ],
    [
      "Contents ← 14 bold\n\nGulls ..... 1\nBoats ..... 2\nTides ..... 3\n\nGulls ← 14 bold\n\(prose)"
    ],
    ["a prose that ends on this page,", "but goes on on the next one with"].map { text in
      let more = text.hasPrefix("but") ? "" : "\nRain fell on all of the boats and on "
      return String(repeating: "\n", count: 8) + (more.isEmpty ? "" : prose) + more + text
        + (more.isEmpty ? "\n" + prose : "")
    },
    [
      String(repeating: "\n", count: 8) + """
        Rain fell all night on the old harbour and on the boats that lay in
        it, and on the washing of the people who lived there. Nobody knew of
        a sea so high as this, and the master of the port wrote of it in the

            book of the port, that for three days and nights nobody had
            put to sea, and that all of the boats were still in their
            places when the wind went down on the morning of the next.

        The Harbour Press
        12 Quay Street
        Port Ellen
        """
    ],
    [
      "Rain fell on all the boats ← bold\nand on all the well- ← bold\nknown harbours, well-known. ← bold"
    ],
  ]

  private static func json(_ document: Document) throws -> String {
    var result = ""
    try JSONRenderer(document).render { result += $0 }
    return result
  }

  /// What comes out of the drawn documents, with a comment, a table and its note that they cannot have.
  private static func drawnResults(without names: Set<String>) throws -> [String] {
    try drawn.map { texts in
      var document = Document()
      for (i, text) in texts.enumerated() {
        let page = Document.of([.drawn(text, index: i, top: 40)], processors: false)
        document.pages += page.pages
        document.blocks += page.blocks
        document.furniture += page.furniture
      }
      document.metadata.annotations = [
        .init(kind: "note", contents: "Is it?", page: 0, box: Box(x0: 70, y0: 99, x1: 80, y1: 109))
      ]
      let cells = (0..<2).map { column in
        Table.Cell(
          row: 0, column: column, box: Box(x0: 60, y0: 700, x1: 200, y1: 710), text: Text("8"))
      }
      // Its third column is empty.
      document.blocks.append(
        Block(.table(Table(rows: 1, columns: 3, cells: cells)), page: 0, box: cells[0].box))
      var look = Look()
      look.size = 8
      document.blocks.append(
        Block(
          .paragraph(Text("Note: in feet.")), page: 0,
          box: Box(x0: 60, y0: 714, x1: 200, y1: 722), look: look))
      ProcessorChain(without: names).process(&document)
      return try json(document)
    }
  }

  private static let fixtures = [
    "Corpus/article/input.pdf", "Corpus/report/input.pdf", "Corpus/manual/input.pdf",
    "Tables/long-grid.pdf",
  ]

  private static func result(of fixture: String, without names: Set<String>) throws -> String {
    var options = ConversionOptions()
    options.images = .none
    options.withoutPasses = names
    return try json(
      try Converter(options).convert(Fixtures.bytes(fixture), name: fixture).document)
  }

  @Test(arguments: ProcessorChain.names)
  func everyPassDoesSomething(name: String) throws {
    let isNeeded = try Self.drawnResults(without: [name]) != Self.drawnResults(without: [])
    let changed =
      try isNeeded
      || Self.fixtures.contains { fixture in
        try Self.result(of: fixture, without: [name]) != Self.result(of: fixture, without: [])
      }
    #expect(changed, "no document of these needs \(name)")
  }
}
