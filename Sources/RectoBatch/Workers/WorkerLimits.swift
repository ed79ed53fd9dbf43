internal import RectoSystem

/// What a worker may take before it is ended.
///
/// Seconds are those of the processor: what a busy machine gives to others does not count. On the
/// clock `Deadline.patience` times as many may pass.
public struct WorkerLimits: Sendable, Equatable {
  /// The longest that a document and a page of it may take.
  public var seconds: Double
  public var pageSeconds: Double
  /// The most memory in bytes.
  public var memory: Int
  /// The longest that a document may take to open: as long as a page, but never so little that
  /// starting a worker would count.
  var openingSeconds: Double { min(seconds, max(pageSeconds, 10)) }
  /// The most that all results of a document may have: a worker holds each whole, and sends it before
  /// it makes the next.
  var resultBytes: Int { memory.multipliedReportingOverflow(by: 4).partialValue }
  /// A worker is replaced after so many documents, and when it holds so much memory between two.
  public var documents = 200
  public var idleMemory: Int { max(128 << 20, memory / 8) }

  public init(seconds: Double, pageSeconds: Double, memory: Int) {
    self.seconds = seconds
    // Half of the time is left to convert the document without a page that hangs.
    self.pageSeconds = min(pageSeconds, seconds / 2)
    self.memory = memory
  }

  /// The share of a limit after which a worker stops of its own accord, so that what it has by then
  /// is not lost.
  static let soft = 0.9

  /// When no further page is begun, what is done has as long again to be written down: the passes over
  /// the whole and the results take time as well, which grows with the pages.
  var lastSeconds: Double { 2 * seconds }
}
