public import RectoGeometry
public import RectoPages

/// Sets recognised lines as glyphs of a page, as if the file had drawn them.
///
/// What a recogniser gives are boxes of ink; glyphs need a baseline, a size and advances. The
/// baseline is where most letters stand, the size follows from how high letters of each kind are,
/// and sizes that differ by less than their error are made one.
public struct GlyphSetter {
  /// Heights of letters in ems: capitals, figures and letters with ascenders; letters without;
  /// ideographs.
  static let capitalHeight: Float = 0.70
  static let smallHeight: Float = 0.47
  static let ideographHeight: Float = 0.88
  /// Sizes within this share of each other are one.
  static let sizeSlack: Float = 0.16
  /// Wider gaps than this between words, in ems, are not filled with a blank: they may part cells.
  static let widestBlank: Float = 0.6

  /// From the picture's pixels to the page's points, straight.
  private let scale: Float
  /// Where the picture's corner stands on the page.
  private let corner: Point

  public init(dotsPerInch: Float, corner: Point = Point(0, 0)) {
    scale = 72 / dotsPerInch
    self.corner = corner
  }

  /// Appends the lines' glyphs, with their confidences, to a page.
  public func append(_ lines: [RecognisedLine], to page: inout SourcePage) {
    guard !lines.isEmpty else { return }
    let font = UInt16(clamping: page.fonts.count)
    for traits in [[], Font.Traits.bold] {
      page.fonts.append(Font(name: "", ascent: 0.75, descent: -0.22, traits: traits))
    }
    let metrics = Self.steadied(lines.map(Self.metrics))
    let bold = BoldLetters(lines, sizes: metrics.map(\.size))
    for (line, metrics) in zip(lines, metrics) {
      let fonts = bold.marks(line, size: metrics.size).map { $0 ? font + 1 : font }
      let words = zip(line.words, fonts).map { (word: $0, font: $1) }
      if line.isVertical {
        appendVertical(words, metrics: metrics, to: &page)
      } else {
        append(words, metrics: metrics, to: &page)
      }
    }
  }

  private struct Metrics {
    /// y of a line that runs across, x of the middle of one that runs down.
    var baseline: Float
    var size: Float
    var letters: Int
  }

  /// `foreign` are letters of which it is not known how high they are.
  private enum Shape { case tall, small, ideograph, foreign, other }

  private static func shape(of symbol: RecognisedLine.Symbol) -> (Shape, standsOnLine: Bool) {
    guard let scalar = symbol.text.unicodeScalars.first else { return (.other, false) }
    switch scalar {
    case "a", "c", "e", "m", "n", "o", "r", "s", "u", "v", "w", "x", "z", "а", "в", "г", "е", "ж",
      "з", "и", "к", "л", "м", "н", "о", "п", "с", "т", "х", "ч", "ш", "ъ", "ы", "ь", "э", "ю",
      "я":
      return (.small, true)
    case "g", "p", "q", "y", "р", "у", "д", "ц", "щ": return (.tall, false)
    case "b", "d", "f", "h", "k", "l", "A"..."Z", "0"..."9", "А"..."Я": return (.tall, true)
    default:
      if Ideographs.contains(scalar.value) { return (.ideograph, true) }
      return (scalar.properties.isAlphabetic ? .foreign : .other, false)
    }
  }

  /// Of a line that runs down: where its middle is, and how wide its characters are.
  private static func verticalMetrics(of line: RecognisedLine) -> Metrics {
    let widths = line.words.flatMap { word in word.symbols.map { _ in word.box.width } }.sorted()
    let width = widths.isEmpty ? line.box.width : widths[widths.count / 2]
    return Metrics(
      baseline: line.box.midX, size: width / ideographHeight, letters: widths.count)
  }

