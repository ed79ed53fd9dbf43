import RectoDiagnostics
import RectoGeometry
@testable import RectoOCR
import RectoPages
import RectoTesting
import Testing

@Suite struct LanguageTests {
  @Test(arguments: [
    ("eng", "eng"), ("en", "eng"), ("en-GB", "eng"), ("German", "deu"), ("ger", "deu"),
    ("zh-Hant", "chi_tra"), ("zh-TW", "chi_tra"), ("sr-Latn", "srp_latn"), ("Fraktur", "Fraktur"),
    ("nb", "nor"),
  ])
  func knowsLanguagesByAllTheirNames(name: String, code: String) {
    #expect(LanguageCatalogue.code(for: name) == code)
  }

  @Test func knowsNoOthers() {
    #expect(LanguageCatalogue.code(for: "klingon") == nil)
    #expect(throws: ConversionError.self) { try LanguageCatalogue().codes(of: "klingon") }
  }

  @Test func listsEachLanguageOnce() {
    let codes = LanguageCatalogue.all.map(\.code)
    #expect(codes.count > 150 && Set(codes).count == codes.count)
  }

  private func reading(_ text: String, _ languages: String, confidence: Float) -> Reading {
    let words = text.split(separator: " ").map { word in
      RecognisedLine.Word(
        symbols: word.map { RecognisedLine.Symbol(text: String($0), box: .empty) }, box: .empty,
        confidence: confidence)
    }
    return Reading([RecognisedLine(words: words, box: .empty)], languages: languages)
  }

  @Test func aModelThatKnowsFewOfTheWordsIsOnlySurerOfItself() {
    // A receipt: the first word is the code of a station, and one of Catalan.
    let text = "DEL receipt invoice number total thank you please come again"
    func read(_ known: Bool, _ languages: String, confidence: Float) -> Reading {
      let words = text.split(separator: " ").map { word in
        RecognisedLine.Word(
          symbols: word.map { RecognisedLine.Symbol(text: String($0), box: .empty) }, box: .empty,
          confidence: confidence, isKnown: known)
      }
      return Reading([RecognisedLine(words: words, box: .empty)], languages: languages)
    }
    for isKnown in [false, true] {
      let other = read(isKnown, "cat", confidence: 85)
      let finder = LanguageFinder(
        installed: ["eng", "cat"], letters: 60, isSharp: true, read: { _ in other },
        sample: { _ in other })
      let found = finder.find(
        first: read(true, "eng", confidence: 80), script: nil, confidence: 0)
      #expect(found.languages == (isKnown ? "cat" : "eng"))
    }
  }

  @Test func theScriptIsThatOfWhichTwoModelsAgree() {
    // A bad scan of Tamil: models of other scripts are surer of what they make up.
    let readings: [String: (text: String, confidence: Float)] = [
      "eng": ("ourGayrs uses Goris", 28), "Latin": ("wGrsy eGsouo Slrga", 27),
      "urd": ("مسدنی لاکہ ہرفت", 44), "Arabic": ("تعبد ضهش بما", 35),
      "tam": ("முதலாவது எழுத்தின் பெயரியல்", 37), "Tamil": ("முதலாவத எழுத்தின் பெயரியல", 25),
    ]
    func read(_ languages: String) -> Reading? {
      let code = languages.replacing("+eng", with: "")
      return readings[code].map { reading($0.text, languages, confidence: $0.confidence) }
    }
    let finder = LanguageFinder(
      installed: Set(readings.keys), letters: 30, isSharp: true, read: read, sample: read)
    let first = reading("ourGayrs uses Goris", "eng", confidence: 28)
    #expect(finder.find(first: first, script: "Arabic", confidence: 2).languages == "tam+eng")
  }

