import RectoDiagnostics
import RectoSystem
import Testing

@testable import RectoBatch

/// What is tried next when a worker has been stopped.
@Suite struct AttemptTests {
  private let limits = WorkerLimits(seconds: 100, pageSeconds: 10, memory: 1 << 30)

  private func attempt(_ messages: WorkerMessage...) -> Attempt {
    let job = Supervisor.Job(title: "x.pdf", request: "{}", places: .answer)
    var attempt = Attempt(number: 0, job: job)
    for message in messages { attempt.note(message) }
    return attempt
  }

  /// What the next worker is told, without the time left.
  private func orders(_ outcome: Attempt.Outcome) -> [String] {
    guard case .again(let next) = outcome else { return [] }
    return next.messages(limits).split(separator: "\n").map(String.init).filter {
      !$0.hasPrefix("seconds")
    }
  }

  private func failure(_ outcome: Attempt.Outcome) -> ConversionError? {
    if case .failed(let error) = outcome { error } else { nil }
  }

  @Test func aPageThatCrashesIsLeftOut() {
    let stopped = attempt(.opened(pages: 9), .began(page: 2), .ended(page: 2), .began(page: 3))
    #expect(
      orders(stopped.after(.crash(.signal(11)), limits)) == [
        "skip 3 page 4 stopped the reader (signal 11)", "convert {}",
      ])
    #expect(
      orders(stopped.after(.memory, limits)) == [
        "skip 3 page 4 needed more than 1024 MiB of memory", "convert {}",
      ])
  }

  @Test func aPageThatCannotBeRecognisedKeepsItsText() {
    var stopped = attempt(.opened(pages: 9), .began(page: 3), .recognising(page: 3))
    let first = stopped.after(.crash(.signal(11)), limits)
    #expect(orders(first) == ["plain 3 stopped the reader (signal 11)", "convert {}"])
    #expect(
      orders(stopped.after(.pageTime(3), limits)) == [
        "plain 3 took longer than 10 s", "convert {}",
      ])
    #expect(
      orders(stopped.after(.memory, limits)) == [
        "plain 3 needed more than 1024 MiB of memory", "convert {}",
      ])
    // It is laid out after that.
    stopped.note(.recognised(page: 3))
    #expect(
      orders(stopped.after(.crash(.signal(11)), limits)) == [
        "skip 3 page 4 stopped the reader (signal 11)", "convert {}",
      ])
    // What stops the reader without being recognised is not touched a third time.
    guard case .again(var second) = first else { return }
    second.note(.opened(pages: 9))
    second.note(.began(page: 3))
    #expect(
      orders(second.after(.crash(.signal(6)), limits)) == [
        "skip 3 page 4 stopped the reader (signal 6)", "plain 3 stopped the reader (signal 11)",
        "convert {}",
      ])
  }

  @Test func ofPagesReadAtOnceTheOneThatHangsKeepsItsText() {
    let stopped = attempt(
      .opened(pages: 9), .began(page: 2), .recognising(page: 2), .began(page: 3))
    #expect(
      orders(stopped.after(.pageTime(2), limits)) == [
        "plain 2 took longer than 10 s", "convert {}",
      ])
    #expect(
      orders(stopped.after(.pageTime(3), limits)) == [
        "skip 3 page 4 took longer than 10 s", "convert {}",
      ])
  }

  @Test func aPageThatHangsIsLeftOutWhateverElseIsRead() {
    let stopped = attempt(.opened(pages: 9), .began(page: 2), .began(page: 3))
    #expect(
      orders(stopped.after(.pageTime(3), limits)) == [
        "skip 3 page 4 took longer than 10 s", "convert {}",
      ])
  }

  @Test func ofSeveralPagesTheOneAtFaultIsSought() {
    let stopped = attempt(.opened(pages: 9), .began(page: 2), .began(page: 3))
    #expect(orders(stopped.after(.crash(.signal(6)), limits)) == ["alone", "convert {}"])
  }

  @Test func thePicturesOfAPageAreLeftOutIfTheyAreAtFault() {
    let stopped = attempt(
      .opened(pages: 2), .began(page: 0), .ended(page: 0), .began(page: 1), .ended(page: 1),
      .assembling, .drawing(page: 0), .drawn(page: 0), .drawing(page: 1))
    #expect(
      orders(stopped.after(.crash(.signal(6)), limits)) == [
        "bare 1 rendering stopped the reader (signal 6)", "convert {}",
      ])
    #expect(
      orders(stopped.after(.memory, limits)) == [
        "bare 1 rendering needed more than 1024 MiB of memory", "convert {}",
      ])
    #expect(
      orders(stopped.after(.pageTime(1), limits)) == [
        "bare 1 rendering took longer than 10 s", "convert {}",
      ])
  }

  @Test func whenTheTimeIsUpWhatIsDoneIsWrittenDown() {
    let reading = attempt(
      .opened(pages: 9), .began(page: 2), .ended(page: 2), .began(page: 3))
    #expect(orders(reading.after(.time, limits)) == ["only 2", "draw ", "convert {}"])
    let drawing = attempt(
      .opened(pages: 1), .began(page: 0), .ended(page: 0), .assembling, .drawing(page: 0))
    let last = drawing.after(.time, limits)
    #expect(orders(last) == ["only 0", "draw ", "convert {}"])
    // There is no second time, and what is being written has had its own.
    guard case .again(let again) = last else { return }
    #expect(failure(again.after(.time, limits))?.status == .overBudget)
    let writing = attempt(.opened(pages: 1), .began(page: 0), .ended(page: 0), .assembling)
    #expect(failure(writing.after(.time, limits))?.status == .overBudget)
  }

  @Test func workCountsAndWaitingNearlyNot() {
    var current = attempt(.opened(pages: 9), .began(page: 2))
    let begin = ResourceUse.now
    current.work(9)
    #expect(current.excess(limits, at: begin + 90) == nil)
    current.work(2)
    guard case .pageTime(2) = current.excess(limits, at: begin) else {
      Issue.record("11 s of work are more than 10")
      return
    }
    let waiting = attempt(.opened(pages: 9), .began(page: 2))
    #expect(waiting.excess(limits, at: begin + 99) == nil)
    #expect(waiting.excess(limits, at: begin + 102) != nil)
  }

  @Test func pagesThatAreReadAtOnceShareTheWork() {
    var current = attempt(.opened(pages: 9), .began(page: 2), .began(page: 3))
    current.work(18)
    #expect(current.excess(limits) == nil)
    current.note(.ended(page: 3))
    current.work(2)
    guard case .pageTime(2) = current.excess(limits) else {
      Issue.record("page 2 has had 11 s")
      return
    }
  }

  @Test func whatIsWrittenDownHasAsLongAgain() {
    var current = attempt(.opened(pages: 1), .began(page: 0))
    current.work(9)
    current.note(.ended(page: 0))
    current.work(100)
    #expect(current.excess(limits) != nil)
    current.note(.assembling)
    #expect(current.excess(limits) == nil)
    current.work(100)
    #expect(current.excess(limits) != nil)
  }

  @Test func theNextAttemptIsToldWhatWasTaken() {
    var current = attempt(.opened(pages: 2), .began(page: 0))
    current.work(30)
    guard case .again(let next) = current.after(.memory, limits) else { return }
    #expect(next.messages(limits).contains("seconds 70.0\n"))
  }

  @Test func whatWasSentIsNotSentAgain() {
    let stopped = attempt(
      .opened(pages: 40), .began(page: 0), .ended(page: 0), .sent(16), .began(page: 17))
    #expect(orders(stopped.after(.crash(.signal(11)), limits)).contains("resume 16"))
  }

  @Test func whatIsBeingWrittenIsNotWrittenTwice() {
    let stopped = attempt(
      .opened(pages: 1), .began(page: 0), .ended(page: 0), .assembling, .writing)
    #expect(failure(stopped.after(.crash(.signal(9)), limits))?.status == .internalError)
  }

  @Test func whatCannotBeOpenedFails() {
    let error = failure(attempt().after(.crash(.signal(11)), limits))
    #expect(error?.status == .damagedInput && error?.message.contains("signal 11") == true)
    #expect(failure(attempt().after(.time, limits))?.status == .overBudget)
  }

  @Test func afterManyAttemptsOnlyGoodPagesAreRead() {
    var current = attempt(.opened(pages: 99), .began(page: 0), .ended(page: 0))
    var count = 0
    while count < 20 {
      count += 1
      current.note(.opened(pages: 99))
      current.note(.began(page: count))
      guard case .again(let next) = current.after(.crash(.signal(11)), limits) else { break }
      current = next
    }
    #expect(count == 6)
    #expect(current.messages(limits).contains("\nonly 0\n"))
  }

  @Test func messagesAreReadAsTheyAreWritten() throws {
    let messages: [WorkerMessage] = [
      .skip(3, "page 4 is bad"), .plain(3, "took longer than 10 s"), .recognising(page: 3),
      .recognised(page: 3), .only([1, 2]), .only([]), .resume(16), .alone,
      .bare(3, "rendering took too long"), .draw([1, 2]), .draw([]),
      .seconds(1.5), .convert("{\"a\": 1}"), .identified("7"), .opened(pages: 3), .began(page: 0),
      .ended(page: 0), .assembling, .drawing(page: 7), .drawn(page: 7), .writing, .sent(16),
      .answer(bytes: 9),
    ]
    for message in messages { #expect(WorkerMessage(String(message.line.dropLast())) == message) }
    for kind in [ResultPart.Kind.whole, .piece, .picture] {
      let part = try #require(ResultPart(kind, "figure-1-1.v2"))
      let message = WorkerMessage.result(part, bytes: 7)
      #expect(WorkerMessage(String(message.line.dropLast())) == message)
    }
    for wrong in [
      "", "skip", "skip x y", "began", "nonsense 1", "answer", "answer -1", "answer 1 2",
      "result whole md", "result whole md -1", "result odd md 1", "result picture ../x 1",
      "result picture .x 1", "result whole a/b 1", "result whole a b 1",
      "result piece \(String(repeating: "x", count: 101)) 1",
    ] {
      #expect(WorkerMessage(wrong) == nil)
    }
  }
}
