internal import RectoTree

/// What a chunk repeats before its own text.
struct ChunkDress {
  enum Segment {
    case copy(Range<Int>)
    case made([UInt8])

    func bytes(of source: ChunkSource) -> [UInt8] {
      switch self {
      case .copy(let range): Array(source.bytes[range])
      case .made(let bytes): bytes
      }
    }
  }

  /// Of the headings that it stands under.
  var headings: [Range<Int>] = []
  /// What stands right before it.
  var overlap: Range<Int>?
  /// Heads of tables, fences of code, marks of emphasis that go on.
  var opening: [Segment] = []
  var carriedRows = 0
  private(set) var isBare = false

  mutating func add(_ wrapper: ChunkWrapper?, of source: ChunkSource, at piece: ChunkPiece) {
    guard let wrapper, piece.bytes.lowerBound >= wrapper.headEnd else { return }
    if wrapper.isQuotation {
      // Lines of quotations have their marks; a sentence on one has none.
      let place = piece.bytes.lowerBound
      if place > 0, source.bytes[place - 1] != Output.feed, place > wrapper.start {
        opening.append(.made(Array("> ".utf8)))
      }
      return
    }
    opening.append(wrapper.opening)
    opening.append(.made([Output.feed]))
    carriedRows += wrapper.rows
  }

  /// Itself, and with less and less repeated, for texts that hold more together than by themselves.
  var lessAndLess: [ChunkDress] {
    var (second, third) = (self, self)
    second.overlap = nil
    third = ChunkDress()
    third.isBare = true
    return [self, second, third]
  }

  /// Whether anything of it can be left out.
  var hasMore: Bool { !isBare }
}

/// What a table, code or a quotation begins and ends with, and what its parts repeat of that.
struct ChunkWrapper {
  var start: Int
  /// Behind what its parts repeat: what begins before has it.
  var headEnd: Int
  var end: Int
  var opening = ChunkDress.Segment.made([])
  var closing: [UInt8] = []
  var rows = 0
  var isQuotation = false

  /// `nil` for other blocks.
  init?(_ number: Int, in source: ChunkSource) {
    let part = source.parts[number]
    guard case .block(let block, _) = part.kind else { return nil }
    (start, headEnd, end) = (part.start, part.start, part.end)
    switch block.content {
    case .quote:
      isQuotation = true
    case .code:
      let bytes = source.bytes[start..<end]
      guard let first = bytes.firstIndex(of: Output.feed),
        let last = bytes.lastIndex(of: Output.feed), first < last
      else { return nil }
      headEnd = first + 1
      opening = .made(Array(bytes[..<first]))
      closing = [Output.feed] + bytes[(last + 1)...].drop(while: ChunkSource.isBlank)
    case .table:
      let rows = source.children(of: number)
      let heads = rows.prefix {
        if case .row(isHead: true) = source.parts[$0].kind { true } else { false }
      }
      guard let last = rows.last else { return nil }
      let first = heads.last.map { source.parts[$0].end } ?? source.parts[rows[0]].start
      headEnd = first
      opening = .copy(source.trimmed(start..<first))
      closing = Array(source.bytes[source.parts[last].end..<end])
      self.rows = heads.count
    default: return nil
    }
  }

  /// All that is repeated.
  func bytes(of source: ChunkSource) -> [UInt8] { opening.bytes(of: source) + closing }
}
