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
    var settings = settings
    try settings.prepare()
    let supervisor = Supervisor(
      workers: jobs, limits: limits, settings: settings, interrupts: interrupts, patience: 2)
    let state = State()
    try withoutActuallyEscaping(answer) { answer in
      func send(_ line: String) {
        guard state.failure == nil else { return }
        do { try answer(line + "\n") } catch { state.failure = error }
      }
      func finish(_ number: Int, _ ended: Supervisor.Ended) {
        let line = ended.answer.line(results: ended.results)
        guard order == .request else { return send(line) }
        state.waiting[number] = line
        while let line = state.waiting.removeValue(forKey: state.sent) {
          send(line)
          state.sent += 1
        }
      }
      let aside = Supervisor.Aside {
        state.wantsMore ? input : nil
      } hear: {
        state.readAhead(from: input)
      }
      _ = try supervisor.run(
        next: {
          guard state.failure == nil else { return .none }
          if order == .request, state.taken - state.sent >= Self.ahead * jobs {
            return .later(nil)
          }
          while true {
            switch state.next() {
            case .cancel(let identifier): return .cancel(identifier)
            case .cancelled(let identifier, let title):
              state.taken += 1
              finish(
                state.taken - 1,
                Supervisor.Ended(
                  answer: ConversionAnswer(id: identifier, failure: .cancelled(title))))
            case .line(let line):
              state.taken += 1
              return .job(state.taken - 1, job(line, number: state.taken))
            case nil:
              if state.isEnded { return .none }
              guard Descriptor.ready(among: [input], within: 0).contains(input) else {
                return .later(input)
              }
              state.isEnded = (try? state.lines.fill(from: input)) != true
            }
          }
        }, aside: aside, observe: { _, _ in }, finish: finish)
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
      let places = try? ResultPlaces(of: request, settings),
      let maps = try? MapPlaces(of: request, settings)
    {
      (job.places, job.maps) = (places, maps)
    }
    return job
  }

  /// A line that was read, and what became of it before its turn.
  private enum Entry {
    case line(String)
    /// A request that was cancelled before it was taken.
    case cancelled(RequestID, title: String)
    case cancel(RequestID)

    /// `nil` for a line with nothing in it.
    init?(_ line: String) {
      guard line.utf8.contains(where: { $0 != 0x20 && $0 != 0x0D }) else { return nil }
      if line.utf8.count < Self.longestCancel,
        let members = try? JSONDecoder().decode([String: RequestID].self, from: Data(line.utf8)),
        members.count == 1, let identifier = members["cancel"]
      {
        self = .cancel(identifier)
      } else {
        self = .line(line)
      }
    }

    /// In bytes: an identifier of a kilobyte is nobody's.
    private static let longestCancel = 1024
  }

  private final class State {
    var lines = LineBuffer()
    var isEnded = false
    var taken = 0
    var sent = 0
    /// Answers whose turn has not come.
    var waiting: [Int: String] = [:]
    var failure: (any Error)?
    /// What was read while no request could be taken, and its bytes.
    private var ahead: [Entry] = []
    private var aheadBytes = 0

    /// So many bytes are read before requests can be taken, so as to hear that one is cancelled.
    private static let mostAhead = 1 << 20

    var wantsMore: Bool { !isEnded && aheadBytes + lines.count < Self.mostAhead }

    func next() -> Entry? {
      guard ahead.isEmpty else {
        let entry = ahead.removeFirst()
        if case .line(let line) = entry { aheadBytes -= line.utf8.count }
        return entry
      }
      while let line = lines.next() ?? (isEnded ? lines.rest() : nil) {
        if let entry = Entry(line) { return entry }
      }
      return nil
    }

    /// Reads what is there. Gives back what requests are known by that were taken and are cancelled.
    func readAhead(from input: Descriptor) -> [RequestID] {
      isEnded = (try? lines.fill(from: input)) != true
      var cancelled: [RequestID] = []
      while let line = lines.next() {
        switch Entry(line) {
        case .cancel(let identifier):
          if !drop(identifier) { cancelled.append(identifier) }
        case .line(let line):
          ahead.append(.line(line))
          aheadBytes += line.utf8.count
        case .cancelled, nil: break
        }
      }
      return cancelled
    }

    /// Cancels a request that was read ahead; `false` if there is none of this name.
    private func drop(_ identifier: RequestID) -> Bool {
      let place = ahead.firstIndex { entry in
        if case .line(let line) = entry {
          StrictRequest.identifier(in: line) == identifier
        } else {
          false
        }
      }
      guard let place, case .line(let line) = ahead[place] else { return false }
      aheadBytes -= line.utf8.count
      ahead[place] = .cancelled(identifier, title: "request \(taken + place + 1)")
      return true
    }
  }
}
