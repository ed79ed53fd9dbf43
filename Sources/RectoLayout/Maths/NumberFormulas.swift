internal import RectoGeometry
internal import RectoPages

/// Finds fractions and roots that hold nothing but numbers in the font of the text.
///
/// A fraction is told from a sum under its rule by the line of text that it stands in: letters
/// beside its bar have their baseline between those of its two parts. A root is a radical
/// sign with a bar.
struct NumberFormulas {
  /// The longest bar, in points.
  static let longestBar: Float = 120
  /// A page may have so many bars.
  static let mostBars = 3000
  /// How far a baseline is above the bar and below it, in ems.
  static let above: ClosedRange<Float> = 0.02...0.7
  static let below: ClosedRange<Float> = 0.55...1.3
  /// How much longer a bar is than what stands over or under it, in ems.
  static let overhang: ClosedRange<Float> = -0.2...0.6
  /// How far the text is from the bar beside it, in ems.
  static let besideText: Float = 0.8
  /// How far a radical is from its bar, in ems.
  static let besideRadical: Float = 0.25

  private var page: SourcePage
  private let bars: [MathBar]
  /// Upright glyphs by their baselines.
  private let glyphs: [Int]
  private var twins = TwinFonts(adding: [.mathematical, .variables])

  /// The page with such numbers in mathematical fonts.
  static func marked(_ page: SourcePage) -> SourcePage {
    guard !page.hasLettersOfMaths else { return page }
    let all = MathBar.bars(of: page)
    let bars = all.filter { $0.isHorizontal && $0.length < longestBar }
    guard !bars.isEmpty, bars.count < mostBars else { return page }
    var finder = NumberFormulas(page, bars: all)
    for bar in bars { finder.mark(bar) }
    return finder.page
  }

  private init(_ page: SourcePage, bars: [MathBar]) {
    self.page = page
    self.bars = bars
    glyphs = page.glyphs.indices.filter { !page.glyphs[$0].isBlank && page.glyphs[$0].up.x == 0 }
      .sorted { page.glyphs[$0].origin.y < page.glyphs[$1].origin.y }
  }

  /// The glyphs whose baseline is between two heights.
  private func glyphs(from y0: Float, to y1: Float) -> ArraySlice<Int> {
    func first(_ y: Float) -> Int {
      glyphs.partitioningIndex { page.glyphs[$0].origin.y >= y }
    }
    let start = first(y0)
    return glyphs[start..<max(start, first(y1))]
  }

  private mutating func mark(_ bar: MathBar) {
    let near = glyphs(from: bar.y - bar.length - 15, to: bar.y + bar.length + 25)
    func row(_ distances: ClosedRange<Float>, sign: Float) -> Row? {
      Row(
        near.filter { index in
          let glyph = page.glyphs[index]
          let middle = glyph.origin.x + glyph.advance.x / 2
          return middle > bar.box.x0 && middle < bar.box.x1
            && distances.contains(sign * (glyph.origin.y - bar.y) / max(glyph.size, 0.5))
        }, on: page)
    }
    guard let below = row(Self.below, sign: 1) else { return }
    if isUnderRoot(bar, near) {
      for index in below.glyphs { twins.set(index, on: &page) }
    } else if below.fits(bar), let above = row(Self.above, sign: -1),
      abs(above.middle - bar.x) < FormulaFragments.offCentre * above.size,
      abs(below.middle - bar.x) < FormulaFragments.offCentre * above.size,
      stands(above, over: below, of: bar, inTextOf: near), !bar.isBorder(among: bars)
    {
      for index in above.glyphs + below.glyphs { twins.set(index, on: &page) }
    }
  }

  private func isUnderRoot(_ bar: MathBar, _ near: ArraySlice<Int>) -> Bool {
    near.contains { index in
      let glyph = page.glyphs[index]
      return glyph.scalar == 0x221A
        && abs(glyph.origin.x + glyph.advance.x - bar.box.x0) < Self.besideRadical * glyph.size
        && bar.y < glyph.origin.y - 0.3 * glyph.size
    }
  }

  /// Whether letters or signs of a line stand beside the bar, on a baseline between its parts'.
  private func stands(
    _ above: Row, over below: Row, of bar: MathBar, inTextOf near: ArraySlice<Int>
  ) -> Bool {
    near.contains { index in
      let glyph = page.glyphs[index]
      let reach = Self.besideText * above.size
      let end = glyph.origin.x + glyph.advance.x
      let isBeside =
        end < bar.box.x0 + 0.1 * above.size && end > bar.box.x0 - reach
        || glyph.origin.x > bar.box.x1 - 0.1 * above.size && glyph.origin.x < bar.box.x1 + reach
      return isBeside && glyph.origin.y > above.baseline + 0.2 * above.size
        && glyph.origin.y < below.baseline - 0.2 * above.size
        && (0.7...1.7).contains(glyph.size / above.size)
    }
  }

  /// Numbers and variables on one baseline.
  private struct Row {
    var glyphs: [Int]
    var baseline: Float
    var size: Float
    var x0: Float
    var x1: Float

    var middle: Float { (x0 + x1) / 2 }

    /// `nil` if there are none, or other glyphs too.
    init?(_ glyphs: [Int], on page: SourcePage) {
      guard let first = glyphs.first.map({ page.glyphs[$0] }), first.size > 1 else { return nil }
      let all = glyphs.map { page.glyphs[$0] }
      guard
        all.allSatisfy({
          (NumberFormulas.isNumber($0.scalar)
            || page.fonts[Int($0.font)].traits.contains(.variables))
            && abs($0.origin.y - first.origin.y) < 0.1 * first.size
        })
      else { return nil }
      self.glyphs = glyphs
      baseline = first.origin.y
      size = first.size
      x0 = all.map(\.origin.x).min() ?? 0
      x1 = all.map { $0.origin.x + $0.advance.x }.max() ?? 0
    }

    func fits(_ bar: MathBar) -> Bool {
      NumberFormulas.overhang.contains((bar.length - (x1 - x0)) / size)
    }
  }

  private static func isNumber(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x28...0x29, 0x2B...0x2E, 0xB1, 0xB7, 0xD7, 0x2212: true
    default: false
    }
  }
}
