internal import RectoGeometry
public import RectoTree

extension SourceMap {
  /// The map of an output that remembers, of a document whose pages have their glyphs.
  public init(
    of output: Output, as format: String, in document: Document, grain: Grain = .line
  ) {
    var maker = SourceMapMaker(output, document, grain: grain)
    self.init(
      format: format, bytes: output.bytes.count,
      pages: document.pages.map { Page(index: $0.index, width: $0.width, height: $0.height) },
      ranges: maker.ranges())
  }
}

/// Leads marks of an output over the runs of their texts to glyphs.
private struct SourceMapMaker {
  private let output: Output
  private let grain: SourceMap.Grain
  private let pages: [Int: Document.Page]
  private var result: [SourceMap.Range] = []

  /// What is made of the text that is at work: glyphs that were dropped from it are told once.
  private var source = -1
  private var told: Set<Int> = []
  /// The run that was taken apart last, which several spans may have a part of.
  private var apart: (run: Int, parts: [GlyphRun])?
  /// The last range, while it may go on.
  private var open: Open?
  /// Glyphs that became nothing, before a range that they can belong to.
  private var waiting: [GlyphRun] = []

  private struct Open {
    var range: SourceMap.Range
    /// Before the page was straightened.
    var box: Box
    /// The line of the text that it is on, and where in the text it ends.
    var line: Int
    var end: Int32
  }

  init(_ output: Output, _ document: Document, grain: SourceMap.Grain) {
    (self.output, self.grain) = (output, grain)
    pages = document.pagesByIndex
  }

  mutating func ranges() -> [SourceMap.Range] {
    var rest = (output.marks ?? [])[...]
    while let first = rest.first {
      // Marks that only an escape stands between say one stretch of the text.
      var end = rest.startIndex + 1
      while end < rest.endIndex, rest[end].goesOn(after: rest[end - 1]) { end += 1 }
      if first.source != source { (source, told, apart, waiting) = (first.source, [], nil, []) }
      add(Stretch(marks: rest[..<end]))
      close()
      rest = rest[end...]
    }
    return result
  }

  /// A stretch of one text that is written in one stretch of bytes.
  private struct Stretch {
    let marks: ArraySlice<Output.Mark>
    var text: Range<Int32> {
      (marks.first?.text.lowerBound ?? 0)..<(marks.last?.text.upperBound ?? 0)
    }
    var isStandIn: Bool { marks.first?.isStandIn ?? false }

    /// The bytes that say a range of the text.
    func bytes(of range: Range<Int32>) -> Range<Int> {
      guard let first = marks.first(where: { $0.text.upperBound > range.lowerBound }),
        let last = marks.last(where: { $0.text.lowerBound < range.upperBound })
      else { return 0..<0 }
      let start =
        first.isExact
        ? first.bytes.lowerBound
          + max(0, Int(range.lowerBound - first.text.lowerBound)) : first.bytes.lowerBound
      let end =
        last.isExact
        ? last.bytes.upperBound
          - max(0, Int(last.text.upperBound - range.upperBound)) : last.bytes.upperBound
      return start..<max(start, end)
    }
  }

  private mutating func add(_ stretch: Stretch) {
    let text = output.sources[source].text
    let range = stretch.text
    let first = text.runs.partitioningIndex { $0.end >= range.lowerBound }
    for i in first..<text.runs.count {
      let run = text.runs[i]
      guard run.start <= range.upperBound else { break }
      guard run.start < run.end else {
        // Of what was dropped: a hyphen at the end of a line, the number of a formula.
        if told.insert(i).inserted { add(GlyphRun(run), stretch, text) }
        continue
      }
      guard run.start < range.upperBound, run.end > range.lowerBound else { continue }
      let isWhole = run.start >= range.lowerBound && run.end <= range.upperBound
      if isWhole, grain == .line || stretch.isStandIn {
        add(GlyphRun(run), stretch, text)
      } else {
        if apart?.run != i { apart = (i, parts(of: run, in: text)) }
        for part in apart?.parts ?? [] where part.isIn(range, endingAt: run.end) {
          add(part, stretch, text)
        }
      }
    }
  }

  /// Glyphs that follow each other, and the range of the text that they are.
  private struct GlyphRun {
    var start: Int32
    var end: Int32
    var page: Int32
    var glyphs: ClosedRange<Int32>

    init(_ run: SourceRun) {
      (start, end, page, glyphs) = (run.start, run.end, run.page, run.glyphs)
    }

    /// Whether it has a part in a range of the text; what became nothing is in the range that it begins.
    func isIn(_ range: Range<Int32>, endingAt last: Int32) -> Bool {
      start < end
        ? start < range.upperBound && end > range.lowerBound
        : range.contains(start) || start == last && start == range.upperBound
    }
  }

