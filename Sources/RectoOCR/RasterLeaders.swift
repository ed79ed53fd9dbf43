internal import RectoGeometry
internal import RectoPages

/// Dots that lead to a page number, in a picture: rows of specks at one distance. Tesseract takes them
/// for words of `c`, `e` and `s`, and half of its time.
struct RasterLeaders {
  /// Each row's dots from left to right.
  private(set) var rows: [[Box]]
  /// Rows of dots nearer above each other than lines are: a screen of dots that makes grey, and no
  /// text.
  private(set) var screen: [[Box]] = []

  /// So many dots are leaders, not an ellipsis.
  private static let fewest = 6
  /// The largest dot in heights of letters, and how far two are apart at most.
  private static let largest: Float = 0.3
  private static let widest: Float = 3
  /// How much distances and heights on the page vary, as a share of the distance.
  private static let slack: Float = 0.2

  init(of facts: PictureFacts) {
    let height = facts.glyphHeight
    let dots = facts.components.filter {
      max($0.width, $0.height) <= Self.largest * height && min($0.width, $0.height) >= 2
    }.sorted { ($0.midX, $0.midY) < ($1.midX, $1.midY) }
    // The rows that a next dot may go on, each with its distance.
    var open: [[Box]] = []
    var done: [[Box]] = []
    for dot in dots {
      open.removeAll { row in
        guard let last = row.last, dot.midX - last.midX > Self.widest * height else { return false }
        if row.count >= Self.fewest { done.append(row) }
        return true
      }
      let next = open.indices.first { Self.continues(open[$0], dot, height: height) }
      if let next { open[next].append(dot) } else { open.append([dot]) }
    }
    rows = done + open.filter { $0.count >= Self.fewest }
    let letters = facts.components.filter { $0.height > Self.lowestLetter * height }
      .sorted { ($0.y1, $0.x0) < ($1.y1, $1.x0) }
    rows = rows.flatMap { Self.parted($0, by: letters, height: height) }
    takeScreen(height: height)
  }

  /// Higher than this, in heights of letters, is no dot; nearer than this to the dots' feet stands what is
  /// on their line.
  private static let lowestLetter: Float = 0.5
  private static let onLine: Float = 0.35

  /// The parts of a row without a letter among their dots: specks at even distances in a line of text
  /// lead nowhere. `letters` by their feet.
  private static func parted(_ row: [Box], by letters: [Box], height: Float) -> [[Box]] {
    let feet = row.map(\.y1).sorted()[row.count / 2]
    let first = letters.partitioningIndex { $0.y1 >= feet - onLine * height }
    let near = letters[first...].prefix { $0.y1 <= feet + onLine * height }.map(\.midX)
    var parts: [[Box]] = [[]]
    for dot in row {
      if let last = parts[parts.count - 1].last,
        near.contains(where: { $0 > last.midX && $0 < dot.midX })
      {
        parts.append([])
      }
      parts[parts.count - 1].append(dot)
    }
    return parts.filter { $0.count >= fewest }
  }

  private mutating func takeScreen(height: Float) {
    let boxes = rows.map { $0.reduce(into: Box.empty) { $0.formUnion($1) } }
    let isScreen = boxes.indices.map { i in
      boxes.indices.contains { j in
        i != j && abs(boxes[i].midY - boxes[j].midY) < height && boxes[i].x0 < boxes[j].x1
          && boxes[j].x0 < boxes[i].x1
      }
    }
    screen = zip(rows, isScreen).filter(\.1).map(\.0)
    rows = zip(rows, isScreen).filter { !$0.1 }.map(\.0)
  }

  private static func continues(_ row: [Box], _ dot: Box, height: Float) -> Bool {
    guard let last = row.last else { return false }
    let distance = dot.midX - last.midX
    guard distance > 1.2 * last.width, abs(dot.midY - last.midY) <= slack * height else {
      return false
    }
    guard row.count > 1 else { return distance <= widest * height }
    return abs(distance - (last.midX - row[row.count - 2].midX)) <= slack * distance
  }

  /// Where the dots are when the picture is turned by half.
  func upsideDown(width: Int, height: Int) -> RasterLeaders {
    var turned = self
    turned.screen = []
    turned.rows = rows.map { row in
      row.reversed().map { dot in
        Box(
          x0: Float(width) - dot.x1, y0: Float(height) - dot.y1, x1: Float(width) - dot.x0,
          y1: Float(height) - dot.y0)
      }
    }
    return turned
  }

  /// The dots as they would have been read, on lines of letters of such a height in pixels.
  func lines(glyphHeight: Float) -> [RecognisedLine] {
    rows.map { row in
      let words = row.map { dot in
        RecognisedLine.Word(symbols: [.init(text: ".", box: dot)], box: dot, confidence: 90)
      }
      // As high as a line of letters.
      let size = glyphHeight / GlyphSetter.capitalHeight
      var box = row.reduce(into: Box.empty) { $0.formUnion($1) }
      (box.y0, box.y1) = (box.y1 - 0.73 * size, box.y1 + 0.22 * size)
      return RecognisedLine(words: words, box: box)
    }
  }
}
