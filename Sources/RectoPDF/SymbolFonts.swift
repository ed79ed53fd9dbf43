internal import RectoGeometry
internal import RectoPages

/// Gives the signs of Wingdings and Symbol their Unicode values.
///
/// Such fonts are encoded by place: producers write the codes as Latin letters (`à` for an arrow) or
/// in the private use area from U+F020.
struct SymbolFonts {
  private enum Kind { case wingdings, otherDingbats, symbol, rupee, text }

  /// By font, of the document so far: what it is, whether its codes alone tell its signs, and whether
  /// a map of its own gives them.
  private var kinds: [(kind: Kind, isSimple: Bool, isMapped: Bool)] = []

  /// The boxes and ticks of Wingdings 2, which forms use.
  private static let wingdings2: [UInt32: UInt32] = [
    0x4F: 0x2715, 0x50: 0x2713, 0x51: 0x2612, 0x52: 0x2611, 0x53: 0x2612, 0x54: 0x2612,
    0x97: 0x25CF, 0x98: 0x25CF, 0xA2: 0x25A0, 0xA3: 0x25A1,
  ]

  private static func kind(of name: String) -> Kind {
    let letters = name.lowercased().filter { $0.isLetter || $0.isNumber }
    if letters.hasPrefix("wingdings2") || letters.hasPrefix("wingdings3") { return .otherDingbats }
    if letters.hasPrefix("wingdings") { return .wingdings }
    // Fonts of the years before Unicode had the sign, which stands in the place of the grave accent.
    if letters.contains("rupee") { return .rupee }
    return letters == "symbol" || letters.hasPrefix("symbolmt") ? .symbol : .text
  }

  /// Corrects a page's glyphs in place.
  mutating func repair(_ page: inout SourcePage) {
    for font in page.fonts.dropFirst(kinds.count) {
      let isSimple = font.traits.isDisjoint(with: [.hasUnicodeMap, .composite])
      kinds.append(
        (Self.kind(of: font.name), isSimple, font.traits.contains(.hasUnicodeMap)))
    }
    for i in page.glyphs.indices {
      let glyph = page.glyphs[i]
      guard glyph.scalarCount == 1 else { continue }
      let isPrivate = (0xF020...0xF0FF).contains(glyph.scalar)
      let (kind, isSimple, isMapped) = kinds[Int(glyph.font)]
      switch kind {
      case .text:
        // The bullet of Symbol, which word processors write in any font.
        if glyph.scalar == 0xF0B7 { page.glyphs[i].scalar = 0x2022 }
        if let letter = Self.smallCapital(glyph.scalar) { page.glyphs[i].scalar = letter }
      case .symbol: if isPrivate { Self.set(Self.symbol, i, glyph.scalar - 0xF000, in: &page) }
      case .wingdings:
        if isPrivate {
          Self.set(Self.wingdings, i, glyph.scalar - 0xF000, in: &page)
        } else if isSimple, (0x20...0xFF).contains(glyph.code), !glyph.isBlank {
          Self.set(Self.wingdings, i, glyph.code, in: &page)
        } else if isMapped, (0x21...0xFF).contains(glyph.scalar), !glyph.isBlank {
          // Browsers' maps give the codes of the font as if they were letters.
          Self.set(Self.wingdings, i, glyph.scalar, in: &page)
        }
      case .rupee: if glyph.scalar == 0x60 { page.glyphs[i].scalar = 0x20B9 }
      case .otherDingbats:
        let code = isPrivate ? glyph.scalar - 0xF000 : glyph.code
        if isPrivate || isSimple, !glyph.isBlank, let sign = Self.wingdings2[code] {
          page.glyphs[i].scalar = sign
        }
      }
    }
  }

  private static func set(
    _ table: [UInt32], _ glyph: Int, _ code: UInt32, in page: inout SourcePage
  ) {
    let place = Int(code) - 0x20
    if table.indices.contains(place), table[place] != 0 { page.glyphs[glyph].scalar = table[place] }
  }

  /// Adobe's private values for small capitals and figures of old style.
  private static func smallCapital(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0xF730...0xF739, 0xF7E0...0xF7F6, 0xF7F8...0xF7FE: scalar - 0xF700
    case 0xF761...0xF77A: scalar - 0xF720
    default: nil
    }
  }
}
