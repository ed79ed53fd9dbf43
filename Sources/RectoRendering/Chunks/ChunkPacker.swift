internal import RectoGeometry
internal import RectoTree

/// Puts pieces of a document into chunks, one after the other.
struct ChunkPacker {
  let source: ChunkSource
  private let places: ChunkPlaces
  private let options: ChunkOptions
  private var counter: ChunkCounter
  private(set) var chunks: [Chunk] = []

  /// What no chunk may have more of, what is fixed left out.
  private let budget: Int
  /// What is aimed at: less than the budget where texts have more together than each by itself.
  private var limit: Int
  /// The pieces of the chunk that is being filled, and how much they have with what stands between.
  private var open: [ChunkPiece] = []
  private var filled = 0
  /// What is repeated before them, and how much that is.
  private var dress = ChunkDress()
  private var dressed = 0
  /// The pieces of the last chunk.
  private var last: [ChunkPiece] = []

  /// Notes that go with what calls them: where that is, the note's element, and how much they have, all
  /// before included.
  private var notes: [(place: Int, element: Int, sum: Int)] = []
  private var pulled: [Range<Int>] = []
  private var counts: [ArraySlice<UInt8>: Int] = [:]
  private var ids: [UInt64: Int] = [:]
  private var wrappers: [Int: ChunkWrapper?] = [:]

  init(_ source: ChunkSource, _ places: ChunkPlaces, _ options: ChunkOptions) {
    (self.source, self.places, self.options) = (source, places, options)
    counter = ChunkCounter(options)
    budget = max(1, options.size - counter.fixed)
    limit = budget
  }

  mutating func pack() {
    pullNotes()
    let pieces = source.pieces().filter { !isPulled($0) }.map { counted($0) }
    fillSections(pieces[...])
    close()
  }

  // MARK: Notes

  /// A note of more than this share of the budget stands where it is printed.
  private static let mostOfNote = 0.5

  /// Finds the notes that the text calls before they come or after: each goes with its first call.
  private mutating func pullNotes() {
    var byName: [String: Int] = [:]
    for (i, element) in source.elements.enumerated() {
      if let note = element.note, byName[note] == nil { byName[note] = i }
    }
    guard !byName.isEmpty else { return }
    var sum = 0
    for call in source.calls(in: 0..<source.bytes.count) {
      guard let element = byName[call.note] else { continue }
      let range = source.elements[element].bytes
      // Its own mark, and those of notes to notes.
      if isInNote(call.place) { continue }
      byName[call.note] = nil
      let count = count(range) + separation
      guard Double(count) <= Double(budget) * Self.mostOfNote else { continue }
      sum += count
      notes.append((call.place, element, sum))
      pulled.append(range)
    }
    pulled.sort { $0.lowerBound < $1.lowerBound }
  }

  private func isInNote(_ place: Int) -> Bool {
    let i = source.elements.partitioningIndex { $0.bytes.upperBound > place }
    return i < source.elements.count && source.elements[i].note != nil
  }

  private func isPulled(_ piece: ChunkPiece) -> Bool {
    let i = pulled.partitioningIndex { $0.lowerBound >= piece.bytes.lowerBound }
    return i < pulled.count && pulled[i] == piece.bytes
  }

  /// How much the notes have that are called in a range.
  private func countOfNotes(in range: Range<Int>) -> Int {
    guard !notes.isEmpty else { return 0 }
    let start = notes.partitioningIndex { $0.place >= range.lowerBound }
    let end = notes.partitioningIndex { $0.place >= range.upperBound }
    guard start < end else { return 0 }
    return notes[end - 1].sum - (start > 0 ? notes[start - 1].sum : 0)
  }

  private func notes(in range: Range<Int>) -> [Int] {
    let start = notes.partitioningIndex { $0.place >= range.lowerBound }
    let end = notes.partitioningIndex { $0.place >= range.upperBound }
    return start < end ? notes[start..<end].map(\.element) : []
  }

  // MARK: Counting

  private mutating func count(_ range: Range<Int>) -> Int { counter.count(source.bytes[range]) }

  private mutating func counted(_ piece: ChunkPiece) -> ChunkPiece {
    var piece = piece
    piece.count = count(piece.bytes) + countOfNotes(in: piece.bytes)
    return piece
  }

  /// How much stands between blocks.
  private var separation: Int {
    mutating get { between("\n\n"[...]) }
  }

  private mutating func between(_ blanks: Substring) -> Int {
    between(Array(blanks.utf8)[...])
  }

