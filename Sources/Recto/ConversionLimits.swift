internal import RectoImages

/// How much a document may take. What is over a limit is left out, and said to be.
///
/// These are kept by looking at the clock; `RectoBatch` ends processes that do not.
public struct ConversionLimits: Sendable, Equatable {
  /// The longest that a page may be read and recognised, in seconds.
  public var pageSeconds = 60.0
  /// When no further page is begun.
  public var end: ContinuousClock.Instant?
  /// Pages after so many are left out.
  public var pages: Int?
  /// Larger images are refused.
  public var pixels = ImageReader.mostPixels
  /// Pages from 0 that are not touched, each with the reason.
  public var skipped: [Int: String] = [:]
  /// If given, no other pages are touched.
  public var only: Set<Int>?

  public init() {}
}
