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

  /// Reads the pictures of lines of a page's text layer, and puts right what the layer has wrong.
  ///
  /// Returns whether that did: if not, the page is as it was.
  func ground(
    _ lines: [LayerLine], of page: inout SourcePage, reader: any PageReader, reason: String
  ) -> Bool {
    let sizes = lines.map { -page.glyphs[$0.range.lowerBound].up.y }.sorted()
    guard let size = sizes.isEmpty ? nil : sizes[sizes.count / 2], size > 0 else { return false }
    let wanted = Self.capitalHeight / Double(GlyphSetter.capitalHeight * size) * 72
    let resolution = min(max(wanted, Self.resolutions.lowerBound), Self.resolutions.upperBound)
    guard
      let raster = try? reader.raster(page: page.index, of: nil, dotsPerInch: resolution),
      let picture = Picture(grey: raster.samples, width: raster.width, height: raster.height)
    else { return false }
    let scale = Float(72 / raster.dotsPerInch)
    let known = options.languages ?? known.found ?? Self.language(of: page, besides: lines)
    let readings: [LineReading]
    let languages: String
    if let known, let first = try? firstLanguages(mixed(known)) {
      languages = first
      readings = lines.map { line in
        LineReading(line, words: words(of: line, on: page, in: picture, scale, languages), on: page)
      }
    } else {
      guard let (reading, preparation) = try? read(picture, hint: nil) else { return false }
      languages = reading.languages
      let words = reading.lines.flatMap(\.words).map { word in
        word.mapped { preparation.frame($0) * scale }
      }
      readings = lines.map { line in
        let area = Self.area(of: line, on: page)
        return LineReading(line, words: words.filter { area.contains($0.box.middle) }, on: page)
      }
    }
    let before = page
    let isWhole = lines.count == LayerLine.lines(of: page).count
    let outcome = LayerFusion(
      readings,
      isDistrusted: LayerLine(isWhole ? lines : lines.filter(\.isTelling)).isImplausible,
      isWhole: isWhole
    ).apply(to: &page)
    let implausible = lines.count(where: \.isImplausible)
    if Float(outcome.wrongByThemselves) < Self.mended * Float(implausible) {
      page = before
      return false
    }
    page.recognition = Recognition(
      reason: reason, languages: languages, confidence: outcome.confidence,
      coverage: outcome.coverage, steps: outcome.steps,
      agreement: outcome.agreement)
    return true
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
