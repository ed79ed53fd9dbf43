internal import RectoGeometry
internal import RectoPages

/// Weighs lines of a page's text layer against what was read in their places, and puts right what is
/// wrong: boxes, fonts and colours stay those of the file, and nothing appears twice.
struct LayerFusion {
  /// Lines that agree so well are the file's: it has ligatures, capitals and signs exactly.
  private static let agreeing: Float = 0.9
  /// Those that agree less than this are the reading's, if it is so sure.
  private static let disagreeing: Float = 0.6
  static let sure: Float = 80
  /// What is enough where the letters cannot be right.
  private static let sureOfImplausible: Float = 50
  /// Between the two, the reading has to be surer, all its words in the dictionary or its letters more
  /// usual by so many levels, and each code that it has for something else be read so elsewhere, too.
  private static let verySure: Float = 88
  private static let moreUsual: Float = 1
  /// Fewer glyphs than this tell nothing by themselves.
  private static let fewestGlyphs = 4
  /// The share of a font's glyphs in wrong lines from which on short lines in it are wrong too.
  private static let wrongFont: Float = 0.7

  private let readings: [LineReading]
  /// Whether the layer is implausible: then lines that do not show it themselves are too, the silent ones
  /// only if these are all of its lines.
  private let isDistrusted: Bool
  private let isWhole: Bool

  /// What came of it.
  struct Outcome: Equatable {
    var lines = 0
    var wrong = 0
    /// Those of them that do not tell it only by the repair of others.
    var wrongByThemselves = 0
    var repairedGlyphs = 0
    /// Glyphs of all these lines, and those of them that still have no Unicode value.
    var glyphs = 0
    var unmappedGlyphs = 0
    /// Fonts that a constant shift put right.
    var shiftedFonts = 0
    /// The share of characters in which lines and readings agree.
    var agreement: Float = 0
    var confidence: Float = 0

    /// The share of glyphs that have a text.
    var coverage: Float { 1 - Float(unmappedGlyphs) / Float(max(1, glyphs)) }

    /// What was found and done.
    var steps: [String] {
      let seen =
        "\(lines) lines read from the picture, \(Int(clamped: agreement * 100)) % of characters as in the text layer"
      guard wrong > 0 else { return [seen] }
      let fonts = shiftedFonts > 0 ? ", codes of \(shiftedFonts) fonts shifted back" : ""
      return [seen, "\(wrong) lines wrong, \(repairedGlyphs) glyphs put right\(fonts)"]
    }
  }

  init(_ readings: [LineReading], isDistrusted: Bool = false, isWhole: Bool = true) {
    self.readings = readings
    self.isDistrusted = isDistrusted
    self.isWhole = isWhole
  }

  /// Whether a line shows neither that it is text nor that it is not, as figures and formulas.
  private func isSilent(_ line: LayerLine) -> Bool {
    !(isDistrusted && isWhole) && !line.isTelling && !line.pairs.isPlain
  }

  /// Whether a line is wrong, by itself; `nil` if it does not tell. `all` is what the codes of all lines
  /// were read as.
  private func isWrong(_ reading: LineReading, all: FontRepair, on page: SourcePage) -> Bool? {
    let isImplausible =
      reading.line.isImplausible || isDistrusted && !isSilent(reading.line)
    // Nothing was read: a line without Unicode values can only be repaired by its fonts.
    guard reading.confidence > 0 else { return isImplausible ? nil : false }
    if reading.line.inked < Self.fewestGlyphs { return reading.line.isUnmapped ? true : nil }
    if reading.likeness >= Self.agreeing { return reading.line.unmapped > 0 }
    guard reading.isCredible else { return isImplausible ? nil : false }
    if reading.likeness < Self.disagreeing {
      // What cannot be right and was not read well follows its fonts.
      if isImplausible { return reading.confidence >= Self.sureOfImplausible ? true : nil }
      if isSilent(reading.line) { return nil }
      return reading.confidence >= Self.sure && reading.pairs.level >= reading.line.pairs.level
    }
    return reading.confidence >= Self.verySure
      && (reading.isBetterKnown || reading.pairs.level >= reading.line.pairs.level + Self.moreUsual)
      && Self.isConsistent(reading, with: all, on: page)
  }