  private mutating func between(_ blanks: ArraySlice<UInt8>) -> Int {
    if let count = counts[blanks] { return count }
    let count = counter.count(blanks)
    counts[blanks] = count
    return count
  }

  /// How much stands between two pieces.
  private mutating func gap(_ first: ChunkPiece?, _ second: ChunkPiece) -> Int {
    guard let first else { return 0 }
    let range = first.bytes.upperBound..<max(first.bytes.upperBound, second.bytes.lowerBound)
    // A note that stood between went elsewhere.
    if source.bytes[range].contains(where: { !ChunkSource.isBlank($0) }) { return separation }
    return range.isEmpty ? 0 : between(source.bytes[range])
  }

  // MARK: Filling

  /// Sections of less than this share of the budget are joined with their neighbours.
  private static let small = 0.25

  private func isSmall(_ count: Int) -> Bool { Double(count) < Double(limit) * Self.small }

  private var hasOnlyHeadings: Bool { !open.isEmpty && open.allSatisfy(isHeading) }

  private func isHeading(_ piece: ChunkPiece) -> Bool {
    source.elements[piece.element].level != nil
  }

  /// Fills in blocks that follow each other, section by section.
  private mutating func fillSections(_ pieces: ArraySlice<ChunkPiece>) {
    let sections = sections(of: pieces)
    guard sections.count > 1 else {
      for piece in pieces { fill(piece) }
      return
    }
    for section in sections {
      let count = total(of: section)
      let joins = open.isEmpty || hasOnlyHeadings || isSmall(filled) || isSmall(count)
      if joins, fits(section, count) {
        for piece in section { append(piece) }
        continue
      }
      if !hasOnlyHeadings { close() }
      if fits(section, count) {
        for piece in section { append(piece) }
      } else {
        fillSections(section)
      }
    }
  }

  /// Parts that begin with the headings of the highest rank; one that is nothing but headings goes with
  /// the next.
  private func sections(of pieces: ArraySlice<ChunkPiece>) -> [ArraySlice<ChunkPiece>] {
    func level(_ i: Int) -> Int? { source.elements[pieces[i].element].level }
    guard let first = pieces.firstIndex(where: { !isHeading($0) }) else { return [pieces] }
    let inner = pieces.indices[(first + 1)...]
    guard let highest = inner.compactMap(level).min() else { return [pieces] }
    var sections: [ArraySlice<ChunkPiece>] = []
    var start = pieces.startIndex
    for i in inner where level(i) == highest {
      if pieces[start..<i].allSatisfy(isHeading) { continue }
      sections.append(pieces[start..<i])
      start = i
    }
    sections.append(pieces[start...])
    return sections
  }

  private mutating func total(of pieces: ArraySlice<ChunkPiece>) -> Int {
    var (total, last): (Int, ChunkPiece?) = (0, nil)
    for piece in pieces {
      total += gap(last, piece) + piece.count
      last = piece
    }
    return total
  }

  /// Whether pieces that have so much fit behind what the chunk has.
  private mutating func fits(_ pieces: ArraySlice<ChunkPiece>, _ count: Int) -> Bool {
    guard let first = pieces.first, let last = pieces.last else { return true }
    var all = filled + gap(open.last, first) + count + closing(last)
    if open.isEmpty {
      let dress = dress(of: first)
      all += self.count(of: dress)
    } else {
      all += dressed
    }
    return all <= limit
  }

  private mutating func fits(_ piece: ChunkPiece) -> Bool { fits([piece], piece.count) }

  private mutating func append(_ piece: ChunkPiece) {
    if open.isEmpty {
      dress = dress(of: piece)
      dressed = count(of: dress)
      filled = piece.count
    } else {
      filled += gap(open.last, piece) + piece.count
    }
    open.append(piece)
  }

  /// Fills in a piece, in parts if it has to be.
  private mutating func fill(_ piece: ChunkPiece) {
    if fits(piece) { return append(piece) }
    if !open.isEmpty, !hasOnlyHeadings {
      let headings = open.suffix(while: isHeading)
      let room = limit - dressed - filled
      if isSmall(room) || fitsAlone(piece) {
        open.removeLast(headings.count)
        close()
        for heading in headings { append(heading) }
        if fits(piece) { return append(piece) }
      }
    }
    let parts = takenApart(piece)
    guard parts.count == 1, case .rest = parts[0].content else {
      for part in parts { fill(part) }
      return
    }
    fillSigns(of: parts[0])
  }

  private mutating func fitsAlone(_ piece: ChunkPiece) -> Bool {
    let (open, filled) = (self.open, self.filled)
    (self.open, self.filled) = ([], 0)
    defer { (self.open, self.filled) = (open, filled) }
    return fits(piece)
  }

