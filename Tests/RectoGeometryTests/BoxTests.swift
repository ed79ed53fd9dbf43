import RectoGeometry
import Testing

@Suite struct BoxTests {
  @Test func theEmptyBoxIsNeutralInUnions() {
    let box = Box(x0: 1, y0: 2, x1: 3, y1: 4)
    #expect(Box.empty.union(box) == box)
    #expect(Box.empty.isEmpty && Box.empty.area == 0)
  }

  @Test func overlapsAreSharesOfTheShorterSide() {
    let a = Box(x0: 0, y0: 0, x1: 10, y1: 10)
    let b = Box(x0: 5, y0: 8, x1: 25, y1: 12)
    #expect(a.horizontalOverlap(b) == 0.5)
    #expect(a.verticalOverlap(b) == 0.5)
    #expect(a.verticalOverlap(Box(x0: 0, y0: 20, x1: 1, y1: 30)) == 0)
  }

  @Test func boxesThatTouchDoNotIntersect() {
    let a = Box(x0: 0, y0: 0, x1: 10, y1: 10)
    #expect(!a.intersects(Box(x0: 10, y0: 0, x1: 20, y1: 10)))
    #expect(a.intersects(Box(x0: 9, y0: 9, x1: 20, y1: 20)))
  }

  @Test(arguments: Turn.allCases) func turningThereAndBackChangesNothing(turn: Turn) {
    let box = Box(x0: 1, y0: 2, x1: 30, y1: 4)
    #expect(turn.page(turn.upright(box)) == box)
  }

  @Test func aTurnIsFoundFromTheWritingDirection() {
    #expect(Turn(direction: Point(1, 0.02)) == Turn.none)
    #expect(Turn(direction: Point(0, -3)) == .counterclockwise)
    #expect(Turn(direction: Point(1, 1)) == nil)
    #expect(Turn(direction: Point(0, 0)) == nil)
  }
}
