import RectoDiagnostics
import RectoGeometry
import RectoPages
import RectoTesting
import Testing

@testable import RectoOCR

/// Fonts are judged by what they set elsewhere, then by a few of their lines, before a layer is replaced.
@Suite struct FontTrialTests {
  private static let prose = "the keeper trims the wick of the lamp and goes to bed at four"

  /// A drawn page whose glyphs have a code for each character.
  private func page(_ lines: [String]) -> SourcePage {
    var page = SourcePage.drawn(lines.joined(separator: "\n"))
    for i in page.glyphs.indices { page.glyphs[i].code = page.glyphs[i].scalar }
    return page
  }

  private func isTrusted(_ page: SourcePage) -> Bool {
    TextLayerVerdict(page, layer: .keep) == .trusted
  }

  /// Letters of no text, in the font of words: names, codes, placeholders, abbreviations.
  private static let strange = [
    "Pkwy Bldg Hwy Blvd Svcs Mgmt Mfg Dept xfer cfg", "kjwx pqzt vbnm ghtr kqwz xvbt mnpq jkrt",
    "ddmmyyyy hhmmss xxxxxxxx qqqq zzzz wwww kkkk jjjj",
  ]

  @Test(arguments: strange)
  func fontsThatSetWordsSayWhatTheyShow(line: String) throws {
    let alone = page([line, line, line, line, line])
    #expect(!isTrusted(alone))
    let letters = "quick brown foxes jump over the lazy dogs and vex my jazz quiz boxes with wax"
    let beside = page([line, Self.prose, letters, Self.prose, letters])
    #expect(isTrusted(beside))
  }

  /// What has the same codes for other characters is in doubt, whatever its font sets elsewhere; so is
  /// what has no text, and what stands in another font.
  @Test func otherCharactersForTheSameCodesAreInDoubt() {
    let lines = [Self.prose, Self.prose, Self.prose]
    let wrong = LayerLine.lines(of: page(lines))[1].range
    var moved = page(lines)
    for i in wrong where !moved.glyphs[i].isBlank { moved.glyphs[i].scalar += 3 }
    #expect(!isTrusted(moved))
    var unmapped = page(lines)
    for i in wrong where !unmapped.glyphs[i].isBlank { unmapped.glyphs[i].flags.insert(.unmapped) }
    #expect(!isTrusted(unmapped))
    var other = moved
    for i in wrong { other.glyphs[i].font = 1 }
    #expect(!isTrusted(other))
  }

  /// A reading of each line of a page, a symbol for each glyph.
  private func readings(_ texts: [String], on page: SourcePage, sure: Float = 92) -> [LineReading] {
    zip(LayerLine.lines(of: page), texts).map { line, text in
      let inked = line.range.filter { !page.glyphs[$0].isBlank }
      var place = 0
      let words = text.split(separator: " ").map { part in
        let symbols = part.map { symbol in
          defer { place += 1 }
          return RecognisedLine.Symbol(
            text: String(symbol), box: page.box(of: page.glyphs[inked[min(place, inked.count - 1)]])
          )
        }
        let box = symbols.reduce(into: Box.empty) { $0.formUnion($1.box) }
        return RecognisedLine.Word(symbols: symbols, box: box, confidence: sure)
      }
      return LineReading(line, words: words, on: page)
    }
  }

  @Test(arguments: [
    // An engine's errors: accents and case lost, a few letters taken for others.
    ("Fällig Büro XXXXXXXX", "Fallig Buro xxxxXBxX", Float(60), FontTrial.Finding.right),
    ("wkh odps exuqv doo qljkw", "the lamp burns all night", 92, .wrong),
    ("◆▲◆■●▲◆■●", "ea@ Sao", 30, .illegible),
  ])
  func aFewLinesTellOfAFont(text: String, read: String, sure: Float, finding: FontTrial.Finding) {
    let page = page([text])
    let lines = LayerLine.lines(of: page)
    let trial = FontTrial(readings([read], on: page, sure: sure), on: page)
    #expect(trial.finding(of: lines[0], on: page) == finding)
  }

  @Test func oneLineThatIsSurelyWrongOutweighsOthers() {
    let page = page([Self.prose, Self.prose, "wkh odps exuqv doo qljkw orqj"])
    let read = readings([Self.prose, Self.prose, "the lamp burns all night long"], on: page)
    let trial = FontTrial(read, on: page)
    #expect(LayerLine.lines(of: page).allSatisfy { trial.finding(of: $0, on: page) == .wrong })
  }

  @Test func theLongestLinesOfEachFontAreTried() {
    var page = page((1...20).map { String(repeating: "name ", count: $0 % 5 + 1) })
    let lines = LayerLine.lines(of: page)
    for i in lines[0].range { page.glyphs[i].font = 1 }
    let sample = FontTrial.sample(of: lines, on: page)
    #expect(sample == [3, 8, 13, 0])
  }

  /// Letters of several alphabets in one line, and much more or less than stands there, are misread.
  @Test(arguments: [
    ("Vιξ σολετ ρεcτεqθε εα", "Vιi GOAET рECTEqмaqE Eа", false),
    ("wkh odps exuqv doo qljkw", "the lamp burns all night", true),
    ("wkh odps exuqv doo qljkw", "the", false),
  ])
  func aReadingIsOfOneAlphabetAndAsLong(text: String, read: String, isCredible: Bool) {
    let page = page([text])
    #expect(readings([read], on: page)[0].isCredible == isCredible)
  }

  @Test(arguments: [
    ("ä", "A", true), ("l", "I", true), ("ο", "o", true), ("0", "O", true),
    ("2", "Z", false), ("e", "c", false),
  ])
  func someLettersLookAlike(a: String, b: String, areAlike: Bool) {
    #expect(LookAlikes.areAlike(a, b) == areAlike)
  }
}
