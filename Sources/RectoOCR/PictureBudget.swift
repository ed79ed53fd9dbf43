internal import RectoSystem
internal import Synchronization

/// How long pictures on pages of text may be read in a document, all together.
///
/// What reading a picture takes is estimated by its letters, and pages have their turns: so what is read
/// depends neither on the machine nor on how many threads read.
public final class PictureBudget: Sendable {
  /// Seconds of a processor of 2020; `nil` is without end.
  private let seconds: Double?

  private struct State {
    var turns = 0
    /// All turns before this are over, and those after it that are.
    var next = 0
    var over: Set<Int> = []
    var spent = 0.0
    var isSpent = false
  }

  private let state = Mutex(State())

  public init(seconds: Double?) { self.seconds = seconds }

  /// The first of so many turns, one for each of the next pages.
  public func turns(_ count: Int) -> Int {
    state.withLock { state in
      defer { state.turns += count }
      return state.turns
    }
  }

  /// Ends a turn; nothing happens if it is over.
  public func end(_ turn: Int) {
    state.withLock { state in
      guard turn >= state.next else { return }
      state.over.insert(turn)
      while state.over.remove(state.next) != nil { state.next += 1 }
    }
  }

  /// Of pictures that take so many seconds each, how many of the first may be read, and whether this is
  /// where the budget ends. Waits until the turns before are over, and ends this one.
  func claim(_ costs: [Double], in turn: Int) -> (count: Int, isEnd: Bool) {
    defer { end(turn) }
    guard let seconds, !costs.isEmpty else { return (costs.count, false) }
    while true {
      let answer = state.withLock { state -> (count: Int, isEnd: Bool)? in
        guard state.next >= turn else { return nil }
        var count = 0
        while !state.isSpent, count < costs.count {
          if state.spent + costs[count] > seconds {
            state.isSpent = true
            return (count, true)
          }
          state.spent += costs[count]
          count += 1
        }
        return (count, false)
      }
      if let answer { return answer }
      Threads.pause()
    }
  }
}
