/// A digital signature as the file describes it; it is not verified.
public struct Signature: Sendable, Equatable {
  /// The full name of its form field.
  public var field: String
  public var signer: String?
  public var reason: String?
  public var location: String?
  /// As the file says it.
  public var date: String?
  /// How it is encoded: `adbe.pkcs7.detached`, `ETSI.CAdES.detached`.
  public var kind: String?
  /// Whether nothing was added to the file after it was signed.
  public var coversFile: Bool

  public init(field: String, coversFile: Bool) {
    self.field = field
    self.coversFile = coversFile
  }

  /// Signer, reason … by the names that the formats use, in a fixed order.
  public var entries: [(name: String, value: String)] {
    Self.entryPaths.compactMap { name, path in self[keyPath: path].map { (name, $0) } }
  }

  /// Where they are.
  package static var entryPaths: [(name: String, path: WritableKeyPath<Signature, String?>)] {
    [
      ("signer", \.signer), ("reason", \.reason), ("location", \.location), ("date", \.date),
      ("kind", \.kind),
    ]
  }
}
