import Leptonica
import RectoGeometry
import RectoPages
import RectoTesting
import Testing

@testable import RectoOCR

@Suite struct RasterRuleTests {
  private static let (width, height) = (600, 400)

  /// A white picture with black boxes.
  private func picture(_ boxes: [Box]) throws -> Picture {
    var samples = [UInt8](repeating: 255, count: Self.width * Self.height)
    for box in boxes {
      for y in Int(clamped: box.y0)..<Int(clamped: box.y1) {
        for x in Int(clamped: box.x0)..<Int(clamped: box.x1) { samples[y * Self.width + x] = 0 }
      }
    }
    return try #require(Picture(grey: samples, width: Self.width, height: Self.height))
  }

  private func rule(_ x0: Float, _ x1: Float, y: Float) -> Box {
    Box(x0: x0, y0: y, x1: x1, y1: y + 3)
  }

  /// A rule of which so many of ten samples are left between two pieces.
  private func broken(_ share: Int) throws -> [Stroke] {
    let dots = stride(from: 200, to: 300, by: 10).map { x in
      rule(Float(x), Float(x + share), y: 100)
    }
    let boxes = [rule(20, 200, y: 100), rule(300, 500, y: 100)] + dots
    return RasterRules(in: try picture(boxes).binarised(below: 128), glyphHeight: 20).strokes
  }

  @Test func lettersDivideNoRule() throws {
    #expect(try broken(8).map { $0.to.x - $0.from.x } == [480])
    #expect(try broken(3).count == 2)
  }

  @Test func faintRulesAreFollowedOverTheirGaps() throws {
    // The rule goes on beyond a gap in pieces too short for one, a step lower; a letter ends it.
    let boxes = [
      rule(100, 300, y: 100), rule(312, 340, y: 100), rule(340, 380, y: 102),
      Box(x0: 380, y0: 90, x1: 386, y1: 114), rule(388, 420, y: 102),
    ]
    let binary = try picture(boxes).binarised(below: 128)
    let followed = RasterRules(in: binary, glyphHeight: 20).strokes
    #expect(followed.map(\.from.x) == [100] && followed.map(\.to.x) == [380])
    let blurred = RasterRules(in: binary, glyphHeight: 20, isBlurred: true).strokes
    #expect(blurred.map(\.to.x) == [300])
  }

  /// A grid of three rules each way, rows of letters, and one letter that crosses a rule.
  private var grid: [Box] {
    var boxes = [Box(x0: 400, y0: 150, x1: 406, y1: 174)]
    for y: Float in [40, 160, 280] { boxes.append(rule(40, 523, y: y)) }
    for x: Float in [40, 280, 520] { boxes.append(Box(x0: x, y0: 40, x1: x + 3, y1: 283)) }
    for y: Float in [80, 200] {
      for x: Float in stride(from: 60, to: 260, by: 20) {
        boxes.append(Box(x0: x, y0: y, x1: x + 12, y1: y + 24))
      }
    }
    return boxes
  }

  @Test func rulesOfGridsAreTakenOutAndKept() throws {
    let preparation = PagePreparation(enlarging: try picture(grid))
    #expect(preparation.steps == ["take out rules"])
    #expect(preparation.rules.count == 6)
    let samples = preparation.picture.samples
    #expect(samples[161 * Self.width + 350] > 200 && samples[100 * Self.width + 281] > 200)
    // The letter that crosses one is whole.
    #expect((152..<172).allSatisfy { samples[$0 * Self.width + 403] < 50 })
  }

  /// Characters that are nearly as high as the picture, of thin strokes each way: a heading by itself.
  @Test func strokesOfLargeCharactersAreNoRules() throws {
    var boxes: [Box] = []
    for x: Float in stride(from: 30, to: 480, by: 180) {
      for step: Float in [0, 60, 120] {
        boxes.append(Box(x0: x + step, y0: 100, x1: x + step + 5, y1: 265))
        boxes.append(Box(x0: x, y0: 100 + 1.3 * step, x1: x + 125, y1: 105 + 1.3 * step))
      }
    }
    let preparation = PagePreparation(enlarging: try picture(boxes))
    #expect(preparation.rules.isEmpty && preparation.facts.glyphs == 3)
    #expect(preparation.facts.glyphHeight > 150)
  }

  @Test func aRuleOrTwoStay() throws {
    let boxes = grid.filter { $0.height > 3 && $0.height < 200 } + [rule(40, 523, y: 160)]
    let preparation = PagePreparation(enlarging: try picture(boxes))
    #expect(preparation.steps.isEmpty && preparation.rules.count == 1)
  }

  /// A grid of pale rules in a ground, the rest in white; `grain` is how much samples differ by chance.
  private func pale(rule: UInt8, ground: UInt8, grain: UInt8 = 0) throws -> Picture {
    var samples = [UInt8](repeating: 255, count: Self.width * Self.height)
    var random = RandomNumbers(seed: 7)
    for y in 30..<300 { for x in 30..<540 { samples[y * Self.width + x] = ground } }
    for y in [40, 120, 200, 280] { for x in 40...520 { samples[y * Self.width + x] = rule } }
    for x in [40, 280, 520] { for y in 40...280 { samples[y * Self.width + x] = rule } }
    if grain > 0 {
      for i in samples.indices { samples[i] -= UInt8.random(in: 0...grain, using: &random) }
    }
    return try #require(Picture(grey: samples, width: Self.width, height: Self.height))
  }

  @Test(arguments: [
    (rule: UInt8(200), ground: UInt8(255)), (225, 255), (150, 210), (185, 225), (90, 140),
  ])
  func rulesOfAnyToneAreFound(rule: UInt8, ground: UInt8) throws {
    let picture = try pale(rule: rule, ground: ground)
    let binary = picture.binarised(below: 60)
    #expect(RasterRules(in: binary, glyphHeight: 20).strokes.isEmpty)
    let found = RasterRules(in: binary, tones: picture, glyphHeight: 20)
    #expect(found.isGrid && found.strokes.count == 7)
    #expect(found.strokes.allSatisfy { ($0.to - $0.from).length > 230 })
  }

  @Test func grainIsNoRule() throws {
    let picture = try pale(rule: 250, ground: 255, grain: 60)
    let binary = picture.binarised(below: 60)
    #expect(RasterRules(in: binary, tones: picture, glyphHeight: 20).strokes.isEmpty)
  }

  @Test func rulesTurnWithThePage() throws {
    var preparation = PagePreparation(enlarging: try picture(grid))
    preparation.turnUpright(quarters: 1)
    #expect(preparation.picture.width == Self.height)
    #expect(preparation.rules.count { $0.from.y == $0.to.y && $0.to.x - $0.from.x < 250 } == 3)
    #expect(preparation.rules.count { $0.from.x == $0.to.x && $0.to.y - $0.from.y > 450 } == 3)
  }
}
