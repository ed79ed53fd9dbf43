internal import RectoGeometry
internal import RectoPages
internal import RectoTree

extension PageLayout {
  /// The layout of a page that was turned upright, on the page as it was.
  func turnedBack(_ turn: Turn, to page: SourcePage) -> PageLayout {
    func place(_ box: Box) -> Box { page.box(box, ofTurned: turn) }
    var result = self
    (result.page.width, result.page.height) = (page.width, page.height)
    for i in result.page.glyphs.indices {
      result.page.glyphs[i].box = place(result.page.glyphs[i].box)
    }
    for i in result.blocks.indices {
      result.blocks[i].mapBoxes(place)
      result.blocks[i].mapBlocks { block in
        block.look.turn = block.look.turn.then(turn)
        block.look.column = place(block.look.column)
      }
    }
    if let trace {
      result.trace?.glyphs = trace.glyphs.map(place)
      result.trace?.fragments = trace.fragments.map(place)
      result.trace?.lines = trace.lines.map(place)
      result.trace?.rules = trace.rules.map(place)
      result.trace?.figures = trace.figures.map(place)
      result.trace?.tables = trace.tables.map { table in
        LayoutTrace.Table(
          box: place(table.box), way: table.way,
          cells: table.cells.map { (place($0.box), $0.place) },
          cuts: table.cuts.map { (place($0.box), $0.evidence) })
      }
      result.trace?.regions = trace.regions.map(place)
      result.trace?.blocks = trace.blocks.map(place)
    }
    return result
  }
}
