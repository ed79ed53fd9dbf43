internal import Leptonica
internal import RectoGeometry

/// What is measured of a grey picture of a page before anything is done to it.
struct PictureFacts {
  /// Of the tiles' backgrounds (the sample that three quarters are darker than): the spread from
  /// the darkest to the brightest, outliers left out, and the share that is neither dark nor bright.
  var backgroundSpread: Int
  var midTiles: Float
  var median: Int
  /// Components of the black-and-white picture: how many are as large as letters, and how high
  /// three quarters of those are at most, in pixels.
  var glyphs: Int
  var glyphHeight: Float
  /// Specks of up to four pixels for each letter.
  var specksPerGlyph: Float
  /// The picture with 480 samples across at most, and by how much it is scaled for that.
  let reduced: (picture: Picture, scale: Float)
  /// The picture in black and white, and its components.
  let binary: Picture
  let components: [Box]

  init(_ picture: Picture) {
    reduced = picture.reduced(toWidth: 480)
    let tiles = Self.tiles(of: reduced.picture)
    let sorted = tiles.backgrounds.sorted()
    let high = sorted[min(sorted.count - 1, sorted.count * 95 / 100)]
    backgroundSpread = high - sorted[sorted.count * 5 / 100]
    midTiles =
      Float(sorted.reduce(0) { $0 + ((60...200).contains($1) ? 1 : 0) }) / Float(sorted.count)
    median = tiles.median
    // Screen shots and table clippings have letters of four pixels; in scans those are specks.
    let lowest: Float = max(picture.width, picture.height) > 700 ? 5 : 3
    var (binary, components) = (picture.binarised(), [Box]())
    components = binary.componentBoxes()
    var letters = Self.letterHeights(components, lowest: lowest, in: picture)
    if letters.isEmpty && median > 2 * Self.ink {
      // A few thin strokes on much white do not move Otsu's threshold.
      binary = picture.binarised(below: median - Self.ink)
      components = binary.componentBoxes()
      letters = Self.letterHeights(components, lowest: lowest, in: picture)
    }
    self.binary = binary
    self.components = components
    glyphs = letters.count
    glyphHeight = letters.isEmpty ? 0 : letters[letters.count * 3 / 4]
    let specks = components.reduce(0) { $0 + ($1.width * $1.height <= 4 ? 1 : 0) }
    specksPerGlyph = Float(specks) / Float(max(1, letters.count))
  }

  /// How much darker than the paper ink is at least.
  private static let ink = 60

  /// Letters are at most so high, as a share of the picture, save where most of what is there is
  /// higher: a line by itself, a few large characters. Edges and frames are higher still.
  private static let (tallest, tallestAlone): (Float, Float) = (0.125, 0.95)

  /// The heights of components that may be letters, in order.
  private static func letterHeights(_ components: [Box], lowest: Float, in picture: Picture)
    -> [Float]
  {
    let height = Float(picture.height)
    let heights = components.compactMap { box in
      let isLetter =
        box.height >= lowest && box.height < tallestAlone * height && box.width >= 2
        && box.width < 12 * box.height && box.width < tallestAlone * Float(picture.width)
      return isLetter ? box.height : nil
    }.sorted()
    let usual = heights.prefix { $0 < tallest * height }
    return 2 * usual.count >= heights.count ? Array(usual) : heights
  }

  private static func tiles(of picture: Picture) -> (backgrounds: [Int], median: Int) {
    let samples = picture.samples
    let (width, height) = (picture.width, picture.height)
    guard samples.count == width * height, width >= 6, height >= 8 else { return ([255], 255) }
    var backgrounds: [Int] = []
    var whole = [Int](repeating: 0, count: 256)
    for row in 0..<8 {
      for column in 0..<6 {
        var counts = [Int](repeating: 0, count: 256)
        var total = 0
        for y in (row * height / 8)..<((row + 1) * height / 8) {
          for x in (column * width / 6)..<((column + 1) * width / 6) {
            counts[Int(samples[y * width + x])] += 1
            total += 1
          }
        }
        backgrounds.append(rank(0.75, in: counts, total: total))
        for value in 0..<256 { whole[value] += counts[value] }
      }
    }
    return (backgrounds, rank(0.5, in: whole, total: width * height))
  }

  /// The first place of some counts with which a share of a total is reached, the last if none is.
  static func rank(_ share: Double, in counts: [Int], total: Int) -> Int {
    var seen = 0
    for place in counts.indices {
      seen += counts[place]
      if Double(seen) >= share * Double(total) { return place }
    }
    return counts.count - 1
  }
}
