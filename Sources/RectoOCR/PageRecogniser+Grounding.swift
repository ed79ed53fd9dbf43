internal import Leptonica
internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoPages
internal import Tesseract

extension PageRecogniser {
  /// The height at which capitals are read best, in pixels, and the resolutions that this may ask for.
  private static let capitalHeight = 24.0
  private static let resolutions = 150.0...400.0
  /// How far around a line its picture is cut, in points: with less, accents are lost, with more,
  /// neighbours are read.
  private static let margin: Float = 1.5
  /// So many wrong lines have to be put right, or the layer is given up.
  private static let mended: Float = 0.5

  /// What came of weighing lines in doubt against their pictures.
  enum Grounded {
    /// The layer has what was read where it was wrong; or it was right.
    case mended, right
    /// Neither shows: the pictures of its lines cannot be read, or not so that it can be put right.
    case illegible, open
  }

  /// Reads the pictures of lines of a page's text layer, and puts right what the layer has wrong: first
  /// of a few lines of each font, and no more where those say what the layer says, or nothing.
  ///
  /// Unless it is mended, the page is as it was.
  func ground(
    _ lines: [LayerLine], of page: inout SourcePage, reader: any PageReader, reason: String,
    isAsked: Bool = false
  ) -> Grounded {
    let sizes = lines.map { -page.glyphs[$0.range.lowerBound].up.y }.sorted()
    guard let size = sizes.isEmpty ? nil : sizes[sizes.count / 2], size > 0 else { return .open }
    // A model tells nothing about letters that it does not have.
    let script = options.languages == nil ? TextLanguage.script(of: lines, on: page) : nil
    if let script, !catalogue.installed.contains(script) { return .illegible }
    let wanted = Self.capitalHeight / Double(GlyphSetter.capitalHeight * size) * 72
    let resolution = min(max(wanted, Self.resolutions.lowerBound), Self.resolutions.upperBound)
    guard
      let raster = try? raster(of: page, nil, dotsPerInch: resolution, reader: reader),
      let picture = Picture(grey: raster.samples, width: raster.width, height: raster.height)
    else { return .open }
    let scale = Float(72 / raster.dotsPerInch)
    let told =
      options.languages ?? script ?? known.found ?? Self.language(of: page, besides: lines)
    guard let first = try? firstLanguages(told.map(mixed)) else { return .open }
    let before = page
    var read: [Range<Int>: LineReading] = [:]
    func reading(_ line: LayerLine) -> LineReading {
      if let reading = read[line.range] { return reading }
      let reading = LineReading(
        line, words: words(of: line, on: before, in: picture, scale, first), on: before)
      read[line.range] = reading
      return reading
    }

    var doubtful = lines
    var isSure = true
    if !isAsked {
      func isWrong(_ line: LayerLine) -> Bool { line.isImplausible || line.isMoved(on: before) }
      let wrong = lines.contains(where: isWrong) ? lines.filter(isWrong) : lines
      let tried = FontTrial.sample(of: wrong, on: page).map { reading(wrong[$0]) }
      let trial = FontTrial(tried, on: page)
      // What has no text cannot lose any.
      doubtful = lines.filter { line in
        switch trial.finding(of: line, on: before) {
        case .right: false
        case .illegible: line.isUnmapped
        case .wrong, nil: true
        }
      }
      // The others were in doubt for their sake only.
      if !doubtful.contains(where: isWrong), lines.contains(where: isWrong) || doubtful.isEmpty {
        return trial.isIllegible ? .illegible : .right
      }
      if trial.isAllIllegible, !looksLikeText(wrong, on: page) { return .illegible }
      isSure = trial.isSure
    }
    let readings: [LineReading]
    let languages: String
    if told != nil || isSure {
      languages = first
      readings = doubtful.map(reading)
    } else {
      guard let (reading, preparation) = try? self.read(picture, hint: nil) else { return .open }
      languages = reading.languages
      let words = reading.lines.flatMap(\.words).map { word in
        word.mapped { preparation.frame($0) * scale }
      }
      readings = doubtful.map { line in
        let area = Self.area(of: line, on: before)
        return LineReading(line, words: words.filter { area.contains($0.box.middle) }, on: before)
      }
    }
    let isWhole = doubtful.count == LayerLine.lines(of: page).count
    let outcome = LayerFusion(
      readings,
      isDistrusted: LayerLine(isWhole ? doubtful : doubtful.filter(\.isTelling)).isImplausible,
      isWhole: isWhole
    ).apply(to: &page)
    let implausible = doubtful.count(where: \.isImplausible)
    if Float(outcome.wrongByThemselves) < Self.mended * Float(implausible)
      || outcome.wrong == 0 && !isAsked
    {
      page = before
      return .open
    }
    page.recognition = Recognition(
      reason: reason, languages: languages, confidence: outcome.confidence,
      coverage: outcome.coverage, steps: outcome.steps,
      agreement: outcome.agreement)
    return .mended
  }

  /// How many glyphs stand in turn without a gap, in words, and how many different ones a text without
  /// gaps has, of ideographs.
  private static let wordLengths = 2.0...14.0
  private static let fewestIdeographs = 80

  /// Whether lines are cut by gaps into pieces as long as words, or of as many signs as only ideographs
  /// are: not so cells of signs, drawings made of signs.
  private func looksLikeText(_ lines: [LayerLine], on page: SourcePage) -> Bool {
    let whole = LayerLine(lines)
    if Self.wordLengths.contains(Double(whole.inked) / Double(max(1, whole.pieces))) { return true }
    let codes = Set(
      lines.flatMap { page.glyphs[$0.range].map { UInt64($0.font) << 32 | UInt64($0.code) } })
    return codes.count >= Self.fewestIdeographs
  }

  /// The language of what is plausible on a page; `nil` if that does not tell.
  private static func language(of page: SourcePage, besides lines: [LayerLine]) -> String? {
    var rest = page
    for line in lines where line.isImplausible {
      for i in line.range { rest.glyphs[i].scalar = 0x20 }
    }
    return TextLanguage.language(of: rest)
  }

  private static func area(of line: LayerLine, on page: SourcePage) -> Box {
    page.glyphs[line.range].reduce(into: Box.empty) { $0.formUnion(page.box(of: $1)) }
      .expanded(by: margin)
  }

  /// What a line's own picture reads as, in points.
  private func words(
    of line: LayerLine, on page: SourcePage, in picture: Picture, _ scale: Float,
    _ languages: String
  ) -> [RecognisedLine.Word] {
    let area = Projection.scale(1 / scale)(Self.area(of: line, on: page))
    let reading = reading(ofLine: area, in: picture, height: area.height / 2, languages: languages)
    return reading?.lines.flatMap(\.words).map { word in word.mapped { $0 * scale } } ?? []
  }
}
