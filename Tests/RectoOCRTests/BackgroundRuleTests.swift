import RectoGeometry
import RectoPages
import RectoTesting
import Testing

@testable import RectoOCR

@Suite struct BackgroundRuleTests {
  /// A table on a picture that covers the page.
  private var page: SourcePage {
    var page = SourcePage.drawn(
      """
      Town         Gulls    Pegs    Boats
      Harwich         12     240       11
      Lowestoft        7     198        6
      Great Yarm.     31     305       24
      """, width: 300, height: 300, left: 40, top: 80)
    page.images = [PlacedImage(box: page.box, width: 300, height: 300)]
    return page
  }

  /// The picture at a point a pixel, with pale lines across and down.
  private func raster(across: [Int], down: [Int]) -> Raster {
    var samples = [UInt8](repeating: 250, count: 300 * 300)
    for y in across { for x in 30..<260 { samples[y * 300 + x] = 215 } }
    for x in down { for y in 60..<140 { samples[y * 300 + x] = 215 } }
    return Raster(width: 300, height: 300, samples: samples, dotsPerInch: 72)
  }

  @Test func gridsInPicturesUnderTextAreFound() {
    #expect(BackgroundRules.grounds(of: page) == [page.box])
    let strokes = BackgroundRules.strokes(
      in: raster(across: [60, 83, 95, 107, 139], down: [30, 95, 150, 200, 259]), of: page,
      corner: Point(0, 0))
    #expect(strokes.count { $0.from.y == $0.to.y } == 5)
    #expect(strokes.count { $0.from.x == $0.to.x } == 5)
  }

  @Test func linesThatMakeNoGridAreNone() {
    let strokes = BackgroundRules.strokes(
      in: raster(across: [60, 83, 95, 139], down: [150]), of: page, corner: Point(0, 0))
    #expect(strokes.isEmpty)
  }

  @Test func proseOnAPictureIsNotLookedAt() {
    var page = SourcePage.twoColumns
    page.images = [PlacedImage(box: page.box, width: 300, height: 300)]
    #expect(BackgroundRules.grounds(of: page).isEmpty)
  }
}