  /// The glyphs of a run one by one; the whole run where they do not tell what each became. Glyphs
  /// that became nothing belong to the one before.
  private func parts(of run: SourceRun, in text: Text) -> [GlyphRun] {
    let glyphs = pages[Int(run.page)]?.glyphs ?? []
    let bytes = Array(text.slice(run.start, run.end).utf8)
    var parts: [GlyphRun] = []
    var place = 0
    // A letter and its accent may be two glyphs and one character.
    var isInside = false
    let step = run.first <= run.last ? 1 : -1
    let spoken = run.count - Int(run.silent)
    for (number, glyph) in stride(from: Int(run.first), through: Int(run.last), by: step)
      .enumerated()
    {
      guard glyphs.indices.contains(glyph) else { return [GlyphRun(run)] }
      var part = GlyphRun(run)
      part.glyphs = Int32(glyph)...Int32(glyph)
      if number >= spoken || glyphs[glyph].isBlank || glyphs[glyph].length == 0 {
        (part.start, part.end) = (run.start + Int32(place), run.start + Int32(place))
      } else {
        place = Self.afterBlanks(bytes, place)
        if isInside, let last = parts.popLast() {
          part.start = last.start
          part.glyphs =
            min(last.glyphs.lowerBound, Int32(glyph))...max(last.glyphs.upperBound, Int32(glyph))
        } else {
          part.start = run.start + Int32(place)
        }
        let end = place + Int(glyphs[glyph].length)
        // Some glyph before became other text than its own.
        guard end <= bytes.count, !bytes[place..<end].contains(where: Self.isBlank) else {
          return [GlyphRun(run)]
        }
        place = end
        part.end = run.start + Int32(place)
        isInside = place < bytes.count && bytes[place] & 0xC0 == 0x80
      }
      parts.append(part)
    }
    return Self.afterBlanks(bytes, place) == bytes.count ? parts : [GlyphRun(run)]
  }

  /// The printed line that holds an offset of a text; -1 if there is none.
  private static func line(of offset: Int32, in text: Text) -> Int {
    text.lines.partitioningIndex { $0.start > offset } - 1
  }

  /// The first place from one on where something stands that leaves ink. Glyphs of blanks are told by
  /// themselves; the text has them as they are, as spaces, or not at all.
  private static func afterBlanks(_ bytes: [UInt8], _ place: Int) -> Int {
    var place = place
    while place < bytes.count, !(0x21..<0x7F).contains(bytes[place]),
      let scalar = bytes[...].scalar(at: place), scalar.isUnprinted
    {
      place += UTF8.width(scalar)
    }
    return place
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A }

  private mutating func add(_ run: GlyphRun, _ stretch: Stretch, _ text: Text) {
    guard let page = pages[Int(run.page)] else { return }
    let start = max(run.start, stretch.text.lowerBound)
    let end = min(run.end, stretch.text.upperBound)
    let line = Self.line(of: run.start, in: text)
    let box = self.box(of: run.glyphs, on: page, orLine: line, of: text)
    let bytes =
      stretch.isStandIn
      ? stretch.marks[stretch.marks.startIndex].bytes : stretch.bytes(of: start..<max(start, end))
    if var last = open, goesOn(last, run, line, text) {
      if !stretch.isStandIn, start < end {
        last.range.bytes =
          min(
            last.range.bytes.lowerBound, bytes.lowerBound)..<max(
            last.range.bytes.upperBound, bytes.upperBound)
      }
      last.box.formUnion(box)
      last.end = max(last.end, end)
      last.range.glyphs.add(run.glyphs)
      open = last
      return
    }
    let isBlank = bytes.isEmpty || output.bytes[bytes].allSatisfy(Self.isBlank)
    guard !isBlank || stretch.isStandIn else { return waiting.append(run) }
    close()
    var range = SourceMap.Range(
      bytes: bytes, block: output.sources[source].block, page: Int(run.page), box: .empty,
      glyphs: [run.glyphs], isStandIn: stretch.isStandIn)
    for glyphs in waiting where glyphs.page == run.page { range.glyphs.add(glyphs.glyphs) }
    waiting = []
    open = Open(range: range, box: box, line: line, end: end)
  }

  /// Whether a range has room for more glyphs.
  private func goesOn(_ last: Open, _ run: GlyphRun, _ line: Int, _ text: Text) -> Bool {
    guard last.range.page == run.page, last.line == line || run.start == run.end else {
      return false
    }
    // What became no text, and what a formula or a bullet stands for, is no word by itself.
    guard run.start < run.end, !last.range.isStandIn else { return true }
    switch grain {
    case .line: return true
    case .word: return run.start == last.end
    case .character: return false
    }
  }

  private func box(
    of glyphs: ClosedRange<Int32>, on page: Document.Page, orLine line: Int, of text: Text
  ) -> Box {
    var box = Box.empty
    for glyph in glyphs where page.glyphs.indices.contains(Int(glyph)) {
      let placed = page.glyphs[Int(glyph)]
      if !placed.isBlank { box.formUnion(placed.box) }
    }
    if box.isEmpty, page.glyphs.isEmpty, text.lines.indices.contains(line) {
      return text.lines[line].box
    }
    return box
  }

  /// Ends the last range.
  private mutating func close() {
    guard let last = open, let page = pages[last.range.page] else { return }
    open = nil
    var range = last.range
    range.box = page.frame(last.box)
    if page.frame != .identity { range.corners = last.box.corners.map { page.frame($0) } }
    if !page.confidences.isEmpty {
      range.confidence = page.confidence(
        of: range.glyphs.map {
          SourceRun(
            start: 0, end: 0, page: Int32(page.index), first: $0.lowerBound, last: $0.upperBound)
        })
    }
    result.append(range)
  }
}

extension Output.Mark {
  /// Whether it says what follows in the same text, with nothing between but what escapes it.
  fileprivate func goesOn(after last: Self) -> Bool {
    !isStandIn && !last.isStandIn && source == last.source
      && text.lowerBound == last.text.upperBound
      && (isEscaped || bytes.lowerBound == last.bytes.upperBound)
  }
}

extension Unicode.Scalar {
  /// Whether it is a space of any kind, also of no width, or joins or parts its neighbours.
  fileprivate var isUnprinted: Bool {
    switch value {
    case 0x200B...0x200D, 0x2060, 0xFEFF: true
    default: properties.isWhitespace
    }
  }
}
