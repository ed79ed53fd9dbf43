internal import RectoPages

/// Whether fonts say what their glyphs show, by what a few of their lines were read as.
struct FontTrial {
  enum Finding { case right, wrong, illegible }

  /// So many lines of each font are read, and so many of a page.
  static let linesAFont = 3
  static let linesAPage = 12

  /// The share of characters in which a right map agrees with what was read, lines of names and codes
  /// being harder to read than others. What chance gives is below 0.3.
  private static let agreeing: Float = 0.7
  /// A line of so many glyphs that agrees less than this, and was read so surely, tells that a map is wrong.
  private static let disagreeing: Float = 0.45
  private static let enough = 8
  /// Read with less than this it tells nothing: signs, drawings of signs, a script of another model.
  private static let legible: Float = 45

  private var findings: [UInt16: Finding] = [:]
  /// Whether what was read was read surely as a whole, so that its language is that of the model.
  private(set) var isSure = false

  var isIllegible: Bool { findings.values.contains(.illegible) }
  var isAllIllegible: Bool { findings.values.allSatisfy { $0 == .illegible } }

  /// The places of lines to be read: of those that may be wrong the longest of each font.
  static func sample(of lines: [LayerLine], on page: SourcePage) -> [Int] {
    var counts: [UInt16: Int] = [:]
    var sample: [Int] = []
    let order = lines.indices.sorted { (lines[$1].inked, $0) < (lines[$0].inked, $1) }
    for i in order {
      let fonts = lines[i].fonts(on: page)
      guard fonts.contains(where: { counts[$0, default: 0] < linesAFont }) else { continue }
      for font in fonts { counts[font, default: 0] += 1 }
      sample.append(i)
      if sample.count == linesAPage { break }
    }
    return sample
  }

  init(_ readings: [LineReading], on page: SourcePage) {
    var sums: [UInt16: (alike: Float, sure: Float, glyphs: Float, isRefuted: Bool)] = [:]
    for reading in readings {
      let weight = Float(reading.line.inked)
      let isRefuted =
        reading.line.inked >= Self.enough && reading.likeness < Self.disagreeing
        && reading.confidence >= LayerFusion.sure
      for font in reading.line.fonts(on: page) {
        var sum = sums[font] ?? (0, 0, 0, false)
        sum.alike += weight * reading.likeness
        sum.sure += weight * reading.confidence
        sum.glyphs += weight
        sum.isRefuted = sum.isRefuted || isRefuted
        sums[font] = sum
      }
    }
    let letters = readings.reduce(0) { $0 + Float($1.line.inked) }
    isSure =
      readings.reduce(0) { $0 + $1.confidence * Float($1.line.inked) } >= LayerFusion.sure * letters
    findings = sums.mapValues { sum in
      if sum.isRefuted { return .wrong }
      if sum.alike >= Self.agreeing * sum.glyphs { return .right }
      return sum.sure < Self.legible * sum.glyphs ? .illegible : .wrong
    }
  }

  /// What was found of a line's fonts together; `nil` if one of them was not tried.
  func finding(of line: LayerLine, on page: SourcePage) -> Finding? {
    let all = line.fonts(on: page).map { findings[$0] }
    if all.contains(.some(.wrong)) { return .wrong }
    if all.contains(nil) { return nil }
    return all.contains(.some(.illegible)) ? .illegible : .right
  }
}
