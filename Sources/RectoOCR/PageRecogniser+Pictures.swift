internal import Leptonica
internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoPages
internal import Tesseract

/// Pictures on pages that have a text layer.
extension PageRecogniser {
  /// Adds the rules of pictures that the page's text stands on.
  func readRules(under page: inout SourcePage, reader: any PageReader) {
    for box in BackgroundRules.grounds(of: page) {
      guard
        let raster = try? raster(
          of: page, box, dotsPerInch: BackgroundRules.resolution, reader: reader)
      else { continue }
      page.strokes += BackgroundRules.strokes(
        in: raster, of: page, corner: Point(box.x0, box.y0))
    }
  }

  /// Recognises the pictures on a page of text that hold text themselves: those that look so, as far as the
  /// document's budget goes, or all if that is asked for.
  func readPictures(on page: inout SourcePage, reader: any PageReader) {
    guard options.pictures != .never else { return }
    let isAsked = options.pictures == .always
    var pictures = TextPictures.candidates(on: page, anySize: isAsked)
    if !isAsked {
      let likely = pictures.compactMap { i in
        letters(in: page.images[i], on: page, reader: reader).map { (i, Self.cost(of: $0)) }
      }
      let (count, isEnd) = budget.claim(likely.map(\.1), in: turn)
      pictures = likely.prefix(count).map(\.0)
      if isEnd { page.diagnostics.append(Self.budgetEnd(on: page.index)) }
    }
    for i in pictures { readPicture(i, on: &page, reader: reader, isAsked: isAsked) }
  }

  /// Reads the picture with an index.
  private func readPicture(
    _ i: Int, on page: inout SourcePage, reader: any PageReader, isAsked: Bool
  ) {
    let image = page.images[i]
    let box = image.box.intersection(page.box)
    guard
      let languages = try? firstLanguages(
        options.languages ?? known.found ?? TextLanguage.language(of: page))
    else { return }
    let key = SeenPictures.Key(image, box, on: page, languages: languages)
    let fewest = isAsked ? 1 : TextPictures.fewestSymbols
    guard
      let seen = seen.reading(
        of: key, else: { read(image, box, on: page, reader: reader, languages: languages) }),
      seen.reading.confidence >= TextPictures.fairConfidence, seen.reading.symbols >= fewest
    else { return }
    let scale = Float(72 / seen.dotsPerInch) / seen.preparation.enlargement
    let lines = append(
      seen.reading, of: seen.preparation, scale: scale, corner: Point(box.x0, box.y0), to: &page)
    // What is all text is no figure.
    let inked = lines.reduce(0) { $0 + $1.box.area }
    let whole = Float(seen.preparation.picture.width * seen.preparation.picture.height)
    if inked > TextPictures.textShare * whole { page.images[i].isArtifact = true }
  }

  private func read(
    _ image: PlacedImage, _ box: Box, on page: SourcePage, reader: any PageReader, languages: String
  ) -> SeenPictures.Seen? {
    let resolution = Self.resolution(of: image, atMost: Self.resolution)
    guard let raster = try? raster(of: page, box, dotsPerInch: resolution, reader: reader),
      let picture = Picture(grey: raster.samples, width: raster.width, height: raster.height)
    else { return nil }
    var preparation = PagePreparation(enlarging: picture)
    guard let first = reading(of: preparation, languages: languages, segmentation: .page) else {
      return nil
    }
    let settled = settled(first, of: &preparation)
    let isText = settled.confidence >= TextPictures.fairConfidence
    return SeenPictures.Seen(
      reading: isText ? completed(settled, of: preparation) : settled, preparation: preparation,
      dotsPerInch: raster.dotsPerInch)
  }

  /// How many letters a picture has, if they stand as those of texts and tables do.
  private func letters(
    in image: PlacedImage, on page: SourcePage, reader: any PageReader
  ) -> Int? {
    let box = image.box.intersection(page.box)
    return seen.letters(in: SeenPictures.Key(image, box, on: page)) {
      let resolution = Self.resolution(of: image, atMost: LetterRows.resolution)
      guard let raster = try? raster(of: page, box, dotsPerInch: resolution, reader: reader)
      else { return nil }
      let tones = PictureTones(raster)
      guard TextPictures.areOfPrint(tones),
        let picture = Picture(grey: raster.samples, width: raster.width, height: raster.height)
      else { return nil }
      let rows = LetterRows(picture, tones: tones)
      return TextPictures.areRead(rows, scale: Float(72 / raster.dotsPerInch)) ? rows.letters : nil
    }
  }

  /// A picture's own resolution, within limits.
  private static func resolution(of image: PlacedImage, atMost most: Double) -> Double {
    let own = Double(image.width) / Double(max(1, image.box.width)) * 72
    return min(most, max(lowestResolution, own))
  }

  /// What a picture and each letter of it take to be read, in seconds.
  private static let (aPicture, aLetter) = (0.1, 0.0015)

  private static func cost(of letters: Int) -> Double { aPicture + aLetter * Double(letters) }

  private static func budgetEnd(on page: Int) -> Diagnostic {
    Diagnostic(
      .picturesUnread, .warning, page: page,
      "pictures of text from page \(page + 1) on are not recognised: the document's budget for them is "
        + "spent; give more with --ocr-budget, or --ocr-images always")
  }
}
