import RectoGeometry
import RectoOCR
import RectoPages
import RectoTesting
import RectoTree
import Testing

/// Recorded lines become glyphs that the layout reads like any others.
@Suite struct GlyphSetterTests {
  /// A line of letters of even width, `size` pixels to the em, with the baseline at `y`.
  private func line(_ text: String, x: Float = 100, y: Float, size: Float = 40) -> RecognisedLine {
    var words: [RecognisedLine.Word] = []
    var left = x
    for word in text.split(separator: " ") {
      var symbols: [RecognisedLine.Symbol] = []
      for character in word {
        let isSmall = "acemnorsuvwxz".contains(character)
        let top = y - (isSmall ? 0.47 : 0.7) * size
        let bottom = "gpqy".contains(character) ? y + 0.2 * size : y
        symbols.append(
          RecognisedLine.Symbol(
            text: String(character),
            box: Box(x0: left, y0: top, x1: left + 0.45 * size, y1: bottom)))
        left += 0.5 * size
      }
      let box = symbols.reduce(into: Box.empty) { $0.formUnion($1.box) }
      words.append(RecognisedLine.Word(symbols: symbols, box: box, confidence: 95))
      left += 0.25 * size
    }
    let box = words.reduce(into: Box.empty) { $0.formUnion($1.box) }
    return RecognisedLine(words: words, box: box)
  }

  private func page(_ lines: [RecognisedLine]) -> SourcePage {
    var page = SourcePage(index: 0, width: 595, height: 842)
    GlyphSetter(dotsPerInch: 288).append(lines, to: &page)
    return page
  }

  @Test func keepsWordsApartAndLettersTogether() {
    let page = page([line("Rain fell all night", y: 800)])
    #expect(page.layout().dump == "paragraph \"Rain fell all night\"")
  }

  @Test func makesSizesThatDifferByErrorOne() {
    let page = page([
      line("rain on the harbour", y: 800, size: 40), line("sea and sea again", y: 850, size: 44),
    ])
    let sizes = Set(page.glyphs.map { ($0.size * 100).rounded() })
    #expect(sizes.count == 1)
  }

  /// Where letters touch the lines above and below, all have the box of the line.
  @Test func lettersWithTheBoxOfTheirLineTellNoSize() {
    func boxed(_ text: String, y: Float) -> RecognisedLine {
      var line = line(text, y: y, size: 26)
      for i in line.words.indices {
        for j in line.words[i].symbols.indices {
          (line.words[i].symbols[j].box.y0, line.words[i].symbols[j].box.y1) = (y - 24, y + 12)
        }
      }
      (line.box.y0, line.box.y1) = (y - 24, y + 12)
      return line
    }
    let page = page([
      boxed("rain on the harbour", y: 800), boxed("fell all night and on", y: 828),
      boxed("the boats and washing", y: 856),
    ])
    // From the heights of small letters it would be 19.
    #expect(page.glyphs.allSatisfy { $0.size < 13 })
  }

  /// A letter that touches its taller neighbour has that one's box.
  @Test func touchingLettersAreNotLarger() {
    var touching = line("rain on the other shore", y: 800)
    for i in touching.words.indices where touching.words[i].symbols.count > 2 {
      let top = touching.words[i].symbols.map(\.box.y0).min() ?? 0
      for j in touching.words[i].symbols.indices where j != 1 {
        touching.words[i].symbols[j].box.y0 = top
      }
    }
    let sizes = Set(page([touching]).glyphs.map { $0.size.rounded() })
    #expect(sizes == [10])
  }

  /// The box of a letter that touches the line below reaches down to it.
  @Test func inkBeyondALineIsNotOfIt() {
    var reaching = line("HARBOUR", y: 800)
    for i in reaching.words[0].symbols.indices where i > 1 {
      reaching.words[0].symbols[i].box.y1 = 840
    }
    let glyphs = page([reaching]).glyphs
    #expect(glyphs.allSatisfy { $0.size.rounded() == 10 && $0.origin.y.rounded() == 200 })
  }

  /// A word of another script, read in Latin letters, does not tell the size of a line.
  @Test func fewLettersAmongForeignOnesTellNoSize() {
    var mixed = line("αβγδεζ ηθικλ cm", y: 800)
    for j in mixed.words[2].symbols.indices { mixed.words[2].symbols[j].box.y0 = 772 }
    let sizes = Set(page([mixed]).glyphs.map { $0.size.rounded() })
    #expect(sizes == [7])
  }

  @Test func noBlankStandsBeforeAnIdeographicComma() {
    var words: [RecognisedLine.Word] = []
    for (i, text) in ["雨は", "、", "港に", "。"].enumerated() {
      // The comma's ink is a small part of its square, after a gap.
      let x = 100 + Float(i / 2) * 84 + (i % 2 == 0 ? 0 : 56)
      let box = Box(x0: x, y0: 100, x1: x + (i % 2 == 0 ? 48 : 10), y1: 124)
      let width = box.width / Float(text.count)
      let symbols = text.enumerated().map { j, letter in
        let x0 = x + Float(j) * width
        return RecognisedLine.Symbol(
          text: String(letter), box: Box(x0: x0, y0: 100, x1: x0 + width, y1: 124))
      }
      words.append(RecognisedLine.Word(symbols: symbols, box: box, confidence: 90))
    }
    let box = Box(x0: 100, y0: 100, x1: 290, y1: 124)
    let page = page([RecognisedLine(words: words, box: box)])
    #expect(page.layout().dump == "paragraph \"雨は、港に。\"")
  }

  @Test func ordersRightToLeftWordsAsTheyAreRead() {
    func word(_ text: String, x0: Float, x1: Float) -> RecognisedLine.Word {
      let box = Box(x0: x0, y0: 100, x1: x1, y1: 130)
      return RecognisedLine.Word(
        symbols: text.map { RecognisedLine.Symbol(text: String($0), box: box) }, box: box,
        confidence: 90)
    }
    let words = [word("שלום", x0: 300, x1: 380), word("עולם", x0: 200, x1: 290)]
    let box = Box(x0: 200, y0: 100, x1: 380, y1: 130)
    let page = page([RecognisedLine(words: words, box: box)])
    #expect(page.layout().dump == "paragraph \"שלום עולם\"")
  }
}
