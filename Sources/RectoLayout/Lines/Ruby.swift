internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// Puts the small kana that say how ideographs are read behind the ideographs that they stand over.
struct Ruby {
  /// Against the size of what it stands over.
  private static let size: ClosedRange<Float> = 0.3...0.65
  /// How far its baseline is over the top of the line at most, and under it, in ems of the line.
  private static let above: Float = 0.5
  private static let below: Float = 0.3

  private var page: SourcePage
  private var fragments: [Fragment]

  /// The page with ruby and what it stands over marked, and the fragments with ruby in its place.
  static func attached(
    _ fragments: [Fragment], on page: SourcePage
  ) -> (page: SourcePage, fragments: [Fragment]) {
    let candidates = fragments.indices.filter { isKana(fragments[$0], on: page) }
    guard !candidates.isEmpty else { return (page, fragments) }
    var ruby = Ruby(page: page, fragments: fragments)
    var taken: Set<Int> = []
    for i in candidates where ruby.attach(i) { taken.insert(i) }
    let rest = ruby.fragments.indices.filter { !taken.contains($0) }
    return (ruby.page, rest.map { ruby.fragments[$0] })
  }

  private static func isKana(_ fragment: Fragment, on page: SourcePage) -> Bool {
    fragment.glyphs.allSatisfy { index in
      let glyph = page.glyphs[Int(index)]
      switch glyph.scalar {
      // Kana, their marks of length, bopomofo with its tones.
      case 0x3041...0x3096, 0x30A1...0x30FE, 0x3105...0x312F, 0x31A0...0x31BF, 0x2C7, 0x2CA, 0x2CB,
        0x2D9:
        return true
      default: return glyph.isBlank
      }
    }
  }

  /// Gives a piece of ruby to the line below it; `false` if there is none.
  private mutating func attach(_ index: Int) -> Bool {
    let ruby = fragments[index]
    let host = fragments.indices.first { i in
      let line = fragments[i]
      let height = line.box.y0 - ruby.baseline
      return i != index && line.turn == ruby.turn && Self.size.contains(ruby.size / line.size)
        && height < Self.above * line.size && height > -Self.below * line.size
        && ruby.box.midX > line.box.x0 && ruby.box.midX < line.box.x1
    }
    guard let host else { return false }
    let bases = self.bases(of: ruby, in: fragments[host])
    // All of it stands over ideographs, or it is no ruby.
    guard !bases.isEmpty, bases.reduce(0, { $0 + $1.ruby.count }) == inked(ruby.glyphs).count else {
      return false
    }
    for base in bases.reversed() {
      for place in base.range {
        page.glyphs[Int(fragments[host].glyphs[place])].flags.insert(.rubyBase)
      }
      for glyph in base.ruby { page.glyphs[Int(glyph)].flags.insert(.ruby) }
      fragments[host].glyphs.insert(contentsOf: base.ruby, at: base.range.upperBound)
    }
    // Blanks of the ruby stay with the last of it.
    let blanks = ruby.glyphs.filter { page.glyphs[Int($0)].isBlank }
    fragments[host].glyphs += blanks
    return true
  }

  private func inked(_ glyphs: [Int32]) -> [Int32] {
    glyphs.filter { !page.glyphs[Int($0)].isBlank }
  }

  /// The places of the ideographs in a line that kana stand over, each with its kana: runs of
  /// ideographs without a break, cut where the kana leave a gap.
  private func bases(of ruby: Fragment, in line: Fragment) -> [(range: Range<Int>, ruby: [Int32])] {
    func span(_ index: Int32) -> (x0: Float, x1: Float) {
      let glyph = page.glyphs[Int(index)]
      let start = line.turn.upright(glyph.origin).x
      let end = line.turn.upright(glyph.origin + glyph.advance).x
      return (min(start, end), max(start, end))
    }
    // Kana side by side say one word.
    var words: [(x0: Float, x1: Float, glyphs: [Int32])] = []
    for glyph in inked(ruby.glyphs) {
      let (x0, x1) = span(glyph)
      if let last = words.last, x0 - last.x1 < 0.6 * ruby.size {
        words[words.count - 1].x1 = x1
        words[words.count - 1].glyphs.append(glyph)
      } else {
        words.append((x0, x1, [glyph]))
      }
    }
    var bases: [(range: Range<Int>, ruby: [Int32])] = []
    for word in words {
      let places = line.glyphs.indices.filter { place in
        let glyph = page.glyphs[Int(line.glyphs[place])]
        guard Self.isIdeograph(glyph.scalar), glyph.flags.isDisjoint(with: [.ruby, .rubyBase])
        else { return false }
        let (x0, x1) = span(line.glyphs[place])
        return min(x1, word.x1) - max(x0, word.x0) > 0.25 * (x1 - x0)
      }
      guard let first = places.first, let last = places.last, last - first + 1 == places.count
      else { continue }
      bases.append((first..<(last + 1), word.glyphs))
    }
    return bases
  }

  private static func isIdeograph(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3005...0x3007, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
    default: false
    }
  }
}
