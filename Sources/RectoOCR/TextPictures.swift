internal import RectoGeometry
internal import RectoPages

/// Which pictures on a page of text hold text: tables, charts and screens rather than photographs.
enum TextPictures {
  /// The smallest share of the page, and the smallest sides in points.
  static let smallestShare: Float = 0.04
  static let smallestWidth: Float = 90
  static let smallestHeight: Float = 36
  /// More glyphs than this over a picture are its labels, which need no recognising.
  static let mostGlyphs = 12
  /// The share of samples near the commonest one. Photographs have 0.1 to 0.3, print 0.6 and more.
  static let flatShare = 0.5
  static let fewestLetters = 40
  static let fewestSymbols = 20
  static let goodConfidence: Float = 75
  /// The same where all pictures are to be read: what is worse is no text.
  static let fairConfidence: Float = 50
  /// The share of the picture that lines of text cover where it is nothing but text.
  static let textShare: Float = 0.16

  /// The pictures worth a look, as indices; with `anySize` small ones and backgrounds, too.
  static func candidates(on page: SourcePage, anySize: Bool) -> [Int] {
    guard !page.images.isEmpty else { return [] }
    return page.images.indices.filter { i in
      let image = page.images[i]
      let box = image.box.intersection(page.box)
      guard !image.isStencil, !box.isEmpty, box.width >= smallestWidth,
        box.height >= smallestHeight, image.bitsPerComponent * image.components > 0,
        anySize
          || box.area >= smallestShare * page.box.area && box.area < 0.9 * page.box.area
      else { return false }
      let over = page.glyphs.reduce(0) { count, glyph in
        count + (!glyph.isBlank && box.contains(glyph.origin) ? 1 : 0)
      }
      return over <= mostGlyphs
    }
  }

  static func hasFlatGround(_ raster: Raster) -> Bool {
    var counts = [Int](repeating: 0, count: 256)
    var total = 0
    for i in stride(from: 0, to: raster.samples.count, by: 3) {
      counts[Int(raster.samples[i])] += 1
      total += 1
    }
    guard let mode = counts.indices.max(by: { counts[$0] < counts[$1] }) else { return false }
    let near = counts[max(0, mode - 4)...min(255, mode + 4)].reduce(0, +)
    return Double(near) >= flatShare * Double(max(1, total))
  }

  /// The share of letters that have a neighbour on their line: 0.8 in text, down to 0.3 where letters
  /// are joined, as in Arabic.
  static let neighbourShare: Float = 0.2

  /// Whether components stand in lines, as letters do.
  static func looksLikeText(_ facts: PictureFacts) -> Bool {
    guard facts.glyphs >= fewestLetters, facts.glyphHeight > 0 else { return false }
    let height = facts.glyphHeight
    let letters = facts.components.filter {
      $0.height > 0.4 * height && $0.height < 1.6 * height && $0.width < 6 * height
    }.sorted { ($0.x0, $0.y0) < ($1.x0, $1.y0) }
    guard letters.count >= fewestLetters else { return false }
    var beside = 0
    for (i, letter) in letters.enumerated() {
      let hasNeighbour = letters[(i + 1)...].prefix { $0.x0 < letter.x1 + height }.contains {
        abs($0.y1 - letter.y1) < 0.3 * height && $0.x0 > letter.midX
      }
      if hasNeighbour { beside += 1 }
    }
    return Float(beside) > neighbourShare * Float(letters.count)
  }
}
