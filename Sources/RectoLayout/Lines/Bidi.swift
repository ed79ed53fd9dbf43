internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// Brings a line of right-to-left writing from the order seen to the order read.
///
/// A PDF places glyphs; their order from left to right is the visual order of UAX #9. Reading
/// order is its inverse: the line reversed, with numbers and left-to-right words kept as they are.
enum Bidi {
  /// How a line runs.
  enum Direction {
    case left, right
    /// From the left, with words in it that run from the right.
    case mixed
  }

  static func direction(of glyphs: [Int32], in page: SourcePage) -> Direction {
    var (right, left) = (0, 0)
    for index in glyphs {
      let scalar = page.glyphs[Int(index)].scalar
      if scalar < 0x590 {
        if isLatinLetter(scalar) { left += 1 }
      } else if Script.isRightToLeft(scalar) {
        right += 1
      }
    }
    return right > left ? .right : right > 0 ? .mixed : .left
  }

  /// Brings a line that runs from the right into the order of reading: it is reversed, and each
  /// stretch in it that runs from the left reversed back.
  static func reorder(_ glyphs: inout [Int32], in page: SourcePage) {
    let keyed = glyphs.map { (index: $0, x: middle(page.glyphs[Int($0)])) }
    glyphs = keyed.sorted { ($0.x, $0.index) > ($1.x, $1.index) }.map(\.index)
    reverseLatin(&glyphs, in: page)
  }

  /// Brings the words of a line that run from the right into the order of reading, in a line that runs
  /// from the left; numbers in them run from the left again. Returns the white before glyphs that do
  /// not stand beside the one that is read before them.
  static func reorderWords(_ glyphs: inout [Int32], in page: SourcePage) -> [Int32: Float] {
    var gaps: [Int32: Float] = [:]
    func gap(_ left: Int32, _ right: Int32) -> Float {
      page.glyphs[Int(right)].left - page.glyphs[Int(left)].right
    }
    let keyed = glyphs.map { (index: $0, x: middle(page.glyphs[Int($0)])) }
    glyphs = keyed.sorted { ($0.x, $0.index) < ($1.x, $1.index) }.map(\.index)
    var start = 0
    while start < glyphs.count {
      guard Script.isRightToLeft(page.glyphs[Int(glyphs[start])].scalar) else {
        start += 1
        continue
      }
      var last = start
      for i in glyphs.indices[(start + 1)...] {
        let scalar = page.glyphs[Int(glyphs[i])].scalar
        if Script.isRightToLeft(scalar) {
          last = i
        } else if isLatinLetter(scalar) {
          break
        }
      }
      var words = Array(glyphs[start...last].reversed())
      reverseLatin(&words, in: page)
      // At its ends a stretch stands beside what is read before its first and after its last glyph.
      if start > 0 { gaps[words[0]] = gap(glyphs[start - 1], glyphs[start]) }
      if last + 1 < glyphs.count { gaps[glyphs[last + 1]] = gap(glyphs[last], glyphs[last + 1]) }
      for (first, second) in zip(words, words.dropFirst()) {
        gaps[second] = max(gap(first, second), gap(second, first))
      }
      glyphs.replaceSubrange(start...last, with: words)
      start = last + 1
    }
    return gaps
  }

  /// Reverses each stretch of words and numbers that run from the left, with what may stand between its words.
  private static func reverseLatin(_ glyphs: inout [Int32], in page: SourcePage) {
    var i = 0
    while i < glyphs.count {
      guard isLeftToRight(page.glyphs[Int(glyphs[i])].scalar) else {
        i += 1
        continue
      }
      var end = i + 1
      var last = i
      while end < glyphs.count {
        let glyph = page.glyphs[Int(glyphs[end])]
        if isLeftToRight(glyph.scalar) {
          last = end
        } else if !isNeutralInside(glyph) {
          break
        }
        end += 1
      }
      glyphs[i...last].reverse()
      i = last + 1
    }
  }

  /// Brackets, each with the one that it looks like where writing runs from the right.
  private static let mirrors: [UInt32: UInt32] = [
    0x28: 0x29, 0x29: 0x28, 0x5B: 0x5D, 0x5D: 0x5B, 0x7B: 0x7D, 0x7D: 0x7B, 0xAB: 0xBB, 0xBB: 0xAB,
  ]
  private static let openings: Set<UInt32> = [0x28, 0x5B, 0x7B, 0xAB]

  /// The brackets of a line in the order of reading that are named by their look instead of their
  /// sense: one that closes stands after a space and before a letter, or the other way round.
  static func mirrored(_ glyphs: [Int32], in page: SourcePage) -> [Int32: UInt32] {
    var result: [Int32: UInt32] = [:]
    func isApart(_ place: Int, from other: Int) -> Bool {
      guard glyphs.indices.contains(other) else { return true }
      let (a, b) = (page.glyphs[Int(glyphs[place])], page.glyphs[Int(glyphs[other])])
      if b.isBlank || isPunctuation(b.scalar) { return true }
      let gap = max(a.left, b.left) - min(a.right, b.right)
      return gap > LineComposer.wordGap * a.size
    }
    var depth = 0
    for (place, index) in glyphs.enumerated() {
      let scalar = page.glyphs[Int(index)].scalar
      guard let mirror = mirrors[scalar] else { continue }
      let (before, after) = (isApart(place, from: place - 1), isApart(place, from: place + 1))
      let isOpening = openings.contains(scalar)
      // Where the gaps do not tell, what is open does.
      let opens = before != after ? before : isOpening ? depth == 0 : depth <= 0
      depth += opens ? 1 : -1
      if opens != isOpening { result[index] = mirror }
    }
    return result
  }

  /// Full stops, commas and the like, which follow a bracket that closes.
  private static func isPunctuation(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x21, 0x60C, 0x61B, 0x61F, 0x6D4: true
    default: false
    }
  }

  private static func middle(_ glyph: Glyph) -> Float { glyph.origin.x + glyph.advance.x / 2 }

  private static func isLatinLetter(_ scalar: UInt32) -> Bool {
    (0x41...0x5A).contains(scalar) || (0x61...0x7A).contains(scalar)
      || (0xC0...0x58F).contains(scalar)
  }

  private static func isLeftToRight(_ scalar: UInt32) -> Bool {
    isLatinLetter(scalar) || (0x30...0x39).contains(scalar) || (0x660...0x669).contains(scalar)
      || (0x6F0...0x6F9).contains(scalar)
  }

  /// Separators within numbers and blanks between words of a left-to-right stretch.
  private static func isNeutralInside(_ glyph: Glyph) -> Bool {
    switch glyph.scalar {
    case 0x2C, 0x2E, 0x2F, 0x3A, 0x2D, 0x20, 0x26, 0x27, 0x2B, 0x40, 0x5F, 0x2013, 0x2014: true
    default: false
    }
  }
}

extension Glyph {
  fileprivate var left: Float { min(origin.x, origin.x + advance.x) }
  fileprivate var right: Float { max(origin.x, origin.x + advance.x) }
}
