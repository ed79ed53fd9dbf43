internal import RectoGeometry
internal import RectoPages
internal import RectoTree

extension PageLayout {
  /// The layout of a page that was turned upright, on the page as it was.
  func turnedBack(_ turn: Turn, to page: SourcePage) -> PageLayout {
    placed(on: page, by: { page.box($0, ofTurned: turn) }) { block in
      if let places = block.origin?.places {
        for i in places.indices { block.origin?.places[i].turn = places[i].turn.then(turn) }
      }
    }
  }

  /// The layout of a page that was enlarged, on the page as it was.
  func scaledBack(by factor: Float, to page: SourcePage) -> PageLayout {
    var result = placed(on: page, by: { $0.scaled(by: 1 / factor) }) { block in
      block.printed?.look.size /= factor
    }
    // Once for each block of the page: it visits the texts of inner ones too.
    func scale(_ block: inout Block) {
      block.mapTexts { text in text.mapLineSizes { $0 / factor } }
    }
    for i in result.blocks.indices { scale(&result.blocks[i]) }
    for i in result.furniture.indices { scale(&result.furniture[i].block) }
    return result
  }

  /// The layout on another page: `place` says where boxes are there, `change` is called with each
  /// block, inner ones too.
  private func placed(
    on page: SourcePage, by place: (Box) -> Box, change: (inout Block) -> Void
  ) -> PageLayout {
    func moveBack(_ block: inout Block) {
      block.mapBoxes(place)
      block.mapBlocks { block in
        change(&block)
        if let column = block.printed?.look.column { block.printed?.look.column = place(column) }
      }
    }
    var result = self
    (result.page.width, result.page.height) = (page.width, page.height)
    for i in result.page.glyphs.indices {
      result.page.glyphs[i].box = place(result.page.glyphs[i].box)
    }
    for i in result.blocks.indices { moveBack(&result.blocks[i]) }
    for i in result.furniture.indices { moveBack(&result.furniture[i].block) }
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
      result.trace?.hypotheses = trace.hypotheses.map {
        LayoutTrace.Hypothesis(box: place($0.box), verdict: $0.verdict, why: $0.why)
      }
      result.trace?.regions = trace.regions.map(place)
      result.trace?.blocks = trace.blocks.map(place)
    }
    return result
  }
}
