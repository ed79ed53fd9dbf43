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
    /// The document's file, if it is one: its worker cannot open it.
    var input: String?
    var places: ResultPlaces
    var maps = MapPlaces.none
    /// A folder of trained data that the request names.
    var tessdata: String?
    /// What the request is known by, where that has been read.
    var identifier: RequestID?

    init(title: String, request: String, places: ResultPlaces) {
      (self.title, self.request, self.places) = (title, request, places)
    }

    init(_ request: ConversionRequest, places: ResultPlaces, maps: MapPlaces = .none) {
      self.init(title: request.title, request: JSONLine.text(request), places: places)
      self.maps = maps
      input = request.path == "-" ? nil : request.path
    }
  }

  /// How a job ended: its answer, and the results that are part of it.
  struct Ended {
    var answer: ConversionAnswer
    var results: [(name: String, json: String)] = []
    /// Of what is in each output.
    var hashes: [String: String] = [:]
  }

  /// Where jobs come from.
  public enum Next {
    case job(Int, Job)
    /// None now; there may be one when this can be read from, or when another job has ended.
    case later(Descriptor?)
    /// The job that is known by this is wanted no longer.
    case cancel(RequestID)
    case none
  }

  /// What is heard while no job can be taken.
  struct Aside {
    /// Where it comes from; `nil` while nothing is wanted.
    var source: () -> Descriptor?
    /// Reads what is there. Gives back what those jobs are known by that are wanted no longer.
    var hear: () -> [RequestID]
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
  private var finish: (Int, Ended) -> Void = { _, _ in }
  private var observe: (Int, WorkerMessage) -> Void = { _, _ in }
  private var wait: ([String]) -> Void = { _ in }
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

  /// Runs all jobs. `finish` gets each job's number and how it ended; `observe` what workers say on
  /// the way; `wait` the titles of the jobs that still have to end after an interrupt; `aside` is heard
  /// while no job can be taken.
  func run(
    next: () -> Next, aside: Aside? = nil, observe: @escaping (Int, WorkerMessage) -> Void,
    wait: @escaping ([String]) -> Void = { _ in }, finish: @escaping (Int, Ended) -> Void
  ) throws(ConversionError) -> End {
    (self.observe, self.wait, self.finish) = (observe, wait, finish)
    defer {
      for worker in workers { retire(worker) }
      workers = []
      (self.observe, self.wait, self.finish) = ({ _, _ in }, { _ in }, { _, _ in })
    }
    var interruptions = 0
    var isEnded = false
    var looked = ResourceUse.now
    while true {
      var waiting: Descriptor?
      var isWaiting = false
      while !isEnded, interruptions == 0, !isWaiting, isFree {
        switch next() {
        case .job(let number, let job): try start(Attempt(number: number, job: job))
        case .later(let descriptor): (waiting, isWaiting) = (descriptor, true)
        case .cancel(let identifier): cancel(identifier)
        case .none: isEnded = true
        }
      }
      let busy = workers.filter { $0.attempt != nil }
      if busy.isEmpty && (isEnded || interruptions > 0) {
        return interruptions > 0 ? .interrupted : .done
      }
      var descriptors = busy.map(\.answers)
      if let waiting { descriptors.append(waiting) }
      let source = waiting == nil && interruptions == 0 ? aside?.source() : nil
      if let source { descriptors.append(source) }
      if let interrupts { descriptors.append(interrupts) }
      let ready = Descriptor.ready(among: descriptors, within: busy.isEmpty ? 3600 : Self.tick)
      if let interrupts, ready.contains(interrupts) {
        var bytes: [UInt8] = []
        _ = try? interrupts.read(into: &bytes)
        let isFirst = interruptions == 0
        interruptions += bytes.count
        if interruptions >= patience || bytes.contains(Interrupts.end) {
          for worker in workers { worker.process.kill() }
          return .interrupted
        }
        if isFirst { self.wait(busy.compactMap(\.attempt?.job.title)) }
      }
      for worker in busy where ready.contains(worker.answers) { try listen(to: worker) }
      if ResourceUse.now - looked >= Self.tick {
        looked = ResourceUse.now
        for worker in workers where worker.attempt != nil { try check(worker) }
      }
      if let source, ready.contains(source) { aside?.hear().forEach(cancel) }
    }
  }

  /// How often limits are looked at, in seconds: messages come more often, and each look is several
  /// calls of the system. A worker takes no more than 100 MB in this time.
  private static let tick = 0.05

  private var isFree: Bool {
    workers.count < mostWorkers || workers.contains { $0.attempt == nil }
  }

  private func start(_ attempt: Attempt) throws(ConversionError) {
    let document: Descriptor?
    do {
      document = try attempt.job.input.map { path throws(ConversionError) in
        try InputFile.open(path)
      }
    } catch {
      return fail(attempt, error)
    }
    defer { document?.close() }
    if let idle = workers.first(where: { $0.isFree(for: attempt.job) }) {
      if idle.start(attempt, document: document, delivery(of: attempt), limits) { return }
      // It died while it had nothing to do.
      discard(idle)
    }
    // One that has nothing to do, and not the data, makes room.
    if workers.count >= mostWorkers, let idle = workers.first(where: { $0.attempt == nil }) {
      discard(idle)
    }
    let worker: RunningWorker
    do {
      worker = try RunningWorker(settings, limits: limits, tessdata: attempt.job.tessdata)
    } catch {
      throw ConversionError(
        .internalError, "no worker process can be started: \(error.reason)",
        advice: "Give fewer jobs with -j.")
    }
    workers.append(worker)
    if !worker.start(attempt, document: document, delivery(of: attempt), limits) {
      discard(worker)
      fail(attempt, ConversionError(.internalError, "\(attempt.job.title): its worker ended"))
    }
  }

  private func delivery(of attempt: Attempt) -> Delivery {
    var inputs = settings.inputs
    if let path = attempt.job.input, let facts = try? FileFacts(path), facts.kind == .file {
      inputs.insert(facts.identity)
    }
    return Delivery(
      to: attempt.job.places, maps: attempt.job.maps, besides: inputs,
      mostBytes: limits.resultBytes)
  }

  private func listen(to worker: RunningWorker) throws(ConversionError) {
    let isOpen = (try? worker.reader.fill(from: worker.answers)) == true
    var makesSense = true
    while makesSense, let item = worker.reader.next() {
      guard var attempt = worker.attempt else { break }
      attempt.work(worker.workSinceLastLook())
      switch item {
      case .message(let message):
        attempt.note(message)
        worker.attempt = attempt
        observe(attempt.number, message)
      case .bytes(let bytes, let part):
        worker.attempt = attempt
        makesSense = worker.delivery?.take(bytes, of: part) == true
      case .answer(let json):
        if let answer = ConversionAnswer(json: json) { return conclude(worker, attempt, answer) }
        makesSense = false
      case .nonsense: makesSense = false
      }
    }
    // Who sends what makes no sense has crashed in all but name.
    if !makesSense { worker.process.kill() }
    if !isOpen || !makesSense, let attempt = worker.attempt {
      let (end, peak) = discard(worker)
      let isMemory = peak > limits.memory / 5 * 4
      try recover(attempt, isMemory ? .memory : .crash(end), peak)
    }
  }

  /// Puts the results of a document in their places, if there are any, and tells how it ended.
  private func conclude(
    _ worker: RunningWorker, _ attempt: Attempt, _ answer: ConversionAnswer
  ) {
    var ended = Ended(answer: answer)
    if answer.status == .failed {
      ended.answer.outputs = []
      worker.delivery?.drop()
    } else {
      do throws(ConversionError) {
        if let delivered = try worker.delivery?.commit() {
          ended.answer.outputs = delivered.outputs
          (ended.results, ended.hashes) = (delivered.results, delivered.hashes)
        }
      } catch {
        ended.answer = ConversionAnswer(id: answer.id, failure: error)
        ended.answer.hash = answer.hash
      }
    }
    ended.answer.peakMemory = max(ended.answer.peakMemory, attempt.peakMemory)
    (worker.attempt, worker.delivery) = (nil, nil)
    worker.converted += 1
    finish(attempt.number, ended)
    let memory = worker.process.memory
    peakMemory = max(peakMemory, memory)
    if worker.converted >= limits.documents || memory > limits.idleMemory { discard(worker) }
  }

  /// Ends a worker that is over a limit.
  private func check(_ worker: RunningWorker) throws(ConversionError) {
    worker.attempt?.work(worker.workSinceLastLook())
    guard let attempt = worker.attempt else { return }
    var reason = attempt.excess(limits)
    if reason == nil, worker.process.memory > limits.memory { reason = .memory }
    guard let reason else { return }
    worker.process.kill()
    try recover(attempt, reason, discard(worker).peak)
  }

  /// Begins anew without what stopped the worker, or gives the document up. `peak` is the most memory
  /// that the worker held.
  private func recover(
    _ attempt: Attempt, _ reason: Attempt.Stop, _ peak: Int
  ) throws(ConversionError) {
    var attempt = attempt
    attempt.peakMemory = max(attempt.peakMemory, peak)
    if case .crash(.signal(SignalNumber.brokenPipe)) = reason, settings.isDirect {
      Interrupts.endByBrokenPipe()
    }
    switch attempt.after(reason, limits) {
    case .again(let attempt): try start(attempt)
    case .failed(let error): fail(attempt, error)
    }
  }

  /// Ends the job that is known by this, if it is at work.
  private func cancel(_ identifier: RequestID) {
    for worker in workers {
      guard let attempt = worker.attempt, attempt.identifier == identifier else { continue }
      worker.process.kill()
      discard(worker)
      fail(attempt, .cancelled(attempt.job.title))
    }
  }

  private func fail(_ attempt: Attempt, _ error: ConversionError) {
    var answer = ConversionAnswer(id: attempt.identifier, failure: error)
    answer.seconds = ((ResourceUse.now - attempt.whole.begin) * 1000).rounded() / 1000
    answer.peakMemory = attempt.peakMemory
    finish(attempt.number, Ended(answer: answer))
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

extension ConversionError {
  /// Whoever asked for the document wants it no longer.
  static func cancelled(_ title: String) -> ConversionError {
    ConversionError(.interrupted, "\(title): it was cancelled", kind: .cancelled)
  }
}

/// Numbers of signals, the same on all systems.
private enum SignalNumber {
  static let brokenPipe: Int32 = 13
}
