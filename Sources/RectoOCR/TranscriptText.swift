internal import RectoGeometry
internal import RectoPages

extension SourcePage {
  /// Whether a glyph can only be there to say what a picture shows: it paints nothing, or the picture
  /// of the whole page is painted over it.
  func isTranscript(_ index: Int) -> Bool {
    let glyph = glyphs[index]
    if glyph.isInvisible { return true }
    let middle = glyph.origin + glyph.advance * 0.5 + glyph.up * 0.3
    return images.contains {
      $0.order > index && !$0.isStencil && !$0.hasMask && $0.box.contains(middle)
        && $0.box.area >= TextLayerVerdict.scanCover * box.area
    }
  }
}
