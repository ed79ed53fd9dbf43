internal import CPoppler

/// Unicode's normal forms.
public enum NormalForm: Sendable {
  case canonicalDecomposed, canonicalComposed, compatibleDecomposed, compatibleComposed

  fileprivate var mode: GNormalizeMode {
    switch self {
    case .canonicalDecomposed: G_NORMALIZE_NFD
    case .canonicalComposed: G_NORMALIZE_NFC
    case .compatibleDecomposed: G_NORMALIZE_NFKD
    case .compatibleComposed: G_NORMALIZE_NFKC
    }
  }
}

extension String {
  /// The text in a normal form; as it is if it has a null character.
  public func normalized(_ form: NormalForm) -> String {
    if utf8.allSatisfy({ $0 < 0x80 }) || utf8.contains(0) { return self }
    guard let folded = unsafe g_utf8_normalize(self, -1, form.mode) else { return self }
    defer { unsafe g_free(folded) }
    return unsafe String(cString: folded)
  }
}

extension Unicode.Scalar {
  /// The scalars of its NFKC form: a ligature's letters, a presentation form's base letter.
  public var compatibilityForm: [UInt32] {
    let text = String(Character(self))
    guard let folded = unsafe g_utf8_normalize(text, -1, G_NORMALIZE_NFKC) else { return [value] }
    defer { unsafe g_free(folded) }
    return unsafe String(cString: folded).unicodeScalars.map(\.value)
  }
}
