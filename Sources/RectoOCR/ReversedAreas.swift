internal import Leptonica
internal import RectoGeometry

/// Finds areas of a picture that are dark and of one tone with light letters on them, as heads of tables
/// and banners are: what is dark on light is read surely, what is light on dark in the midst of it is
/// taken for a drawing.
struct ReversedAreas {
  /// Darker than this share of the paper is ground.
  private static let dark: Float = 0.72
  /// The lowest ground, in heights of the page's letters, and the narrowest.
  private static let (lowest, narrowest): (Float, Float) = (1.1, 2)
  /// Rules and strokes are thinner than this, in heights of letters.
  private static let rule: Float = 0.25
  private static let thinnest: Float = 3
  /// How much of it is dark.
  private static let fill: Float = 0.45
  /// It is as wide and as high as it is at most, in most rows and columns, within this share: letters and
  /// drawings are not. Its edges may be slanted.
  private static let (even, most): (Float, Float) = (0.93, 0.9)
  /// Bands that are so many times as long as they are wide may be slanted by more than their width.
  private static let wide = 6
  /// So much of what is dark is within so many shades of one tone; photographs have many.
  private static let (flatShare, flatSpread): (Float, Int) = (0.75, 20)
  /// Letters are lighter than their ground by so much.
  private static let contrast = 60
  /// Of what is lighter than that, letters are as light as so much is at most.
  private static let lightRank = 0.7
  /// So much of it is lighter at most: frames have more.
  private static let mostLight: Float = 0.35
  /// How high letters on it are, in heights of the page's letters and of the ground.
  private static let heights: ClosedRange<Float> = 0.4...4
  private static let tallest: Float = 0.9
  /// So many they are at least, and so large a share of what is lighter: halftones are specks.
  private static let (fewest, ofAll): (Int, Float) = (2, 0.25)

  /// A dark area in a box of the picture's pixels.
  struct Area {
    let (x, y, width, height): (Int, Int, Int, Int)
    /// From the first to the last dark sample of each row, and of each column.
    let (rows, columns): ([Range<Int>], [Range<Int>])
    /// The tones of the ground and of the letters.
    let (ground, letters): (Int, Int)
  }

  private(set) var areas: [Area] = []

  /// Of a grey picture that is mostly light.
  init(in picture: Picture, _ facts: PictureFacts) {
    let height = facts.glyphHeight
    guard height > 0 else { return }
    let mask = picture.binarised(below: Int(clamped: Float(facts.median) * Self.dark))
    let rule = Int(clamped: max(Self.thinnest, (Self.rule * height).rounded()))
    let solid = mask.runs(across: rule).runs(down: rule)
    areas = solid.componentBoxes().compactMap { box in
      guard box.height > Self.lowest * height, box.width > Self.narrowest * height else {
        return nil
      }
      return Self.area(box, in: picture, solid, height: height)
    }
  }

  private static func area(_ box: Box, in picture: Picture, _ solid: Picture, height: Float)
    -> Area?
  {
    let (x, y) = (Int(clamped: box.x0), Int(clamped: box.y0))
    let (width, rows) = (Int(clamped: box.width), Int(clamped: box.height))
    let part = picture.part(x: x, y: y, width: width, height: rows)
    let samples = part.samples
    let dark = solid.part(x: x, y: y, width: width, height: rows).samples.map { $0 < 128 }
    guard dark.count == rows * width, samples.count == dark.count,
      Float(dark.count { $0 }) > fill * Float(dark.count)
    else { return nil }
    let across = (0..<rows).map { row in span(width) { dark[row * width + $0] } }
    let down = (0..<width).map { column in span(rows) { dark[$0 * width + column] } }
    guard isEven(across, between: down), isEven(down, between: across) else { return nil }
    var (ground, all) = ([Int](repeating: 0, count: 256), [Int](repeating: 0, count: 256))
    for row in 0..<rows {
      for column in across[row] where down[column].contains(row) {
        let i = row * width + column
        all[Int(samples[i])] += 1
        if dark[i] { ground[Int(samples[i])] += 1 }
      }
    }
    guard let tone = ground.indices.max(by: { ground[$0] < ground[$1] }), tone + contrast < 256
    else { return nil }
    let near = ground[max(0, tone - flatSpread)...min(255, tone + flatSpread)].reduce(0, +)
    let light = all[(tone + contrast)...].reduce(0, +)
    let letters =
      tone + contrast
      + PictureFacts.rank(lightRank, in: Array(all[(tone + contrast)...]), total: light)
    guard Float(near) > flatShare * Float(ground.reduce(0, +)), light > 0,
      Float(light) < mostLight * Float(all.reduce(0, +)),
      hasLetters(part, lighterThan: (tone + letters) / 2, height: height)
    else { return nil }
    return Area(
      x: x, y: y, width: width, height: rows, rows: across, columns: down, ground: tone,
      letters: letters)
  }

  /// From the first to the last of so many places that are so.
  private static func span(_ count: Int, _ isDark: (Int) -> Bool) -> Range<Int> {
    guard let first = (0..<count).first(where: isDark), let last = (0..<count).last(where: isDark)
    else { return 0..<0 }
    return first..<last + 1
  }

  /// Whether most rows are as wide as the widest ones, or columns as high, but for those where slanted
  /// edges of the others begin and end.
  private static func isEven(_ spans: [Range<Int>], between others: [Range<Int>]) -> Bool {
    let sorted = (others.map(\.lowerBound).sorted(), others.map(\.upperBound).sorted())
    let last = others.count - 1
    let (first, end) = (
      sorted.0[Int(clamped: Float(last) * most)], sorted.1[Int(clamped: Float(last) * (1 - most))]
    )
    let lengths = spans[min(first, end)..<max(first, end)].map(\.count).sorted()
    guard end > first, let longest = lengths.last else { return spans.count * wide < others.count }
    return Float(lengths.count { Float($0) >= even * Float(longest) }) >= most
      * Float(lengths.count)
  }

  /// Whether letters stand on the ground in words, clear of its edges.
  private static func hasLetters(_ part: Picture, lighterThan tone: Int, height: Float) -> Bool {
    let tallest = min(heights.upperBound * height, tallest * Float(part.height))
    let light = part.inverted().binarised(below: 255 - tone).componentBoxes()
    let letters = light.filter { letter in
      letter.height >= heights.lowerBound * height && letter.height <= tallest
        && letter.width < 3 * letter.height && letter.x0 > 0 && letter.y0 > 0
        && letter.x1 < Float(part.width) && letter.y1 < Float(part.height)
    }
    return letters.count >= fewest && Float(letters.count) > ofAll * Float(light.count)
      && letters.standInWords
  }

  /// The picture with these areas dark on white.
  func turned(_ picture: Picture) -> Picture {
    var samples = picture.samples
    guard samples.count == picture.width * picture.height else { return picture }
    for area in areas {
      let range = area.letters - area.ground
      let tones = (0...255).map { UInt8(clamping: (area.letters - $0) * 255 / range) }
      for row in 0..<area.height {
        for column in area.rows[row] where area.columns[column].contains(row) {
          let i = (area.y + row) * picture.width + area.x + column
          samples[i] = tones[Int(samples[i])]
        }
      }
    }
    return Picture(grey: samples, width: picture.width, height: picture.height) ?? picture
  }
}
