internal import RectoGeometry
internal import RectoLanguage
internal import RectoTree

/// The Markdown of a document with what stands where in it.
struct ChunkSource {
  let bytes: [UInt8]
  let parts: [Outline.Part]
  /// In the order in which they end.
  let inlines: [Outline.Inline]
  let marks: [Output.Mark]
  let sources: [Output.Source]
  /// What the outline has in its first rank; parts of sheets and slides instead of those.
  private(set) var elements: [Element] = []
  private let breaker: TextBreaker

  /// Something of the first rank.
  struct Element {
    /// Its number in the outline.
    var part: Int
    var bytes: Range<Int>
    var block: Block?
    var layer: Document.Layer?
    /// Of a heading.
    var level: Int?
    var title = ""
    /// The headings that it stands under, by their numbers here.
    var path: [Int] = []
    /// The id of the table or figure that it belongs to, or its own.
    var owner: String
    /// The name of a note that the text calls.
    var note: String?
  }

  init(_ document: Document, options: RenderingOptions) throws {
    var output = Output.outlined()
    try MarkdownRenderer(document, options: options).render(to: &output)
    bytes = output.bytes
    parts = output.outline?.parts ?? []
    inlines = output.outline?.inlines ?? []
    marks = output.marks ?? []
    sources = output.sources
    breaker = TextBreaker(Self.abbreviations(of: document))
    elements = found(in: document)
  }

  /// Of the language that the document seems to be in: what files say of it is wrong too often.
  private static func abbreviations(of document: Document) -> Abbreviations {
    var sample = ""
    for block in document.blocks where sample.utf8.count < sampleSize {
      if case .paragraph(let text) = block.content { sample += text.string + " " }
    }
    return Abbreviations(of: sample)
  }

  /// So many bytes tell a language.
  private static let sampleSize = 4000

  // MARK: The first rank

  private func found(in document: Document) -> [Element] {
    var owners: [String: String] = [:]
    for block in document.blocks {
      let (above, below) = block.attached
      for part in above + below { owners[part.id] = block.id }
    }
    let ranks = children(of: nil).flatMap { number -> [Int] in
      guard case .block(let block, _) = parts[number].kind, case .section = block.content else {
        return [number]
      }
      let inner = children(of: number)
      return inner.isEmpty ? [number] : inner
    }
    let ranges = divided(0..<bytes.count, ranks.map { parts[$0].start..<parts[$0].end })
    var path: [Int] = []
    var elements: [Element] = []
    for (number, range) in zip(ranks, ranges) {
      var element = Element(part: number, bytes: range, owner: "")
      switch parts[number].kind {
      case .block(let block, let layer):
        (element.block, element.layer) = (block, layer)
        element.owner = owners[block.id] ?? block.id
        if layer == nil, case .heading(let text, let level) = block.content {
          (element.level, element.title) = (level, text.readable)
        }
        if case .footnote(let note) = block.content, owners[block.id] == nil {
          element.note = note.name
        }
      case .title(let text): (element.level, element.title) = (2, text.readable)
      default: break
      }
      if let level = element.level {
        path.removeAll { (elements[$0].level ?? 0) >= level }
        element.path = path
        path.append(elements.count)
      } else {
        element.path = path
      }
      elements.append(element)
    }
    return elements
  }

  /// The parts right inside one; those of the first rank.
  func children(of number: Int?) -> [Int] {
    let depth = number.map { parts[$0].depth + 1 } ?? 0
    var children: [Int] = []
    for i in parts.indices[(number.map { $0 + 1 } ?? 0)...] {
      if parts[i].depth < depth { break }
      if parts[i].depth == depth { children.append(i) }
    }
    return children
  }

  /// Ranges that follow each other inside another, grown until only blanks are left between them: what
  /// stands before one belongs to it.
  func divided(_ outer: Range<Int>, _ inner: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for (i, range) in inner.enumerated() {
      let start =
        i == 0
        ? begin(outer.lowerBound, range.lowerBound)
        : begin(inner[i - 1].upperBound, range.lowerBound)
      let end = i + 1 == inner.count ? outer.upperBound : range.upperBound
      result.append(trimmed(start..<max(start, end)))
    }
    return result
  }

  /// Where that begins which stands between two places: with the blanks of its line, if that has
  /// nothing else before.
  private func begin(_ last: Int, _ next: Int) -> Int {
    guard last < next else { return next }
    let place = bytes[last..<next].firstIndex { !Self.isBlank($0) } ?? next
    return bytes[last..<place].lastIndex(of: Output.feed).map { $0 + 1 } ?? place
  }

  /// A range without the blanks at its end.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, Self.isBlank(bytes[end - 1]) { end -= 1 }
    return range.lowerBound..<end
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

  // MARK: Texts

  /// The marks that lie in a range.
  func marks(in range: Range<Int>) -> ArraySlice<Output.Mark> {
    let start = marks.partitioningIndex { $0.bytes.upperBound > range.lowerBound }
    let end = marks.partitioningIndex { $0.bytes.lowerBound >= range.upperBound }
    return marks[start..<max(start, end)]
  }

