internal import FoundationEssentials
internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoSystem

/// A document that is being converted, and what earlier attempts at it have taught.
struct Attempt {
  let number: Int
  let job: Supervisor.Job
  /// When the first attempt began, and this one.
  let begin = ResourceUse.now
  private(set) var attemptBegin = ResourceUse.now
  /// As the worker read it from the request.
  private(set) var identifier: RequestID?
  private(set) var isOpened = false
  private var isRendering = false
  /// Whether a part of the document is in standard output, from where nothing takes it back.
  private var isWriting = false
  /// Pages being read now, and since when.
  private(set) var running: [Int: Double] = [:]
  /// The most memory that a worker held which was stopped at it, in bytes.
  var peakMemory = 0

  private var finished: Set<Int> = []
  private var skipped: [Int: String] = [:]
  private var only: [Int]?
  private var sent = 0
  private var isAlone = false
  private var isPlain = false
  private var count = 1

  init(number: Int, job: Supervisor.Job) {
    self.number = number
    self.job = job
    identifier = job.identifier
  }

  /// After so many attempts, only pages that are known to end are read.
  private static let mostAttempts = 5

  /// Why a worker was stopped, or stopped by itself.
  enum Stop {
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
    if let only { messages.append(.only(only)) }
    if sent > 0 { messages.append(.resume(sent)) }
    if isAlone { messages.append(.alone) }
    if isPlain { messages.append(.plain) }
    messages.append(.seconds(max(0, limits.seconds - (ResourceUse.now - begin))))
    messages.append(.convert(job.request))
    return messages.map(\.line).joined()
  }

  mutating func note(_ message: WorkerMessage) {
    switch message {
    case .identified(let json):
      identifier = try? JSONDecoder().decode(RequestID.self, from: Data(json.utf8))
    case .opened: isOpened = true
    case .began(let page): running[page] = ResourceUse.now
    case .ended(let page):
      running[page] = nil
      finished.insert(page)
    case .pictures: isRendering = true
    case .writing: isWriting = true
    case .sent(let pages): sent = pages
    default: break
    }
  }

  func after(_ stop: Stop, _ limits: WorkerLimits) -> Outcome {
    if isWriting { return .failed(failure(stop, limits)) }
    var next = self
    next.count += 1
    next.attemptBegin = ResourceUse.now
    next.running = [:]
    next.isOpened = false
    next.isRendering = false
    if case .time = stop {
      return .failed(
        ConversionError(
          .overBudget, "\(job.title): it took longer than \(Self.text(limits.seconds)) s",
          advice: "Give it more with --timeout and --page-timeout."))
    }
    if case .pageTime(let page) = stop {
      next.skipped[page] = reason(stop, page, limits)
    } else if running.count > 1 {
      next.isAlone = true
    } else if let page = running.keys.first {
      next.skipped[page] = reason(stop, page, limits)
    } else if isRendering && !isPlain {
      next.isPlain = true
    } else {
      return .failed(failure(stop, limits))
    }
    if count == Self.mostAttempts { next.only = finished.sorted() }
    return count > Self.mostAttempts ? .failed(failure(stop, limits)) : .again(next)
  }

  private func reason(_ stop: Stop, _ page: Int, _ limits: WorkerLimits) -> String {
    switch stop {
    case .pageTime, .time:
      "page \(page + 1) took longer than \(Self.text(limits.pageSeconds)) s"
    case .memory: "page \(page + 1) needed more than \(limits.memory >> 20) MiB of memory"
    case .crash(let end): "page \(page + 1) stopped the reader (\(Self.text(end)))"
    }
  }

  private func failure(_ stop: Stop, _ limits: WorkerLimits) -> ConversionError {
    switch stop {
    case .pageTime, .time:
      ConversionError(
        .overBudget, "\(job.title): it took longer than \(Self.text(limits.seconds)) s",
        advice: "Give it more with --timeout.")
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