  private static func metrics(of line: RecognisedLine) -> Metrics {
    if line.isVertical { return verticalMetrics(of: line) }
    let own = measured(line)
    let ordered = own.filter { !$0.isShared }.compactMap(\.size).sorted()
    let highest = ordered.count >= 2 ? highestShared * ordered[ordered.count / 2] : .infinity
    var (sizes, bottoms): ([Float], [Float]) = ([], [])
    for symbol in own where !symbol.isShared || (symbol.size ?? 0) <= highest {
      if let size = symbol.size { sizes.append(size) }
      if let bottom = symbol.bottom { bottoms.append(bottom) }
    }
    let letters = own.count
    let foreign = own.count { $0.isForeign }
    guard sizes.count >= 2 || sizes.count == letters, !sizes.isEmpty,
      foreign <= mostForeign * sizes.count
    else {
      // Scripts whose letters hang or stand otherwise: the line's box from ascent to descent.
      return Metrics(
        baseline: line.box.y1 - 0.22 * line.box.height, size: line.box.height / 0.95,
        letters: letters)
    }
    sizes.sort()
    bottoms.sort()
    let size = sizes[sizes.count / 2]
    let baseline = bottoms.isEmpty ? line.box.y1 - 0.22 * size : bottoms[bottoms.count / 2]
    return Metrics(baseline: baseline, size: size, letters: letters)
  }

  /// What a symbol tells of its line.
  private struct Measured {
    /// The size of letters that would be as high, and where it stands; `nil` if it does not tell.
    var size: Float?
    var bottom: Float?
    /// Whether a small letter of the line reaches exactly as far up and down, as a tall one beside it
    /// does: they touch, or have the box of the line, as letters that touch other lines do.
    var isShared = false
    /// Whether it is a letter of which it is not known how high it is.
    var isForeign = false
  }

  /// Shared boxes may be so much higher than the line's other letters.
  private static let highestShared: Float = 1.25
  /// More foreign letters for each that tells: the line is in their script, and the others may be
  /// misread.
  private static let mostForeign = 2

  private static func measured(_ line: RecognisedLine) -> [Measured] {
    typealias Span = ClosedRange<Float>
    let words = line.words.map { word in
      word.symbols.map { (span: span(of: $0, in: line), kind: shape(of: $0)) }
    }
    let shared = words.reduce(into: Set<Span>()) { result, symbols in
      func spans(_ wanted: Shape) -> Set<Span> {
        Set(symbols.filter { $0.kind.0 == wanted }.map(\.span))
      }
      result.formUnion(spans(.small).intersection(spans(.tall)))
    }
    return words.joined().map { span, kind in
      let isShared = shared.contains(span)
      let share: Float? =
        switch kind.0 {
        case .tall: capitalHeight
        case .small: isShared ? nil : smallHeight
        case .ideograph: ideographHeight
        case .foreign, .other: nil
        }
      return Measured(
        size: share.map { (span.upperBound - span.lowerBound) / $0 },
        bottom: kind.standsOnLine ? span.upperBound : nil, isShared: isShared,
        isForeign: kind.0 == .foreign)
    }
  }

  /// How far up and down a symbol reaches: no farther than its line, beyond which ink is of others.
  private static func span(
    of symbol: RecognisedLine.Symbol, in line: RecognisedLine
  ) -> ClosedRange<Float> {
    func reach(_ box: Box) -> ClosedRange<Float> { min(box.y0, box.y1)...max(box.y0, box.y1) }
    let (own, whole) = (reach(symbol.box), reach(line.box))
    return own.overlaps(whole) ? own.clamped(to: whole) : own
  }

  /// Sizes near the size of most letters become it, then the others among themselves.
  private static func steadied(_ metrics: [Metrics]) -> [Metrics] {
    var metrics = metrics
    var open = Set(metrics.indices)
    while !open.isEmpty {
      func weight(_ centre: Int) -> Int {
        open.reduce(0) { sum, i in
          near(metrics[i].size, metrics[centre].size) ? sum + metrics[i].letters : sum
        }
      }
      let weights = open.sorted().map { (index: $0, weight: weight($0)) }
      guard let centre = weights.max(by: { ($0.weight, $1.index) < ($1.weight, $0.index) }) else {
        break
      }
      let members = open.filter { near(metrics[$0].size, metrics[centre.index].size) }
      let ordered = members.map { metrics[$0].size }.sorted()
      let size = ordered[ordered.count / 2]
      for i in members { metrics[i].size = size }
      open.subtract(members)
    }
    return metrics
  }

  private static func near(_ a: Float, _ b: Float) -> Bool {
    abs(a - b) <= sizeSlack * max(a, b)
  }

