internal import RectoPages

/// The mathematical twins of a page's fonts, for letters and numbers of formulas that are set in
/// the fonts of the text.
struct TwinFonts {
  private var twins: [UInt16: UInt16] = [:]

  /// Sets a glyph in the twin of its font.
  mutating func set(_ index: Int, on page: inout SourcePage) {
    let own = page.glyphs[index].font
    guard !page.fonts[Int(own)].traits.contains(.mathematical) else { return }
    if twins[own] == nil, page.fonts.count < Int(UInt16.max) {
      var twin = page.fonts[Int(own)]
      twin.traits.formUnion([.mathematical, .variables])
      twins[own] = UInt16(page.fonts.count)
      page.fonts.append(twin)
    }
    page.glyphs[index].font = twins[own] ?? own
  }
}
