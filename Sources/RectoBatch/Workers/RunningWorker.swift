internal import RectoSystem

/// A worker process as its supervisor sees it.
final class RunningWorker {
  let process: ChildProcess
  let answers: Descriptor
  private let requests: Descriptor
  var reader: AnswerReader
  /// The document that it is at, and what has come of it.
  var attempt: Attempt?
  var delivery: Delivery?
  /// How many it has converted.
  var documents = 0

  init(
    _ settings: WorkerSettings, limits: WorkerLimits, beside others: [RunningWorker]
  ) throws(SystemError) {
    reader = AnswerReader(mostBytes: limits.memory)
    let requests = try Descriptor.pipe()
    let answers = try Descriptor.pipe()
    process = try ChildProcess.run {
      // Another worker's pipe ends only when nobody holds it.
      for other in others {
        other.requests.close()
        other.answers.close()
      }
      requests.writing.close()
      answers.reading.close()
      if let null = Descriptor.null() {
        Descriptor.standardInput.become(null)
        if !settings.isDirect { Descriptor.standardOutput.become(null) }
        if !settings.isVerbose { Descriptor.standardError.become(null) }
        null.close()
      }
      ResourceUse.leaveNoCore()
      // What is asked for is not all used: the supervisor looks at what is.
      ResourceUse.limitMemory(to: limits.memory + limits.memory / 2)
      Confinement.enter(writingBelow: [])
      return Worker(
        requests: requests.reading, answers: answers.writing, limits: limits,
        settings: settings
      ).run()
    }
    requests.reading.close()
    answers.writing.close()
    self.requests = requests.writing
    self.answers = answers.reading
  }

  /// `false` if it is gone.
  func start(_ attempt: Attempt, _ delivery: Delivery, _ limits: WorkerLimits) -> Bool {
    guard (try? requests.write(attempt.messages(limits))) != nil else { return false }
    (self.attempt, self.delivery) = (attempt, delivery)
    return true
  }

  /// Says that no more will come, and waits. What came of a document that is not done is dropped.
  func end() -> (end: ChildProcess.End, peak: Int) {
    delivery?.drop()
    delivery = nil
    requests.close()
    let end = process.wait()
    answers.close()
    return end
  }
}
