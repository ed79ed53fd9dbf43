internal import RectoGeometry
internal import RectoPages

/// Joins accents that are glyphs of their own to the letters that they are drawn over.
///
/// TeX's encoding OT1 has no letters with accents: `é` is a spacing acute, and the letter set back
/// below it. The letter's glyph becomes the whole letter, and the accent's has no text; both
/// remain where they are. A mark that stands beside a letter, as in code, stays one.
enum SpacingAccents {
  /// How far the middle of an accent is from that of its letter, as a fraction of the letter's width
  /// and in ems: italic and capital letters have theirs off the middle.
  static let offCentre: Float = 0.3
  static let slack: Float = 0.12
  /// How far an accent is raised for a capital letter, in ems.
  static let mostRaised: Float = 0.35

  static func compose(_ page: inout SourcePage) {
    for i in page.glyphs.indices {
      let accent = page.glyphs[i]
      guard accent.scalarCount == 1, let mark = mark(of: accent.scalar) else { continue }
      for j in [i + 1, i - 1] where page.glyphs.indices.contains(j) {
        guard let whole = letter(page.glyphs[j], under: accent, mark: mark) else { continue }
        page.glyphs[j].scalar = whole
        page.glyphs[i].scalarCount = 0
        page.glyphs[i].scalarOffset = 0
        break
      }
    }
  }

  /// A letter with a mark, if the mark stands over it and there is such a letter.
  private static func letter(_ letter: Glyph, under accent: Glyph, mark: UInt32) -> UInt32? {
    guard letter.scalarCount == 1, letter.font == accent.font,
      let base = Unicode.Scalar(dotted[letter.scalar] ?? letter.scalar),
      base.properties.isAlphabetic, let scalar = Unicode.Scalar(mark)
    else { return nil }
    let (width, size) = (letter.advance.length, letter.size)
    guard width > 0, size > 0, abs(accent.size - size) < 0.1 * size else { return nil }
    let along = letter.advance * (1 / width)
    let middle = accent.origin + accent.advance * 0.5 - letter.origin - letter.advance * 0.5
    let (x, y) = (
      middle.x * along.x + middle.y * along.y, middle.y * along.x - middle.x * along.y
    )
    guard abs(x) < offCentre * width + slack * size, abs(y) < mostRaised * size else { return nil }
    if mark == slash { return [0x4C: 0x141, 0x6C: 0x142][letter.scalar] }
    var text = String.UnicodeScalarView()
    text.append(base)
    text.append(scalar)
    return letters[Character(String(text))]
  }

  /// The mark that combines of a spacing accent; `nil` of what is none.
  private static func mark(of scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x60: 0x300
    case 0xB4: 0x301
    case 0x5E, 0x2C6: 0x302
    case 0x7E, 0x2DC: 0x303
    case 0xAF, 0x2C9: 0x304
    case 0x2D8: 0x306
    case 0x2D9: 0x307
    case 0xA8: 0x308
    case 0x2DA: 0x30A
    case 0x2DD: 0x30B
    case 0x2C7: 0x30C
    case 0xB8: 0x327
    case 0x2DB: 0x328
    case 0x337, slash: slash
    default: nil
    }
  }

  /// The stroke of the Polish Ł, which Unicode does not take apart.
  private static let slash: UInt32 = 0x338

  /// Letters without their dots, which accents take the place of.
  private static let dotted: [UInt32: UInt32] = [0x131: 0x69, 0x237: 0x6A]

  /// Latin letters with marks. As keys they equal their letter with a mark that combines.
  private static let letters: [Character: UInt32] = {
    var result: [Character: UInt32] = [:]
    for range in [0xC0...0x24F, 0x1E00...0x1EFF] as [ClosedRange<UInt32>] {
      for value in range {
        if let scalar = Unicode.Scalar(value) { result[Character(scalar)] = value }
      }
    }
    return result
  }()
}
