import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@Suite struct LinkTests {
  /// What is linked of a page, whose letters are 5 wide from 60 on and whose lines are 12 apart from a
  /// baseline of 120 on, with a link in a box.
  private func linked(
    _ text: String, _ box: Box, _ change: (inout SourcePage) -> Void = { _ in }
  ) -> [String] {
    var page = SourcePage.drawn(text)
    page.links = [PlacedLink(box: box, target: .uri("https://a.example/"))]
    change(&page)
    return page.layout().blocks.flatMap(\.texts).flatMap { text in
      text.spans.filter { $0.link != nil }.map { String(text.slice($0.start, $0.end)) }
    }
  }

  /// `Touring Car` ends the first line, `Championship` begins the second.
  private let text = """
    The season was the eleventh of the Touring Car
    Championship (TCC) with nine weekends held at six
    different places.
    """
  private let around = Box(x0: 60, y0: 111, x1: 290, y1: 134)

  @Test func aBoxAroundTheEndOfALineAndTheNextLinksItsWordsOnly() {
    #expect(linked(text, around) == ["Touring Car Championship (TCC)"])
  }

  @Test func theEdgeMayCutAWord() {
    var box = around
    box.x1 = 288
    #expect(linked(text, box) == ["Touring Car Championship (TCC)"])
  }

  @Test func coloursTellTheWordsBetter() {
    let found = linked(text, around) { page in
      // `Car` and `Championship (TCC) with`.
      let first = page.glyphs.firstIndex { $0.origin.x == 60 + 5 * 43 && $0.origin.y == 120 }
      for i in page.glyphs.indices
      where page.glyphs[i].origin.y == 120
        && page.glyphs[i].origin.x >= page.glyphs[first ?? 0].origin.x
        || page.glyphs[i].origin.y == 132 && page.glyphs[i].origin.x < 60 + 5 * 23
      {
        page.glyphs[i].colour = 0xFF00_00CC
      }
    }
    #expect(found == ["Car Championship (TCC) with"])
  }

  @Test func linesThatEndInTheBoxAreLinkedWhole() {
    #expect(
      linked("All of this heading\nis a link.", Box(x0: 58, y0: 111, x1: 160, y1: 134))
        == ["All of this heading is a link."])
  }

  @Test func aBoxThatTouchesTheNextLineLinksOne() {
    #expect(linked(text, Box(x0: 235, y0: 111, x1: 290, y1: 126)) == ["Touring Car"])
  }
}
