import RectoGeometry
import RectoProcessing
import RectoTree
import Testing

/// Heads, feet and page numbers that do not stand in the margin.
@Suite struct RunningHeadTests {
  private static let prose = String(
    repeating: "All night the wind blew over the harbour. ", count: 9)
  /// Each page has a text of its own.
  private static let words = ["reeds", "mills", "eels", "tar", "ropes", "nets", "oars", "keels"]

  /// Pages that hold the paragraphs given, each at its height and in its size.
  private func document(
    _ pages: [[(text: String, y: Float, size: Float)]], tables: Bool = false
  ) -> Document {
    var document = Document()
    for (index, blocks) in pages.enumerated() {
      document.pages.append(Document.Page(index: index, width: 595, height: 842))
      for (order, (given, y, size)) in blocks.enumerated() {
        let text = given == Self.prose ? "\(Self.words[index]): \(given)" : given
        let box = Box(x0: 60, y0: y, x1: 60 + 4 * Float(text.utf8.count), y1: y + size)
        let content = Text(
          text,
          lines: [
            TextLine(
              page: Int32(index), box: box, start: 0, end: Int32(text.utf8.count), size: size)
          ])
        var block = Block(.paragraph(content), page: index, box: box)
        if tables, given != Self.prose {
          let cell = Table.Cell(row: 0, column: 0, page: index, box: box, text: content)
          block = Block(.table(Table(rows: 1, columns: 1, cells: [cell])), page: index, box: box)
        }
        block.look.size = size
        block.printed?.order = order
        document.blocks.append(block)
      }
    }
    Furniture().process(&document)
    FurniturePlaces().process(&document)
    return document
  }

  /// The layers of all blocks in order; `nil` for the text.
  private func layers(_ document: Document) -> [Document.Layer?] {
    var layers: [Document.Layer?] = []
    document.forEachInOrder { _, layer in layers.append(layer) }
    return layers
  }

  @Test func findsPageNumbersRightBelowTheText() {
    let pages = (0..<3).map { [(Self.prose, 100, 10), ("\($0 + 4)", 200 + 90 * Float($0), 10)] }
    let found = document(pages.map { $0.map { (text: $0.0, y: Float($0.1), size: Float($0.2)) } })
    #expect(layers(found) == [nil, .pageNumber, nil, .pageNumber, nil, .pageNumber])
  }

  @Test func findsRomanNumbersThatCountUp() {
    let numbers = ["ii", "iii", "iv"]
    let found = document(numbers.map { [(Self.prose, 100, 10), ($0, 300, 10)] })
    #expect(layers(found).filter { $0 == .pageNumber }.count == 3)
  }

  @Test func keepsNumbersThatDoNotCountUp() {
    let found = document(["7", "3", "12"].map { [(Self.prose, 100, 10), ($0, 300, 10)] })
    #expect(layers(found).allSatisfy { $0 == nil })
  }

  @Test func findsHeadsOfSeveralBlocksWhereverTheyEnd() {
    let found = document(
      (1...4).map {
        [
          ("Statement of the river", 120, 10), ("page \($0) of 4, May", 150, 10),
          (Self.prose, 220, 10),
        ]
      })
    #expect(layers(found).filter { $0 == .header }.count == 8)
    #expect(layers(found).filter { $0 == nil }.count == 4)
  }

  @Test func findsTablesThatAreHeads() {
    let pages: [[(text: String, y: Float, size: Float)]] = (1...4).map {
      [("Product 7X0, \($0) / 18", 100, 10), (Self.prose, 220, 10)]
    }
    #expect(layers(document(pages, tables: true)).filter { $0 == .header }.count == 4)
  }

  @Test func keepsALargeHeadOnceAsTheTitle() {
    let found = document(
      (1...4).map { _ in [("Statement of the river", 140, 16), (Self.prose, 220, 10)] })
    #expect(
      layers(found) == [nil, nil] + Array(repeating: [.header, nil], count: 3).joined())
  }

  @Test func keepsTitlesThatDifferInTheirNumber() {
    let found = document((1...4).map { [("Lesson \($0)", 140, 16), (Self.prose, 220, 10)] })
    #expect(layers(found).allSatisfy { $0 == nil })
  }

  @Test func keepsWhatComesAgainOnFewPages() {
    let heads = [
      "Notes on boats", "Notes on boats", "Notes on boats", "Reeds", "Mills", "Eels", "Tar",
    ]
    #expect(
      layers(document(heads.map { [($0, 140, 10), (Self.prose, 220, 10)] })).allSatisfy {
        $0 == nil
      })
  }
}
