import Leptonica
import RectoGeometry
import Testing

@testable import RectoOCR

@Suite struct PageFinderTests {
  /// A bright quadrilateral on a dark ground, with rows of letters that follow its perspective.
  private func photograph(_ corners: [Point], ground: UInt8 = 70) throws -> Picture {
    let (width, height) = (700, 900)
    let sheet = try #require(Projection(ofWidth: 500, height: 700, to: corners)).inverse
    var samples = [UInt8](repeating: ground, count: width * height)
    for y in 0..<height {
      for x in 0..<width {
        let place = sheet(Point(Float(x), Float(y)))
        guard (0...500).contains(place.x), (0...700).contains(place.y) else { continue }
        let isInk =
          (60...440).contains(place.x) && (60...640).contains(place.y)
          && place.y.truncatingRemainder(dividingBy: 30) < 14
          && place.x.truncatingRemainder(dividingBy: 12) < 5
        samples[y * width + x] = isInk ? 40 : 230
      }
    }
    return try #require(Picture(grey: samples, width: width, height: height))
  }

  private let corners = [Point(90, 80), Point(620, 40), Point(660, 840), Point(40, 860)]

  @Test func findsTheCornersOfASheet() throws {
    let found = try #require(PageFinder.corners(in: try photograph(corners)))
    for (corner, found) in zip(corners, found) {
      #expect((corner - found).length < 8, "\(corner) \(found)")
    }
  }

  @Test func aSheetIsReadAsIfSeenFromAbove() throws {
    let preparation = PagePreparation(try photograph(corners)) { _ in nil }
    #expect(preparation.steps.contains("flatten"))
    let size = Point(Float(preparation.picture.width), Float(preparation.picture.height))
    #expect((preparation.frame(Point(0, 0)) - corners[0]).length < 8)
    #expect((preparation.frame(size) - corners[2]).length < 8)
  }

  @Test func paperWithoutAGroundAndFramesOfDesignsAreNone() throws {
    let upright = [Point(80, 80), Point(620, 80), Point(620, 840), Point(80, 840)]
    #expect(PageFinder.corners(in: try photograph(upright)) == nil)
    #expect(PageFinder.corners(in: try photograph(corners, ground: 215)) == nil)
  }
}
