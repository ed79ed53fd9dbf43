internal import Leptonica
internal import RectoDiagnostics
internal import RectoGeometry
public import RectoPages
public import RectoSystem
internal import Tesseract

/// Recognises pages whose text layer is missing or wrong. It belongs to the thread that made it.
public final class PageRecogniser {
  let options: OCROptions
  lazy var catalogue = LanguageCatalogue(folder: options.dataFolder)
  lazy var engines = EngineCache(dataFolder: catalogue.folder)
  /// The languages that the document's first recognised page was found to be in.
  let known: DocumentLanguages
  /// What is left for pictures on pages of text, and the page's turn.
  let budget: PictureBudget
  private(set) var turn = 0
  var seen = SeenPictures()

  public init(
    _ options: OCROptions, known: DocumentLanguages,
    budget: PictureBudget = PictureBudget(seconds: nil)
  ) {
    self.options = options
    self.known = known
    self.budget = budget
  }

  /// The resolution at which pages are rendered that are not a picture themselves, in dots per inch:
  /// recognition is as good as at 300, and a fifth cheaper.
  static let resolution = 220.0
  /// Pictures are not enlarged or reduced beyond these.
  static let lowestResolution = 100.0
  static let highestResolution = 400.0

  /// Why no engine could be had for a page, and whether one could.
  private var lack: ConversionError?
  private var hasEngine = false

  /// When a page has to be done, and whether it was not.
  private var end = Deadline(after: 0, of: .thread)
  private var wasCut = false

  /// Told when the page is rendered for the first time, which is where recognising it begins.
  private var begins: (() -> Void)?

  /// Adds what is recognised to a page, if its own text does not do: what has been by `end`. `observe` is
  /// told when that begins, and when it has ended; not of pages whose text does. `turn` is the page's in
  /// the budget for pictures.
  public func complete(
    _ page: inout SourcePage, reader: any PageReader, until end: Deadline, turn: Int = 0,
    observe: (_ isRecognising: Bool) -> Void = { _ in }
  ) {
    self.turn = turn
    defer { budget.end(turn) }
    withoutActuallyEscaping(observe) { observe in
      begins = { observe(true) }
      complete(&page, with: reader, by: end)
      if begins == nil { observe(false) }
      begins = nil
    }
  }

  /// Leaves a page to what the file itself says of it, since recognising it `reason`.
  public func leave(_ page: inout SourcePage, because reason: String) {
    let verdict = TextLayerVerdict(page, layer: options.layer)
    page.textLayer = verdict.summary
    if verdict == .transcript || verdict == .poorTranscript { markTranscript(of: &page) }
    page.diagnostics.append(
      Diagnostic(
        .pageCutShort, .warning, page: page.index,
        "recognising page \(page.index + 1) \(reason); what the file itself says of it is there"))
  }

  /// A page's picture to recognise it by.
  func raster(
    of page: SourcePage, _ box: Box?, dotsPerInch: Double, reader: any PageReader
  ) throws(ConversionError) -> Raster {
    begins?()
    begins = nil
    return try reader.raster(page: page.index, of: box, dotsPerInch: dotsPerInch)
  }

  private func complete(_ page: inout SourcePage, with reader: any PageReader, by end: Deadline) {
    self.end = end
    wasCut = false
    defer {
      if wasCut {
        page.diagnostics.append(
          Diagnostic(
            .pageCutShort, .warning, page: page.index,
            "recognising page \(page.index + 1) took too long; what was read in time is there"))
      }
    }
    let verdict = TextLayerVerdict(page, layer: options.layer)
    page.textLayer = verdict.summary
    // The pages after a scan need not wait for it.
    if !verdict.isOfText { budget.end(turn) }
    (lack, hasEngine) = (nil, false)
    defer { tellLack(on: &page, isNote: verdict == .trusted && options.mode == .auto) }
    switch verdict {
    case .trusted where options.mode == .auto:
      readRules(under: &page, reader: reader)
      readPictures(on: &page, reader: reader)
    case .trusted where options.mode == .never: return
    case .transcript where options.mode != .always: keepTranscript(of: &page, reader: reader)
    case .poorTranscript where options.mode == .never: keepTranscript(of: &page, reader: reader)
    case .poorTranscript:
      recognise(&page, reader: reader, reason: "its invisible text layer has no punctuation")
      if page.recognition == nil { keepTranscript(of: &page, reader: reader) }
    case .missing where options.mode == .never, .doubtful where options.mode == .never: return
    case .missing(let reason): recognise(&page, reader: reader, reason: reason)
    case .doubtful(let reason, let lines):
      switch ground(lines, of: &page, reader: reader, reason: reason) {
      case .right: page.textLayer = TextLayer(.trusted)
      case .mended, .illegible: break
      case .open where 2 * LayerLine(lines).inked > page.glyphs.count:
        // Where the layer's places are wrong too, the whole page is read instead.
        recognise(&page, reader: reader, reason: reason, isDoubtful: true)
      case .open: break
      }
      readPictures(on: &page, reader: reader)
    case .trusted where options.layer == .keep:
      _ = ground(
        LayerLine.lines(of: page), of: &page, reader: reader, reason: "asked for", isAsked: true)
      readPictures(on: &page, reader: reader)
    case .trusted, .transcript: recognise(&page, reader: reader, reason: "asked for")
    }
  }

