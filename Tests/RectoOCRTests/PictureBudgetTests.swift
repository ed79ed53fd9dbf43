import RectoSystem
import Synchronization
import Testing

@testable import RectoOCR

/// How much of a document's pictures is read.
@Suite struct PictureBudgetTests {
  @Test func whatIsOverTheBudgetIsNotReadAndSaidOnce() {
    let budget = PictureBudget(seconds: 10)
    let first = budget.turns(3)
    let claims = (0..<3).map { budget.claim([4, 4], in: first + $0) }
    #expect(claims.map(\.count) == [2, 0, 0])
    #expect(claims.map(\.isEnd) == [false, true, false])
  }

  @Test func aPageMayHaveAPartOfItsPicturesRead() {
    let budget = PictureBudget(seconds: 10)
    let claim = budget.claim([4, 4, 4], in: budget.turns(1))
    #expect(claim.count == 2 && claim.isEnd)
    // Nothing is read after the end, however small it is.
    #expect(budget.claim([1], in: budget.turns(1)).count == 0)
  }

  @Test func withoutABudgetAllIsRead() {
    let budget = PictureBudget(seconds: nil)
    #expect(budget.claim(Array(repeating: 100, count: 50), in: budget.turns(1)).count == 50)
    #expect(PictureBudget(seconds: 0).claim([1], in: 0).isEnd)
  }

  /// Whatever thread comes first, the pages before have had their turns.
  @Test func threadsKeepTheTurnsOfPages() {
    for _ in 0..<20 {
      let budget = PictureBudget(seconds: 25)
      let pages = Queue()
      let first = budget.turns(12)
      Threads.run(3) {
        while let page = pages.next() {
          // Every other page has no pictures.
          if page % 2 == 0 { budget.end(first + page) }
          let costs = page % 2 == 0 ? [] : [Double(page)]
          pages.note(page, budget.claim(costs, in: first + page).count)
        }
      }
      // 1 + 3 + 5 + 7 are 16, and 9 more 25.
      #expect(pages.counts == [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0])
    }
  }

  private final class Queue: Sendable {
    private let state = Mutex((next: 0, counts: [Int](repeating: -1, count: 12)))
    var counts: [Int] { state.withLock { $0.counts } }

    func next() -> Int? {
      state.withLock { state in
        guard state.next < 12 else { return nil }
        defer { state.next += 1 }
        return state.next
      }
    }

    func note(_ page: Int, _ count: Int) { state.withLock { $0.counts[page] = count } }
  }
}
