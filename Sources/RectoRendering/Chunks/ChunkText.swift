/// The text of a chunk, and which of it is where in the Markdown.
struct ChunkText {
  private(set) var bytes: [UInt8] = []
  private(set) var ranges: [Chunk.Range] = []

  init() {}

  init(
    of own: [Range<Int>], _ dress: ChunkDress, closing: [UInt8], notes: [Range<Int>],
    _ source: ChunkSource
  ) {
    for heading in dress.headings {
      add(heading, of: source, isRepeated: true)
      part()
    }
    if let overlap = dress.overlap, let first = own.first {
      add(overlap, of: source, isRepeated: true)
      bytes += source.bytes[overlap.upperBound..<max(overlap.upperBound, first.lowerBound)]
        .filter(ChunkSource.isBlank)
    }
    for segment in dress.opening {
      switch segment {
      case .copy(let range): add(range, of: source, isRepeated: true)
      case .made(let made): bytes += made
      }
    }
    for (i, range) in own.enumerated() {
      if i > 0 { part() }
      add(range, of: source, isRepeated: false)
    }
    bytes += closing
    for note in notes {
      part()
      add(note, of: source, isRepeated: false)
    }
  }

  private mutating func part() { bytes += "\n\n".utf8 }

  private mutating func add(_ range: Range<Int>, of source: ChunkSource, isRepeated: Bool) {
    ranges.append(Chunk.Range(place: bytes.count, bytes: range, isRepeated: isRepeated))
    bytes += source.bytes[range]
  }
}
