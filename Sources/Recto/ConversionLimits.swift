internal import RectoImages

/// How much a document may take. What is over a limit is left out, and said to be.
///
/// Seconds are those of the processor, so that a busy machine changes no result; on the clock ten
/// times as many may pass. These limits are looked at between two steps of the work; `RectoBatch`
/// ends processes that do not come so far.
public struct ConversionLimits: Sendable, Equatable {
  /// The longest that a page may be read and recognised, in seconds of its thread.
  public var pageSeconds = 60.0
  /// After so many seconds of the whole process no further page or picture is begun.
  public var seconds: Double?
  /// Pages after so many are left out.
  public var pages: Int?
  /// Larger images are refused.
  public var pixels = ImageReader.mostPixels
  /// Pages from 0 that are not touched, each with the reason.
  public var skipped: [Int: String] = [:]
  /// Pages from 0 that are not recognised, each with the reason: what the file says of them stands.
  public var unrecognised: [Int: String] = [:]
  /// If given, no other pages are touched.
  public var only: Set<Int>?
  /// Pages from 0 whose figures are not rendered, each with the reason.
  public var withoutPictures: [Int: String] = [:]
  /// If given, the figures of no other pages are rendered.
  public var onlyPictures: Set<Int>?

  public init() {}
}
