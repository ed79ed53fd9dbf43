import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoLayout

@Suite struct CodeLineTests {
  private let prose = """
    Rain fell all the night on the harbour and on the boats in it, and nobody had
    ever seen the sea so high or so grey as it was then, not even the gulls here.


    """

  @Test func gapsInLinesOfCodeStay() {
    let page = SourcePage.drawn(
      prose + """
        install   = -p      -o root ← fixed
        program   = -p -d   -o root ← fixed
          script  = -p      -o gull ← fixed
        """)
    #expect(
      page.document().blocks.last?.text?.string == """
        install   = -p      -o root
        program   = -p -d   -o root
          script  = -p      -o gull
        """)
  }

  @Test func cellsInTheFontOfCodeStayApart() {
    // The second column is set a third of a character off the first one's grid.
    var page = SourcePage.drawn(
      prose + """
        ls         list ← fixed
        mv         move ← fixed
        cp         copy ← fixed
        """)
    for i in page.glyphs.indices where page.glyphs[i].font == 3 && page.glyphs[i].origin.x > 100 {
      page.glyphs[i].origin.x += 1.7
    }
    let fragments = FragmentBuilder(page, maths: nil).fragments(
      of: Array(0..<Int32(page.glyphs.count)))
    #expect(CodeLines(page: page, rules: []).joined(fragments).count == fragments.count)
  }
}
