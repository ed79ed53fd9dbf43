internal import RectoGeometry
internal import RectoPages

/// The tones of a grey picture.
struct PictureTones {
  /// The share of samples in the three commonest tones: print, screens and drawings have few, photographs all.
  let commonest: Double
  /// Whether it is light on dark, and what is ink then: all up to this, in the picture with the tones turned.
  let isDark: Bool
  let threshold: Int

  /// Samples this near are of one tone.
  private static let near = 4
  /// The median of what is dark on light.
  private static let darkMedian = 110

  init(_ raster: Raster) {
    var counts = [Int](repeating: 0, count: 256)
    for sample in raster.samples { counts[Int(sample)] += 1 }
    let total = max(1, raster.samples.count)
    var (left, common) = (counts, 0)
    for _ in 0..<3 {
      guard let mode = left.indices.max(by: { left[$0] < left[$1] }) else { break }
      for tone in max(0, mode - Self.near)...min(255, mode + Self.near) {
        common += left[tone]
        left[tone] = 0
      }
    }
    commonest = Double(common) / Double(total)
    var (median, seen) = (0, counts[0])
    while median < 255, 2 * seen < total {
      median += 1
      seen += counts[median]
    }
    isDark = median < Self.darkMedian
    threshold = Self.otsu(isDark ? counts.reversed() : counts)
  }

  /// The tone that parts ink from paper best, as Otsu has it.
  private static func otsu(_ counts: [Int]) -> Int {
    let total = Double(counts.reduce(0, +))
    let sum = counts.indices.reduce(0.0) { $0 + Double($1) * Double(counts[$1]) }
    var (below, sumBelow, best, threshold) = (0.0, 0.0, -1.0, 127)
    for tone in 0..<255 {
      below += Double(counts[tone])
      sumBelow += Double(tone) * Double(counts[tone])
      guard below > 0, below < total else { continue }
      let distance = sumBelow / below - (sum - sumBelow) / (total - below)
      let merit = below * (total - below) * distance * distance
      if merit > best { (best, threshold) = (merit, tone) }
    }
    return threshold
  }
}
