internal import RectoGeometry
internal import RectoPages

/// Gives the letters of TeX's bitmap fonts their Unicode text.
///
/// TeX's drivers name the glyphs of such fonts (Type 3) after their codes, `a28`, so that Poppler
/// knows ligatures, dashes and quotation marks only as control characters or as `{`, `|`, `\`. Which
/// of TeX's two encodings of text it is, OT1 or T1, is told by where its ligatures stand: at 11 to 15
/// or at 27 to 31, between small letters. Fonts of symbols have no runs of small letters and stay as
/// they are, as does a page that has no such ligatures or marks.
struct TeXBitmapFonts {
  /// A font of text has so many small letters on a page at least, and this share of them is followed
  /// by another.
  static let fewestLetters = 3
  static let followedLetters = 0.4

  /// Whether a glyph is named after its code.
  static func isNamed(_ glyph: (code: Int, name: String)) -> Bool {
    glyph.name == "a\(glyph.code)" || glyph.name == "A\(glyph.code)"
  }

  /// Corrects the glyphs of those fonts of a page that `isBitmap` names.
  static func repair(_ page: inout SourcePage, isBitmap: (Int) -> Bool) {
    let isCandidate = page.fonts.indices.map { index in
      page.fonts[index].traits.contains(.type3)
        && !page.fonts[index].traits.contains(.fixedPitch) && isBitmap(index)
    }
    guard isCandidate.contains(true) else { return }
    var letters = [Int](repeating: 0, count: page.fonts.count)
    var followed = letters
    var (old, new) = (0, 0)
    for (i, glyph) in page.glyphs.enumerated() where isCandidate[Int(glyph.font)] {
      let next = i + 1 < page.glyphs.count ? page.glyphs[i + 1] : nil
      let before = i > 0 ? page.glyphs[i - 1] : nil
      let isBesideLetter = [before, next].contains { other in
        other.map { $0.font == glyph.font && isSmallLetter($0.code) } ?? false
      }
      switch glyph.code {
      case 0x61...0x7A:
        letters[Int(glyph.font)] += 1
        if let next, next.font == glyph.font, isSmallLetter(next.code) {
          followed[Int(glyph.font)] += 1
        }
      case 0x0B...0x0F, 0x7B...0x7C: old += isBesideLetter ? 1 : 0
      case 0x1B...0x1F, 0x10...0x11, 0x15...0x16: new += isBesideLetter ? 1 : 0
      default: break
      }
    }
    guard old != new else { return }
    let table = old > new ? ot1 : t1
    let isText = page.fonts.indices.map {
      letters[$0] >= fewestLetters && Double(followed[$0]) >= followedLetters * Double(letters[$0])
    }
    for i in page.glyphs.indices {
      let glyph = page.glyphs[i]
      guard isCandidate[Int(glyph.font)], isText[Int(glyph.font)],
        let text = table[glyph.code]
      else { continue }
      page.glyphs[i].flags.remove(.unmapped)
      page.setText(text.unicodeScalars.map(\.value), ofGlyph: i)
    }
  }

  private static func isSmallLetter(_ code: UInt32) -> Bool { (0x61...0x7A).contains(code) }

  /// The texts of codes that follow each other.
  private static func run(_ first: UInt32, _ texts: String) -> [(UInt32, String)] {
    texts.split(separator: " ").enumerated().map { (first + UInt32($0.offset), String($0.element)) }
  }

  /// OT1, Knuth's own encoding (The TeXbook, appendix F), where it is not ASCII.
  private static let ot1 = Dictionary(
    run(0, "Γ Δ Θ Λ Ξ Π Σ Υ Φ Ψ Ω ff fi fl ffi ffl ı ȷ ` ´ ˇ ˘ ¯ ˚ ¸ ß æ œ ø Æ Œ Ø")
      + run(0x22, "”") + run(0x27, "’") + run(0x3C, "¡") + run(0x3E, "¿") + run(0x5C, "“")
      + run(0x5E, "ˆ ˙ ‘") + run(0x7B, "– — ˝ ˜ ¨")
  ) { first, _ in first }

  /// T1, the encoding of Cork, where it is not Latin 1.
  private static let t1 = Dictionary(
    run(0, "` ´ ˆ ˜ ¨ ˝ ˚ ˇ ˘ ¯ ˙ ¸ ˛ ‚ ‹ › “ ” „ « » – —")
      + run(0x19, "ı ȷ ff fi fl ffi ffl") + run(0x27, "’") + run(0x60, "‘") + run(0x7F, "-")
      + run(0x80, "Ă Ą Ć Č Ď Ě Ę Ğ Ĺ Ľ Ł Ń Ň Ŋ Ő Ŕ Ř Ś Š Ş Ť Ţ Ű Ů Ÿ Ź Ž Ż Ĳ İ đ §")
      + run(0xA0, "ă ą ć č ď ě ę ğ ĺ ľ ł ń ň ŋ ő ŕ ř ś š ş ť ţ ű ů ÿ ź ž ż ĳ ¡ ¿ £")
      + run(0xD7, "Œ") + run(0xDF, "SS") + run(0xF7, "œ") + run(0xFF, "ß")
  ) { first, _ in first }
}
