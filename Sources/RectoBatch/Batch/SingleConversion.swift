public import RectoDiagnostics
public import RectoSystem

/// Does what is asked of one document in a worker process of its own.
public struct SingleConversion {
  public var request: ConversionRequest
  public var settings: WorkerSettings

  public init(request: ConversionRequest, settings: WorkerSettings) {
    self.request = request
    self.settings = settings
  }

  /// How it ended.
  public struct Outcome: Sendable {
    public var answer: ConversionAnswer
    /// Results that go to no file, as JSON by their names.
    public var results: [String: String] = [:]
  }

  /// Runs it; `progress` gets the pages done and the pages in all. `nil` if it was interrupted.
  public func run(
    interrupts: Descriptor?, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(ConversionError) -> Outcome? {
    let places = try ResultPlaces(of: request, settings)
    let maps = try MapPlaces(of: request, settings)
    var settings = settings
    try settings.prepare()
    let supervisor = Supervisor(
      workers: 1, limits: try settings.options.workerLimits(), settings: settings,
      interrupts: interrupts, patience: 1)
    var isTaken = false
    var (done, total) = (0, 0)
    var outcome: Outcome?
    let end = try withoutActuallyEscaping(progress) { progress throws(ConversionError) in
      try supervisor.run {
        guard !isTaken else { return .none }
        isTaken = true
        return .job(0, Supervisor.Job(request, places: places, maps: maps))
      } observe: { _, message in
        switch message {
        case .opened(let pages): (done, total) = (0, pages)
        case .ended:
          done += 1
          progress(done, total)
        default: break
        }
      } finish: { _, ended in
        outcome = Outcome(
          answer: ended.answer,
          results: Dictionary(ended.results.map { ($0.name, $0.json) }) { first, _ in first })
      }
    }
    return end == .interrupted ? nil : outcome
  }
}
