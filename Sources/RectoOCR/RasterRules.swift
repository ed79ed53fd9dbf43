internal import Leptonica
internal import RectoGeometry
internal import RectoPages

/// The rules drawn in a picture, as strokes like those that a file draws.
struct RasterRules {
  /// In the picture's pixels.
  private(set) var strokes: [Stroke] = []
  private let glyphHeight: Float

  /// The shortest rule, in heights of a capital letter: strokes of letters and dashes are shorter.
  static let shortest: Float = 4
  /// The thickest rule, in the same.
  static let thickest: Float = 0.5
  /// More pieces than this are hatching or noise.
  static let mostRules = 4000
  /// So many rules each way make a grid, or one above the other a table; they are so long against the
  /// longest, or so thin, in heights of a capital letter.
  private static let fewest = 3
  private static let through: Float = 0.6
  private static let thin: Float = 0.25
  /// Letters that touch a rule divide it for at most so much, in heights of a capital letter; so many
  /// of its samples are dark there.
  private static let widestGap: Float = 12
  private static let darkShare: Float = 0.7

  /// Rules that are paler than ink, on paper or on grounds of tables, differ from what lies on both sides
  /// of them by so many samples of 255, and by so many times what the picture's own grain does. They are
  /// thinner than this, in heights of a capital letter.
  private static let contrast = 10
  private static let grains = 3
  private static let pale: Float = 0.4

  /// `binary` is straight, as is `grey`, the picture that it was made of: where it is given, rules of any
  /// tone are found. Faint rules are followed over their gaps unless it was blurred by enlarging: rows of
  /// letters hang together there, and look like faint rules.
  init(
    in binary: Picture, tones grey: Picture? = nil, glyphHeight: Float, isBlurred: Bool = false
  ) {
    let height = max(glyphHeight, 8)
    self.glyphHeight = height
    let shortest = Int(clamped: Self.shortest * height)
    let thickest = max(4, Self.thickest * height)
    let maps = Self.maps(of: binary.halved(), tones: grey?.averaged(), height: height / 2)
    for (isAcross, half) in [(true, maps.across), (false, maps.down)] {
      let (columns, samples) = (half.width, isBlurred ? [] : half.samples)
      let runs = isAcross ? half.runs(across: shortest / 2) : half.runs(down: shortest / 2)
      let pieces = runs.componentBoxes(limit: Self.mostRules).filter { piece in
        let (length, width) =
          isAcross ? (piece.width, piece.height) : (piece.height, piece.width)
        return 2 * width <= thickest && length > 6 * width
      }
      let whole = isAcross ? Self.joined(pieces, in: half, height: height / 2) : pieces
      for part in whole {
        let piece =
          isBlurred
          ? part
          : Self.followed(
            part, isAcross: isAcross, in: samples, columns: columns,
            widestGap: Int(clamped: Self.faded * height / 2))
        let box = Box(x0: 2 * piece.x0, y0: 2 * piece.y0, x1: 2 * piece.x1, y1: 2 * piece.y1)
        let width = isAcross ? box.height : box.width
        let from = isAcross ? Point(box.x0, box.midY) : Point(box.midX, box.y0)
        let to = isAcross ? Point(box.x1, box.midY) : Point(box.midX, box.y1)
        strokes.append(Stroke(from: from, to: to, width: width))
      }
    }
  }

  /// Where rules across may be, and rules down: ink, and lines of other tones where they are given. Where
  /// lines of both ways cross, neither is darker than what lies beside it.
  private static func maps(
    of ink: Picture, tones: Picture?, height: Float
  ) -> (across: Picture, down: Picture) {
    guard let tones else { return (ink, ink) }
    let size = Int(clamped: pale * height)
    let (across, down) = (
      tones.lines(isAcross: true, thinnerThan: size, contrast: contrast, grains: grains),
      tones.lines(isAcross: false, thinnerThan: size, contrast: contrast, grains: grains)
    )
    let wide = across.widened(by: size, and: 0)
    let crossings = wide.without(wide.without(down.widened(by: 0, and: size)))
    return (ink.and(across).and(crossings), ink.and(down).and(crossings))
  }

  /// Whether rules run through both ways: what is less may be the edges of anything.
  var isGrid: Bool {
    let (across, down) = (
      strokes.map { abs($0.to.x - $0.from.x) }, strokes.map { abs($0.to.y - $0.from.y) }
    )
    return [across, down].allSatisfy { lengths in
      let longest = lengths.max() ?? 0
      return longest > 0 && lengths.count { $0 > Self.through * longest } >= Self.fewest
    }
  }

