internal import RectoGeometry

/// The letters of ligatures by the names of their glyphs.
///
/// `f_i` is `f` and `i` by the rules of the Adobe Glyph List. Maps of some producers say only the first.
enum LigatureNames {
  /// The letters by code, of those names that are ligatures.
  static func texts(of names: [Int: String]) -> [UInt32: [UInt32]] {
    var result: [UInt32: [UInt32]] = [:]
    for (code, name) in names {
      if let text = text(of: name) { result[UInt32(code)] = text }
    }
    return result
  }

  /// The letters of a name; `nil` if it is none of a ligature.
  static func text(of name: String) -> [UInt32]? {
    // A suffix tells variants apart: `f_i.alt`.
    let base = name.prefix { $0 != "." }
    if let known = known[String(base)] { return known.unicodeScalars.map(\.value) }
    let parts = base.split(separator: "_", omittingEmptySubsequences: false)
    guard (2...4).contains(parts.count) else { return nil }
    var letters: [UInt32] = []
    for part in parts {
      guard let letter = letter(of: part) else { return nil }
      letters.append(letter)
    }
    return letters
  }

  private static let known = ["ff": "ff", "fi": "fi", "fl": "fl", "ffi": "ffi", "ffl": "ffl"]

  /// Of a name of one part: a letter of the alphabet by itself, others by number.
  private static func letter(of name: Substring) -> UInt32? {
    let scalars = name.unicodeScalars
    if scalars.count == 1, let letter = scalars.first, letter.properties.isAlphabetic {
      return letter.value
    }
    guard name.hasPrefix("uni"), name.utf8.count == 7 else { return nil }
    return UInt32(name.dropFirst(3), radix: 16)
  }
}
