public import RectoDiagnostics
internal import Synchronization

/// The languages of a document, found once, on the first of its pages that is recognised.
public final class DocumentLanguages: Sendable {
  private let languages = Mutex<String?>(nil)

  public init() {}

  public var found: String? { languages.withLock { $0 } }

  public func settle(_ found: String) { languages.withLock { $0 = found } }

  private let lack = Mutex<ConversionError?>(nil)

  /// Why a page could not be recognised: the recogniser or its data is not installed, or damaged.
  public var missing: ConversionError? { lack.withLock { $0 } }

  func miss(_ error: ConversionError) { lack.withLock { $0 = $0 ?? error } }
}
