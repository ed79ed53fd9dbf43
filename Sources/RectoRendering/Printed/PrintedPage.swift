internal import RectoGeometry
internal import RectoTree

/// A page as it is printed: areas with their lines and words, in pixels of the page's picture. What
/// formats of recognition programs are written from.
struct PrintedPage {
  struct Area {
    var kind: Kind
    var box: PixelBox
    var lines: [Line]
  }

  enum Kind { case text, heading, caption, table, figure, furniture }

  struct Line {
    var box: PixelBox
    /// The size of its letters in pixels.
    var size: Int
    var words: [Word]
  }

  struct Word {
    var text: String
    var box: PixelBox
    /// The recogniser's, 0 to 100; `nil` where the file itself gives the text.
    var confidence: Int?
  }

  /// The page from 0.
  let index: Int
  let box: PixelBox
  /// Pixels an inch.
  let resolution: Int
  let areas: [Area]

  /// The resolution of pages that are no picture, in pixels an inch.
  static let usualResolution: Float = 300

  init(_ page: Document.Page, of document: Document) {
    let resolution = page.resolution ?? Self.usualResolution
    let scale = resolution / 72
    index = page.index
    self.resolution = PixelBox.pixels(resolution)
    // Recognised pages are straightened: their boxes go back to where they stand in the picture.
    func pixels(_ box: Box) -> PixelBox { PixelBox(page.frame(box), scale: scale) }
    box = pixels(Box(x0: 0, y0: 0, x1: page.width, y1: page.height))
    let firstRecognised = page.firstRecognised
    func confidence(of word: WordFinder.Word) -> Int? {
      let values = word.characters.compactMap { character -> Int? in
        let place = Int(character.glyph) - firstRecognised
        return page.confidences.indices.contains(place) ? Int(page.confidences[place]) : nil
      }
      return values.isEmpty ? nil : values.reduce(0, +) / values.count
    }
    var areas: [Area] = []
    document.forEachInOrder { block, layer in
      var lines: [Line] = []
      var around = Box.empty
      block.forEachText { text in
        for (i, line) in text.lines.enumerated() where Int(line.page) == page.index {
          let words = WordFinder.words(
            in: text, runs: text.runs(ofLine: i), glyphs: page.glyphs)
          guard !words.isEmpty else { continue }
          around.formUnion(line.box)
          lines.append(
            Line(
              box: pixels(line.box), size: PixelBox.pixels(line.size * scale),
              words: words.map {
                Word(text: $0.text, box: pixels($0.box), confidence: confidence(of: $0))
              }))
        }
      }
      let isFigure = if case .figure = block.content { true } else { false }
      if isFigure, block.page == page.index { around.formUnion(block.box) }
      guard !around.isEmpty else { return }
      let kind = layer == nil ? Self.kind(of: block) : .furniture
      areas.append(Area(kind: kind, box: pixels(around), lines: lines))
    }
    self.areas = areas
  }

  private static func kind(of block: Block) -> Kind {
    switch block.content {
    case .heading: return .heading
    case .caption: return .caption
    case .table: return .table
    case .figure: return .figure
    case .paragraph, .quote, .lineBlock, .list, .code, .footnote, .formula, .thematicBreak, .raw,
      .section:
      return .text
    }
  }
}

/// A box in whole pixels.
struct PixelBox: Equatable {
  var x0: Int
  var y0: Int
  var x1: Int
  var y1: Int

  init(_ box: Box, scale: Float) {
    (x0, y0) = (Self.pixels(box.x0 * scale), Self.pixels(box.y0 * scale))
    (x1, y1) = (Self.pixels(box.x1 * scale), Self.pixels(box.y1 * scale))
  }

  /// A length in whole pixels, cut at what no page has.
  static func pixels(_ length: Float) -> Int {
    length.isFinite ? Int(clamped: max(0, min(1e7, length.rounded()))) : 0
  }

  var width: Int { x1 - x0 }
  var height: Int { y1 - y0 }
}
