import Recto
import RectoGeometry
import RectoTesting
import RectoTree
import Synchronization
import Testing

@testable import RectoProcessing

/// A page that is converted alone is judged as it would be among the others.
@Suite struct NeighbourTests {
  /// Headings and furniture of a page, and the layers of its glyphs.
  private func facts(of page: Int, in document: Document) -> [String] {
    var facts: [String] = []
    document.forEachInOrder { block, layer in
      guard block.page == page else { return }
      if layer != nil || block.summary.hasPrefix("heading") {
        facts.append("\(layer?.rawValue ?? "") \(block.summary) \(block.text?.string ?? "")")
      }
    }
    return facts
  }

  @Test(arguments: ["report", "manual", "article", "slides"], [1, 3])
  func aPageAloneIsAsInTheWhole(name: String, jobs: Int) throws {
    let bytes = try Fixtures.bytes("Corpus/\(name)/input.pdf")
    var options = ConversionOptions()
    options.images = .none
    options.jobs = jobs
    let whole = try Converter(options).convert(bytes, name: name).document
    for page in whole.pages.map(\.index) {
      options.pages = try PageSelection("\(page + 1)")
      let alone = try Converter(options).convert(bytes, name: name).document
      #expect(alone.pages.map(\.index) == [page])
      #expect(facts(of: page, in: alone) == facts(of: page, in: whole))
      #expect(alone.blocks.allSatisfy { $0.page == page })
      #expect(CoverageAudit(alone).balances)
    }
  }

  @Test func pagesThatMayNotBeReadAreNot() throws {
    var options = ConversionOptions()
    options.pages = try PageSelection("3")
    options.limits.pages = 1
    let read = Pages()
    _ = try Converter(options) { event in
      if case .began(let page) = event { read.add(page) }
    }.convert(try Fixtures.bytes("Corpus/report/input.pdf"), name: "report")
    #expect(read.all == [2])
  }

  @Test func ofAListOverPagesItsItemsThereAreLeft() {
    func paragraph(_ text: String, _ page: Int) -> Block {
      Block(.paragraph(Text(text)), page: page, box: Box(x0: 0, y0: 0, x1: 9, y1: 9))
    }
    let items = [paragraph("one", 0), paragraph("two", 1), paragraph("three", 2)]
    let list = List(
      isOrdered: false, items: items.map { List.Item(marker: Text("•"), blocks: [$0]) })
    var document = Document()
    document.blocks = [
      paragraph("before", 0), Block(.list(list), of: items), Block(.quote(items), of: items),
      paragraph("after", 2),
    ]
    ChosenPages([1]).process(&document)
    #expect(document.blocks.map { $0.texts.map(\.string) } == [["•", "two"], ["two"]])
    #expect(document.blocks.allSatisfy { $0.origin?.places.map(\.page) == [1] })
  }
}

/// Pages as they are read.
private final class Pages: Sendable {
  private let pages = Mutex<[Int]>([])
  var all: [Int] { pages.withLock { $0 } }
  func add(_ page: Int) { pages.withLock { $0.append(page) } }
}
