import RectoGeometry
import Testing

@Suite struct UprightRegionTests {
  @Test func aHoleLeavesAFrame() {
    var region = UprightRegion()
    region.add(Box(x0: 0, y0: 0, x1: 10, y1: 10), isClockwise: true)
    region.add(Box(x0: 1, y0: 1, x1: 9, y1: 9), isClockwise: false)
    let frame = [
      Box(x0: 0, y0: 0, x1: 10, y1: 1), Box(x0: 0, y0: 1, x1: 1, y1: 9),
      Box(x0: 9, y0: 1, x1: 10, y1: 9), Box(x0: 0, y0: 9, x1: 10, y1: 10),
    ]
    #expect(region.boxes(evenOdd: false) == frame)
    #expect(region.boxes(evenOdd: true) == frame)
  }

  @Test func whatIsDrawnTwiceTheSameWayRoundIsOneArea() {
    var region = UprightRegion()
    region.add(Box(x0: 0, y0: 0, x1: 10, y1: 10), isClockwise: true)
    region.add(Box(x0: 1, y0: 1, x1: 9, y1: 9), isClockwise: true)
    let covered = region.boxes(evenOdd: false)?.reduce(0) { $0 + $1.area }
    #expect(covered == 100)
  }

  @Test func aLetterLIsTwoBoxes() {
    var region = UprightRegion()
    region.add([
      Point(0, 0), Point(1, 0), Point(1, 9), Point(8, 9), Point(8, 10), Point(0, 10),
    ])
    #expect(
      region.boxes(evenOdd: false) == [
        Box(x0: 0, y0: 0, x1: 1, y1: 9), Box(x0: 0, y0: 9, x1: 8, y1: 10),
      ])
  }

  @Test func tooManyEdgesAreADrawing() {
    var region = UprightRegion()
    for i in 0..<1000 {
      let at = Float(i)
      region.add(Box(x0: at, y0: at, x1: at + 5, y1: at + 5), isClockwise: true)
    }
    #expect(region.boxes(evenOdd: false) == nil)
  }
}
