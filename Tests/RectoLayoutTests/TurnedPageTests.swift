import RectoGeometry
import RectoLayout
import RectoPages
import RectoTesting
import RectoTree
import Testing

/// Pages whose text runs down, up or upside down are laid out as they are read; everything in them
/// stands where it is printed.
@Suite struct TurnedPageTests {
  /// Prose with a letter of mathematics in it, a fraction on a line of its own, and a ruled table.
  private static var page: SourcePage {
    var page = SourcePage.drawn(
      """
      Rain fell all night on the old harbour and on the boats in it, and
      on all of the washing. Nobody had ever seen the sea so high or grey.
      Let   be as high as it was then, and not even the gulls were there.



      Town      Gulls     Boats     Nets
      North     12        4         31
      South     7         19        25
      """)
    page.fonts.append(Font(name: "CMMI10", traits: .mathematical))
    let font = UInt16(page.fonts.count - 1)
    func add(_ letter: Unicode.Scalar, _ x: Float, _ y: Float, size: Float = 10) {
      page.glyphs.append(
        Glyph(
          origin: Point(x, y), advance: Point(size / 2, 0), up: Point(0, -size),
          scalar: letter.value, font: font))
    }
    // In the line: x; on its own: a/b = c.
    add("x", 80, 144)
    page.strokes.append(Stroke(from: Point(120, 168), to: Point(130, 168), width: 0.4))
    add("a", 122, 165)
    add("b", 122, 177)
    add("=", 136, 171)
    add("c", 146, 171)
    for y in [182, 194, 206, 218] as [Float] {
      page.strokes.append(Stroke(from: Point(58, y), to: Point(255, y), width: 0.5))
    }
    return page
  }

  private func boxes(of block: Block) -> [Box] {
    var boxes: [Box] = []
    func add(_ formula: Formula) {
      var tree = formula.tree
      tree.mapSymbols { boxes.append($0.box) }
    }
    block.forEachBlock { inner in
      boxes.append(inner.box)
      if case .formula(let formula) = inner.content { add(formula) }
      if case .table(let table) = inner.content { boxes += table.cells.map(\.box) }
    }
    block.forEachText { text in
      boxes += text.lines.map(\.box)
      for formula in text.formulas {
        add(formula.formula)
        boxes += formula.formula.latex.lines.map(\.box)
      }
    }
    return boxes.filter { !$0.isEmpty }
  }

  @Test(arguments: Turn.allCases) func whatIsInABlockLiesInItsBox(turn: Turn) {
    let upright = Self.page
    let page = upright.upright(turn)
    #expect(page.mainTurn == (turn == .none ? .none : Turn.allCases[4 - turn.rawValue]))
    let blocks = PageLayouter().layout(page).blocks
    let kinds = blocks.flatMap { block in block.texts.map { $0.formulas.count } }
    #expect(kinds.contains { $0 > 0 }, "a formula in a line")
    #expect(blocks.contains { if case .formula = $0.content { true } else { false } })
    #expect(blocks.contains { if case .table = $0.content { true } else { false } })
    for block in blocks {
      // Signs reach above and below the lines that they stand in.
      let around = Box(
        x0: block.box.x0 - 4, y0: block.box.y0 - 4, x1: block.box.x1 + 4, y1: block.box.y1 + 4)
      for box in boxes(of: block) { #expect(around.contains(box), "\(box) in \(block.dump())") }
    }
  }

  @Test(arguments: Turn.allCases) func theStagesAreShownWhereTheirBlocksStand(turn: Turn) throws {
    var options = PageLayouter.Options()
    options.traces = true
    let layout = PageLayouter(options).layout(Self.page.upright(turn))
    #expect(
      try #require(layout.trace).blocks == layout.blocks.map(\.box)
        + layout.furniture.map(\.block.box))
  }

  @Test func nothingStaysNothingHoweverItIsTurned() {
    for turn in Turn.allCases {
      #expect(turn.page(Box.empty).isEmpty && turn.upright(Box.empty).isEmpty)
    }
  }
}
