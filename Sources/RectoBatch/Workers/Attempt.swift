internal import FoundationEssentials
internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoSystem

/// A document that is being converted, and what earlier attempts at it have taught.
struct Attempt {
  let number: Int
  let job: Supervisor.Job
  /// All attempts, and this one.
  private(set) var whole = Stretch()
  private var attempt = Stretch()
  /// As the worker read it from the request.
  private(set) var identifier: RequestID?
  /// The most memory that a worker held which was stopped at it, in bytes.
  var peakMemory = 0
  private var isOpened = false
  /// All pages are read.
  private var isAssembling = false
  /// Pages being read now, and the one whose figures are being rendered.
  private var running: [Int: Stretch] = [:]
  /// Those of them that are being recognised.
  private var recognising: Set<Int> = []
  private var drawing: (page: Int, stretch: Stretch)?
  /// Whether a part of the document is in standard output, from where nothing takes it back.
  private var isWriting = false

  private var finished: Set<Int> = []
  private var drawn: Set<Int> = []
  private var skipped: [Int: String] = [:]
  /// Pages that are read without being recognised.
  private var plain: [Int: String] = [:]
  private var bare: [Int: String] = [:]
  private var only: [Int]?
  private var draw: [Int]?
  private var sent = 0
  private var isAlone = false
  /// The document's time is over: what was read before is read again and written down.
  private var isLast = false
  private var count = 1

  init(number: Int, job: Supervisor.Job) {
    self.number = number
    self.job = job
    identifier = job.identifier
  }

  /// After so many attempts, only what is known to end is done.
  private static let mostAttempts = 5

  /// A part of the work and what it has taken so far.
  struct Stretch {
    /// Processor seconds.
    var work = 0.0
    let begin = ResourceUse.now

    /// Whether it took longer than so many seconds of work, or far longer on the clock.
    func exceeds(_ seconds: Double, at now: Double) -> Bool {
      work > seconds || now - begin > seconds * Deadline.patience
    }
  }

  /// Why a worker was stopped, or stopped by itself.
  enum Stop {
    /// Reading a page took too long, or rendering its figures.
    case pageTime(Int)
    case time
    case memory
    case crash(ChildProcess.End)
  }

  enum Outcome {
    case again(Attempt)
    case failed(ConversionError)
  }

  /// What the worker has to know.
  func messages(_ limits: WorkerLimits) -> String {
    var messages: [WorkerMessage] = skipped.sorted { $0.key < $1.key }.map { .skip($0, $1) }
    messages += plain.sorted { $0.key < $1.key }.map { .plain($0, $1) }
    if let only { messages.append(.only(only)) }
    messages += bare.sorted { $0.key < $1.key }.map { .bare($0, $1) }
    if let draw { messages.append(.draw(draw)) }
    if sent > 0 { messages.append(.resume(sent)) }
    if isAlone { messages.append(.alone) }
    let most = isLast ? limits.lastSeconds : limits.seconds
    messages.append(.seconds(max(0, most - whole.work)))
    messages.append(.convert(job.request))
    return messages.map(\.line).joined()
  }

  mutating func note(_ message: WorkerMessage) {
    switch message {
    case .identified(let json):
      identifier = try? JSONDecoder().decode(RequestID.self, from: Data(json.utf8))
    case .opened: isOpened = true
    case .began(let page):
      isAssembling = false
      running[page] = Stretch()
    case .ended(let page):
      running[page] = nil
      recognising.remove(page)
      finished.insert(page)
    case .recognising(let page): recognising.insert(page)
    case .recognised(let page): recognising.remove(page)
    case .assembling: isAssembling = true
    case .drawing(let page): drawing = (page, Stretch())
    case .drawn(let page):
      drawing = nil
      drawn.insert(page)
    case .writing: isWriting = true
    case .sent(let pages): sent = pages
    default: break
    }
  }

  /// Notes that the worker has worked for so many seconds more. Pages that are read at the same time
  /// share them.
  mutating func work(_ seconds: Double) {
    whole.work += seconds
    attempt.work += seconds
    let share = seconds / Double(max(1, running.count))
    for page in running.keys { running[page]?.work += share }
    drawing?.stretch.work += seconds
  }