  private mutating func takenApart(_ piece: ChunkPiece) -> [ChunkPiece] {
    source.parts(of: piece).map { counted($0) }
  }

  /// Cuts what has no end inside into what just fits.
  private mutating func fillSigns(of piece: ChunkPiece) {
    close()
    if fits(piece) { return append(piece) }
    let ends = source.signs(of: piece.bytes)
    var start = piece.bytes.lowerBound
    var next = 0
    while next < ends.count {
      var part = piece
      if start > piece.bytes.lowerBound { part.begins = .character }
      /// Up to the sign of a number, counted.
      func upTo(_ sign: Int) -> ChunkPiece {
        part.bytes = start..<ends[sign]
        return part
      }
      // The most that fits, by halves; one sign at least.
      var (low, high) = (next, ends.count - 1)
      while low < high {
        let middle = (low + high + 1) / 2
        let tried = counted(upTo(middle))
        if fits(tried) { low = middle } else { high = middle - 1 }
      }
      let own = counted(upTo(low))
      if !open.isEmpty, !fits(own) { close() }
      append(own)
      (start, next) = (ends[low], low + 1)
      if next < ends.count { close() }
    }
  }

  // MARK: What is repeated

  /// Headings have this share of the budget at most; the outermost are left out first.
  private static let mostOfHeadings = 1.0 / 3
  /// What tables, code and quotations repeat, this.
  private static let mostOfWrapper = 0.5

  private mutating func dress(of piece: ChunkPiece) -> ChunkDress {
    var dress = ChunkDress()
    if options.context == .headings {
      var left = Int(clamped: Double(limit) * Self.mostOfHeadings)
      for heading in source.elements[piece.element].path.reversed() {
        let range = source.elements[heading].bytes
        left -= count(range) + separation
        guard left >= 0 else { break }
        dress.headings.insert(range, at: 0)
      }
    }
    dress.overlap = overlap(before: piece)
    for number in piece.wrappers { dress.add(wrapper(number), of: source, at: piece) }
    if let leaf = piece.leaf {
      dress.opening.append(.made(source.marks(around: piece.bytes.lowerBound, in: leaf).opening))
    }
    return dress
  }

  /// `nil` for one that is too much to be repeated.
  private mutating func wrapper(_ number: Int) -> ChunkWrapper? {
    if let known = wrappers[number] { return known }
    var wrapper = ChunkWrapper(number, in: source)
    if let found = wrapper,
      Double(counter.count(found.bytes(of: source)[...])) > Double(budget) * Self.mostOfWrapper
    {
      wrapper = nil
    }
    wrappers[number] = .some(wrapper)
    return wrapper
  }

  /// How much closes a chunk that ends with a piece.
  private mutating func closing(_ piece: ChunkPiece) -> Int {
    let bytes = closingBytes(piece)
    return bytes.isEmpty ? 0 : counter.count(bytes[...])
  }

  private mutating func closingBytes(_ piece: ChunkPiece) -> [UInt8] {
    guard piece.leaf != nil || !piece.wrappers.isEmpty else { return [] }
    var closing: [UInt8] = []
    if let leaf = piece.leaf {
      closing += source.marks(around: piece.bytes.upperBound, in: leaf).closing
    }
    for number in piece.wrappers.reversed() {
      guard let wrapper = wrapper(number), piece.bytes.upperBound < wrapper.end else { continue }
      closing += wrapper.closing
    }
    return closing
  }

  private mutating func count(of dress: ChunkDress) -> Int {
    var count = 0
    for heading in dress.headings { count += self.count(heading) + separation }
    if let overlap = dress.overlap { count += self.count(overlap) + separation }
    for segment in dress.opening { count += counter.count(segment.bytes(of: source)[...]) }
    return count
  }

  /// What stands before a piece in the same section, as much as is to be repeated of it: whole parts.
  private mutating func overlap(before piece: ChunkPiece) -> Range<Int>? {
    guard options.overlap > 0, let end = last.last?.bytes.upperBound, piece.wrappers.isEmpty,
      !isHeading(piece)
    else { return nil }
    let path = source.elements[piece.element].path
    var start = end
    var pieces = last
    while let next = pieces.popLast() {
      guard next.wrappers.isEmpty, !isHeading(next),
        source.elements[next.element].path == path,
        !pulled.contains(where: { $0.overlaps(next.bytes.lowerBound..<end) })
      else { break }
      if count(next.bytes.lowerBound..<end) <= options.overlap {
        start = next.bytes.lowerBound
        continue
      }
      // Some of its sentences or words may do.
      guard start == end else { break }
      let parts = source.parts(of: next)
      guard parts.count > 1 else { break }
      pieces = parts
    }
    return start < end ? start..<end : nil
  }

