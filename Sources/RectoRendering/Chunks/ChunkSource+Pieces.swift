internal import RectoTree

/// Taking apart what is too long.
extension ChunkSource {
  /// The first rank as pieces; what belongs to a table or figure is one with it.
  func pieces() -> [ChunkPiece] {
    var pieces: [ChunkPiece] = []
    var owner = ""
    for (i, element) in elements.enumerated() where !element.bytes.isEmpty {
      let piece = ChunkPiece(
        bytes: element.bytes, content: .part(element.part),
        begins: element.level == nil ? .block : .heading, element: i)
      if !element.owner.isEmpty, element.owner == owner, let last = pieces.last {
        var parts = [last]
        if case .group(let group) = last.content { parts = group }
        pieces[pieces.count - 1] = group(parts + [piece])
      } else {
        pieces.append(piece)
      }
      owner = element.owner
    }
    return pieces
  }

  private func group(_ parts: [ChunkPiece]) -> ChunkPiece {
    var group = parts[0]
    group.content = .group(parts)
    group.bytes = parts[0].bytes.lowerBound..<parts[parts.count - 1].bytes.upperBound
    return group
  }

  /// What a piece is made of, in order; the piece alone if it is nothing but characters.
  func parts(of piece: ChunkPiece) -> [ChunkPiece] {
    switch piece.content {
    case .group(let parts): return parts
    case .part(let number):
      let inner = children(of: number)
      return inner.isEmpty ? texts(of: piece, number) : parts(of: piece, number, inner)
    case .text(let breaks):
      guard let best = breaks.max(by: { $0.begins.rank < $1.begins.rank })?.begins else {
        return words(of: piece)
      }
      return cut(piece, at: breaks.filter { $0.begins == best }, among: breaks)
    case .rest: return words(of: piece)
    }
  }

  private func parts(of piece: ChunkPiece, _ number: Int, _ inner: [Int]) -> [ChunkPiece] {
    let ranges = divided(piece.bytes, inner.map { parts[$0].start..<parts[$0].end })
    var result: [ChunkPiece] = []
    for (child, range) in zip(inner, ranges) where !range.isEmpty {
      var part = piece
      part.bytes = range
      part.content = .part(child)
      if !result.isEmpty { part.begins = Chunk.Beginning(of: parts[child].kind) }
      if isWrapper(number), piece.wrappers.last != number { part.wrappers.append(number) }
      result.append(part)
    }
    // A head says nothing without a row.
    let heads = inner.prefix { if case .row(isHead: true) = parts[$0].kind { true } else { false } }
    guard !heads.isEmpty, heads.count < result.count, result.count == inner.count else {
      return result
    }
    return [group(Array(result[...heads.count]))] + result[(heads.count + 1)...]
  }

  /// Whether what it begins and ends with has to be repeated in its parts.
  private func isWrapper(_ number: Int) -> Bool {
    guard case .block(let block, _) = parts[number].kind else { return false }
    switch block.content {
    case .table, .code, .quote: return true
    default: return false
    }
  }

  /// The parts of a text.
  private func texts(of piece: ChunkPiece, _ number: Int) -> [ChunkPiece] {
    var text = piece
    text.content = .text(breaks(in: piece.bytes))
    text.leaf = piece.bytes
    if isWrapper(number) { text.wrappers.append(number) }
    return parts(of: text)
  }

  private func cut(
    _ piece: ChunkPiece, at places: [ChunkBreak], among breaks: [ChunkBreak]
  ) -> [ChunkPiece] {
    var result: [ChunkPiece] = []
    var rest = breaks[...]
    var begin = ChunkBreak(place: piece.bytes.lowerBound, begins: piece.begins)
    for next in places + [ChunkBreak(place: piece.bytes.upperBound, begins: .character)] {
      var part = piece
      part.bytes = trimmed(begin.place..<next.place)
      part.begins = begin.begins
      while let first = rest.first, first.place <= begin.place { rest.removeFirst() }
      let inner = rest.prefix { $0.place < next.place }
      rest.removeFirst(inner.count)
      part.content = .text(Array(inner))
      if !part.bytes.isEmpty { result.append(part) }
      begin = next
    }
    return result
  }

  /// What has no place to be parted at but blanks of the Markdown: formulas, addresses.
  private func words(of piece: ChunkPiece) -> [ChunkPiece] {
    var result: [ChunkPiece] = []
    var start = piece.bytes.lowerBound
    var isInside = false
    func add(_ end: Int) {
      var part = piece
      part.bytes = trimmed(start..<end)
      part.content = .rest
      if !result.isEmpty { part.begins = .character }
      if !part.bytes.isEmpty { result.append(part) }
      start = end
    }
    for place in piece.bytes {
      if Self.isBlank(bytes[place]) {
        isInside = false
      } else if !isInside {
        if place > start,
          result.last != nil || bytes[start..<place].contains(where: { !Self.isBlank($0) })
        {
          add(place)
        }
        isInside = true
      }
    }
    add(piece.bytes.upperBound)
    return result
  }

  /// Where the signs of a range end: characters as they are seen, with what escapes them; entities and
  /// tags.
  func signs(of range: Range<Int>) -> [Int] {
    var ends: [Int] = []
    var place = range.lowerBound
    while place < range.upperBound {
      place = min(endOfSign(at: place), range.upperBound)
      ends.append(place)
    }
    return ends
  }

  /// What is longer in bytes is more than one sign: characters may have any number of accents.
  private static let longestSign = 12

  private func endOfSign(at place: Int) -> Int {
    switch bytes[place] {
    case UInt8(ascii: "\\"): return endOfCharacter(at: min(place + 1, bytes.count - 1))
    case UInt8(ascii: "&"): return end(of: UInt8(ascii: ";"), after: place) ?? place + 1
    case UInt8(ascii: "<"): return end(of: UInt8(ascii: ">"), after: place) ?? place + 1
    default: return endOfCharacter(at: place)
    }
  }

  private func end(of closer: UInt8, after place: Int) -> Int? {
    let sign = bytes[place...].prefix(Self.longestSign)
    guard let end = sign.firstIndex(of: closer), !sign[..<end].contains(where: Self.isBlank) else {
      return nil
    }
    return end + 1
  }

  private func endOfCharacter(at place: Int) -> Int {
    var end = place
    var isJoined = true
    while end < bytes.count, let scalar = bytes[...].scalar(at: end) {
      let width = UTF8.width(scalar)
      let extends = scalar.properties.isGraphemeExtend || scalar.value == 0x200D
      guard end == place || (extends || isJoined) && end + width - place <= Self.longestSign else {
        break
      }
      isJoined = scalar.value == 0x200D
      end += width
    }
    return max(end, place + 1)
  }
}

extension Chunk.Beginning {
  fileprivate init(of kind: Outline.Kind) {
    switch kind {
    case .block(let block, _):
      if case .heading = block.content { self = .heading } else { self = .block }
    case .title: self = .heading
    case .item: self = .item
    case .row: self = .row
    case .cell: self = .cell
    case .remark: self = .block
    }
  }
}