  private func append(
    _ words: [(word: RecognisedLine.Word, font: UInt16)], metrics: Metrics,
    to page: inout SourcePage
  ) {
    let size = metrics.size
    let words = words.sorted {
      ($0.word.box.x0, $0.word.box.x1) < ($1.word.box.x0, $1.word.box.x1)
    }
    var end: Float?
    for (word, font) in words {
      if let end, word.box.x0 > end {
        let gap = word.box.x0 - end
        if gap < Self.widestBlank * size && !Self.joinsIdeographs(word) {
          add(
            " ", x0: end, x1: word.box.x0, baseline: metrics.baseline, size: size, font: font,
            confidence: word.confidence, to: &page)
        }
      }
      let start = max(word.box.x0, end ?? -.infinity)
      let stop = max(word.box.x1, start + 1)
      for (symbol, x0, x1) in Self.places(of: word, from: start, to: stop) {
        add(
          symbol.text, x0: x0, x1: x1, baseline: metrics.baseline, size: size, font: font,
          confidence: word.confidence, to: &page)
      }
      end = stop
    }
  }

  private static func joinsIdeographs(_ word: RecognisedLine.Word) -> Bool {
    guard let first = word.text.unicodeScalars.first?.value else { return false }
    return Ideographs.contains(first) || Ideographs.isMark(first)
  }

  /// The symbols of a word from left to right, filling it without gaps.
  ///
  /// Boxes of joined writing drift, and its symbols come from right to left: those are set at even
  /// widths.
  private static func places(
    of word: RecognisedLine.Word, from start: Float, to stop: Float
  ) -> [(RecognisedLine.Symbol, Float, Float)] {
    let symbols = word.symbols
    let isRightToLeft = symbols.contains { symbol in
      symbol.text.unicodeScalars.contains { (0x590...0x8FF).contains($0.value) }
    }
    let width = (stop - start) / Float(symbols.count)
    if isRightToLeft {
      return symbols.enumerated().reversed().map { i, symbol in
        let place = Float(symbols.count - 1 - i)
        return (symbol, start + place * width, start + (place + 1) * width)
      }
    }
    // Between the ink of two letters, each has half of the white.
    var starts = symbols.indices.map { i in
      i > 0 && symbols[i - 1].box.x1 < symbols[i].box.x0
        ? (symbols[i - 1].box.x1 + symbols[i].box.x0) / 2 : symbols[i].box.x0
    }
    starts[0] = start
    let isOrdered =
      zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 } && starts.allSatisfy { $0 < stop }
    if !isOrdered { starts = symbols.indices.map { start + Float($0) * width } }
    return symbols.indices.map { i in
      (symbols[i], starts[i], i + 1 < starts.count ? starts[i + 1] : stop)
    }
  }

  private func add(
    _ text: String, x0: Float, x1: Float, baseline: Float, size: Float, font: UInt16,
    confidence: Float, to page: inout SourcePage
  ) {
    page.append(
      recognised: text,
      Glyph(
        origin: corner + Point(x0, baseline) * scale, advance: Point((x1 - x0) * scale, 0),
        up: Point(0, -size * scale), scalar: 0, font: font, flags: .recognised),
      confidence: confidence)
  }

  private func appendVertical(
    _ words: [(word: RecognisedLine.Word, font: UInt16)], metrics: Metrics,
    to page: inout SourcePage
  ) {
    let x = corner.x + metrics.baseline * scale
    let symbols = words.flatMap { word, font in
      word.symbols.map { ($0, font, word.confidence) }
    }
    var top = -Float.infinity
    for (i, (symbol, font, confidence)) in symbols.enumerated() {
      // The boxes of words may overlap.
      top = max(symbol.box.y0, top + 1)
      // Up to the next one, save over a gap: the foot of one column of lines and the head of another.
      let next = i + 1 < symbols.count ? symbols[i + 1].0.box.y0 : symbol.box.y1
      let height = min(max(1, next - top), symbol.box.height + metrics.size / 2)
      page.append(
        recognised: symbol.text,
        Glyph(
          origin: Point(x, corner.y + top * scale), advance: Point(0, height * scale),
          up: Point(0, -metrics.size * scale), scalar: 0, font: font,
          flags: [.recognised, .vertical]), confidence: confidence)
    }
  }
}