  /// The inlines that end in a range, by their starts.
  private func inlines(in range: Range<Int>) -> [Outline.Inline] {
    let start = inlines.partitioningIndex { $0.end > range.lowerBound }
    let end = inlines.partitioningIndex { $0.end > range.upperBound }
    return inlines[start..<max(start, end)].sorted { ($0.start, -$0.end) < ($1.start, -$1.end) }
  }

  /// The calls of notes in a range.
  func calls(in range: Range<Int>) -> [(place: Int, note: String)] {
    let start = inlines.partitioningIndex { $0.end > range.lowerBound }
    let end = inlines.partitioningIndex { $0.end > range.upperBound }
    return inlines[start..<max(start, end)].compactMap { inline in
      inline.note.map { (inline.start, $0) }
    }
  }

  /// Where the texts in a range may be parted.
  func breaks(in range: Range<Int>) -> [ChunkBreak] {
    var result: [ChunkBreak] = []
    var source = -1
    var rest: ArraySlice<TextBreak> = []
    var readings: [Text.Span] = []
    let inlines = inlines(in: range)
    var next = 0
    var open: [Outline.Inline] = []
    var end = range.lowerBound
    func add(_ place: Int, _ kind: TextBreak.Kind, after mark: Int) {
      var place = place
      // What its line begins with goes with it.
      if mark < place, let feed = bytes[mark..<place].lastIndex(of: Output.feed) {
        place = feed + 1
      }
      // A sign that escapes what comes goes with it.
      if place > max(mark, range.lowerBound), bytes[place - 1] == UInt8(ascii: "\\") { place -= 1 }
      while next < inlines.count, inlines[next].start < place {
        open.append(inlines[next])
        next += 1
      }
      open.removeAll { $0.end <= place }
      for inline in open where inline.start < place && place < inline.end {
        // Before its first letter is before all of it.
        if mark <= inline.start {
          place = inline.start
        } else if inline.isWhole {
          return
        }
      }
      guard place > range.lowerBound, place < range.upperBound, place > result.last?.place ?? 0
      else { return }
      result.append(ChunkBreak(place: place, begins: Chunk.Beginning(kind)))
    }
    for mark in marks(in: range) {
      if mark.source != source {
        source = mark.source
        let text = sources[source].text
        rest = breaker.breaks(in: text.string)[...]
        readings = text.spans.filter { !$0.style.isDisjoint(with: [.ruby, .rubyBase]) }
      }
      var best: TextBreak.Kind?
      while let first = rest.first, first.offset <= Int(mark.text.lowerBound) {
        best = max(best ?? first.kind, first.kind)
        rest.removeFirst()
      }
      if let best { add(mark.bytes.lowerBound, best, after: end) }
      while let first = rest.first, first.offset < Int(mark.text.upperBound) {
        rest.removeFirst()
        let isInReading = readings.contains {
          Int($0.start) < first.offset && first.offset < Int($0.end)
            || Int($0.start) == first.offset && $0.style.contains(.ruby)
        }
        guard mark.isExact, !isInReading else { continue }
        let place = mark.bytes.lowerBound + first.offset - Int(mark.text.lowerBound)
        add(place, first.kind, after: place)
      }
      end = mark.bytes.upperBound
    }
    return result
  }

  /// The marks of emphasis and links that a place in a text is between: what opens them, the outer
  /// before the inner ones, and what closes them, the other way round.
  func marks(around place: Int, in leaf: Range<Int>) -> (opening: [UInt8], closing: [UInt8]) {
    let inner = inlines(in: leaf)
    var (opening, closing): ([UInt8], [UInt8]) = ([], [])
    for inline in inner where inline.start < place && place < inline.end {
      guard !inline.isWhole else { return ([], []) }
      let nested = inner.filter {
        $0.start >= inline.start && $0.end <= inline.end && $0.bytes != inline.bytes
      }
      let own = marks(in: inline.bytes)
      let start = min(
        own.first?.bytes.lowerBound ?? inline.end, nested.map(\.start).min() ?? inline.end)
      let end = max(
        own.last?.bytes.upperBound ?? inline.start, nested.map(\.end).max() ?? inline.start)
      guard start <= place, place <= end else { return ([], []) }
      opening += bytes[inline.start..<max(inline.start, start)]
      closing = bytes[min(end, inline.end)..<inline.end] + closing
    }
    return (opening, closing)
  }
}

extension Chunk.Beginning {
  fileprivate init(_ kind: TextBreak.Kind) {
    switch kind {
    case .syllable: self = .syllable
    case .word: self = .word
    case .clause: self = .clause
    case .sentence: self = .sentence
    case .line: self = .line
    }
  }

  /// How good a place it is.
  var rank: Int { Self.allCases.count - (Self.allCases.firstIndex(of: self) ?? 0) }
}
