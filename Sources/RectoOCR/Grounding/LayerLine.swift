internal import RectoGeometry
internal import RectoPages

/// Glyphs of a page's own text that are drawn one after the other along a baseline: what is weighed
/// against a reading of the picture.
struct LayerLine: Equatable {
  /// The glyphs in drawing order.
  let range: Range<Int>
  /// How usual the letters' pairs are.
  let pairs: LetterPairs
  /// Glyphs that leave ink, and those of them without a trustworthy Unicode value.
  let inked: Int
  let unmapped: Int
  /// How many pieces its gaps and blanks cut it into.
  let pieces: Int
  /// Whether it is of signs that stand in turn nowhere, without a letter: what a wrong map makes of a word.
  let isOfSigns: Bool

  /// Gaps wider than this, in ems, end a line; those wider than `wordGap` part words.
  private static let widestGap: Float = 1.5
  private static let wordGap: Float = 0.15
  /// Letters of lines from the right may be drawn in the order of reading: each one steps back, by its
  /// own width and its neighbour's.
  private static let widestStep: Float = 3
  /// The share of glyphs without a Unicode value that makes a line worthless, of so many at least.
  private static let unreadable: Float = 0.3
  private static let enough = 8

  /// Whether the line cannot say what it shows.
  var isImplausible: Bool {
    pairs.isImplausible || isOfSigns || inked >= Self.enough && isUnmapped
  }

  /// Whether it shows that it may be wrong.
  var isTelling: Bool { isImplausible || pairs.isUnusual }

  /// Whether much of it has no Unicode value.
  var isUnmapped: Bool { Float(unmapped) > Self.unreadable * Float(inked) }

  /// How far codes are moved along the alphabet, and how usual the letters are that they were moved from:
  /// by themselves, and by how much more than those that the file has.
  private static let distances = -31...31
  private static let fewestMoved = 10
  private static let usual: Float = 4.8
  private static let moreUsual: Float = 1.8

  /// Whether its letters are hardly those of a text, and moved by some distance are: short lines show
  /// so little by themselves that this tells more.
  func isMoved(on page: SourcePage) -> Bool {
    guard pairs.isUnusual, pairs.count >= Self.fewestMoved else { return false }
    let scalars = page.glyphs[range].map(\.scalar)
    return Self.distances.contains { distance in
      var moved = LetterPairs()
      var last: UInt32 = 0
      for scalar in scalars {
        let next = scalar == 0x20 ? 0 : UInt32(clamping: Int(scalar) + distance)
        moved.add(last, next)
        last = next
      }
      return moved.count >= pairs.count && moved.level >= Self.usual
        && moved.level >= pairs.level + Self.moreUsual
    }
  }

  /// The fonts that it is set in.
  func fonts(on page: SourcePage) -> Set<UInt16> {
    Set(page.glyphs[range].lazy.filter { !$0.isBlank }.map(\.font))
  }

  /// What is wrong with an implausible line.
  var complaint: String {
    isUnmapped ? "glyphs have no Unicode values" : "letters are those of no text"
  }

  /// The lines of a page's visible text that stand upright.
  static func lines(of page: SourcePage) -> [LayerLine] {
    var lines: [LayerLine] = []
    var builder = Builder()
    let isCode = page.fonts.map { $0.traits.contains(.fixedPitch) }
    for index in page.glyphs.indices {
      if let line = builder.add(
        page.glyphs[index], index, isCode: isCode[Int(page.glyphs[index].font)])
      {
        lines.append(line)
      }
    }
    if let line = builder.finish(at: page.glyphs.count) { lines.append(line) }
    return lines
  }

  /// Several lines summed up, as if they were one.
  init(_ lines: [LayerLine]) {
    range = (lines.first?.range.lowerBound ?? 0)..<(lines.last?.range.upperBound ?? 0)
    pairs = lines.reduce(into: LetterPairs()) { $0.add($1.pairs) }
    inked = lines.reduce(0) { $0 + $1.inked }
    unmapped = lines.reduce(0) { $0 + $1.unmapped }
    pieces = lines.reduce(0) { $0 + $1.pieces }
    isOfSigns = !lines.isEmpty && lines.allSatisfy(\.isOfSigns)
  }

  private init(
    range: Range<Int>, pairs: LetterPairs, inked: Int, unmapped: Int, pieces: Int, isOfSigns: Bool
  ) {
    self.range = range
    self.pairs = pairs
    self.inked = inked
    self.unmapped = unmapped
    self.pieces = pieces
    self.isOfSigns = isOfSigns
  }

