internal import Leptonica
internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoPages
internal import Tesseract

/// In which language a picture is, and which way up.
extension PageRecogniser {
  /// A language of another script with English beside it, which has few texts without a name or an
  /// address in Latin letters.
  func mixed(_ language: String) -> String {
    let isMixed =
      TextLanguage.scripts.contains(language)
      && catalogue.installed.isSuperset(of: [language, "eng"])
    return isMixed ? language + "+eng" : language
  }

  /// Of the languages to begin with those that there is data for.
  func available(_ languages: String?) throws(ConversionError) -> String {
    guard TesseractEngine.version != nil else { throw Self.noLibrary }
    if let languages {
      let missing = languages.split(separator: "+").map(String.init).first {
        !catalogue.installed.contains($0)
      }
      if let missing { throw LanguageCatalogue.missing(missing) }
      return languages
    }
    if let common = ["eng", "Latin"].first(where: { catalogue.installed.contains($0) }) {
      return common
    }
    guard let any = catalogue.installed.sorted().first(where: { $0 != "osd" }) else {
      throw catalogue.nothing
    }
    return any
  }

  /// Whether a picture is of ideographs in lines that run down it.
  func runsDown(_ preparation: PagePreparation, _ found: TesseractEngine.Orientation?) -> Bool {
    guard let found, LanguageFinder.runsBothWays(script: found.script) else { return false }
    return WritingDirection.runsDown(preparation.picture, preparation.facts)
  }

  /// Languages that are written down as well as across, as the picture runs: Latin words among
  /// ideographs that run down lie on their side, and are read by no model.
  func directed(
    _ languages: String, for preparation: PagePreparation
  ) throws(ConversionError) -> String {
    let codes = languages.split(separator: "+").map(String.init)
    let ideographic = codes.filter { LanguageFinder.runsBothWays($0) }
    guard !ideographic.isEmpty else { return languages }
    let isDown = WritingDirection.runsDown(preparation.picture, preparation.facts)
    let directed = ideographic.map { WritingDirection.directed($0, down: isDown) }
    if directed == ideographic { return languages }
    for code in directed where !catalogue.installed.contains(code) {
      throw LanguageCatalogue.missing(code)
    }
    let others = isDown ? [] : codes.filter { !ideographic.contains($0) }
    return (directed + others).joined(separator: "+")
  }

  static let noLibrary = ConversionError(
    .missingLanguage, "text in pictures cannot be recognised: Tesseract is not installed",
    advice: "Install it with 'apt install tesseract-ocr', or give --ocr never.")

  func language(
    of preparation: PagePreparation, first: Reading, _ found: TesseractEngine.Orientation?,
    runsDown: Bool
  ) -> Reading {
    let part = preparation.sample(runsDown: runsDown)
    let isShort = preparation.facts.glyphs < Self.fewLetters
    var samples: [String: Reading] = [:]
    let finder = LanguageFinder(
      installed: catalogue.installed, letters: part.letters,
      isSharp: preparation.enlargement < 2.5, runsDown: runsDown,
      read: { languages in
        let page = self.reading(of: preparation, languages: languages)
        guard isShort,
          let block = self.reading(of: preparation, languages: languages, segmentation: .block)
        else { return page }
        return page.map { $0.merit >= block.merit ? $0 : block } ?? block
      },
      sample: { languages in
        if let known = samples[languages] { return known }
        samples[languages] = self.reading(
          of: part.picture, height: preparation.facts.glyphHeight, languages: languages,
          segmentation: WritingDirection.runsDown(languages)
            ? .vertical : isShort ? .block : .page)
        return samples[languages]
      })
    let best = finder.find(
      first: first, script: found?.script, confidence: found?.scriptConfidence ?? 0)
    return withOtherScript(best, of: preparation)
  }

  /// Words below this confidence may be in another script, if they hold so large a part of the page
  /// and so many symbols.
  private static let poorConfidence: Float = 55
  private static let poorShare: Float = 0.1
  private static let fewestPoor = 24
  /// So large a part of them must turn out to be letters of the other script.
  private static let strangeShare: Float = 0.2

  /// A reading in Latin letters, or a better one that has another script besides: that of what could
  /// not be read well.
  private func withOtherScript(_ reading: Reading, of preparation: PagePreparation) -> Reading {
    // Where a script was added already, all of them have competed.
    guard reading.latinShare > 0.5, !reading.languages.contains("+") else { return reading }
    let words = reading.lines.flatMap(\.words)
    let good = words.filter { $0.confidence >= Self.poorConfidence }
    let poor = reading.symbols - good.reduce(0) { $0 + $1.symbols.count }
    guard poor >= Self.fewestPoor, Float(poor) > Self.poorShare * Float(reading.symbols) else {
      return reading
    }
    let part = preparation.without(good.map { $0.box.expanded(by: 2) }).sample()
    let finder = LanguageFinder(
      installed: catalogue.installed, letters: part.letters, isSharp: false, read: { _ in nil },
      sample: {
        self.reading(
          of: part.picture, height: preparation.facts.glyphHeight, languages: $0,
          segmentation: .sparse)
      })
    guard let code = finder.otherScript(),
      let other = self.reading(of: preparation, languages: mixed(code)),
      other.merit > reading.merit,
      (1 - other.latinShare) * Float(other.symbols) > Self.strangeShare * Float(poor)
    else { return reading }
    return other
  }

