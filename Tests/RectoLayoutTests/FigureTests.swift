import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoLayout

/// Drawings and charts, told from what is drawn for the text's sake.
@Suite struct FigureTests {
  private func fragments(_ page: SourcePage) -> [Fragment] {
    FragmentBuilder(page, maths: nil).fragments(of: page.glyphs.indices.map { Int32($0) })
  }

  private func figures(_ page: SourcePage) -> [FoundFigure] {
    FigureFinder.figures(
      of: page, fragments: fragments(page), rules: RuleFinder.rules(of: page))
  }

  private func text(in figure: FoundFigure, of page: SourcePage) -> Set<String> {
    Set(
      fragments(page).filter { figure.box.contains($0.box.middle) }.map { fragment in
        page.text(of: fragment.glyphs.map { page.glyphs[Int($0)] })
      })
  }

  /// A curve or slanted line as a path of its own.
  private func curve(_ box: Box) -> Drawing {
    Drawing(box: box, paint: .stroke, isFreeform: true)
  }

  private func add(_ box: Box, _ colour: UInt32, to page: inout SourcePage) {
    page.fills.append(Fill(box: box, colour: colour, drawing: Int32(page.drawings.count)))
    page.drawings.append(Drawing(box: box, paint: .fill, colour: colour))
  }

  private func stroke(_ from: Point, _ to: Point, on page: inout SourcePage) {
    page.strokes.append(
      Stroke(from: from, to: to, width: 0.5, drawing: Int32(page.drawings.count)))
    page.drawings.append(Drawing(box: Box(around: [from, to]), paint: .stroke))
  }

  /// An axis with ticks at the middle of its numbers, and what is drawn beside it.
  private func chart(ticks: Bool, bars: Bool) -> SourcePage {
    var page = SourcePage.drawn(
      """
      Rain fell all night on the harbour and on the boats in it, and nobody had seen it.

         30                   gulls
                              boats

         20


         10


          0
             May     June    July    Aug     Sept
                            Month

      Nobody had ever seen the sea so high or so grey as it was then, not even the gulls.
      """)
    let (left, top, bottom): (Float, Float, Float) = (92, 140, 253)
    stroke(Point(left, top), Point(left, bottom), on: &page)
    stroke(Point(left, bottom), Point(left + 220, bottom), on: &page)
    for line in [2, 5, 8, 11] where ticks {
      let y = 120 + 12 * Float(line) - 3
      stroke(Point(left - 4, y), Point(left, y), on: &page)
    }
    for i in 0..<5 {
      let x = left + 8 + 40 * Float(i)
      if bars {
        add(Box(x0: x, y0: 180 + 9 * Float(i), x1: x + 20, y1: bottom), 0xFF33_6699, to: &page)
      }
    }
    if !bars {
      for i in 0..<2 {
        page.drawings.append(
          curve(Box(x0: left, y0: top + 20 * Float(i), x1: left + 220, y1: bottom - 10)))
      }
    }
    return page
  }

  @Test(arguments: [(true, true), (true, false), (false, false)])
  func theLabelsOfAChartAreTheFigures(ticks: Bool, bars: Bool) throws {
    let page = chart(ticks: ticks, bars: bars)
    let found = figures(page)
    let figure = try #require(found.first)
    #expect(found.count == 1)
    #expect(
      text(in: figure, of: page).isSuperset(of: [
        "30", "20", "10", "0", "May", "June", "July", "Aug", "Sept", "Month",
      ]))
    let rest = page.layout().blocks.compactMap { block -> String? in
      if case .paragraph(let text) = block.content { text.string } else { nil }
    }
    #expect(rest.count == 2)
  }

  @Test func numbersInEqualStepsInATableAreNoAxis() {
    var page = SourcePage.drawn(
      """
      No   Boat          Gulls
      1    Ellen           310
      2    Tobermory        95
      3    Oban          1,204
      4    Mallaig          18
      """)
    for line in 0...5 {
      let y = 111 + 12 * Float(line)
      stroke(Point(56, y), Point(190, y), on: &page)
    }
    for x in [Float(56), 80, 140, 190] { stroke(Point(x, 111), Point(x, 171), on: &page) }
    #expect(figures(page).isEmpty)
    #expect(page.layout().dump.hasPrefix("table 5x3"))
  }

  @Test func groundsBulletsAndFramesAroundTextAreNoDrawing() {
    var page = SourcePage.drawn(
      """
      Harbours

        Port Ellen
        Tobermory
        Oban
        Mallaig
        Kyle
        Uig
      """)
    add(Box(x0: 40, y0: 90, x1: 560, y1: 400), 0xFFEE_EEEE, to: &page)
    for line in 2...7 {
      let y = 120 + 12 * Float(line) - 3
      page.drawings.append(curve(Box(x0: 61, y0: y - 2, x1: 65, y1: y + 2)))
    }
    #expect(figures(page).isEmpty)
  }

  @Test func signsInTheCellsOfAGridAreNoDrawing() {
    var page = SourcePage.drawn(
      """
      Boat       Sails   Oars   Coal
      Ellen
      Tobermory
      Oban
      """)
    for line in 0...4 {
      let y = 111 + 12 * Float(line)
      stroke(Point(56, y), Point(230, y), on: &page)
    }
    for x in [Float(56), 110, 150, 190, 230] { stroke(Point(x, 111), Point(x, 159), on: &page) }
    for (row, x) in [(1, 130), (2, 170), (3, 210)] {
      let y = 120 + 12 * Float(row) - 3
      page.drawings.append(
        curve(Box(x0: Float(x) - 4, y0: y - 4, x1: Float(x) + 4, y1: y + 4)))
    }
    #expect(figures(page).isEmpty)
    #expect(page.layout().dump.hasPrefix("table 4x4"))
  }

  @Test func curvesBesideEachOtherAreADrawing() {
    var page = SourcePage.drawn("Rain fell all night on the harbour and on the boats in it.")
    for i in 0..<5 {
      page.drawings.append(
        curve(
          Box(x0: 100 + 20 * Float(i), y0: 200, x1: 130 + 20 * Float(i), y1: 260 + 5 * Float(i))))
    }
    #expect(figures(page).map(\.kind) == [.drawing])
  }

  @Test(arguments: [
    ("1,200", 1200.0), ("−20", -20), ("0.25", 0.25), ("2,5", 2.5), ("50 %", 50), ("$300", 300),
  ])
  func numbersOfAxesHaveSignsAndUnits(text: String, value: Double) {
    #expect(ChartFinder.number(text) == value)
  }

  @Test(arguments: ["a", "", "2-5", "May 3"])
  func otherTextsAreNoNumbers(text: String) {
    #expect(ChartFinder.number(text) == nil)
  }
}
