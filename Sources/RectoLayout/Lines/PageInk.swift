internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// A page's glyphs sorted into those that a reader sees and those that are not there to be read.
struct PageInk {
  /// Visible glyphs and the blanks among them, in drawing order.
  var visible: [Int32] = []
  /// The others, by the layer that they are in.
  var layers: [GlyphLayer: [Int32]] = [:]

  init(_ page: SourcePage) {
    visible.reserveCapacity(page.glyphs.count)
    let area = page.box.expanded(by: 1)
    var hidden: [Int32] = []
    var outside: [Int32] = []
    var replaced: [Int32] = []
    for i in page.glyphs.indices {
      let glyph = page.glyphs[i]
      if glyph.flags.contains(.replaced) {
        replaced.append(Int32(i))
      } else if Self.isHidden(glyph) {
        hidden.append(Int32(i))
      } else if !area.contains(glyph.middle) {
        outside.append(Int32(i))
      } else {
        visible.append(Int32(i))
      }
    }
    if !page.fills.isEmpty || !page.images.isEmpty
      || visible.contains(where: { page.glyphs[Int($0)].isPale })
    {
      let unseen = UnseenText(page)
      let (seen, others) = unseen.parted(visible)
      if !others.isEmpty {
        visible = seen
        hidden = (hidden + others).sorted()
      }
    }
    if !hidden.isEmpty { layers[.hidden] = hidden }
    if !replaced.isEmpty { layers[.replaced] = replaced }
    if !outside.isEmpty { layers[.offPage] = outside }
  }

  /// Rendering mode 3 and 7, no opacity, outside the clip, in a soft mask, without size.
  static func isHidden(_ glyph: Glyph) -> Bool {
    if !glyph.flags.isDisjoint(with: [.clipped, .softMask]) { return true }
    if !glyph.flags.isDisjoint(with: [.pattern, .transcript]) { return false }
    return glyph.isInvisible || glyph.colour >> 24 == 0 || glyph.size < 0.5
  }
}

extension Glyph {
  /// Whether its colour is near that of paper.
  fileprivate var isPale: Bool { colour & 0xF0F0F0 == 0xF0F0F0 }
}
