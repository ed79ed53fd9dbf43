/// Why a conversion ended without a result.
public struct ConversionError: Error, Sendable, Equatable {
  public let status: ExitStatus
  /// The fact, with its value: `page 12 does not exist, the document has 7`.
  public let message: String
  /// What to do about it, as a sentence; empty if there is nothing to advise.
  public let advice: String

  public init(_ status: ExitStatus, _ message: String, advice: String = "") {
    self.status = status
    self.message = message
    self.advice = advice
  }
}

extension ConversionError: CustomStringConvertible {
  public var description: String { advice.isEmpty ? "\(message)." : "\(message). \(advice)" }
}
