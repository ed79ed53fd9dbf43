public import RectoDiagnostics
public import RectoSystem

/// Converts one document in a worker process of its own.
public struct SingleConversion {
  public var request: ConversionRequest
  public var settings: WorkerSettings

  public init(request: ConversionRequest, settings: WorkerSettings) {
    self.request = request
    self.settings = settings
  }

  /// Runs it; `progress` gets the pages done and the pages in all. `nil` if it was interrupted.
  public func run(
    interrupts: Descriptor?, progress: (Int, Int) -> Void
  ) throws(ConversionError) -> ConversionAnswer? {
    let supervisor = Supervisor(
      workers: 1, limits: try settings.options.workerLimits(), settings: settings,
      interrupts: interrupts, patience: 1)
    var isTaken = false
    var (done, total) = (0, 0)
    var answer: ConversionAnswer?
    let end = try withoutActuallyEscaping(progress) { progress throws(ConversionError) in
      try supervisor.run {
        guard !isTaken else { return .none }
        isTaken = true
        return .job(0, Supervisor.Job(title: request.title, request: JSONLine.text(request)))
      } observe: { _, message in
        switch message {
        case .opened(let pages): (done, total) = (0, pages)
        case .ended:
          done += 1
          progress(done, total)
        default: break
        }
      } finish: { _, line in
        answer = ConversionAnswer(line: line)
      }
    }
    return end == .interrupted ? nil : answer
  }
}
