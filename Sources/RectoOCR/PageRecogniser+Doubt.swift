internal import Leptonica
internal import RectoGeometry
internal import RectoPages
internal import Tesseract

/// What is done about readings in doubt.
extension PageRecogniser {
  /// Below these, other ways to cut the picture into lines are tried.
  private static let plainConfidence: Float = 88
  private static let plainCoverage: Float = 0.6

  /// So many symbols of other readings are enough: pages of print have 3,000, newspapers that are too small
  /// to be read, and take half a minute a reading, 8,000.
  private static let mostSymbols = 8000

  /// A reading as it is if it is sure; else the best of several, with its words in doubt as most of them
  /// have them.
  func settled(_ first: Reading, of preparation: inout PagePreparation) -> Reading {
    var reading = first
    var others: [Reading] = []
    var symbols = 0
    /// Another reading, unless the others had so many symbols that it would take too long.
    func another(_ read: () -> Reading?) -> Reading? {
      guard symbols < Self.mostSymbols, let other = read() else { return nil }
      symbols += other.symbols
      return other
    }
    func compare(_ other: Reading) -> Bool {
      let isBetter = other.isClearlyBetter(than: reading)
      others.append(isBetter ? reading : other)
      if isBetter { reading = other }
      return isBetter
    }
    if reading.confidence < Self.plainConfidence
      || Float(reading.symbols) < Self.plainCoverage * Float(preparation.facts.glyphs)
    {
      for segmentation in segmentations(for: reading, of: preparation) {
        let other = another {
          self.reading(of: preparation, languages: reading.languages, segmentation: segmentation)
        }
        if let other { _ = compare(other) }
      }
    }
    if reading.confidence < Self.plainConfidence, let clean = preparation.withoutShowThrough(),
      let other = another({ self.reading(of: clean, languages: reading.languages) }),
      compare(other)
    {
      preparation = clean
    }
    guard !reading.runsDown else { return reading }
    guard reading.confidence < Self.plainConfidence else {
      return readAgain(reading, of: preparation)
    }
    for (look, languages) in zip(
      preparation.looks(), [second(for: reading.languages), reading.languages])
    {
      guard let other = another({ self.reading(of: look, languages: languages) }) else { continue }
      // How sure models are of themselves is not compared.
      if languages == reading.languages { _ = compare(other) } else { others.append(other) }
    }
    // One that differs in nothing is no second opinion.
    return WordVote(among: others.filter { $0.lines != reading.lines }).settled(reading)
  }

  /// A sure reading with its parts in doubt as they read by themselves, where that is surer. Where much is
  /// in doubt several readings of the whole tell more.
  private func readAgain(_ reading: Reading, of preparation: PagePreparation) -> Reading {
    let height = preparation.facts.glyphHeight
    return DoubtfulParts(of: reading, rules: preparation.rules, height: height).settled { area in
      let again = self.reading(
        ofLine: area, in: preparation.picture, height: height, languages: reading.languages)
      return (again?.lines ?? []).flatMap(\.words).sorted { $0.box.x0 < $1.box.x0 }
    }
  }

  /// Another model for languages in the same letters, if one is installed, else these.
  private func second(for languages: String) -> String {
    let main = languages.prefix { $0 != "+" }
    guard let other = LanguageFinder.secondModel(for: String(main)),
      catalogue.installed.contains(other)
    else { return languages }
    return other
  }

  private func reading(of look: PagePreparation.Look, languages: String) -> Reading? {
    reading(
      of: look.picture, height: look.glyphHeight, languages: languages, segmentation: .page
    ).map { $0.scaled(by: 1 / look.scale) }
  }

  /// The other ways to cut a picture into lines. Forms, receipts and labels have no columns: their words
  /// are found one by one. Clippings are one block, and pages that run down may have heads that run across.
  private func segmentations(
    for reading: Reading, of preparation: PagePreparation
  ) -> [TesseractEngine.Segmentation] {
    if reading.runsDown { return [.page] }
    let isBlock = preparation.facts.glyphs < 40 || preparation.isClipping
    return isBlock ? [.block, .sparse] : [.sparse]
  }
}

extension Reading {
  /// With its boxes in a picture of another size.
  fileprivate func scaled(by factor: Float) -> Reading {
    Reading(lines.map { $0.mapped { $0 * factor } }, languages: languages)
  }
}
