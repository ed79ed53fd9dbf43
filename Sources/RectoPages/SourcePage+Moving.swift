internal import RectoGeometry

extension SourcePage {
  /// The page with all that is on it elsewhere: `point` says where a place is then, `direction` what
  /// a way across the page is, `box` where a box is.
  func moved(
    point: (Point) -> Point, direction: (Point) -> Point, box: (Box) -> Box
  ) -> SourcePage {
    var page = self
    for i in glyphs.indices {
      page.glyphs[i].origin = point(glyphs[i].origin)
      page.glyphs[i].advance = direction(glyphs[i].advance)
      page.glyphs[i].up = direction(glyphs[i].up)
    }
    for i in strokes.indices {
      page.strokes[i].from = point(strokes[i].from)
      page.strokes[i].to = point(strokes[i].to)
    }
    for i in fills.indices { page.fills[i].box = box(fills[i].box) }
    for i in drawings.indices { page.drawings[i].box = box(drawings[i].box) }
    for i in images.indices { page.images[i].box = box(images[i].box) }
    for i in links.indices { page.links[i].box = box(links[i].box) }
    for i in markups.indices { page.markups[i].box = box(markups[i].box) }
    page.inkBoxes = inkBoxes.map { $0.map(box) }
    return page
  }
}