  /// Whether most glyphs that were read as something else were read so everywhere: what a wrong map
  /// shows, and an error of reading does not.
  private static func isConsistent(
    _ reading: LineReading, with all: FontRepair, on page: SourcePage
  ) -> Bool {
    var (others, consistent) = (0, 0)
    for word in reading.words {
      for (index, text) in zip(word.glyphs, all.aligned(word, on: page)) where !text.isEmpty {
        let glyph = page.glyphs[index]
        guard !LookAlikes.areAlike(text, page.text(of: CollectionOfOne(glyph))) else { continue }
        others += 1
        if all.isRead(glyph, as: text) { consistent += 1 }
      }
    }
    return 2 * consistent > others
  }

  func apply(to page: inout SourcePage) -> Outcome {
    var outcome = Outcome(lines: readings.count)
    var wrong: [LineReading] = []
    var open: [LineReading] = []
    var (wrongGlyphs, allGlyphs): ([UInt16: Int], [UInt16: Int]) = ([:], [:])
    var (letters, agreeing, sure): (Float, Float, Float) = (0, 0, 0)
    let all = FontRepair(readings, on: page)
    for reading in readings {
      let isWrong = isWrong(reading, all: all, on: page)
      let weight = Float(reading.line.inked)
      letters += weight
      agreeing += weight * reading.agreement
      sure += weight * reading.confidence
      switch isWrong {
      case true?: wrong.append(reading)
      case nil: open.append(reading)
      case false?: break
      }
      guard let isWrong else { continue }
      for glyph in page.glyphs[reading.line.range] where !glyph.isBlank {
        allGlyphs[glyph.font, default: 0] += 1
        if isWrong { wrongGlyphs[glyph.font, default: 0] += 1 }
      }
    }
    outcome.agreement = agreeing / max(1, letters)
    outcome.confidence = sure / max(1, letters)
    // Short lines follow the fonts that they are set in; silent ones if that is what was read.
    let found = wrong.count
    var repair = FontRepair(wrong, on: page)
    for reading in open {
      let isWrong =
        isSilent(reading.line)
        ? isRead(reading, asRepairedBy: repair, on: page)
        : reading.line.fonts(on: page).allSatisfy { font in
          Float(wrongGlyphs[font] ?? 0) > Self.wrongFont * Float(allGlyphs[font] ?? .max)
        }
      if isWrong { wrong.append(reading) }
    }
    outcome.glyphs = readings.reduce(0) { $0 + $1.line.inked }
    outcome.wrong = wrong.count
    outcome.wrongByThemselves = wrong.count { !isSilent($0.line) }
    if !wrong.isEmpty {
      if wrong.count > found { repair = FontRepair(wrong, on: page) }
      outcome.shiftedFonts = repair.shiftedFonts
      for reading in wrong {
        outcome.repairedGlyphs += Self.replace(reading, by: repair, on: &page)
      }
    }
    outcome.unmappedGlyphs = readings.reduce(0) { sum, reading in
      sum
        + page.glyphs[reading.line.range].count {
          !$0.flags.contains(.replaced) && LayerLine.isUnmapped($0)
        }
    }
    return outcome
  }

  /// Whether a line was read as what the repair of its fonts makes of it, and not as it is.
  private func isRead(
    _ reading: LineReading, asRepairedBy repair: FontRepair, on page: SourcePage
  ) -> Bool {
    guard reading.confidence >= Self.sure, reading.likeness < Self.disagreeing else {
      return false
    }
    let glyphs = reading.words.flatMap(\.glyphs).map { page.glyphs[$0] }
    let repaired = glyphs.map { repair.text(of: $0) ?? page.text(of: CollectionOfOne($0)) }
    let read = reading.words.flatMap(\.symbols).joined()
    return LineReading.agreement(repaired.joined(), read) >= Self.agreeing
  }

  /// Sets the glyphs of a line anew with the text that they have; returns how many.
  private static func replace(
    _ reading: LineReading, by repair: FontRepair, on page: inout SourcePage
  ) -> Int {
    var count = 0
    // Lines that agree lack a few values only.
    let isRight = reading.likeness >= agreeing
    for word in reading.words {
      for (index, read) in zip(word.glyphs, repair.aligned(word, on: page)) {
        let glyph = page.glyphs[index]
        if isRight && !LayerLine.isUnmapped(glyph) { continue }
        guard let text = repair.text(of: glyph) ?? (read.isEmpty ? nil : read),
          text != page.text(of: CollectionOfOne(glyph)) || LayerLine.isUnmapped(glyph)
        else { continue }
        page.glyphs[index].flags.insert(.replaced)
        var repaired = glyph
        repaired.flags.remove(.unmapped)
        page.append(
          recognised: text, repaired,
          confidence: word.confidence > 0 ? word.confidence : reading.confidence)
        count += 1
      }
    }
    return count
  }
}
