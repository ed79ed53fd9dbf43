internal import RectoTree

/// What stands where in an output: blocks with what they are made of, and what is better not cut inside
/// their texts.
struct Outline {
  /// A block, or a part of one. The outer come before the inner ones.
  struct Part {
    var kind: Kind
    /// Of the bytes; `Int.max` while more of it may come.
    var start: Int
    var end: Int
    /// How many parts it is in.
    var depth: Int
  }

  enum Kind {
    case block(Block, Document.Layer?)
    /// The title of a sheet or slide.
    case title(Text)
    case item
    case row(isHead: Bool)
    case cell
    /// What is no block: where a page begins, lists of what the file carries besides its pages.
    case remark
  }

  /// Something inside a text.
  struct Inline {
    var start: Int
    var end: Int
    /// It is nothing if it is cut: a formula, a picture, an address. Else its marks can be repeated.
    var isWhole: Bool
    /// The name of the note that it calls.
    var note: String?

    var bytes: Range<Int> { start..<end }
  }

  private(set) var parts: [Part] = []
  /// In the order in which they end.
  private(set) var inlines: [Inline] = []
  /// How many parts are open.
  private var depth = 0

  /// A part begins. Gives back its number.
  mutating func begin(_ kind: Kind) -> Int {
    parts.append(Part(kind: kind, start: .max, end: .max, depth: depth))
    depth += 1
    return parts.count - 1
  }

  /// A part ends; without a range nothing of it was written.
  mutating func end(_ number: Int, _ range: Range<Int>?) {
    depth -= 1
    guard let range else {
      parts.removeLast(parts.count - number)
      return
    }
    (parts[number].start, parts[number].end) = (range.lowerBound, range.upperBound)
  }

  mutating func add(_ inline: Inline) {
    if inline.start < inline.end { inlines.append(inline) }
  }

  /// So many bytes were put in at a place: before what is inside texts there, but in the parts that
  /// begin there.
  mutating func insert(_ count: Int, at place: Int) {
    move(
      from: place,
      part: { $0 > place ? $0 + count : $0 },
      inline: { $0 >= place ? $0 + count : $0 },
      inlineEnd: { $0 > place ? $0 + count : $0 })
  }

  /// Bytes were taken out.
  mutating func remove(_ range: Range<Int>) {
    func moved(_ place: Int) -> Int {
      place <= range.lowerBound ? place : max(range.lowerBound, place - range.count)
    }
    move(from: range.lowerBound, part: moved, inline: moved, inlineEnd: moved)
    while let last = inlines.last, last.start >= last.end { inlines.removeLast() }
  }

  private mutating func move(
    from place: Int, part: (Int) -> Int, inline: (Int) -> Int, inlineEnd: (Int) -> Int
  ) {
    for i in parts.indices.reversed() {
      if parts[i].start != .max { parts[i].start = part(parts[i].start) }
      if parts[i].end == .max { continue }
      // What stands before it, side by side, ends before it.
      if parts[i].end <= place, parts[i].depth <= depth { break }
      parts[i].end = part(parts[i].end)
    }
    for i in inlines.indices.reversed() {
      guard inlines[i].end > place else { break }
      inlines[i].start = inline(inlines[i].start)
      inlines[i].end = inlineEnd(inlines[i].end)
    }
  }

  /// Adds what was written apart. `moved` leads from there to here.
  mutating func append(_ other: Outline, _ moved: (Int) -> Int) {
    for var part in other.parts {
      (part.start, part.end) = (moved(part.start), moved(part.end))
      part.depth += depth
      parts.append(part)
    }
    for var inline in other.inlines {
      (inline.start, inline.end) = (moved(inline.start), moved(inline.end))
      inlines.append(inline)
    }
  }
}

extension Output {
  /// Writes a part of a block.
  mutating func part(_ kind: @autoclosure () -> Outline.Kind, _ write: (inout Output) -> Void) {
    guard outline != nil, let number = outline?.begin(kind()) else { return write(&self) }
    let start = following(write)
    outline?.end(number, start.map { $0..<bytes.count })
  }

  /// Says that what was written from a place on, up to blanks at its end, is one thing in its text.
  mutating func isInline(from place: Int, isWhole: Bool = false, note: String? = nil) {
    guard outline != nil, place <= bytes.count else { return }
    let blanks = bytes[place...].blanks
    outline?.add(
      Outline.Inline(
        start: place, end: bytes.count - blanks.trailing, isWhole: isWhole, note: note))
  }

  /// Writes what is nothing if it is cut.
  mutating func whole(note: String? = nil, _ write: (inout Output) -> Void) {
    guard outline != nil else { return write(&self) }
    if let start = following(write) { isInline(from: start, isWhole: true, note: note) }
  }
}
