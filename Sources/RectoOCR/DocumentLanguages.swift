internal import Synchronization

/// The languages of a document, found once, on the first of its pages that is recognised.
public final class DocumentLanguages: Sendable {
  private let languages = Mutex<String?>(nil)

  public init() {}

  public var found: String? { languages.withLock { $0 } }

  public func settle(_ found: String) { languages.withLock { $0 = found } }
}
