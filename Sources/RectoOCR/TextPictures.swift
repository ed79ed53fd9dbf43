internal import RectoGeometry
internal import RectoPages

/// Which pictures on a page of text hold text that is read: tables, texts and charts with axes rather than
/// photographs, drawings and screens.
enum TextPictures {
  /// The smallest share of the page, and the smallest sides in points.
  static let smallestShare: Float = 0.04
  static let smallestWidth: Float = 90
  static let smallestHeight: Float = 36
  /// More glyphs than this over a picture are its labels, which need no recognising.
  static let mostGlyphs = 12
  static let fewestSymbols = 20
  /// What is read worse is no text.
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
      return glyphs(over: box, on: page) <= mostGlyphs
    }
  }

  /// How many glyphs stand on a picture.
  static func glyphs(over box: Box, on page: SourcePage) -> Int {
    page.glyphs.count { !$0.isBlank && box.contains($0.origin) }
  }

  // What follows was chosen on 193 pictures of the collection (charts, screens, diagrams, photographs, and
  // three tables) and 240 made pictures of tables, texts and code, by a trial that takes the tables, 226 of
  // the made ones, the charts with axes, and none of 30 screens; this takes two of those.

  /// The share of samples in three tones. Photographs have 0.1 to 0.4, print 0.8 and more.
  private static let commonTones = 0.6
  private static let fewestLetters = 30
  /// Three quarters of the letters are no higher than this, in points, in screens that were scaled to fit the page:
  /// print as small as that, of 5.5 points, is not for reading.
  private static let smallestLetters: Float = 3.8
  /// Letters that stand alone are dots and signs.
  private static let lettersPerStretch: Float = 1.4
  /// For each letter, and of the picture, there is at most so much else.
  private static let (mostOthers, mostOthersShare): (Float, Float) = (0.2, 0.2)
  /// Of the letters so many stand in lines of words and rows of cells.
  private static let rowShare: Float = 0.7
  /// So many labels at equal distances are an axis: charts have five and more, lists on screens up to four.
  private static let fewestLabels = 5

  /// Whether a picture has the tones of print.
  static func areOfPrint(_ tones: PictureTones) -> Bool { tones.commonest >= commonTones }

  /// Whether a picture's letters stand as those of texts, tables and charts do. A pixel is `scale` points
  /// wide.
  static func areRead(_ rows: LetterRows, scale: Float) -> Bool {
    let letters = Float(rows.letters)
    guard rows.letters >= fewestLetters, rows.height * scale >= smallestLetters,
      letters >= lettersPerStretch * Float(rows.stretches)
    else { return false }
    return rows.axis >= fewestLabels
      || Float(rows.others) <= mostOthers * letters && rows.othersShare <= mostOthersShare
        && rows.share >= rowShare
  }
}
