internal import RectoGeometry

extension SourcePage {
  /// The furthest that anything lies from a page's corner, and the most that it is across, in points:
  /// 350 m. The largest pages that viewers show are 5 m.
  public static let farthest: Float = 1_000_000

  /// Fonts that claim to be taller than so many ems are taken for usual ones.
  private static let tallestFont: Float = 100

  /// Cuts sizes and places to what a page can have: files may hold any number and none at all.
  public mutating func cutToBounds() {
    width = max(0, width.cut)
    height = max(0, height.cut)
    for i in fonts.indices where !(abs(fonts[i].ascent) + abs(fonts[i].descent) <= Self.tallestFont)
    {
      (fonts[i].ascent, fonts[i].descent) = (0.75, -0.25)
    }
    for i in glyphs.indices where !glyphs[i].isWithinBounds {
      glyphs[i].origin = glyphs[i].origin.cut
      glyphs[i].advance = glyphs[i].advance.cut
      glyphs[i].up = glyphs[i].up.cut
    }
    for i in strokes.indices {
      strokes[i].from = strokes[i].from.cut
      strokes[i].to = strokes[i].to.cut
      strokes[i].width = strokes[i].width.cut
    }
    for i in fills.indices { fills[i].box = fills[i].box.cut }
    for i in drawings.indices { drawings[i].box = drawings[i].box.cut }
    for i in images.indices { images[i].box = images[i].box.cut }
    for i in links.indices { links[i].box = links[i].box.cut }
    for i in markups.indices { markups[i].box = markups[i].box.cut }
    for i in inkBoxes.indices { inkBoxes[i] = inkBoxes[i]?.cut }
  }
}

extension Glyph {
  /// Most pages have nothing else, and this is quicker told than cut.
  fileprivate var isWithinBounds: Bool {
    let most = SourcePage.farthest
    return abs(origin.x) <= most && abs(origin.y) <= most && abs(advance.x) <= most
      && abs(advance.y) <= most && abs(up.x) <= most && abs(up.y) <= most
  }
}

extension Float {
  /// Within the bounds of a page; 0 for what is no number.
  fileprivate var cut: Float {
    isNaN ? 0 : Swift.max(-SourcePage.farthest, Swift.min(SourcePage.farthest, self))
  }
}

extension Point {
  fileprivate var cut: Point { Point(x.cut, y.cut) }
}

extension Box {
  fileprivate var cut: Box { Box(x0: x0.cut, y0: y0.cut, x1: x1.cut, y1: y1.cut) }
}
