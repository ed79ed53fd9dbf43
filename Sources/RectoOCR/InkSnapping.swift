internal import RectoGeometry
internal import RectoPages

/// Sets the symbols of recognised words on the ink that they are.
///
/// The boxes that Tesseract's network gives to symbols drift: one in seven overlaps its letter by less
/// than half. Where a word has as many pieces of ink side by side as symbols, each symbol is its piece;
/// letters that touch share one, broken letters have several, as their widths suggest.
enum InkSnapping {
  /// Pieces that overlap from left to right by more than this share of the narrower one belong
  /// together: dots and accents, both halves of a colon.
  private static let together: Float = 0.5
  /// Smaller pieces, in pixels of area, are specks.
  private static let speck: Float = 4

  /// `components` are the boxes of what hangs together in the picture that was read.
  static func snapped(_ lines: [RecognisedLine], to components: [Box]) -> [RecognisedLine] {
    let ink = components.filter { $0.area >= speck }.sorted { $0.midY < $1.midY }
    return lines.map { line in
      guard !line.isVertical else { return line }
      var line = line
      let from = ink.firstIndex { $0.midY >= line.box.y0 } ?? ink.endIndex
      let near = ink[from...].prefix { $0.midY <= line.box.y1 }
      for i in line.words.indices {
        let box = line.words[i].box
        let own = near.filter { $0.midX > box.x0 && $0.midX < box.x1 && $0.width <= box.width }
        let pieces = joined(own)
        guard let boxes = boxes(of: line.words[i].symbols, in: pieces) else { continue }
        // Heights stay: the network's are right, and broken letters have less.
        for (j, box) in boxes.enumerated() {
          (line.words[i].symbols[j].box.x0, line.words[i].symbols[j].box.x1) = (box.x0, box.x1)
        }
      }
      return line
    }
  }

  /// So many symbols may share a piece, so many pieces be one symbol.
  private static let most = 3

  /// A box for each symbol from left to right; `nil` if the pieces cannot be theirs.
  private static func boxes(of symbols: [RecognisedLine.Symbol], in pieces: [Box]) -> [Box]? {
    if pieces.count == symbols.count { return pieces }
    guard !symbols.isEmpty,
      max(pieces.count, symbols.count) <= most * min(pieces.count, symbols.count)
    else { return nil }
    // Letters of most typefaces, or of one with fixed pitch.
    return [symbols.map { width(of: $0.text) }, symbols.map { _ in 1 }]
      .compactMap { shared(pieces, by: $0) }.min { $0.cost < $1.cost }?.boxes
  }

  /// Shares pieces out among symbols of these widths, at the least difference in width, in pixels.
  private static func shared(
    _ pieces: [Box], by widths: [Float]
  ) -> (boxes: [Box], cost: Float)? {
    guard let first = pieces.first, let last = pieces.last else { return nil }
    let scale = (last.x1 - first.x0) / widths.reduce(0, +)
    // The cheapest way to share the first symbols out among the first pieces.
    let row = pieces.count + 1
    var costs = [Float](repeating: .infinity, count: (widths.count + 1) * row)
    var steps = [(Int, Int)](repeating: (0, 0), count: costs.count)
    costs[0] = 0
    let ways = (1...most).map { (1, $0) } + (2...most).map { ($0, 1) }
    for i in widths.indices {
      for j in pieces.indices where costs[i * row + j] < .infinity {
        for (m, n) in ways where i + m <= widths.count && j + n <= pieces.count {
          let wanted = widths[i..<(i + m)].reduce(0, +) * scale
          let cost = costs[i * row + j] + abs(wanted - (pieces[j + n - 1].x1 - pieces[j].x0))
          let place = (i + m) * row + j + n
          if cost < costs[place] { (costs[place], steps[place]) = (cost, (m, n)) }
        }
      }
    }
    var (i, j) = (widths.count, pieces.count)
    let cost = costs[i * row + j]
    guard cost < .infinity else { return nil }
    var result: [Box] = []
    while i > 0 {
      let (m, n) = steps[i * row + j]
      let whole = pieces[(j - n)..<j].reduce(into: Box.empty) { $0.formUnion($1) }
      let own = widths[(i - m)..<i]
      let unit = whole.width / own.reduce(0, +)
      var end = whole.x1
      for width in own.reversed() {
        var box = whole
        (box.x0, box.x1) = (end - width * unit, end)
        result.append(box)
        end = box.x0
      }
      (i, j) = (i - m, j - n)
    }
    return (result.reversed(), cost)
  }

  /// How wide the ink of a symbol is in most typefaces, in ems.
  private static func width(of symbol: String) -> Float {
    guard let scalar = symbol.unicodeScalars.first else { return 0.5 }
    switch scalar {
    case "i", "j", "l", "I", "1", "|", "!", ".", ",", ":", ";", "'", "’": return 0.2
    case "f", "t", "r", "(", ")", "[", "]", "-", "/", "\"", "s": return 0.35
    case "m", "w", "M", "W", "%", "@", "—": return 0.8
    case "A"..."Z": return 0.62
    default: return scalar.value >= 0x3000 ? 0.9 : 0.48
    }
  }

  /// Pieces from left to right, those that belong together as one.
  private static func joined(_ pieces: [Box]) -> [Box] {
    var result: [Box] = []
    for piece in pieces.sorted(by: { ($0.x0, $0.x1) < ($1.x0, $1.x1) }) {
      if let last = result.last {
        let shared = min(last.x1, piece.x1) - piece.x0
        if shared > together * min(last.width, piece.width) {
          result[result.count - 1].formUnion(piece)
          continue
        }
      }
      result.append(piece)
    }
    return result
  }
}