  /// A reading of another script with English beside it, with the words that may not be English as the
  /// script's own model reads them.
  func withScriptWords(_ reading: Reading, of preparation: PagePreparation) -> Reading {
    let codes = reading.languages.split(separator: "+").map(String.init)
    guard codes.count == 2, codes[1] == "eng", mixed(codes[0]) == reading.languages,
      ScriptWords.areWorthReading(in: reading),
      let own = self.reading(of: preparation, languages: codes[0])
    else { return reading }
    return ScriptWords.settled(reading, by: own)
  }

  /// A reading with the lines that are in other languages read anew in those.
  func withForeignLines(_ reading: Reading, of preparation: PagePreparation) -> Reading {
    guard !reading.runsDown else { return reading }
    let foreign = ForeignLines(in: reading)
    func read(_ i: Int, _ languages: String) -> RecognisedLine? {
      let height = preparation.facts.glyphHeight
      let box = reading.lines[i].box
      let other = self.reading(
        ofLine: box.expanded(by: height / 4), in: preparation.picture, height: height,
        languages: languages)
      guard let line = other?.lines.first, other?.lines.count == 1 else { return nil }
      // The boxes of a lone line are as high as its picture.
      return line.mapped { Point($0.x, min(max($0.y, box.y0), box.y1)) }
    }
    var languages = foreign.languages.filter(catalogue.installed.contains)
    // Lists of names look foreign, too: they are not tried on each of their pages.
    if languages.isEmpty, known.found == nil, reading.latinShare > 0.5 {
      languages = likeliest(of: Array(foreign.places.prefix(Self.foreignSample)), in: reading, read)
    }
    guard !languages.isEmpty else { return reading }
    var lines = reading.lines
    for i in foreign.places {
      guard let line = read(i, languages.joined(separator: "+")),
        ForeignLines.isBetter(line, than: lines[i])
      else { continue }
      lines[i] = line
    }
    return Reading(lines, languages: reading.languages)
  }

  /// Where no function words tell the language of foreign lines, it is that of the model whose
  /// dictionary holds most of the first few: twice as many letters as the page's, and so many.
  private static let foreignSample = 3
  private static let fewestKnown = 20

  /// That language, if there is one; `read` reads the line at a place with a model.
  private func likeliest(
    of places: [Int], in reading: Reading, _ read: (Int, String) -> RecognisedLine?
  ) -> [String] {
    guard !places.isEmpty else { return [] }
    let own = Reading(places.map { reading.lines[$0] }, languages: "").knownLetters
    let found = LanguageFinder.latin.filter(catalogue.installed.contains).map { code in
      Reading(places.compactMap { read($0, code) }, languages: code)
    }
    let best = found.max { ($0.knownLetters, $1.languages) < ($1.knownLetters, $0.languages) }
    guard let best, best.knownLetters >= max(Self.fewestKnown, 2 * own) else { return [] }
    return [best.languages]
  }

  /// On pictures of a few lines, Tesseract's search for columns loses whole scripts, Korean above all:
  /// those with fewer letters are read as one block too.
  private static let fewLetters = 300

  /// Below this, the detection of a page's orientation is a guess.
  static let sureOrientation: Float = 4

  /// Orientation and script; very large pictures are halved first.
  func orientation(of picture: Picture) -> TesseractEngine.Orientation? {
    guard catalogue.installed.contains("osd"), let engine = try? engines.engine("osd") else {
      return nil
    }
    let small = picture.width > 3600 ? picture.scaled(by: 0.5) : picture
    return engine.orientation(of: small, dotsPerInch: 300)
  }

  /// Turns the picture as `found` says, if it reads better then.
  func turnUpright(
    _ preparation: inout PagePreparation, _ reading: inout Reading,
    _ found: TesseractEngine.Orientation
  ) {
    guard found.degrees != 0, found.confidence >= Self.sureOrientation / 3 else { return }
    var turned = preparation
    turned.turnUpright(quarters: found.degrees / 90)
    guard let other = self.reading(of: turned, languages: reading.languages),
      other.merit > reading.merit
    else { return }
    preparation = turned
    reading = other
  }

  /// Turns a picture whose lines run down or up by a quarter, the way that it reads better.
  func turnSideways(_ preparation: inout PagePreparation, _ reading: inout Reading) {
    var best: (PagePreparation, Reading)?
    for quarters in [1, 3] {
      var turned = preparation
      turned.turnUpright(quarters: quarters)
      guard let other = self.reading(of: turned, languages: reading.languages),
        other.merit > best?.1.merit ?? 0, !other.isSideways
      else { continue }
      best = (turned, other)
    }
    if let best { (preparation, reading) = best }
  }
}
