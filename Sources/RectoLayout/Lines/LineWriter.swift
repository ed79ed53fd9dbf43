internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// Collects a line's UTF-8 with its spans and runs.
struct LineWriter {
  private var bytes: [UInt8] = []
  private var spans: [Text.Span] = []
  private var runs: [SourceRun] = []
  private var formulas: [InlineFormula] = []
  private let page: Int32
  private var spacePending = false

  init(page: Int32, capacity: Int) {
    self.page = page
    bytes.reserveCapacity(capacity)
  }

  /// A gap that no glyph stands for.
  mutating func madeSpace() {
    guard !bytes.isEmpty, !spacePending else { return }
    spacePending = true
  }

  /// A blank glyph; several make one space.
  mutating func blank(_ index: Int32) {
    guard !bytes.isEmpty else { return }
    spacePending = true
    if extendRun(to: index) { runs[runs.count - 1].silence(1) }
  }

  /// `spaces` stand before the glyph if one does: more than one in lines of code.
  mutating func glyph(
    _ index: Int32, _ glyph: Glyph, in source: SourcePage, style: Style, link: Link?,
    spaces: Int = 1
  ) {
    if spacePending {
      // A space takes the style that it stands in only if both sides share it.
      if let last = spans.last, Int(last.end) == bytes.count, last.style == style,
        last.link == link
      {
        spans[spans.count - 1].end += Int32(spaces)
      }
      for _ in 0..<spaces { bytes.append(0x20) }
    }
    let start = Int32(bytes.count)
    if glyph.scalarCount == 1 {
      append(glyph.scalar)
    } else {
      let first = Int(glyph.scalarOffset)
      for scalar in source.scalars[first..<(first + Int(glyph.scalarCount))] { append(scalar) }
    }
    let end = Int32(bytes.count)
    if end > start, !style.isEmpty || link != nil {
      if let last = spans.last, last.end == start, last.style == style, last.link == link {
        spans[spans.count - 1].end = end
      } else {
        spans.append(Text.Span(start: start, end: end, style: style, link: link))
      }
    }
    // Inside a run each space has a glyph, or none of those that stand together has one.
    let silent = Int(runs.last?.silent ?? 0)
    if silent == 0 || spacePending && silent == spaces, extendRun(to: index) {
      if spacePending { runs[runs.count - 1].holdsSpace(isMade: silent == 0) }
    } else {
      runs.append(SourceRun(start: start, end: end, page: page, first: index, last: index))
    }
    runs[runs.count - 1].end = end
    if start == end { runs[runs.count - 1].silence(1) }
    spacePending = false
  }

  /// The place where the next glyph's text begins: after a space that waits for it.
  var nextStart: Int32 { Int32(bytes.count + (spacePending ? 1 : 0)) }

  /// What was written since a place is a formula.
  mutating func formula(_ formula: Formula, from start: Int32) {
    formulas.append(InlineFormula(start: start, end: Int32(bytes.count), formula: formula))
  }

  /// Adds a glyph to the last run if it follows it in either direction.
  private mutating func extendRun(to index: Int32) -> Bool {
    guard let last = runs.last else { return false }
    let isForward = index == last.last + 1 && last.first <= last.last
    let isBackward = index == last.last - 1 && last.first >= last.last
    guard isForward || isBackward else { return false }
    runs[runs.count - 1].last = index
    return true
  }

  private mutating func append(_ scalar: UInt32) {
    if scalar < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: scalar))
    } else {
      bytes.append(contentsOf: Unicode.UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? .init())
    }
  }

  consuming func finish(box: Box, size: Float) -> Text {
    let text = String(decoding: bytes, as: UTF8.self)
    let end = Int32(text.utf8.count)
    return Text(
      text, spans: spans,
      lines: [TextLine(page: page, box: box, start: 0, end: end, size: size)], runs: runs,
      formulas: formulas)
  }
}