  @Test func modelsThatDoNotAgreeCountLess() {
    // A small photograph of Russian: those of Latin letters agree half as far, one of a rare script is
    // surer, and its other model sees nothing of the kind.
    let readings: [String: (text: String, confidence: Float)] = [
      "eng": ("Ty Mpomom arta OT aneapa", 17), "Latin": ("Tu Mpomom anna Or anenpo", 17),
      "rus": ("Договор купли автомобиля", 25), "Cyrillic": ("Дотевор кугли автомебиня", 24),
      "mal": ("ലകന മധ വശഷയ മറകവ നല", 40), "Malayalam": ("ഥറത ഗപച ഉഅഇ", 30),
    ]
    func read(_ languages: String) -> Reading? {
      let code = languages.replacing("+eng", with: "")
      return readings[code].map { reading($0.text, languages, confidence: $0.confidence) }
    }
    let finder = LanguageFinder(
      installed: Set(readings.keys), letters: 22, isSharp: true, read: read, sample: read)
    let first = reading("Ty Mpomom arta OT aneapa", "eng", confidence: 17)
    #expect(finder.find(first: first, script: "Latin", confidence: 1).languages == "rus+eng")
  }

  @Test func modelsForTextThatRunsDownCompeteAmongThemselves() {
    let readings: [String: (text: String, confidence: Float)] = [
      "eng": ("oft BESOsHt SUB py HAH", 30), "jpn": ("感は当", 50), "jpn_vert": ("名前はまだ無い", 90),
      "Japanese_vert": ("名前はまだ無い", 85), "chi_tra_vert": ("名前昧走無", 60),
      "HanT_vert": ("右剪味正撫", 60),
    ]
    let finder = LanguageFinder(
      installed: Set(readings.keys), letters: 7, isSharp: true, runsDown: true,
      read: { code in readings[code].map { reading($0.text, code, confidence: $0.confidence) } },
      sample: { code in readings[code].map { reading($0.text, code, confidence: $0.confidence) } })
    let first = reading("oft BESOsHt SUB py HAH", "eng", confidence: 30)
    #expect(finder.find(first: first, script: "Japanese", confidence: 2).languages == "jpn_vert")
  }

  @Test(arguments: [("用来启动关闭网络的标准工具", "chi_sim" as String?), ("V:363 I:428", nil)])
  func theOtherScriptOfAPageIsThatOfWhichTwoModelsAgree(text: String, found: String?) {
    // Models of Chinese read figures and Latin letters, too: those tell nothing.
    let readings = [
      "chi_sim": text, "HanS": text, "jpn": "用束启动闭网的示准", "Japanese": "甲来君勤閉綱的標隼",
      "kor": "용거 동관", "Hangul": "목표 준공",
    ]
    let finder = LanguageFinder(
      installed: Set(readings.keys), letters: 12, isSharp: false, read: { _ in nil },
      sample: { code in readings[code].map { reading($0, code, confidence: 50) } })
    #expect(finder.otherScript() == found)
  }

  @Test(
    arguments: [
      ([("harbour", 90), ("was", 12)], "harbour was"), ([("harbour", 90), ("w~", 2)], "harbour"),
      ([("harbourmaster", 90), ("washed", 2)], "harbourmaster washed"),
      ([("hrbr", 40), ("was", 12)], "hrbr"),
    ] as [([(String, Float)], String)])
  func whatStandsBesideSureWordsIsNoNoise(words: [(String, Float)], kept: String) {
    var line = reading("x", "eng", confidence: 90).lines[0]
    line.words = words.flatMap { text, confidence in
      reading(text, "eng", confidence: confidence).lines[0].words
    }
    let left = RecognisedNoise.removed(from: [line], rules: [], scale: 1)
    #expect(left.map { $0.words.map(\.text).joined(separator: " ") } == [kept])
  }