  /// Whether thin rules of one width stand above each other, as in a table without upright ones.
  var isStack: Bool {
    let thin = strokes.filter {
      $0.from.y == $0.to.y && $0.width <= Self.thin * glyphHeight
    }
    return thin.contains { rule in
      thin.count {
        abs($0.from.x - rule.from.x) < glyphHeight && abs($0.to.x - rule.to.x) < glyphHeight
      } >= Self.fewest
    }
  }

  /// Pieces across, those of one rule joined that letters on it divide: its samples go on under them.
  private static func joined(_ pieces: [Box], in picture: Picture, height: Float) -> [Box] {
    var result: [Box] = []
    for piece in pieces.sorted(by: { $0.x0 < $1.x0 }) {
      let before = result.lastIndex {
        abs($0.midY - piece.midY) <= 1.5 && piece.x0 > $0.x1
          && piece.x0 - $0.x1 <= widestGap * height
      }
      if let before, isDark(between: result[before], and: piece, in: picture) {
        let width = max(result[before].height, piece.height)
        let top = min(result[before].y0, piece.y0)
        result[before] = Box(x0: result[before].x0, y0: top, x1: piece.x1, y1: top + width)
      } else {
        result.append(piece)
      }
    }
    return result
  }

  /// A rule with what goes on beyond its ends: where it is faint it falls into pieces too short for a
  /// rule, where it slopes it steps aside by a sample. `samples` are rows of so many columns.
  private static func followed(
    _ piece: Box, isAcross: Bool, in samples: [UInt8], columns: Int, widestGap: Int
  ) -> Box {
    guard columns > 0 else { return piece }
    let rows = samples.count / columns
    let (length, breadth) = isAcross ? (columns, rows) : (rows, columns)
    func isDark(_ along: Int, _ across: Int) -> Bool {
      guard (0..<length).contains(along), (0..<breadth).contains(across) else { return false }
      return samples[isAcross ? across * columns + along : along * columns + across] == 0
    }
    let (start, end) = isAcross ? (piece.x0, piece.x1) : (piece.y0, piece.y1)
    let (low, high) = isAcross ? (piece.y0, piece.y1) : (piece.x0, piece.x1)
    let widest = Int(clamped: high - low) + slack
    var (ends, sides) = (
      [Int(clamped: start), Int(clamped: end)], (Int(clamped: low), Int(clamped: high))
    )
    for (side, step) in [(0, -1), (1, 1)] {
      var run = (Int(clamped: low), Int(clamped: high))
      var along = side == 0 ? Int(clamped: start) - 1 : Int(clamped: end)
      var gap = 0
      while gap <= widestGap {
        guard let touched = (run.0 - 1...run.1).first(where: { isDark(along, $0) }) else {
          gap += 1
          along += step
          continue
        }
        var next = (touched, touched + 1)
        while isDark(along, next.0 - 1), next.1 - next.0 <= widest { next.0 -= 1 }
        while isDark(along, next.1), next.1 - next.0 <= widest { next.1 += 1 }
        let all = (min(sides.0, next.0), max(sides.1, next.1))
        // A letter that touches it, or a stroke of something else.
        guard all.1 - all.0 <= widest else { break }
        (run, sides, gap) = (next, all, 0)
        ends[side] = side == 0 ? along : along + 1
        along += step
      }
    }
    let (from, to) = (Float(ends[0]), Float(ends[1]))
    let (a, b) = (Float(sides.0), Float(sides.1))
    return isAcross ? Box(x0: from, y0: a, x1: to, y1: b) : Box(x0: a, y0: from, x1: b, y1: to)
  }

  /// So wide is a gap in a faint rule, in heights of a capital letter.
  private static let faded: Float = 0.75
  /// So many samples a rule may step aside in all.
  private static let slack = 2

  /// Whether most columns between two pieces are dark at their height.
  private static func isDark(between left: Box, and right: Box, in picture: Picture) -> Bool {
    let gap = picture.part(
      x: Int(clamped: left.x1), y: Int(clamped: min(left.y0, right.y0)),
      width: Int(clamped: right.x0 - left.x1),
      height: Int(clamped: max(left.y1, right.y1) - min(left.y0, right.y0)))
    let (width, samples) = (gap.width, gap.samples)
    guard width > 0 else { return false }
    let dark = (0..<width).count { column in
      stride(from: column, to: samples.count, by: width).contains { samples[$0] == 0 }
    }
    return Float(dark) >= darkShare * Float(width)
  }
}
