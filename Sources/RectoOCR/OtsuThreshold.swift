/// The tone that parts the dark and the bright samples of a picture best, as Otsu has it: the variance
/// between both is largest.
struct OtsuThreshold {
  /// All up to this are dark.
  let tone: Int
  /// How far apart the means of both sides are.
  let contrast: Double

  /// `counts` says how many samples there are of each of 256 tones; `nil` if all are of one.
  init?(_ counts: [Int]) {
    let total = Double(counts.reduce(0, +))
    let sum = counts.indices.reduce(0.0) { $0 + Double($1) * Double(counts[$1]) }
    var (below, sumBelow) = (0.0, 0.0)
    var best: (tone: Int, variance: Double, contrast: Double)?
    for tone in 0..<255 {
      below += Double(counts[tone])
      sumBelow += Double(tone) * Double(counts[tone])
      guard below > 0, below < total else { continue }
      let contrast = (sum - sumBelow) / (total - below) - sumBelow / below
      let variance = below * (total - below) * contrast * contrast
      if variance > best?.variance ?? -1 { best = (tone, variance, contrast) }
    }
    guard let best else { return nil }
    (tone, contrast) = (best.tone, best.contrast)
  }
}
