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

  /// Recognises the pictures on a page of text that hold text themselves: those that look so, or all
  /// if that is asked for.
  func readPictures(on page: inout SourcePage, reader: any PageReader) {
    guard options.pictures != .never else { return }
    let isAsked = options.pictures == .always
    for i in TextPictures.candidates(on: page, anySize: isAsked) {
      let box = page.images[i].box.intersection(page.box)
      let own = Double(page.images[i].width) / Double(max(1, page.images[i].box.width)) * 72
      let resolution = min(Self.resolution, max(Self.lowestResolution, own))
      guard
        let raster = try? raster(of: page, box, dotsPerInch: resolution, reader: reader),
        let picture = Picture(grey: raster.samples, width: raster.width, height: raster.height),
        isAsked || TextPictures.hasFlatGround(raster)
      else { continue }
      let preparation = PagePreparation(enlarging: picture)
      let least = isAsked ? TextPictures.fairConfidence : TextPictures.goodConfidence
      guard isAsked || TextPictures.looksLikeText(preparation.facts),
        let languages = try? firstLanguages(
          options.languages ?? known.found ?? TextLanguage.language(of: page)),
        var reading = reading(of: preparation, languages: languages, segmentation: .page),
        reading.confidence >= least, isAsked || reading.symbols >= TextPictures.fewestSymbols
      else { continue }
      reading = completed(reading, of: preparation)
      let scale = Float(72 / raster.dotsPerInch) / preparation.enlargement
      let lines = append(
        reading, of: preparation, scale: scale, corner: Point(box.x0, box.y0), to: &page)
      // What is all text is no figure.
      let inked = lines.reduce(0) { $0 + $1.box.area }
      let whole = Float(preparation.picture.width * preparation.picture.height)
      if inked > TextPictures.textShare * whole { page.images[i].isArtifact = true }
    }
  }
}
