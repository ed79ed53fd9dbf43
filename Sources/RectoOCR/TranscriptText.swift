internal import RectoGeometry
internal import RectoPages

/// The glyphs that can only be there to say what a picture shows: they paint nothing, or the picture of
/// the whole page is painted over them.
struct TranscriptText {
  private let covers: [PlacedImage]

  init(of page: SourcePage) {
    covers = page.images.filter {
      !$0.isStencil && !$0.hasMask
        && $0.box.area >= TextLayerVerdict.scanCover * page.box.area
    }
  }

  /// `index` is the glyph's place in the order of drawing.
  func contains(_ glyph: Glyph, at index: Int) -> Bool {
    glyph.isInvisible || covers.contains { $0.order > index && $0.box.contains(glyph.middle) }
  }
}
