internal import RectoGeometry
internal import RectoPages

/// Twins of a page's fonts with other traits, for glyphs that are told from the text around them.
struct TwinFonts {
  private let traits: Font.Traits
  private var twins: [UInt16: UInt16] = [:]

  init(adding traits: Font.Traits) { self.traits = traits }

  /// Sets a glyph in the twin of its font.
  mutating func set(_ index: Int, on page: inout SourcePage) {
    let own = page.glyphs[index].font
    guard page.fonts[Int(own)].traits.isDisjoint(with: traits) else { return }
    if twins[own] == nil, page.fonts.count < Int(UInt16.max) {
      var twin = page.fonts[Int(own)]
      twin.traits.formUnion(traits)
      twins[own] = UInt16(page.fonts.count)
      page.fonts.append(twin)
    }
    page.glyphs[index].font = twins[own] ?? own
  }
}
