internal import Poppler
internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoPages

/// Gives glyphs the Unicode text that Poppler could not: by TeX's glyph names, for soft hyphens
/// and for presentation forms; marks those that nothing is known of.
struct GlyphDecoder {
  /// By font: the codes whose text is not what Poppler says.
  private var corrections: [[UInt32: [UInt32]]] = []
  /// By font: the codes whose glyphs are ligatures by their names.
  private var ligatures: [[UInt32: [UInt32]]] = []
  private var traits: [Font.Traits] = []
  /// By font: its descriptor alone says that it is of fixed pitch.
  private var claimsFixedPitch: [Bool] = []
  /// By font: its glyphs are named after their codes.
  private var isNamedByCode: [Bool] = []
  private var folded: [UInt32: [UInt32]] = [:]

  /// Corrects a page's glyphs in place.
  mutating func decode(_ page: inout SourcePage, glyphNames: (Int) -> [Int: String]) {
    for index in corrections.count..<max(corrections.count, page.fonts.count) {
      let font = page.fonts[index]
      let names = glyphNames(index)
      corrections.append(Self.corrections(for: font, names: names))
      ligatures.append(LigatureNames.texts(of: names))
      // Codes without a glyph have the names of Adobe's standard encoding.
      isNamedByCode.append(
        font.traits.contains(.type3)
          && names.contains {
            (0x61...0x7A).contains($0.key) && TeXBitmapFonts.isNamed(($0.key, $0.value))
          })
      let named = FontName(font.name).traits
      traits.append(font.traits.union(named))
      // Poppler takes a subset of a few digits for fixed pitch; letters have to confirm it.
      claimsFixedPitch.append(font.traits.contains(.fixedPitch) && !named.contains(.fixedPitch))
    }
    checkFixedPitch(page)
    for index in page.fonts.indices {
      page.fonts[index].traits = traits[index]
      (page.fonts[index].ascent, page.fonts[index].descent) = Self.heights(of: page.fonts[index])
    }

    for i in page.glyphs.indices {
      let glyph = page.glyphs[i]
      if !corrections[Int(glyph.font)].isEmpty,
        let scalars = corrections[Int(glyph.font)][glyph.code]
      {
        page.setText(scalars, ofGlyph: i)
      } else if glyph.scalarCount == 1 && Self.isFoldable(glyph.scalar) {
        let scalars = compatibilityForm(of: glyph.scalar)
        if !scalars.isEmpty { page.setText(scalars, ofGlyph: i) }
      }
      if !ligatures[Int(glyph.font)].isEmpty, let whole = ligatures[Int(glyph.font)][glyph.code] {
        takeLigature(whole, ofGlyph: i, on: &page)
      }
      if Self.isUnmapped(page.glyphs[i]) {
        page.glyphs[i].flags.insert(.unmapped)
        page.glyphs[i].scalar = 0xFFFD
        page.glyphs[i].scalarCount = 1
      }
    }
    Self.tellHyphens(on: &page)
  }

  /// A font that has soft hyphens and no others writes all of its hyphens and minus signs so: those of
  /// Windows' code page by their second place. Beside others they are what they are called.
  private static func tellHyphens(on page: inout SourcePage) {
    var soft: Set<UInt16> = []
    var hard: Set<UInt16> = []
    for glyph in page.glyphs where glyph.scalarCount == 1 {
      switch glyph.scalar {
      case 0xAD: soft.insert(glyph.font)
      case 0x2D, 0x2010, 0x2011: hard.insert(glyph.font)
      default: break
      }
    }
    guard !soft.isSubset(of: hard) else { return }
    for i in page.glyphs.indices where page.glyphs[i].scalar == 0xAD {
      let glyph = page.glyphs[i]
      if glyph.scalarCount == 1, !hard.contains(glyph.font) { page.glyphs[i].scalar = 0x2D }
    }
  }

  /// Takes the letters of a ligature's name where the map gives the first of them only, or none.
  private func takeLigature(_ whole: [UInt32], ofGlyph index: Int, on page: inout SourcePage) {
    let glyph = page.glyphs[index]
    let own =
      glyph.scalarCount == 1
      ? [glyph.scalar]
      : page.scalars[Int(glyph.scalarOffset)...].prefix(Int(glyph.scalarCount)).map { $0 }
    if Self.isUnmapped(glyph) || own.count < whole.count && whole.starts(with: own) {
      page.setText(whole, ofGlyph: index)
    }
  }

  /// Whether a font's glyphs are named after their codes, as those of TeX's bitmap fonts.
  func isBitmap(_ font: Int) -> Bool { isNamedByCode.indices.contains(font) && isNamedByCode[font] }

