/// When work has to be done, by the processor time that it takes.
///
/// A machine that is busy with other things gives each process less of its time, and must not
/// change what comes of a document. What waits instead of working is ended by the clock on the wall.
public struct Deadline: Sendable, Equatable {
  /// Whose time counts.
  public enum Worker: Sendable {
    /// The thread that made the deadline, which alone may ask about it.
    case thread
    /// All threads of the process together.
    case process
  }

  /// So many times as long as the processor time is what may pass on the wall: a process that gets
  /// a tenth of a processor still has all of its time.
  public static let patience = 10.0

  private let worker: Worker
  /// The reading of the worker's clock, and of the one on the wall.
  private let work: Double
  private let wall: Double

  /// In so many seconds of work from now.
  public init(after seconds: Double, of worker: Worker) {
    self.worker = worker
    work = worker.seconds + seconds
    wall = ResourceUse.now + Self.patience * seconds
  }

  /// How many seconds of work are left. Seconds of waiting count a tenth.
  public var secondsLeft: Double {
    min(work - worker.seconds, (wall - ResourceUse.now) / Self.patience)
  }

  public var hasPassed: Bool { secondsLeft <= 0 }
}

extension Deadline.Worker {
  fileprivate var seconds: Double {
    switch self {
    case .thread: ResourceUse.threadSeconds
    case .process: ResourceUse.processSeconds
    }
  }
}
