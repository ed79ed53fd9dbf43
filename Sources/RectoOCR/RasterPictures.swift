internal import Leptonica
internal import RectoGeometry
internal import RectoPages

/// Finds the photographs and halftones in a picture of a page: areas that stay dark when all that is as
/// thin as the strokes of letters is taken away, and are of many shades.
struct RasterPictures {
  /// The smallest, in heights of letters.
  private static let smallest: Float = 5
  /// The share of the page above which it is the page's ground, not a picture on it.
  private static let largest: Float = 0.85
  /// Darker than this share of the paper is ink.
  private static let dark: Float = 0.8
  /// How much of its box a picture fills at least.
  private static let fill: Float = 0.5
  /// Areas of which so much is within so many shades of one are filled cells and bars.
  private static let (flatShare, flatSpread) = (0.95, 24)
  /// Words that were read surely cover less of a picture than of text, as a share of its area.
  private static let textShare: Float = 0.08
  /// What they have to be read with.
  private static let sure: Float = 80
  /// Nearer to the picture's edge than this, as a share of its width, lie shadows of pages and tables.
  private static let edge: Float = 0.01

  /// In the picture's pixels.
  private(set) var boxes: [Box] = []

  init() {}

  /// `facts` are those of the picture as it was: evening out its ground would take pictures for ground.
  init(_ facts: PictureFacts) {
    let (small, scale) = facts.reduced
    let (width, height) = (small.width, small.height)
    let samples = small.samples
    guard samples.count == width * height, facts.glyphHeight > 0 else { return }
    let thickest = Int(clamped: facts.glyphHeight * scale)
    let mask = small.withoutDark(thinnerThan: max(5, thickest))
      .binarised(below: Int(clamped: Float(facts.median) * Self.dark))
    let inked = mask.samples
    let margin = Self.edge * Float(width)
    boxes = mask.componentBoxes().compactMap { part in
      guard min(part.width, part.height) > Self.smallest * facts.glyphHeight * scale,
        part.area < Self.largest * Float(samples.count),
        part.x0 >= margin, part.y0 >= margin, part.x1 <= Float(width) - margin,
        part.y1 <= Float(height) - margin
      else { return nil }
      var (dark, shades) = (0, [Int](repeating: 0, count: 256))
      for y in Int(clamped: part.y0)..<Int(clamped: part.y1) {
        for i in (y * width + Int(clamped: part.x0))..<(y * width + Int(clamped: part.x1)) {
          if inked[i] < 128 { dark += 1 }
          shades[Int(samples[i])] += 1
        }
      }
      guard Float(dark) > Self.fill * part.area, !Self.isFlat(shades) else { return nil }
      return Projection.scale(1 / scale)(part)
    }
  }

  private static func isFlat(_ shades: [Int]) -> Bool {
    guard let most = shades.indices.max(by: { shades[$0] < shades[$1] }) else { return true }
    let near = shades[max(0, most - flatSpread)...min(255, most + flatSpread)].reduce(0, +)
    return Double(near) > flatShare * Double(shades.reduce(0, +))
  }

  /// Those where little was read surely, with `change` from the original's pixels to those of the
  /// lines.
  func placed(by change: Projection, besides lines: [RecognisedLine]) -> RasterPictures {
    guard !boxes.isEmpty else { return self }
    var result = self
    result.boxes = boxes.map { change($0) }.filter { box in
      let text = lines.lazy.flatMap(\.words).reduce(into: Float(0)) { area, word in
        if Self.isSure(word), box.contains(word.box.middle) { area += word.box.area }
      }
      return text < Self.textShare * box.area
    }
    return result
  }

  private static func isSure(_ word: RecognisedLine.Word) -> Bool {
    word.confidence >= sure && word.symbols.count > 2
  }

  /// Lines without the words that stand in pictures and were not read surely.
  func withoutNoise(_ lines: [RecognisedLine]) -> [RecognisedLine] {
    guard !boxes.isEmpty else { return lines }
    return lines.compactMap { line in
      var line = line
      line.words.removeAll { word in
        !Self.isSure(word) && boxes.contains { $0.contains(word.box.middle) }
      }
      return line.words.isEmpty ? nil : line
    }
  }
}
