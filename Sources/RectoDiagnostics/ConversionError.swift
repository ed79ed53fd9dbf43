public import FoundationEssentials

/// Why a conversion ended without a result.
public struct ConversionError: Error, Sendable, Equatable {
  public let status: ExitStatus
  /// The fact, with its value: `page 12 does not exist, the document has 7`.
  public let message: String
  /// What to do about it, as a sentence; empty if there is nothing to advise.
  public let advice: String
  /// What kind of thing it is, where programs may want to tell it from others of its status.
  public let kind: Diagnostic.Code?

  public init(
    _ status: ExitStatus, _ message: String, advice: String = "", kind: Diagnostic.Code? = nil
  ) {
    self.status = status
    self.message = message
    self.advice = advice
    self.kind = kind
  }

  /// The same of a document of this name.
  package func of(_ name: String) -> ConversionError {
    ConversionError(status, "\(name): \(message)", advice: advice, kind: kind)
  }
}

extension ConversionError: CustomStringConvertible {
  public var description: String { advice.isEmpty ? "\(message)." : "\(message). \(advice)" }
}

extension ConversionError: LocalizedError {
  public var errorDescription: String? { description }
  public var failureReason: String? { message }
  public var recoverySuggestion: String? { advice.isEmpty ? nil : advice }
}