  /// Words without confidence that stand in their line as the others do are none the less words.
  @Test(arguments: [
    ("ile", Float(100), Float(120), true), ("ile", 70, 130, false), ("ile", 112, 120, false),
    ("i~", 100, 120, false),
  ])
  func wordsWithoutConfidenceMayStandInTheirLine(
    text: String, top: Float, bottom: Float, isKept: Bool
  ) {
    func word(_ text: String, x: Float, _ y0: Float, _ y1: Float, _ confidence: Float)
      -> RecognisedLine.Word
    {
      let box = Box(x0: x, y0: y0, x1: x + 60, y1: y1)
      return RecognisedLine.Word(
        symbols: text.map { .init(text: String($0), box: box) }, box: box, confidence: confidence)
    }
    let words = [
      word("harbour", x: 50, 100, 120, 95), word("son", x: 120, 106, 120, 0),
      word(text, x: 190, top, bottom, 0), word("washed", x: 260, 100, 124, 96),
    ]
    let line = RecognisedLine(words: words, box: Box(x0: 50, y0: 100, x1: 320, y1: 124))
    let kept = RecognisedNoise.removed(from: [line], rules: [], scale: 1)
    #expect(kept.map(\.text) == ["harbour son \(isKept ? text + " " : "")washed"])
  }

  /// Of a map, graph paper or a dark photograph only what was read surely is text; of a page that is hard
  /// to read all of it.
  @Test(arguments: [
    ("ea Vi wh rt so ib", Float(30), "BAY", "BAY"), ("ea Vi wh rt", 60, "", "ea Vi wh rt"),
    ("море и лодки у берега", 30, "", "море и лодки у берега"),
  ])
  func whatIsNoTextIsNotInvented(text: String, confidence: Float, sign: String, kept: String) {
    var lines = reading(text, "eng", confidence: confidence).lines
    if !sign.isEmpty { lines += reading(sign, "eng", confidence: 90).lines }
    let left = RecognisedNoise.withoutInventions(Reading(lines, languages: "eng"))
    #expect(left.text == kept)
  }

  /// What is no longer than a letter is that letter's own stroke.
  @Test func aLetterIsNoRuleOfItsOwn() {
    let box = Box(x0: 100, y0: 100, x1: 112, y1: 180)
    let word = RecognisedLine.Word(
      symbols: [
        .init(text: "l", box: box), .init(text: "a", box: Box(x0: 120, y0: 130, x1: 160, y1: 180)),
      ],
      box: Box(x0: 100, y0: 100, x1: 160, y1: 180), confidence: 90)
    let line = RecognisedLine(words: [word], box: word.box)
    for (end, text) in [(180, "la"), (300, "a")] as [(Float, String)] {
      let rule = Stroke(from: Point(106, 100), to: Point(106, end), width: 6)
      #expect(RecognisedNoise.removed(from: [line], rules: [rule], scale: 1).map(\.text) == [text])
    }
  }

  @Test func takesAwayUprightRulesReadAsLetters() {
    func word(_ text: String, x0: Float) -> RecognisedLine.Word {
      let symbols = text.enumerated().map { i, character in
        let left = x0 + 10 * Float(i)
        return RecognisedLine.Symbol(
          text: String(character), box: Box(x0: left, y0: 100, x1: left + 8, y1: 120))
      }
      let box = symbols.reduce(into: Box.empty) { $0.formUnion($1.box) }
      return RecognisedLine.Word(symbols: symbols, box: box, confidence: 90)
    }
    let words = [word("|", x0: 50), word("Rain]", x0: 70), word("1", x0: 200)]
    let line = RecognisedLine(words: words, box: Box(x0: 50, y0: 100, x1: 208, y1: 120))
    let rules = [27, 57].map { x in
      Stroke(from: Point(x, 0), to: Point(x, 200), width: 1)
    }
    let cleaned = RecognisedNoise.removed(from: [line], rules: rules, scale: 0.5)
    #expect(cleaned.map(\.text) == ["Rain 1"])
  }