  // MARK: Closing

  /// Ends the chunk that is being filled, if there is anything in it.
  private mutating func close() {
    guard let final = open.last else { return }
    let pieces = open
    (open, filled) = ([], 0)
    var ranges: [Range<Int>] = []
    for piece in pieces {
      if let before = ranges.last,
        source.bytes[before.upperBound..<max(before.upperBound, piece.bytes.lowerBound)]
          .allSatisfy(ChunkSource.isBlank)
      {
        ranges[ranges.count - 1] = before.lowerBound..<piece.bytes.upperBound
      } else {
        ranges.append(piece.bytes)
      }
    }
    let notes = ranges.flatMap { self.notes(in: $0) }
    var text = ChunkText()
    for dress in dress.lessAndLess {
      text = ChunkText(
        of: ranges, dress, closing: dress.isBare ? [] : closingBytes(final),
        notes: notes.map { source.elements[$0].bytes }, source)
      let count = counter.count(text.bytes[...])
      // Nothing is less than a sign.
      guard count > budget, !dress.isBare || pieces.count > 1 || !isSign(final) else {
        chunks.append(chunk(pieces, ranges, notes, text, dress, count: count + counter.fixed))
        last = pieces
        return
      }
      // More together than each by itself: less of it goes in.
      if pieces.count > 1 || !dress.hasMore { return refill(pieces, over: count - budget) }
    }
  }

  private func isSign(_ piece: ChunkPiece) -> Bool {
    source.signs(of: piece.bytes).count == 1
  }

  /// Fills in again what turned out to be too much for a chunk by so much.
  private mutating func refill(_ pieces: [ChunkPiece], over: Int) {
    let usual = limit
    limit = max(1, limit - over - 1)
    defer { limit = usual }
    if pieces.count > 1 {
      for piece in pieces.dropLast() { append(piece) }
      close()
      fill(pieces[pieces.count - 1])
    } else {
      let parts = takenApart(pieces[0])
      if parts.count == 1, case .rest = parts[0].content {
        fillSigns(of: parts[0])
      } else {
        for part in parts { fill(part) }
      }
    }
    close()
  }

  private mutating func chunk(
    _ pieces: [ChunkPiece], _ ranges: [Range<Int>], _ notes: [Int], _ text: ChunkText,
    _ dress: ChunkDress, count: Int
  ) -> Chunk {
    let named = pieces.first { !isHeading($0) } ?? pieces[pieces.count - 1]
    var path = source.elements[named.element].path
    if isHeading(named) { path.append(named.element) }
    let headings = path.map { source.elements[$0].title }
    var elements = source.elements(in: ranges)
    elements += notes.filter { !elements.contains($0) }
    let own = ranges + notes.map { source.elements[$0].bytes }
    var (kinds, blocks): ([String], [String]) = ([], [])
    for element in elements.map({ source.elements[$0] }) {
      guard let kind = element.kind else { continue }
      if !kinds.contains(kind) { kinds.append(kind) }
      if let block = element.block { blocks.append(block.id) }
    }
    return Chunk(
      id: id(headings, own), index: chunks.count,
      text: String(decoding: text.bytes, as: UTF8.self), count: count,
      begins: pieces[0].begins, headings: headings, kinds: kinds,
      pages: places.pages(of: own, elements, in: source), blocks: blocks, ranges: text.ranges,
      carriedRows: dress.carriedRows)
  }

  /// A hash of headings and text; a number behind those that were there before.
  private mutating func id(_ headings: [String], _ ranges: [Range<Int>]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ bytes: some Sequence<UInt8>) {
      // FNV-1a; zero parts what is hashed.
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = hash &* 0x100_0000_01B3
    }
    for heading in headings { add(heading.utf8) }
    for range in ranges { add(source.bytes[range]) }
    let number = ids[hash, default: 0] + 1
    ids[hash] = number
    let name = String(hash, radix: 16)
    let padded = String(repeating: "0", count: 16 - name.count) + name
    return number == 1 ? padded : "\(padded)-\(number)"
  }
}

extension Array {
  /// The last elements as far as something holds of them.
  fileprivate func suffix(while holds: (Element) -> Bool) -> [Element] {
    Array(self[(lastIndex { !holds($0) }.map { $0 + 1 } ?? 0)...])
  }
}
