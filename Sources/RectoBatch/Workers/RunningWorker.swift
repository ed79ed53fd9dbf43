internal import RectoSystem

/// A worker process as its supervisor sees it.
final class RunningWorker {
  let process: ChildProcess
  let answers: Descriptor
  private let requests: Descriptor
  private let documents: DescriptorChannel
  /// The folder of trained data that it can read besides the usual ones.
  private let tessdata: String?
  var reader: AnswerReader
  /// The document that it is at, and what has come of it.
  var attempt: Attempt?
  var delivery: Delivery?
  /// How many it has converted.
  var converted = 0
  /// The reading of its clock when it was last looked at, in seconds of work.
  private var seconds = 0.0
  /// Whether the system tells how long it works.
  private let isTold: Bool

  init(_ settings: WorkerSettings, limits: WorkerLimits, tessdata: String?) throws(SystemError) {
    reader = AnswerReader(mostBytes: limits.memory)
    let requests = try Descriptor.pipe()
    let answers = try Descriptor.pipe()
    let documents = try DescriptorChannel()
    let readable = settings.readable(tessdata: tessdata)
    process = try ChildProcess.run(
      keeping: [requests.reading, answers.writing, documents.receiving]
    ) {
      if let null = Descriptor.null() {
        Descriptor.standardInput.become(null)
        if !settings.isDirect { Descriptor.standardOutput.become(null) }
        if !settings.isVerbose { Descriptor.standardError.become(null) }
        null.close()
      }
      ResourceUse.leaveNoCore()
      // What is asked for is not all used: the supervisor looks at what is.
      ResourceUse.limitMemory(to: limits.memory + limits.memory / 2)
      // The command has said what is lacking, or refused.
      _ = Confinement.enter(reading: readable)
    } body: { _ in
      Worker(
        requests: requests.reading, channel: AnswerChannel(answers.writing), documents: documents,
        limits: limits,
        settings: settings
      ).run()
    }
    requests.reading.close()
    answers.writing.close()
    documents.receiving.close()
    self.requests = requests.writing
    self.answers = answers.reading
    self.documents = documents
    self.tessdata = tessdata
    isTold = process.seconds != nil
  }

  /// Whether it waits for a document and has what this one needs.
  func isFree(for job: Supervisor.Job) -> Bool {
    attempt == nil && (job.tessdata == nil || job.tessdata == tessdata)
  }

  /// Gives it a document, open if it is a file; `false` if it is gone.
  func start(
    _ attempt: Attempt, document: Descriptor?, _ delivery: Delivery, _ limits: WorkerLimits
  ) -> Bool {
    _ = workSinceLastLook()
    if let document, !documents.send(document) { return false }
    let messages = (document == nil ? "" : WorkerMessage.document.line) + attempt.messages(limits)
    guard (try? requests.write(messages)) != nil else { return false }
    (self.attempt, self.delivery) = (attempt, delivery)
    return true
  }

  /// For how many seconds it has worked since this was last asked; those of the clock on the wall where
  /// the system does not tell.
  func workSinceLastLook() -> Double {
    // Of one that has just ended it tells nothing.
    guard let now = isTold ? process.seconds : ResourceUse.now else { return 0 }
    defer { seconds = now }
    return max(0, now - seconds)
  }

  /// Says that no more will come, and waits. What came of a document that is not done is dropped.
  func end() -> (end: ChildProcess.End, peak: Int) {
    delivery?.drop()
    delivery = nil
    requests.close()
    let end = process.wait()
    answers.close()
    documents.sending.close()
    return end
  }
}