  @Test func takesAwayRulesAcrossReadAsDashes() {
    let letters = ["_", "a", "-", "b", "_"].enumerated().map { i, text in
      let x = Float(10 * i)
      // The dash stands above the rule that runs under them all.
      let y: Float = text == "-" ? 105 : text == "_" ? 118 : 100
      return RecognisedLine.Symbol(
        text: text, box: Box(x0: x, y0: y, x1: x + 8, y1: text == "-" ? 107 : 120))
    }
    let box = letters.reduce(into: Box.empty) { $0.formUnion($1.box) }
    let line = RecognisedLine(
      words: [.init(symbols: letters, box: box, confidence: 90)], box: box)
    let rule = Stroke(from: Point(-40, 119), to: Point(200, 119), width: 1)
    let cleaned = RecognisedNoise.removed(from: [line], rules: [rule], scale: 1)
    #expect(cleaned.map(\.text) == ["a-b"])
  }
}

@Suite struct TextLayerVerdictTests {
  private func scan(_ text: String, renderMode: UInt8) -> SourcePage {
    var page = SourcePage.drawn(text)
    page.images = [PlacedImage(box: page.box, width: 1000, height: 1400)]
    for i in page.glyphs.indices { page.glyphs[i].renderMode = renderMode }
    return page
  }

  @Test func trustsVisibleText() {
    #expect(TextLayerVerdict(.drawn("Rain fell all night."), layer: .keep) == .trusted)
  }

  @Test func trustsInvisibleTextOverAScanThatReads() {
    let page = scan("Rain fell all night on the harbour.", renderMode: 3)
    #expect(TextLayerVerdict(page, layer: .keep) == .transcript)
    #expect(TextLayerVerdict(page, layer: .replace) != .transcript)
  }

  @Test func trustsTextUnderAScan() {
    var page = scan("Rain fell all night on the harbour.", renderMode: 0)
    page.images[0].order = Int32(page.glyphs.count)
    #expect(TextLayerVerdict(page, layer: .keep) == .transcript)
    page.images[0].hasMask = true
    #expect(TextLayerVerdict(page, layer: .keep) != .transcript)
  }

  @Test func doubtsLayersWithoutPunctuation() {
    let line = "rain fell all night on the harbour and the boats that lay in it\n"
    let lines = String(repeating: line, count: 10)
    #expect(TextLayerVerdict(scan(lines, renderMode: 3), layer: .keep) == .poorTranscript)
    let sentences = lines.replacing("it\n", with: "it.\n")
    #expect(TextLayerVerdict(scan(sentences, renderMode: 3), layer: .keep) == .transcript)
  }

  @Test func asksForScansAndStampedScans() {
    #expect(TextLayerVerdict(scan("", renderMode: 0), layer: .keep) == .missing("no text layer"))
    #expect(TextLayerVerdict(scan("Page 7", renderMode: 0), layer: .keep) != .trusted)
  }

  @Test func asksForTextWithoutUnicodeValues() {
    var page = SourcePage.drawn("Rain fell all night on the harbour.")
    for i in page.glyphs.indices { page.glyphs[i].flags.insert(.unmapped) }
    #expect(TextLayerVerdict(page, layer: .keep) != .trusted)
  }

  /// A word that a wrong map made signs of; a page of three glyphs that say nothing.
  @Test(arguments: [
    ("\"7+%-", false), ("12.50 + 3.50 = 16.00", true), ("Phone (+49) 7%", true), ("* * *", true),
    ("- 7 -", true),
  ])
  func signsThatStandInTurnNowhereAreInDoubt(text: String, isTrusted: Bool) {
    #expect((TextLayerVerdict(.drawn(text), layer: .keep) == .trusted) == isTrusted)
    var mute = SourcePage.drawn("abc")
    for i in mute.glyphs.indices { mute.glyphs[i].flags.insert(.unmapped) }
    #expect(TextLayerVerdict(mute, layer: .keep) != .trusted)
  }

  @Test(arguments: [
    ("eng", "deu"), ("rus", "Cyrillic"), ("ukr", "Cyrillic"), ("chi_tra", "HanT"),
    ("fas", "Arabic"),
    ("fra", nil), ("Fraktur", nil), ("Tamil", "tam"), ("zza", nil),
  ])
  func anotherModelHasTheSameLetters(code: String, other: String?) {
    #expect(LanguageFinder.secondModel(for: code) == other)
  }
}
