import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoLayout

@Suite struct TextMarkTests {
  /// `Rain fell all night`, with a line or a ground at some letters: the first is at 60, each 5 wide.
  private func styles(_ change: (inout SourcePage) -> Void) -> [String: Style] {
    var page = SourcePage.drawn("Rain fell all night")
    change(&page)
    guard let text = page.layout().blocks.first?.text else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: text.spans.map { (String(text.slice($0.start, $0.end)), $0.style) })
  }

  private func line(_ x0: Float, _ x1: Float, _ y: Float) -> Stroke {
    Stroke(from: Point(x0, y), to: Point(x1, y), width: 0.5)
  }

  @Test func aLineBelowWordsUnderlinesThem() {
    #expect(styles { $0.strokes = [line(85, 105, 121.5)] } == ["fell": .underline])
  }

  @Test func whatAnnotationsMarkAreWholeWords() {
    func marked(_ x0: Float, _ x1: Float) -> [String: Style] {
      styles { page in
        let box = Box(x0: x0, y0: 111, x1: x1, y1: 123)
        page.markups = [Markup(box: box, kind: .highlight)]
      }
    }
    #expect(marked(85, 105) == ["fell": .mark])
    // Drawn by hand: a little too short, or a little too long.
    #expect(marked(89, 122) == ["fell all": .mark])
    #expect(marked(84, 114) == ["fell": .mark])
    #expect(marked(60, 66).isEmpty)
  }

  @Test func aLineThroughWordsStrikesThem() {
    #expect(styles { $0.strokes = [line(85, 125, 117.5)] } == ["fell all": .strikethrough])
  }

  @Test func recognisedWordsAreNotStruck() {
    let styles = styles { page in
      for i in page.glyphs.indices { page.glyphs[i].flags.insert(.recognised) }
      page.strokes = [line(85, 125, 117.5)]
    }
    #expect(styles.isEmpty)
  }

  @Test func aLineThatBeginsElsewhereMarksNothing() {
    #expect(styles { $0.strokes = [line(85, 200, 121.5)] }.isEmpty)
    #expect(styles { $0.strokes = [line(20, 105, 121.5)] }.isEmpty)
  }

  @Test func aColouredGroundMarksWordsAndAGreyOneDoesNot() {
    let box = Box(x0: 85, y0: 111, x1: 105, y1: 123)
    #expect(styles { $0.fills = [Fill(box: box, colour: 0xFFFF_FF00)] } == ["fell": .mark])
    #expect(styles { $0.fills = [Fill(box: box, colour: 0xFFE0_E0E0)] }.isEmpty)
  }
}