  static func isVisible(_ glyph: Glyph) -> Bool {
    !glyph.isInvisible && glyph.colour >> 24 != 0
      && glyph.flags.isDisjoint(with: [.clipped, .softMask, .recognised, .replaced, .field])
  }

  static func isUnmapped(_ glyph: Glyph) -> Bool {
    glyph.flags.contains(.unmapped) || glyph.scalar == 0xFFFD
      || (0xE000...0xF8FF).contains(glyph.scalar)
  }

  /// So many glyphs of one code in turn are leaders, which are no part of a line.
  private static let leaders = 6

  /// So many different ones make a line of signs.
  private static let kindsOfSigns = 3

  /// Signs that do not stand between two letters without a blank, save in code.
  private static func isOddSign(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x21...0x25, 0x2A, 0x2B, 0x3B...0x3F, 0x5B...0x5E, 0x7B...0x7E: true
    default: false
    }
  }

  private struct Builder {
    private var start: Int?
    private var pairs = LetterPairs()
    private var inked = 0
    private var unmapped = 0
    private var pieces = 0
    private var isInPiece = false
    /// Letters, odd signs, and which.
    private var letters = 0
    private var oddSigns = 0
    private var kinds: Set<UInt32> = []
    /// The end of the last glyph on the baseline, and its letter.
    private var end = Point(0, 0)
    private var last: UInt32 = 0
    /// Whether `last` is a sign that stands right behind a letter.
    private var isBarrier = false
    /// The glyph before, and how many in turn are the same, from which on.
    private var previous: Glyph?
    private var repeated: (count: Int, start: Int) = (0, 0)

    /// Takes the next glyph; returns the line that it does not go on.
    mutating func add(_ glyph: Glyph, _ index: Int, isCode: Bool) -> LayerLine? {
      let isPart =
        LayerLine.isVisible(glyph) && glyph.up.x == 0 && glyph.up.y < 0
        && !glyph.flags.contains(.vertical)
      var done: LayerLine?
      let size = -glyph.up.y
      let gap = glyph.origin.x - end.x
      let isRepeated =
        previous.map {
          $0.code == glyph.code && $0.font == glyph.font && $0.scalar == glyph.scalar
        } ?? false
      if start != nil,
        !isPart || !isRepeated && repeated.count >= LayerLine.leaders
          || abs(glyph.origin.y - end.y) > 0.1 * size || gap > LayerLine.widestGap * size
          || gap < -LayerLine.widestStep * size
      {
        done = finish(at: index)
      }
      guard isPart else { return done }
      repeated = isRepeated && start != nil ? (repeated.count + 1, repeated.start) : (1, index)
      previous = glyph
      if start == nil { start = index } else if gap > LayerLine.wordGap * size { forget() }
      end = glyph.origin + glyph.advance
      if glyph.isBlank {
        forget()
        return done
      }
      inked += 1
      if !isInPiece { pieces += 1 }
      isInPiece = true
      if LayerLine.isUnmapped(glyph) { unmapped += 1 }
      pairs.add(last, glyph.scalar)
      let isLetter = LetterPairs.isLetter(glyph.scalar)
      if isLetter { letters += 1 }
      if !isCode && LayerLine.isOddSign(glyph.scalar) {
        oddSigns += 1
        kinds.insert(glyph.scalar)
      }
      if isBarrier && isLetter { pairs.addSign() }
      isBarrier = !isCode && LayerLine.isOddSign(glyph.scalar) && LetterPairs.isLetter(last)
      last = glyph.scalarCount == 1 ? glyph.scalar : 0
      return done
    }

    private mutating func forget() {
      last = 0
      isBarrier = false
      isInPiece = false
    }

    /// The line so far, which ends before a glyph.
    mutating func finish(at index: Int) -> LayerLine? {
      guard let start else { return nil }
      let isLed = repeated.count >= LayerLine.leaders
      let line = LayerLine(
        range: start..<(isLed ? repeated.start : index), pairs: pairs,
        inked: isLed ? inked - repeated.count : inked,
        unmapped: isLed ? max(0, unmapped - repeated.count) : unmapped, pieces: pieces,
        isOfSigns: letters == 0 && kinds.count >= LayerLine.kindsOfSigns && 2 * oddSigns >= inked)
      self = Builder()
      return line.range.isEmpty ? nil : line
    }
  }
}
