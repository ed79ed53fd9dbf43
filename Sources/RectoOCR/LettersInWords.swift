internal import RectoGeometry

extension [Box] {
  /// Neighbours are no further apart, in their heights, and as high as each other within this share.
  private static let (apart, alike): (Float, Float) = (1.2, 0.5)
  /// So large a share of letters has neighbours: stars and drawings have few.
  private static let inWords: Float = 0.6

  /// Whether most of some letters stand beside another, as in words.
  var standInWords: Bool {
    let letters = sorted { $0.x0 < $1.x0 }
    var isBeside = [Bool](repeating: false, count: count)
    for i in letters.indices {
      let reach = letters[i].x1 + Self.apart * letters[i].height
      for j in letters.indices[(i + 1)...].prefix(while: { letters[$0].x0 < reach })
      where letters[i].isLike(letters[j], within: Self.alike) {
        (isBeside[i], isBeside[j]) = (true, true)
      }
    }
    return Float(isBeside.count { $0 }) >= Self.inWords * Float(count)
  }
}

extension Box {
  /// Whether it is about as high as another, on the same line.
  fileprivate func isLike(_ other: Box, within share: Float) -> Bool {
    min(height, other.height) > share * max(height, other.height) && verticalOverlap(other) > 0.5
  }
}
