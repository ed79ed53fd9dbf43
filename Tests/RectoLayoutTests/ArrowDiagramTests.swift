import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoLayout

@Suite struct ArrowDiagramTests {
  /// Two texts with a line from one to the other and back below, with or without heads.
  private func page(heads: Bool) -> SourcePage {
    var page = SourcePage.drawn(
      """
      Rain fell on the harbour and on the boats and on the quay there.

                A          B

                C          D

      Rain fell on the harbour and on the boats and on the quay there.
      """)
    for y in [Float(141.5), 165.5] {
      page.strokes.append(Stroke(from: Point(120, y), to: Point(160, y), width: 0.4))
      guard heads else { continue }
      page.drawings.append(
        Drawing(
          box: Box(x0: 157, y0: y - 2, x1: 160.5, y1: y + 2), paint: .stroke, isFreeform: true))
    }
    page.strokes.append(Stroke(from: Point(112, 147), to: Point(112, 157), width: 0.4))
    if heads {
      page.drawings.append(
        Drawing(
          box: Box(x0: 110, y0: 154, x1: 114, y1: 157.5), paint: .stroke, isFreeform: true))
    }
    return page
  }

  @Test func textsWithArrowsBetweenThemAreAFigure() {
    let figures = page(heads: true).layout().blocks.compactMap { block in
      if case .figure(let figure) = block.content { figure } else { nil }
    }
    #expect(figures.count == 1)
    var text = ""
    for block in figures.first?.blocks ?? [] { block.forEachText { text += $0.string + " " } }
    #expect(text == "A B C D ")
  }

  @Test func linesWithoutHeadsAreNone() {
    let hasFigure = page(heads: false).layout().blocks.contains { block in
      if case .figure = block.content { true } else { false }
    }
    #expect(!hasFigure)
  }
}
