internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// Brings a line of right-to-left writing from the order seen to the order read.
///
/// A PDF places glyphs; their order from left to right is the visual order of UAX #9. Reading
/// order is its inverse: the line reversed, with numbers and left-to-right words kept as they are.
enum Bidi {
  static func isRightToLeft(_ glyphs: [Int32], in page: SourcePage) -> Bool {
    var (right, left) = (0, 0)
    for index in glyphs {
      let scalar = page.glyphs[Int(index)].scalar
      if scalar < 0x590 {
        if isLatinLetter(scalar) { left += 1 }
      } else if Script.isRightToLeft(scalar) {
        right += 1
      }
    }
    return right > left
  }

  /// Reverses the line, then each left-to-right stretch in it back.
  static func reorder(_ glyphs: inout [Int32], in page: SourcePage) {
    let keyed = glyphs.map { (index: $0, x: middle(page.glyphs[Int($0)])) }
    glyphs = keyed.sorted { ($0.x, $0.index) > ($1.x, $1.index) }.map(\.index)
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
    case 0x2C, 0x2E, 0x2F, 0x3A, 0x2D, 0x20, 0x27, 0x40, 0x5F: true
    default: false
    }
  }
}
