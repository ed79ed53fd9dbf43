/// Which characters are letters.
public enum Letters {
  /// Whether a character is alphabetic, as Unicode says; `false` for what is no character. Those of
  /// ASCII and ideographs, nearly all that there are on pages, are told without its tables.
  @inlinable
  public static func contains(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (0x61...0x7A).contains(scalar | 0x20) }
    if (0x4E00...0x9FFF).contains(scalar) { return true }
    return Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
  }
}