  /// Takes the invisible text over a picture for the page's text.
  private func keepTranscript(of page: inout SourcePage, reader: any PageReader) {
    markTranscript(of: &page)
    if options.mode == .auto { readRules(under: &page, reader: reader) }
  }

  private func markTranscript(of page: inout SourcePage) {
    let transcript = TranscriptText(of: page)
    for i in page.glyphs.indices where transcript.contains(page.glyphs[i], at: i) {
      page.glyphs[i].flags.insert(.transcript)
    }
    markScan(in: &page)
  }

  /// The confidence from which on recognised text is better than a doubtful layer.
  static let betterThanDoubtful: Float = 75

  private func recognise(
    _ page: inout SourcePage, reader: any PageReader, reason: String, isDoubtful: Bool = false
  ) {
    do throws(ConversionError) {
      let raster = try raster(
        of: page, nil, dotsPerInch: resolution(for: page), reader: reader)
      guard
        let picture = Picture(grey: raster.samples, width: raster.width, height: raster.height)
      else {
        throw ConversionError(.overBudget, "page \(page.index + 1) is too large to be recognised")
      }
      // A doubtful layer still tells the script.
      let hint = isDoubtful ? mixed(TextLanguage.language(of: page) ?? "eng") : nil
      guard let (reading, preparation) = try read(picture, hint: hint) else { return }
      if isDoubtful && reading.confidence < Self.betterThanDoubtful { return }
      set(reading, preparation, dotsPerInch: raster.dotsPerInch, reason: reason, on: &page)
    } catch {
      if error.status == .missingLanguage { known.miss(error) }
      page.diagnostics.append(
        Diagnostic(
          error.status == .missingLanguage ? .missingLanguage : .recognitionFailed, .warning,
          page: page.index, error.description))
    }
  }

  /// A reading and what others find in the ink that it left.
  func completed(_ first: Reading, of preparation: PagePreparation) -> Reading {
    var reading = first
    func read(_ picture: Picture, _ segmentation: TesseractEngine.Segmentation) -> Reading? {
      self.reading(
        of: picture, height: preparation.facts.glyphHeight, languages: reading.languages,
        segmentation: segmentation)
    }
    let pictures = preparation.placedPictures(besides: reading.lines).boxes
    func left() -> LeftInk? {
      LeftInk(of: preparation.facts, besides: reading, outside: pictures)
    }
    guard !reading.runsDown, let ofLines = left() else { return reading }
    let bands = ofLines.lines().compactMap { band in
      self.reading(
        ofLine: band, in: preparation.withRules, height: preparation.facts.glyphHeight,
        languages: reading.languages)
    }
    reading = ofLines.completed(
      with: Reading(bands.flatMap(\.lines), languages: reading.languages))
    guard let ofPage = left(), let second = read(ofPage.picture(of: preparation), .sparse) else {
      return reading
    }
    reading = ofPage.completed(with: second)
    guard let rest = left() else { return reading }
    let lines = rest.rows().compactMap { row in
      read(row.picture(from: preparation.picture), .line).map(row.lines)
    }
    return rest.completed(with: Reading(lines.flatMap { $0 }, languages: reading.languages))
  }

