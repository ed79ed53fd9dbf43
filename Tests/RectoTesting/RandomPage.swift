internal import RectoGeometry
public import RectoPages

/// A page of anything: glyphs, rules, areas and pictures at places and of sizes that files can hold
/// and that nobody prints. `Fuzz` makes such pages of the bytes of libFuzzer.
public struct RandomPage<Numbers: RandomNumberGenerator> {
  private var numbers: Numbers
  /// Places used so far: things that stand exactly in line are what the layout looks for.
  private var places: [Float] = [60, 72]

  public init(_ numbers: Numbers) { self.numbers = numbers }

  /// Sizes and places at the ends of what a number can be.
  private static var extremes: [Float] {
    [
      0, -0.0, 1e-30, -1e-30, 1e-4, -1, 1e5, -1e5, 1e7, -1e7, 3e9, -3e9, 9.3e18, 1e38, -1e38,
      .infinity, -.infinity, .nan, .greatestFiniteMagnitude, .leastNonzeroMagnitude,
    ]
  }

  private mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  private mutating func below(_ limit: Int) -> Int {
    Int(numbers.next() % UInt64(max(1, limit)))
  }

  private mutating func number(upTo most: Float) -> Float {
    if chance(4) { return Self.extremes[below(Self.extremes.count)] }
    if chance(40) { return places[below(places.count)] }
    let value = Float(below(10_000)) / 10_000 * most
    if places.count < 40 { places.append(value) }
    return value
  }

  private mutating func point() -> Point { Point(number(upTo: 595), number(upTo: 842)) }

  private mutating func box() -> Box { Box(around: [point(), point()]) }

  public mutating func page() -> SourcePage {
    var page = SourcePage(
      index: 0, width: chance(90) ? 595 : number(upTo: 2000),
      height: chance(90) ? 842 : number(upTo: 2000))
    page.fonts = [
      Font(name: "Plain"), Font(name: "Bold", traits: .bold), Font(name: "Italic", traits: .italic),
      Font(name: "Fixed", traits: .fixedPitch), Font(name: "CMMI10", traits: .mathematical),
      Font(name: "", ascent: number(upTo: 2), descent: -number(upTo: 1)),
    ]
    for _ in 0..<below(30) { appendRow(to: &page) }
    for _ in 0..<below(30) {
      page.strokes.append(
        Stroke(from: point(), to: point(), width: number(upTo: 2), isDashed: chance(10)))
    }
    for _ in 0..<below(4) { appendGrid(to: &page) }
    for _ in 0..<below(10) {
      page.drawings.append(
        Drawing(
          box: box(), paint: .fill, colour: chance(50) ? 0xFFFF_FFFF : 0xFF80_8080,
          isFreeform: chance(30), isArtifact: false, isSheer: chance(20),
          order: Int32(below(page.glyphs.count + 1))))
      page.fills.append(Fill(box: box(), drawing: Int32(page.drawings.count - 1)))
    }
    for _ in 0..<below(4) {
      page.images.append(PlacedImage(box: box(), width: below(5000), height: below(5000)))
    }
    for _ in 0..<below(3) { page.links.append(PlacedLink(box: box(), target: .uri("a:b"))) }
    for _ in 0..<below(3) { page.markups.append(Markup(box: box(), kind: .underline)) }
    return page
  }

  private static var letters: [UInt32] {
    "aeinrst AEI 0123456789.,-()=+|_•§αβ∑∫√∞漢かな한אع‚ﬁ"
      .unicodeScalars.map(\.value) + [0, 0x20, 0xAD, 0x300, 0xFFFD, 0x200B, 0x10FFFF]
  }

  /// Some glyphs after each other, as a line of text or a row of a table has them.
  private mutating func appendRow(to page: inout SourcePage) {
    let size = chance(80) ? Float(8 + below(6)) : number(upTo: 60)
    let font = UInt16(below(page.fonts.count))
    var at = point()
    let along =
      chance(90)
      ? Point(1, 0) : [Point(0, 1), Point(0, -1), Point(-1, 0), Point(0.7, 0.7)][below(4)]
    let up = Point(along.y * size, -along.x * size)
    let letters = Self.letters
    for _ in 0..<below(30) {
      let advance = along * (chance(97) ? size / 2 : number(upTo: 20))
      page.glyphs.append(
        Glyph(
          origin: at, advance: advance, up: up, scalar: letters[below(letters.count)], font: font,
          colour: chance(95) ? 0xFF00_0000 : 0xFFFF_FFFF, renderMode: chance(97) ? 0 : 3,
          flags: chance(97) ? [] : .clipped))
      at = at + advance
      if chance(15) { at = at + along * (size * Float(below(8)) / 2) }
    }
  }

  /// The rules of a table, some of which may be missing or far away.
  private mutating func appendGrid(to page: inout SourcePage) {
    let (left, top, wide, high) = (
      number(upTo: 300), number(upTo: 400), number(upTo: 120), number(upTo: 40)
    )
    let (columns, rows) = (below(8), below(12))
    for row in 0...rows where chance(90) {
      let y = top + Float(row) * high
      page.strokes.append(
        Stroke(from: Point(left, y), to: Point(left + Float(columns) * wide, y), width: 0.5))
    }
    for column in 0...columns where chance(90) {
      let x = left + Float(column) * wide
      page.strokes.append(
        Stroke(from: Point(x, top), to: Point(x, top + Float(rows) * high), width: 0.5))
    }
  }
}
