internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// Which link a glyph of the page lies in.
struct LinkFinder: Sendable {
  private struct Area: Sendable {
    var box: Box
    var link: Link
    /// Those of its glyphs that are linked, where the box holds more.
    var glyphs: Set<Int32>?
  }

  private var areas: [Area]

  init(_ page: SourcePage) {
    areas = page.links.map { placed in
      switch placed.target {
      case .uri(let uri): Area(box: placed.box, link: .uri(uri))
      case .named(let name): Area(box: placed.box, link: .named(name))
      case .page(let page, let top): Area(box: placed.box, link: .place(page: page, top: top))
      }
    }
    for i in areas.indices where areas[i].box.height > Self.leastHeight {
      areas[i].glyphs = Self.words(in: areas[i].box, of: page)
    }
  }

  private init(areas: [Area]) { self.areas = areas }

  /// Of text that no link is read for.
  static let none = LinkFinder(areas: [])

  var isEmpty: Bool { areas.isEmpty }

  func link(of index: Int32, at point: Point) -> Link? {
    areas.first { $0.box.contains(point) && $0.glyphs?.contains(index) ?? true }?.link
  }

  /// Boxes less high hold one line, in points.
  private static let leastHeight: Float = 14
  /// Gaps in ems between letters of a word, and between words that follow each other.
  private static let wordGap: Float = 0.15
  private static let widestSpace: Float = 0.8

  /// The linked words of a box around the end of one line and the beginning of the next, which holds all
  /// that stands before the one and behind the other as well; `nil` where all in it is linked.
  ///
  /// That the text goes on outside of the box tells such boxes from those around lines that are linked
  /// whole. The words on both sides of the end are linked for certain, and so are those beside them that
  /// look alike: of the same colour where that is another than their line's, else capitalised.
  private static func words(in box: Box, of page: SourcePage) -> Set<Int32>? {
    let lines = lines(around: box, of: page)
    guard lines.count > 1, let first = lines.first, let last = lines.last,
      let firstWords = inner(first, box), let lastWords = inner(last, box),
      goesOn(first, outside: box) || goesOn(last, outside: box),
      let end = firstWords.last, let start = lastWords.first
    else { return nil }
    let isColoured = end.colour == start.colour && firstWords.contains { $0.colour != end.colour }
    func isAlike(_ word: Word) -> Bool {
      isColoured ? word.colour == end.colour : word.isCapitalised
    }
    var linked = [end] + firstWords.dropLast().reversed().prefix(while: isAlike) + [start]
    linked += lastWords.dropFirst().prefix(while: isAlike)
    for line in lines.dropFirst().dropLast() { linked += inner(line, box) ?? [] }
    return Set(linked.flatMap(\.glyphs))
  }

  private struct Word {
    var glyphs: [Int32]
    var x0: Float
    var x1: Float
    var size: Float
    var colour: UInt32
    var isCapitalised: Bool
  }

  /// The words of the upright lines that a box crosses, from the top and from left to right, those
  /// outside of it included.
  private static func lines(around box: Box, of page: SourcePage) -> [[Word]] {
    var rows: [(baseline: Float, glyphs: [Int32])] = []
    for index in page.glyphs.indices {
      let glyph = page.glyphs[index]
      // All of the small letters' height is in the box: it touches the lines above and below.
      guard !glyph.isBlank, glyph.up.x == 0, glyph.up.y < 0,
        glyph.origin.y - 0.45 * glyph.size > box.y0, glyph.origin.y < box.y1 + 0.05 * glyph.size
      else { continue }
      if let row = rows.firstIndex(where: { abs($0.baseline - glyph.origin.y) < 0.3 * glyph.size })
      {
        rows[row].glyphs.append(Int32(index))
      } else {
        rows.append((glyph.origin.y, [Int32(index)]))
      }
    }
    return rows.sorted { $0.baseline < $1.baseline }.map { words(of: $0.glyphs, on: page) }
      .filter { words in words.contains { $0.x0 < box.x1 && $0.x1 > box.x0 } }
  }

  private static func words(of glyphs: [Int32], on page: SourcePage) -> [Word] {
    var words: [Word] = []
    for index in glyphs.sorted(by: { page.glyphs[Int($0)].origin.x < page.glyphs[Int($1)].origin.x }
    ) {
      let glyph = page.glyphs[Int(index)]
      let end = glyph.origin.x + glyph.advance.x
      if let last = words.last, glyph.origin.x - last.x1 < wordGap * glyph.size {
        words[words.count - 1].glyphs.append(index)
        words[words.count - 1].x1 = max(last.x1, end)
        continue
      }
      let properties = Unicode.Scalar(glyph.scalar)?.properties
      words.append(
        Word(
          glyphs: [index], x0: glyph.origin.x, x1: end, size: glyph.size, colour: glyph.colour,
          isCapitalised: properties?.isUppercase ?? false || properties?.numericType != nil
            || glyph.scalar == 0x28))
    }
    return words
  }

  private static func inner(_ words: [Word], _ box: Box) -> [Word]? {
    let inner = words.filter { ($0.x0 + $0.x1) / 2 > box.x0 && ($0.x0 + $0.x1) / 2 < box.x1 }
    return inner.isEmpty ? nil : inner
  }

  /// Whether a line has a word outside of one of the box's edges, a space from one that is not.
  private static func goesOn(_ words: [Word], outside box: Box) -> Bool {
    zip(words, words.dropFirst()).contains { left, right in
      let slack = wordGap * left.size
      return right.x0 - left.x1 < widestSpace * left.size
        && (left.x1 < box.x0 + slack && right.x1 > box.x0 + slack
          || left.x0 < box.x1 - slack && right.x0 > box.x1 - slack)
    }
  }
}