  /// A picture's own resolution where one picture is the page, else the usual one.
  private func resolution(for page: SourcePage) -> Double {
    let scan = page.images.max { $0.box.area < $1.box.area }
    guard let scan, scan.box.area > 0.5 * page.box.area, scan.box.width > 0 else {
      return Self.resolution
    }
    let own = Double(scan.width) / Double(scan.box.width) * 72
    let turned = Double(scan.height) / Double(scan.box.width) * 72
    let aspect = Double(scan.box.width / max(scan.box.height, 1))
    let isTurned =
      abs(Double(scan.width) / Double(max(1, scan.height)) - aspect)
      > abs(Double(scan.height) / Double(max(1, scan.width)) - aspect) + 0.05
    return min(Self.highestResolution, max(Self.lowestResolution, isTurned ? turned : own))
  }

  func read(_ picture: Picture, hint: String?) throws(ConversionError)
    -> (Reading, PagePreparation)?
  {
    // Nothing but paper, or nothing but black: not worth measuring, nor loading an engine.
    guard picture.contrast >= Self.leastContrast else { return nil }
    var preparation = PagePreparation(picture) { picture in
      guard let found = orientation(of: picture), found.degrees != 0,
        found.confidence >= Self.sureOrientation
      else { return nil }
      return found.degrees / 90
    }
    // Nothing that could be a letter: an empty page stays empty.
    guard preparation.facts.glyphs > 0 else { return nil }
    let languages = options.languages ?? hint ?? known.found
    let first = try directed(try firstLanguages(languages), for: preparation)
    guard var reading = reading(of: preparation, languages: first) else {
      if isLate { return nil }
      throw lack ?? Self.noLibrary
    }
    var found: TesseractEngine.Orientation?
    if reading.confidence < LanguageFinder.goodConfidence
      || reading.symbols * 10 < preparation.facts.glyphs
    {
      found = orientation(of: preparation.picture)
      if let found { turnUpright(&preparation, &reading, found) }
    }
    let runsDown = runsDown(preparation, found)
    if reading.isSideways && !runsDown { turnSideways(&preparation, &reading) }
    if options.languages == nil, hint == nil,
      languages == nil || reading.confidence < Self.strange
    {
      reading = language(of: preparation, first: reading, found, runsDown: runsDown)
    }
    reading = settled(reading, of: &preparation)
    reading = withScriptWords(reading, of: preparation)
    if options.languages == nil { reading = withForeignLines(reading, of: preparation) }
    return (completed(reading, of: preparation), preparation)
  }

  func reading(
    of preparation: PagePreparation, languages: String,
    segmentation: TesseractEngine.Segmentation? = nil
  ) -> Reading? {
    reading(
      of: preparation.picture, height: preparation.facts.glyphHeight, languages: languages,
      segmentation: segmentation ?? (WritingDirection.runsDown(languages) ? .vertical : .page))
  }

  func reading(
    of picture: Picture, height: Float, languages: String,
    segmentation: TesseractEngine.Segmentation
  ) -> Reading? {
    let seconds = end.secondsLeft
    guard seconds > 0 else {
      wasCut = true
      return nil
    }
    let engine: TesseractEngine
    do {
      engine = try engines.engine(languages, pixels: picture.width * picture.height)
    } catch {
      lack = unusable(error)
      return nil
    }
    hasEngine = true
    let lines = engine.lines(
      of: picture, segmentation: segmentation,
      dotsPerInch: max(100, min(600, Int(clamped: height * 12))), seconds: seconds)
    if isLate { wasCut = true }
    return Reading(lines, languages: languages)
  }

  private func unusable(_ failure: TesseractFailure) -> ConversionError {
    switch failure {
    case .noLibrary: Self.noLibrary
    case .noData(let languages): catalogue.damaged(languages)
    }
  }

  /// The languages to begin with: those given, those found on an earlier page, the commonest.
  func firstLanguages(_ languages: String?) throws(ConversionError) -> String {
    do {
      return try available(languages)
    } catch {
      lack = error
      throw error
    }
  }

  /// Says of a page what could not be read on it as there was no engine: only a note where its own text
  /// does and pictures are what was not looked at.
  private func tellLack(on page: inout SourcePage, isNote: Bool) {
    guard let lack, !hasEngine, !page.diagnostics.contains(where: { $0.code == .missingLanguage })
    else { return }
    page.diagnostics.append(
      Diagnostic(
        .missingLanguage, isNote ? .note : .warning, page: page.index, lack.description))
  }

