/// What all documents of some workers have in common.
public struct WorkerSettings: Sendable {
  /// Options where a request says nothing.
  public var options = OptionValues()
  public var from: String?
  public var password: String?
  /// What standard input held, for the path `-`.
  public var standardInput: [UInt8] = []
  /// The folder that results go below; without it no request may name an output.
  public var folder: String?
  /// Whether a request may name any file, or standard output, for its result.
  public var isDirect = false
  /// Whether what libraries print on standard error is let through.
  public var isVerbose = false

  public init() {}
}
