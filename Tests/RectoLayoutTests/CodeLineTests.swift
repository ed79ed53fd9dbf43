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

  @Test func columnsBelowAHeadInAnotherFaceAreATable() {
    let page = SourcePage.drawn(
      prose + """
        typeof      mode        storage ← bold
        logical     logical     logical ← fixed
        integer     numeric     integer ← fixed
        double      numeric     double ← fixed
        raw         raw         raw ← fixed
        """)
    #expect(
      page.document().dump.contains(
        "table 5x3\n  0,0 \"typeof\"\n  0,1 \"mode\"\n  0,2 \"storage\"\n  1,0 \"logical\""))
  }

  @Test func termsOfCodeWithTheirMeaningsAreATable() {
    var page = SourcePage.drawn(
      prose + """
        list       a list ← fixed
        weakref    a weak reference ← fixed
        raw        bytes as they are ← fixed
        any        all of these ← fixed
        """)
    for i in page.glyphs.indices where page.glyphs[i].origin.x > 110 { page.glyphs[i].font = 0 }
    #expect(page.document().dump.contains("1,0 \"weakref\"\n  1,1 \"a weak reference\""))
  }

  @Test func wordsOfCodeAreSetOffAsTheTextIs() {
    var page = SourcePage.drawn("called with dhcp set")
    for i in page.glyphs.indices {
      // The spaces are a third of an em; the third word is of fixed pitch.
      let x = page.glyphs[i].origin.x
      page.glyphs[i].origin.x -= x > 110 ? 3.4 : x > 90 ? 1.7 : 0
      if (115...140).contains(x) { page.glyphs[i].font = 3 }
    }
    #expect(page.layout().blocks.first?.text?.string == "called with dhcp set")
  }

  /// A line as the package listings sets it: cells six points wide, letters of all widths, the same
  /// glue before, between and after those of a word.
  private func listing(_ lines: [String]) -> SourcePage {
    var page = SourcePage(index: 0, width: 595, height: 842)
    page.fonts = [Font(name: "Plain")]
    for (row, line) in lines.enumerated() {
      var x: Float = 60
      var word: [Character] = []
      func endWord() {
        let widths = word.map { Float("mw".contains($0) ? 8 : "ijl".contains($0) ? 2.5 : 5) }
        let glue = (6 * Float(word.count) - widths.reduce(0, +)) / Float(word.count + 1)
        var place = x + glue
        for (character, width) in zip(word, widths) {
          page.glyphs.append(
            Glyph(
              origin: Point(place, 120 + 12 * Float(row)), advance: Point(width, 0),
              up: Point(0, -10), scalar: character.unicodeScalars.first?.value ?? 0))
          place += width + glue
        }
        x += 6 * Float(word.count)
        word = []
      }
      for character in line {
        if character.isLetter || character.isNumber {
          word.append(character)
        } else {
          endWord()
          word = [character]
          if character == " " {
            (x, word) = (x + 6, [])
          } else {
            endWord()
          }
        }
      }
      endWord()
    }
    return page
  }

  @Test func proportionalLettersInCellsAreCode() {
    let lines = ["mkdir /dev/sda5", "mount  -t proc none", "chmod will move it", "ln -s x y"]
    let page = GridLetters.marked(listing(lines))
    #expect(page.glyphs.allSatisfy { page.fonts[Int($0.font)].traits.contains(.fixedPitch) })
    #expect(page.glyphs.allSatisfy { abs($0.advance.x - 6) < 0.01 })
    let first = page.glyphs.prefix(5).map { ($0.origin.x - 60) / 6 }
    #expect(zip(first, 0...).allSatisfy { abs($0 - Float($1)) < 0.01 })
  }

  @Test func proseWithEvenGlueIsNoCode() {
    let page = SourcePage.drawn(prose)
    #expect(GridLetters.marked(page).fonts == page.fonts)
  }
}
