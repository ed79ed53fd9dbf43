/// Letters that an engine takes for each other wherever their shapes are alike: their case, marks on
/// them, and what looks the same in another alphabet. That it read one for the other tells nothing of a
/// character map.
enum LookAlikes {
  /// The one that stands for all that look like a character.
  static func folded(_ scalar: UInt32) -> UInt32 {
    let base = LetterPairs.base(of: scalar)
    return twins[base] ?? base
  }

  static func areAlike(_ a: String, _ b: String) -> Bool {
    a.unicodeScalars.map { folded($0.value) } == b.unicodeScalars.map { folded($0.value) }
  }

  /// Letters of other alphabets and signs, with the Latin letter or sign that they look like.
  private static let twins: [UInt32: UInt32] = {
    let pairs = [
      ("авегкмнорстух", "aberkmhopctyx"), ("αβγεηικνορτυχω", "abyenikvoptuxw"),
      ("0|!1i", "ollll"), ("×,", "x."),
    ]
    var result: [UInt32: UInt32] = [:]
    for (from, to) in pairs {
      for (a, b) in zip(from.unicodeScalars, to.unicodeScalars) { result[a.value] = b.value }
    }
    // What is a twin of a twin.
    return result.mapValues { result[$0] ?? $0 }
  }()
}
