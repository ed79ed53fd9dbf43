internal import Leptonica
internal import RectoGeometry
internal import RectoPages

/// Bullets at the beginning of lines, which Tesseract reads as `¢`, `©`, `e` or `*`: what is dark all over
/// its box, and about as wide as high, is no letter.
enum RasterBullets {
  /// The side of a bullet, in heights of a capital letter.
  private static let sides: ClosedRange<Float> = 0.28...0.95
  private static let aspects: ClosedRange<Float> = 0.75...1.33
  /// The share of its box that is dark: of a disc 0.79, of the letters that come nearest 0.65.
  private static let dark: Float = 0.73
  /// How far above the foot of its line its middle is at least, in heights of the line: points are lower.
  private static let lowest: Float = 0.25
  /// Letters and figures that were read so surely are what they are.
  private static let sure: Float = 90

  /// Lines with the bullets that they begin with.
  static func marked(_ lines: [RecognisedLine], in facts: PictureFacts) -> [RecognisedLine] {
    let candidates = lines.indices.filter { isCandidate(lines[$0]) }
    guard !candidates.isEmpty else { return lines }
    let (samples, width) = (facts.binary.samples, facts.binary.width)
    let ink = facts.components.sorted { $0.midY < $1.midY }
    var lines = lines
    for i in candidates {
      let (word, line) = (lines[i].words[0], lines[i].box)
      let start = ink.firstIndex { $0.midY >= word.box.y0 } ?? ink.endIndex
      let own = ink[start...].prefix { $0.midY <= word.box.y1 }
        .filter { $0.midX > word.box.x0 && $0.midX < word.box.x1 && $0.area > 4 }
      guard own.count == 1, let box = own.first, (line.y1 - box.midY) > lowest * line.height,
        sides.contains(max(box.width, box.height) / max(1, facts.glyphHeight)),
        aspects.contains(box.width / max(1, box.height))
      else { continue }
      let darkSamples = (Int(clamped: box.y0)..<Int(clamped: box.y1)).reduce(0) { sum, y in
        sum
          + (Int(clamped: box.x0)..<Int(clamped: box.x1)).count { x in
            let place = y * width + x
            return samples.indices.contains(place) && samples[place] < 128
          }
      }
      guard Float(darkSamples) >= dark * box.area else { continue }
      lines[i].words[0].symbols[0].text = "•"
      lines[i].words[0].confidence = max(word.confidence, sure)
    }
    return lines
  }

  private static func isCandidate(_ line: RecognisedLine) -> Bool {
    guard !line.isVertical, line.words.count > 1, let word = line.words.first,
      word.symbols.count == 1
    else { return false }
    return word.letters == 0 || word.confidence < sure
  }
}
