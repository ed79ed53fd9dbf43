internal import RectoDiagnostics
internal import RectoGeometry
public import RectoSystem

/// Has documents converted by worker processes, and ends those that take too much.
///
/// A worker that crashes, hangs or grows costs the page that it was at: its document is converted
/// anew without that page. The supervisor itself never looks into a document.
public final class Supervisor {
  /// A document to be converted.
  public struct Job: Sendable {
    /// What it is called in messages.
    public var title: String
    /// A `ConversionRequest` as one line of JSON.
    public var request: String

    public init(title: String, request: String) {
      self.title = title
      self.request = request
    }
  }

  /// Where jobs come from.
  public enum Next {
    case job(Int, Job)
    /// None now; there may be one when this can be read from, or when another job has ended.
    case later(Descriptor?)
    case none
  }

  /// How all jobs together ended.
  public enum End: Sendable { case done, interrupted }

  private let limits: WorkerLimits
  private let mostWorkers: Int
  private let settings: WorkerSettings
  private let interrupts: Descriptor?
  /// So many interrupts stop everything at once; fewer let the documents at work end.
  private let patience: Int
  private var workers: [RunningWorker] = []
  private var finish: (Int, String) -> Void = { _, _ in }
  private var observe: (Int, WorkerMessage) -> Void = { _, _ in }
  /// The most memory that any worker held, in bytes.
  public private(set) var peakMemory = 0

  init(
    workers: Int, limits: WorkerLimits, settings: WorkerSettings,
    interrupts: Descriptor?, patience: Int
  ) {
    mostWorkers = workers
    self.limits = limits
    self.settings = settings
    self.interrupts = interrupts
    self.patience = patience
  }

  /// Runs all jobs. `finish` gets each job's number and its answer as JSON; `observe` what workers
  /// say on the way.
  func run(
    next: () -> Next, observe: @escaping (Int, WorkerMessage) -> Void,
    finish: @escaping (Int, String) -> Void
  ) throws(ConversionError) -> End {
    (self.observe, self.finish) = (observe, finish)
    defer {
      for worker in workers { retire(worker) }
      workers = []
      (self.observe, self.finish) = ({ _, _ in }, { _, _ in })
    }
    var interruptions = 0
    var isEnded = false
    while true {
      var waiting: Descriptor?
      var isWaiting = false
      while !isEnded, interruptions == 0, !isWaiting, isFree {
        switch next() {
        case .job(let number, let job): try start(Attempt(number: number, job: job))
        case .later(let descriptor): (waiting, isWaiting) = (descriptor, true)
        case .none: isEnded = true
        }
      }
      let busy = workers.filter { $0.attempt != nil }
      if busy.isEmpty && (isEnded || interruptions > 0) {
        return interruptions > 0 ? .interrupted : .done
      }
      var descriptors = busy.map(\.answers)
      if let waiting { descriptors.append(waiting) }
      if let interrupts { descriptors.append(interrupts) }
      let ready = Descriptor.ready(among: descriptors, within: busy.isEmpty ? 3600 : Self.tick)
      if let interrupts, ready.contains(interrupts) {
        var bytes: [UInt8] = []
        _ = try? interrupts.read(into: &bytes)
        interruptions += bytes.count
        if interruptions >= patience {
          for worker in workers { worker.process.kill() }
          return .interrupted
        }
      }
      for worker in busy {
        if ready.contains(worker.answers) { try listen(to: worker) }
        if worker.attempt != nil { try check(worker) }
      }
    }
  }

  /// How often limits are looked at while nothing happens, in seconds.
  private static let tick = 0.02

  private var isFree: Bool {
    workers.count < mostWorkers || workers.contains { $0.attempt == nil }
  }

  private func start(_ attempt: Attempt) throws(ConversionError) {
    if let idle = workers.first(where: { $0.attempt == nil }) {
      if idle.start(attempt, limits) { return }
      // It died while it had nothing to do.
      discard(idle)
    }
    let worker: RunningWorker
    do {
      worker = try RunningWorker(settings, limits: limits, beside: workers)
    } catch {
      throw ConversionError(
        .internalError, "no worker process can be started: \(error.reason)",
        advice: "Give fewer jobs with -j.")
    }
    workers.append(worker)
    if !worker.start(attempt, limits) {
      discard(worker)
      fail(attempt, ConversionError(.internalError, "\(attempt.job.title): its worker ended"))
    }
  }

  private func listen(to worker: RunningWorker) throws(ConversionError) {
    let isOpen = (try? worker.lines.fill(from: worker.answers)) == true
    while let line = worker.lines.next(), let message = WorkerMessage(line) {
      guard var attempt = worker.attempt else { break }
      if case .answered(let answer) = message {
        worker.attempt = nil
        worker.documents += 1
        finish(attempt.number, answer)
        let memory = worker.process.memory
        peakMemory = max(peakMemory, memory)
        if worker.documents >= limits.documents || memory > limits.idleMemory { discard(worker) }
        return
      }
      attempt.note(message)
      worker.attempt = attempt
      observe(attempt.number, message)
    }
    if !isOpen, let attempt = worker.attempt {
      let (end, peak) = discard(worker)
      let isMemory = peak > limits.memory / 5 * 4
      try recover(attempt, isMemory ? .memory : .crash(end))
    }
  }

  /// Ends a worker that is over a limit.
  private func check(_ worker: RunningWorker) throws(ConversionError) {
    guard let attempt = worker.attempt else { return }
    let now = ResourceUse.now
    if let page = attempt.running.first(where: { now - $0.value > limits.pageSeconds })?.key {
      worker.process.kill()
      discard(worker)
      try recover(attempt, .pageTime(page))
    } else if now - attempt.begin > limits.seconds
      || !attempt.isOpened && now - attempt.attemptBegin > limits.openingSeconds
    {
      worker.process.kill()
      discard(worker)
      try recover(attempt, .time)
    } else if worker.process.memory > limits.memory {
      worker.process.kill()
      discard(worker)
      try recover(attempt, .memory)
    }
  }

  /// Begins anew without what stopped the worker, or gives the document up.
  private func recover(_ attempt: Attempt, _ reason: Attempt.Stop) throws(ConversionError) {
    if case .crash(.signal(SignalNumber.brokenPipe)) = reason, settings.isDirect {
      Interrupts.endByBrokenPipe()
    }
    switch attempt.after(reason, limits) {
    case .again(let attempt): try start(attempt)
    case .failed(let error): fail(attempt, error)
    }
  }

  private func fail(_ attempt: Attempt, _ error: ConversionError) {
    var answer = ConversionAnswer(id: attempt.identifier, failure: error)
    answer.seconds = ((ResourceUse.now - attempt.begin) * 1000).rounded() / 1000
    answer.peakMemory = peakMemory
    finish(attempt.number, answer.line())
  }

  /// Lets a worker end and forgets it.
  @discardableResult
  private func discard(_ worker: RunningWorker) -> (end: ChildProcess.End, peak: Int) {
    workers.removeAll { $0 === worker }
    return retire(worker)
  }

  @discardableResult
  private func retire(_ worker: RunningWorker) -> (end: ChildProcess.End, peak: Int) {
    let end = worker.end()
    peakMemory = max(peakMemory, end.peak)
    return end
  }
}

/// Numbers of signals, the same on all systems.
private enum SignalNumber {
  static let brokenPipe: Int32 = 13
}