  /// The limit of time that is over, if one is.
  func excess(_ limits: WorkerLimits, at now: Double = ResourceUse.now) -> Stop? {
    if let late = running.first(where: { $0.value.exceeds(limits.pageSeconds, at: now) }) {
      return .pageTime(late.key)
    }
    if let drawing, drawing.stretch.exceeds(limits.pageSeconds, at: now) {
      return .pageTime(drawing.page)
    }
    let isFinishing = isLast || isAssembling && drawing == nil
    let most = isFinishing ? limits.lastSeconds : limits.seconds
    return whole.exceeds(most, at: now)
      || !isOpened && attempt.exceeds(limits.openingSeconds, at: now) ? .time : nil
  }

  func after(_ stop: Stop, _ limits: WorkerLimits) -> Outcome {
    if isWriting { return .failed(failure(stop, limits)) }
    var next = self
    next.count += 1
    next.attempt = Stretch()
    next.running = [:]
    next.recognising = []
    next.drawing = nil
    next.isOpened = false
    next.isAssembling = false
    if case .time = stop {
      let isReading = isOpened && (!isAssembling || drawing != nil)
      guard isReading, !isLast, !finished.isEmpty else { return .failed(failure(stop, limits)) }
      next.isLast = true
      next.only = finished.sorted()
      next.draw = drawn.sorted()
      return .again(next)
    }
    if let drawing {
      next.bare[drawing.page] = "rendering \(reason(stop, limits))"
    } else if case .pageTime(let page) = stop {
      next.leaveOut(page, recognising: recognising, reason(stop, limits))
    } else if running.count > 1 {
      next.isAlone = true
    } else if let page = running.keys.first {
      next.leaveOut(page, recognising: recognising, reason(stop, limits))
    } else {
      return .failed(failure(stop, limits))
    }
    if count == Self.mostAttempts {
      next.only = finished.sorted()
      next.draw = drawn.sorted()
    }
    return count > Self.mostAttempts ? .failed(failure(stop, limits)) : .again(next)
  }

  /// A page that was being recognised is left to what the file says of it, any other is not touched again.
  private mutating func leaveOut(_ page: Int, recognising: Set<Int>, _ reason: String) {
    if recognising.contains(page) {
      plain[page] = reason
    } else {
      skipped[page] = "page \(page + 1) \(reason)"
    }
  }

  /// What a page did, or the rendering of its figures.
  private func reason(_ stop: Stop, _ limits: WorkerLimits) -> String {
    switch stop {
    case .pageTime, .time:
      "took longer than \(Self.text(limits.pageSeconds)) s"
        + (limits.pageSeconds == limits.seconds / 2 ? ", half of --timeout" : "")
    case .memory: "needed more than \(limits.memory >> 20) MiB of memory"
    case .crash(let end): "stopped the reader (\(Self.text(end)))"
    }
  }

  private func failure(_ stop: Stop, _ limits: WorkerLimits) -> ConversionError {
    switch stop {
    case .pageTime, .time:
      ConversionError(
        .overBudget, "\(job.title): \(late(limits))",
        advice: "Give it more with --timeout and --page-timeout.")
    case .memory:
      ConversionError(
        .overBudget, "\(job.title): it needed more than \(limits.memory >> 20) MiB of memory",
        advice: "Give it more with --max-memory.")
    case .crash(let end):
      ConversionError(
        isOpened ? .internalError : .damagedInput,
        "\(job.title): it stopped the reader (\(Self.text(end)))",
        advice: isOpened
          ? "Please report the document."
          : "Try to repair it with 'qpdf IN OUT' or 'mutool clean IN OUT'.")
    }
  }

  /// Which limit of time it was.
  private func late(_ limits: WorkerLimits) -> String {
    let isOpening = !isOpened && whole.work <= limits.seconds
    let most = isOpening ? limits.openingSeconds : limits.seconds
    let work = isOpening ? attempt.work : whole.work
    return (isOpening ? "opening it" : "it") + " took longer than "
      + (work > most
        ? "\(Self.text(most)) s" : "\(Self.text(most * Deadline.patience)) s on the clock")
  }

  private static func text(_ end: ChildProcess.End) -> String {
    switch end {
    case .exit(let status): "status \(status)"
    case .signal(let number): "signal \(number)"
    case .unknown: "it is not known how"
    }
  }

  private static func text(_ seconds: Double) -> String {
    seconds == seconds.rounded() && seconds < 1e9 ? String(Int(clamped: seconds)) : String(seconds)
  }
}