  /// Says how many glyphs have no Unicode value, if any.
  func report(_ page: inout SourcePage) {
    let unmapped = page.glyphs.lazy.filter { $0.flags.contains(.unmapped) }.count
    guard unmapped > 0 else { return }
    page.diagnostics.append(
      Diagnostic(
        .unmappedGlyphs, .warning, page: page.index,
        "\(counted(unmapped, "glyph")) on page \(page.index + 1) \(unmapped == 1 ? "has" : "have") no "
          + "Unicode value and \(unmapped == 1 ? "appears" : "appear") as U+FFFD"))
  }

  /// Fonts that claim fixed pitch have it on this page if five different letters share one advance.
  private mutating func checkFixedPitch(_ page: SourcePage) {
    guard claimsFixedPitch.contains(true) else { return }
    var seen: [Int: (advance: Float, letters: Set<UInt32>, differs: Bool)] = [:]
    for glyph in page.glyphs where claimsFixedPitch[Int(glyph.font)] {
      guard (0x41...0x5A).contains(glyph.scalar & ~0x20) else { continue }
      let advance = glyph.advance.length / max(glyph.size, 0.5)
      var entry = seen[Int(glyph.font)] ?? (advance, [], false)
      if abs(entry.advance - advance) > 0.01 { entry.differs = true }
      if entry.letters.count < 5 { entry.letters.insert(glyph.scalar) }
      seen[Int(glyph.font)] = entry
    }
    for font in claimsFixedPitch.indices where claimsFixedPitch[font] {
      if let entry = seen[font], !entry.differs, entry.letters.count >= 5 {
        traits[font].insert(.fixedPitch)
      } else {
        traits[font].remove(.fixedPitch)
      }
    }
  }

  private mutating func compatibilityForm(of scalar: UInt32) -> [UInt32] {
    if let known = folded[scalar] { return known }
    var form: [UInt32] = []
    if let value = Unicode.Scalar(scalar) { form = value.compatibilityForm.filter { $0 != 0x20 } }
    folded[scalar] = form
    return form
  }

  private static func corrections(for font: Font, names: [Int: String]) -> [UInt32: [UInt32]] {
    var result: [UInt32: [UInt32]] = [:]
    guard
      !font.traits.contains(.hasUnicodeMap) || FontName(font.name).traits.contains(.mathematical)
    else { return [:] }
    for (code, name) in names {
      if let scalar = TeXGlyphNames.scalar(of: name) {
        result[UInt32(code)] =
          scalar >= 0xFB00 ? Unicode.Scalar(scalar)?.compatibilityForm ?? [scalar] : [scalar]
      } else if code == 0xAD && (name == "hyphen" || name == "sfthyphen") {
        result[UInt32(code)] = [0xAD]
      }
    }
    return result
  }

  /// Ligatures, Arabic and Hebrew presentation forms, vertical and small forms.
  private static func isFoldable(_ scalar: UInt32) -> Bool {
    (0xFB00...0xFDFF).contains(scalar) || (0xFE10...0xFE19).contains(scalar)
      || (0xFE30...0xFEFC).contains(scalar)
  }

  /// No text, control characters, lone surrogates, the replacement character.
  private static func isUnmapped(_ glyph: Glyph) -> Bool {
    if glyph.scalarCount == 0 { return true }
    switch glyph.scalar {
    case 0x09, 0x0A, 0x0D: return false
    case 0..<0x20, 0x7F..<0xA0, 0xFFFD, 0xFFFE, 0xFFFF, 0xD800..<0xE000: return true
    default: return glyph.scalar > 0x10FFFF
    }
  }

  /// Ascent and descent within what type is ever set with. Producers write 0, 32767 and font boxes
  /// of whole alphabets; a line's box must not reach into its neighbours.
  private static func heights(of font: Font) -> (Float, Float) {
    let ascent = font.ascent.isFinite && font.ascent > 0.4 ? min(font.ascent, 0.95) : 0.75
    let descent = font.descent.isFinite && font.descent < -0.05 ? max(font.descent, -0.3) : -0.22
    return (ascent, descent)
  }
}

extension SourcePage {
  /// Gives a glyph another text, of one scalar or more.
  mutating func setText(_ text: [UInt32], ofGlyph index: Int) {
    glyphs[index].scalar = text[0]
    glyphs[index].scalarCount = UInt8(clamping: text.count)
    if text.count > 1 {
      glyphs[index].scalarOffset = UInt32(scalars.count)
      scalars += text
    }
  }
}
