internal import RectoGeometry
internal import RectoPages

/// The character maps of a page's fonts as a reading of their glyphs tells them.
///
/// A code stands for one character wherever it is drawn: what most of its glyphs were read as. Maps
/// that are moved by a constant are put right as a whole, with codes that were read nowhere.
struct FontRepair {
  /// A code of a font, with what the file says that it is.
  private struct Key: Hashable {
    let font: UInt16
    let code: UInt32
    let scalar: UInt32

    init(_ glyph: Glyph) {
      font = glyph.font
      code = glyph.code
      scalar = LayerLine.isUnmapped(glyph) ? 0 : glyph.scalar
    }
  }

  /// By key: what its glyphs were read as, by the sum of confidences.
  private var votes: [Key: [String: Float]] = [:]
  /// How often each was read.
  private var sightings: [Key: Int] = [:]
  private var map: [Key: String] = [:]
  /// By font: from the scalars that it gives, or from its codes, to those that are right.
  private var shifts: [UInt16: Shift] = [:]

  private struct Shift {
    var distance: Int
    var isOfCodes: Bool
    /// The codes or scalars that were read, in order, and whether each is moved so.
    var known: [(value: UInt32, fits: Bool)]

    /// Whether most of the two next below a value and the two next above it are moved so: fonts whose
    /// codes count only the characters that they have are moved by one distance in stretches.
    func holds(at value: UInt32) -> Bool {
      let near =
        known.filter { $0.value < value }.suffix(2) + known.filter { $0.value > value }.prefix(2)
      return near.isEmpty || 2 * near.count(where: \.fits) > near.count
    }
  }

  /// Codes that have to agree on a shift, and the share of a font's codes.
  private static let fewestShifted = 5
  private static let shifted: Float = 0.7
  /// The share of the votes that a reading needs.
  private static let majority: Float = 0.5
  /// What a gap between words tells for a blank, as a confidence.
  private static let gapVote: Float = 50

  /// From lines whose text layer is wrong.
  init(_ lines: [LineReading], on page: SourcePage) {
    // Words of as many symbols as glyphs first; with what they tell, ligatures show in the others.
    vote(lines, on: page) { $0.glyphs.count == $0.symbols.count }
    for glyph in lines.flatMap(\.gaps) {
      votes[Key(page.glyphs[glyph]), default: [:]][" ", default: 0] += Self.gapVote
    }
    decide()
    vote(lines, on: page) { $0.glyphs.count != $0.symbols.count }
    decide()
    findShifts()
  }

  private mutating func vote(
    _ lines: [LineReading], on page: SourcePage, from isTelling: (LineReading.Word) -> Bool
  ) {
    for line in lines {
      for word in line.words where isTelling(word) {
        for (glyph, text) in zip(word.glyphs, aligned(word, on: page)) where !text.isEmpty {
          votes[Key(page.glyphs[glyph]), default: [:]][text, default: 0] += word.confidence
          sightings[Key(page.glyphs[glyph]), default: 0] += 1
        }
      }
    }
  }

  private mutating func decide() {
    map = votes.compactMapValues { readings in
      guard let best = readings.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
        best.value >= Self.majority * readings.values.reduce(0, +)
      else { return nil }
      return best.key
    }
  }

  /// The symbols of a word shared out among its glyphs: one each where the numbers are equal, else so
  /// that known glyphs keep what they are; ligatures take two or three, marks none.
  func aligned(_ word: LineReading.Word, on page: SourcePage) -> [String] {
    let (glyphs, symbols) = (word.glyphs, word.symbols)
    if glyphs.count == symbols.count { return symbols }
    guard !glyphs.isEmpty, !symbols.isEmpty else { return glyphs.map { _ in "" } }
    let known = glyphs.map { map[Key(page.glyphs[$0])] }
    let width = symbols.count + 1
    var costs = [Float](repeating: .infinity, count: (glyphs.count + 1) * width)
    var takes = [Int](repeating: 0, count: costs.count)
    costs[0] = 0
    for i in glyphs.indices {
      for j in 0...symbols.count where costs[i * width + j] < .infinity {
        for count in 0...min(3, symbols.count - j) {
          let text = symbols[j..<(j + count)].joined()
          let cost =
            costs[i * width + j]
            + (known[i].map { $0 == text ? 0 : 1.2 } ?? Self.costs[count])
          let place = (i + 1) * width + j + count
          if cost < costs[place] { (costs[place], takes[place]) = (cost, count) }
        }
      }
    }
    var j = symbols.count
    guard costs[glyphs.count * width + j] < .infinity else { return glyphs.map { _ in "" } }
    var result: [String] = []
    for i in glyphs.indices.reversed() {
      let count = takes[(i + 1) * width + j]
      result.append(symbols[(j - count)..<j].joined())
      j -= count
    }
    return result.reversed()
  }

  /// What it costs to give an unknown glyph no symbol, one, two or three.
  private static let costs: [Float] = [1, 0.2, 0.6, 1]

  private mutating func findShifts() {
    for font in Set(map.keys.map(\.font)) {
      let entries = map.filter { $0.key.font == font && $0.value != " " }
      for isOfCodes in [false, true] {
        let moved = entries.compactMap { key, text -> (value: UInt32, distance: Int)? in
          guard let right = text.unicodeScalars.first, text.unicodeScalars.count == 1,
            isOfCodes || key.scalar != 0
          else { return nil }
          let value = isOfCodes ? key.code : key.scalar
          return (value, Int(right.value) - Int(value))
        }
        let counts = Dictionary(moved.map { ($0.distance, 1) }, uniquingKeysWith: +)
        guard let best = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
          best.value >= Self.fewestShifted, best.key != 0 || isOfCodes,
          Float(best.value) >= Self.shifted * Float(entries.count)
        else { continue }
        let known = moved.map { (value: $0.value, fits: $0.distance == best.key) }
        shifts[font] = Shift(
          distance: best.key, isOfCodes: isOfCodes, known: known.sorted { $0.value < $1.value })
        break
      }
    }
  }

  /// What a glyph stands for; `nil` if nothing tells.
  func text(of glyph: Glyph) -> String? {
    let key = Key(glyph)
    let read = map[key]
    // Blanks are told by gaps, never misread.
    guard read != " ", let shift = shifts[key.font], shift.isOfCodes || key.scalar != 0 else {
      return read
    }
    let value = shift.isOfCodes ? key.code : key.scalar
    guard shift.holds(at: value),
      let scalar = Unicode.Scalar(UInt32(clamping: Int(value) + shift.distance)),
      scalar.properties.generalCategory != .control,
      scalar.properties.generalCategory != .unassigned
    else { return read }
    return String(Character(scalar))
  }

  /// Whether a glyph's code was read several times, and mostly as this.
  func isRead(_ glyph: Glyph, as text: String) -> Bool {
    let key = Key(glyph)
    return map[key] == text && sightings[key, default: 0] >= Self.fewestSightings
  }
  private static let fewestSightings = 2

  /// How many fonts were put right as a whole.
  var shiftedFonts: Int { shifts.count }
}
