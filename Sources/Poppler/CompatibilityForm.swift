internal import CPoppler

extension Unicode.Scalar {
  /// The scalars of its NFKC form: a ligature's letters, a presentation form's base letter.
  public var compatibilityForm: [UInt32] {
    let text = String(Character(self))
    guard let folded = unsafe g_utf8_normalize(text, -1, G_NORMALIZE_NFKC) else { return [value] }
    defer { unsafe g_free(folded) }
    return unsafe String(cString: folded).unicodeScalars.map(\.value)
  }
}
