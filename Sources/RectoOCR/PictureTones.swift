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
  /// What parts nothing from nothing, in a picture of one tone.
  private static let middle = 127

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
    threshold = OtsuThreshold(isDark ? counts.reversed() : counts)?.tone ?? Self.middle
  }
}
