internal import FoundationEssentials
internal import RectoDiagnostics
public import RectoSystem

/// Answers requests as they come: a line of JSON for each line of JSON.
public struct Serving {
  public enum Order: String, Sendable, CaseIterable {
    /// As the requests came.
    case request
    /// As they are ready; identifiers tell which is which.
    case ready
  }

  public var settings: WorkerSettings
  public var jobs = 1
  public var order = Order.request

  public init(settings: WorkerSettings) { self.settings = settings }

  /// So many requests a worker are taken before the first of them is answered.
  private static let ahead = 4

  /// Reads requests to their end and hands over each answer with its line's end. It takes no
  /// request that no worker is free for, so that whoever sends too fast has to wait.
  public func run(
    from input: Descriptor, interrupts: Descriptor?, answer: (String) throws -> Void
  ) throws {
    let limits = try settings.options.workerLimits()
    let supervisor = Supervisor(
      workers: jobs, limits: limits, settings: settings, interrupts: interrupts, patience: 2)
    let state = State()
    try withoutActuallyEscaping(answer) { answer in
      func send(_ line: String) {
        guard state.failure == nil else { return }
        do { try answer(line + "\n") } catch { state.failure = error }
      }
      _ = try supervisor.run {
        guard state.failure == nil else { return .none }
        if order == .request, state.taken - state.sent >= Self.ahead * jobs { return .later(nil) }
        while true {
          if let line = state.nextLine() {
            guard line.utf8.contains(where: { $0 != 0x20 && $0 != 0x0D }) else { continue }
            defer { state.taken += 1 }
            return .job(state.taken, job(line, number: state.taken + 1))
          }
          if state.isEnded { return .none }
          guard Descriptor.ready(among: [input], within: 0).contains(input) else {
            return .later(input)
          }
          state.isEnded = (try? state.lines.fill(from: input)) != true
        }
      } observe: { _, _ in
      } finish: { number, ended in
        let line = ended.answer.line(results: ended.results)
        guard order == .request else { return send(line) }
        state.waiting[number] = line
        while let line = state.waiting.removeValue(forKey: state.sent) {
          send(line)
          state.sent += 1
        }
      }
    }
    if let failure = state.failure { throw failure }
  }

  /// What has to be known of a request before a worker reads the whole of it.
  private struct Outline: Decodable {
    struct Options: Decodable { var tessdata: String? }
    var path: String?
    var bytes: Presence?
    var options: Options?

    /// That something is given, whatever it is.
    struct Presence: Decodable { init(from decoder: any Decoder) {} }
  }

  /// What is wrong with a request, its worker says.
  private func job(_ line: String, number: Int) -> Supervisor.Job {
    var job = Supervisor.Job(title: "request \(number)", request: line, places: .answer)
    let data = Data(line.utf8)
    job.identifier = StrictRequest.identifier(in: line)
    guard let outline = try? JSONDecoder().decode(Outline.self, from: data) else { return job }
    job.tessdata = outline.options?.tessdata
    if outline.bytes == nil, outline.path != "-" { job.input = outline.path }
    // Bytes in requests are long: they are read twice only where results may go to files.
    if settings.folder != nil,
      let request = try? JSONDecoder().decode(ConversionRequest.self, from: data),
      let places = try? ResultPlaces(of: request, settings)
    {
      job.places = places
    }
    return job
  }

  private final class State {
    var lines = LineBuffer()
    var isEnded = false
    var taken = 0
    var sent = 0
    /// Answers whose turn has not come.
    var waiting: [Int: String] = [:]
    var failure: (any Error)?

    func nextLine() -> String? { lines.next() ?? (isEnded ? lines.rest() : nil) }
  }
}