  /// Letters differ by more samples of 255 from what they stand on: so little on white is a contrast of
  /// 1.07 : 1, which nobody reads.
  private static let leastContrast = 8

  /// What one line of a picture reads as, in the picture's pixels; `nil` if it is too small.
  func reading(
    ofLine area: Box, in picture: Picture, height: Float, languages: String
  ) -> Reading? {
    let (x, y) = (max(0, Int(clamped: area.x0)), max(0, Int(clamped: area.y0)))
    let width = min(picture.width - x, Int(clamped: area.width) + 1)
    let high = min(picture.height - y, Int(clamped: area.height) + 1)
    guard width > 2, high > 2 else { return nil }
    var part = picture.part(x: x, y: y, width: width, height: high)
    let samples = part.samples
    // White on black.
    if 2 * samples.count(where: { $0 < 128 }) > samples.count { part = part.inverted() }
    guard
      let reading = reading(of: part, height: height, languages: languages, segmentation: .line)
    else { return nil }
    let corner = Point(Float(x), Float(y))
    return Reading(reading.lines.map { $0.mapped { corner + $0 } }, languages: languages)
  }

  /// Whether a page's time is over.
  private var isLate: Bool { end.hasPassed }

  /// A page that the document's languages read no better than this is in another: the search, which
  /// may take twenty seconds, is not made anew for pages that are only hard to read.
  private static let strange: Float = 30

  private func set(
    _ read: Reading, _ preparation: PagePreparation, dotsPerInch: Double, reason: String,
    on page: inout SourcePage
  ) {
    let facts = preparation.facts
    let reading = RecognisedNoise.withoutInventions(read)
    // From the prepared picture's pixels to points: as large as the original, so far as it was
    // only enlarged.
    let points = Float(72 / dotsPerInch)
    let scale = points / preparation.enlargement
    page.frame = Projection.scale(1 / scale).then(preparation.frame).then(.scale(points))
    page.width = Float(preparation.picture.width) * scale
    page.height = Float(preparation.picture.height) * scale
    for i in page.glyphs.indices { page.glyphs[i].flags.insert(.replaced) }
    page.strokes = []
    page.drawings = []
    page.fills = []
    markScan(in: &page)
    append(reading, of: preparation, scale: scale, corner: Point(0, 0), to: &page)
    page.recognition = Recognition(
      reason: reason, languages: reading.languages, confidence: reading.confidence,
      coverage: min(1, Float(reading.symbols) / Float(max(1, facts.glyphs))),
      steps: preparation.steps)
  }

  /// Adds a picture's rules and lines to its page, and says which lines: not those that are noise.
  /// A pixel is `scale` points wide; the picture's first one lies at `corner`.
  @discardableResult
  func append(
    _ reading: Reading, of preparation: PagePreparation, scale: Float, corner: Point,
    to page: inout SourcePage
  ) -> [RecognisedLine] {
    let facts = preparation.facts
    let pictures = preparation.placedPictures(besides: reading.lines)
    let areas = pictures.boxes.map { Projection.scale(scale)($0) }
    let rules = preparation.rules.map { $0.scaled(by: scale) }
      .filter { rule in !areas.contains { $0.contains((rule.from + rule.to) * 0.5) } }
    var lines = InkSnapping.snapped(
      RecognisedNoise.removed(
        from: pictures.withoutNoise(RasterBullets.marked(reading.lines, in: facts)), rules: rules,
        scale: scale),
      to: preparation.fineInk)
    preparation.measureStrokes(of: &lines)
    page.images += areas.map { area in
      PlacedImage(
        box: area.translated(by: corner), width: Int(clamped: area.width / scale),
        height: Int(clamped: area.height / scale))
    }
    GlyphSetter(dotsPerInch: 72 / scale, corner: corner)
      .append(
        lines + (preparation.leaders?.lines(glyphHeight: facts.glyphHeight) ?? []), to: &page)
    page.strokes += rules.map { $0.translated(by: corner) }
    return lines
  }

  /// The pictures that were read are no figures.
  private func markScan(in page: inout SourcePage) {
    for i in page.images.indices { page.images[i].isArtifact = true }
  }
}
