import RectoGeometry
import RectoPages
import RectoProcessing
import RectoTesting
import RectoTree
import Testing

/// Furniture is a list beside the text and keeps its place, whatever the passes make of the text.
@Suite struct FurniturePlaceTests {
  private let prose = """
    Rain fell all the night on the harbour and on the boats in it, and nobody had
    ever seen the sea so high or so grey as it was then, not even the gulls here.
    """

  private func page(_ body: String, _ index: Int) -> SourcePage {
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false).count
    return .drawn(
      "The Lighthouse Handbook\n\n\n\n" + body + String(repeating: "\n", count: 62 - lines)
        + "page \(index + 1)", index: index, top: 44)
  }

  @Test func headsAndFeetStandAroundAParagraphThatGoesOnOverThem() {
    let first =
      "\(prose)\nThe master of the harbour wrote of it in the book of the port that for all"
    let document = Document.of([
      page(first, 0), page("of that week nobody had put out to sea.\n\n\(prose)", 1),
    ])
    #expect(
      document.dump.split(separator: "\n").map { String($0.prefix(30)) } == [
        "(header) paragraph \"The Lighth", "paragraph \"Rain fell all the n",
        "(page-number) paragraph \"page ", "(header) paragraph \"The Lighth",
        "paragraph \"Rain fell all the n", "(page-number) paragraph \"page ",
      ])
    let places = document.blocks[0].origin?.places ?? []
    #expect(places.map(\.page) == [0, 1])
    #expect(document.blocks[0].box == places[0].box)
  }

  @Test func feetFollowAListThatGoesOnOverThem() {
    let document = Document.of([
      page("\(prose)\n\n- boats of wood\n- boats of iron", 0),
      page("- boats of tin\n- boats of reed\n\n\(prose)", 1),
    ])
    var kinds: [String] = []
    document.forEachInOrder { block, layer in
      kinds.append(layer?.rawValue ?? block.dump().prefix { $0 != " " && $0 != "\n" }.lowercased())
    }
    #expect(
      kinds == [
        "header", "paragraph", "list", "page-number", "header", "paragraph", "page-number",
      ])
  }

  @Test func everyBlockHasAnIdOfItsOwn() {
    let document = Document.of([
      page("\(prose)\n\n- boats of wood\n- boats of iron", 0), page(prose, 1),
    ])
    var ids: [String] = []
    document.forEachInOrder { block, _ in block.forEachBlock { ids.append($0.id) } }
    #expect(
      ids == [
        "p1.b1", "p1.b2", "p1.b3", "p1.b3.1.1", "p1.b3.2.1", "p1.b4", "p2.b1", "p2.b2", "p2.b3",
      ])
  }

  @Test func whatThePassesKnewIsDroppedUnlessItIsAskedFor() {
    let source = page(prose, 0)
    #expect(source.document().blocks.allSatisfy { $0.printed != nil })
    var document = source.layout()
    ProcessorChain().process(&document)
    document.forEachBlock { #expect($0.printed == nil && $0.origin != nil) }
    #expect(document.dump == source.document().dump)
  }
}
