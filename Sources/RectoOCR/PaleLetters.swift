internal import Leptonica
internal import RectoGeometry

/// Grey letters beside black ones on clean paper: for the one threshold that parts ink from paper they
/// are paper.
struct PaleLetters {
  /// How much darker than paper they are at least.
  private static let contrast = 60
  /// Of clean pages so much is within so many shades of the paper.
  private static let (plainShare, paperSpread): (Float, Int) = (0.7, 2)
  /// So many letters are worth it; more components are a texture.
  private static let (fewest, most) = (10, 20_000)
  /// So large a share of all that is pale are letters: dotted lines are not.
  private static let ofAll: Float = 0.3
  /// In heights of the page's letters.
  private static let heights: ClosedRange<Float> = 0.5...2.5
  /// Nothing pale is nearer than this to black ink on its line, and on others, in heights.
  private static let (beside, above): (Float, Float) = (2, 0.25)
  /// Letters that touch each other are no wider than this, in heights.
  private static let widest: Float = 12

  /// Black where they are, and other small things as pale, in a picture of the same size.
  let strokes: Picture

  /// `nil` if there are none, or the paper is not clean.
  init?(in picture: Picture, _ facts: PictureFacts) {
    let (paper, samples) = (facts.median, facts.reduced.picture.samples)
    let plain = samples.count { abs(Int($0) - paper) <= Self.paperSpread }
    guard paper > 2 * Self.contrast, facts.glyphs > 0,
      Float(plain) > Self.plainShare * Float(samples.count)
    else { return nil }
    let ink = picture.binarised(below: paper - Self.contrast)
    let height = facts.glyphHeight
    // The grey edges of black letters, and grounds that letters stand on, hang together with black; on
    // lines of worn print, some letters are black or parts of them.
    let near = facts.binary.widened(
      by: Int(clamped: Self.beside * height), and: max(1, Int(clamped: Self.above * height)))
    let pale = ink.without(ink.joined(to: near)).components(
      upTo: Int(clamped: Self.widest * height), by: Int(clamped: Self.heights.upperBound * height))
    let components = pale.componentBoxes(limit: Self.most)
    let letters = components.filter {
      Self.heights.contains($0.height / height) && $0.width < 3 * $0.height
    }
    guard letters.count >= Self.fewest,
      Float(letters.count) > Self.ofAll * Float(components.count), letters.standInWords
    else { return nil }
    // With their edges, which are paler.
    strokes = pale.widened(by: 1)
  }
}
