internal import RectoGeometry

/// What is decided about bytes after they were written.
extension Output {
  /// What was written from a place on.
  func written(from place: Int) -> ArraySlice<UInt8> { bytes[place...] }

  /// The last scalar of what is being followed.
  var lastFollowed: Unicode.Scalar? {
    first.flatMap { bytes[$0...].scalar(before: bytes.endIndex) }
  }

  /// Puts markup at a place; it may escape what stands there.
  mutating func insert(_ text: String, at place: Int, isEscape: Bool = false) {
    let count = text.utf8.count
    bytes.insert(contentsOf: text.utf8, at: place)
    outline?.insert(count, at: place)
    var isNext = true
    changeMarks(from: place) { mark in
      defer { isNext = false }
      guard mark.bytes.lowerBound < place else {
        var moved = mark.moved(by: count)
        // More than what escapes it stands before it now.
        if isNext, !isEscape { moved.isEscaped = false }
        return [moved]
      }
      guard mark.isExact else {
        var grown = mark
        grown.bytes = mark.bytes.lowerBound..<mark.bytes.upperBound + count
        return [grown]
      }
      var tail = mark.part(from: place)?.moved(by: count)
      tail?.isEscaped = isEscape
      return [mark.part(before: place), tail].compactMap(\.self)
    }
  }

  /// Takes back what was written from a place on.
  mutating func takeBack(to place: Int) { remove(place..<bytes.count) }

  /// Takes blanks from both ends of what was written from a place on.
  mutating func trim(from place: Int) {
    let blanks = bytes[place...].blanks
    remove(bytes.count - blanks.trailing..<bytes.count)
    remove(place..<place + blanks.leading)
  }

  /// Replaces bytes by markup.
  mutating func replace(_ range: Range<Int>, with text: String) {
    remove(range)
    insert(text, at: range.lowerBound)
  }

  private mutating func remove(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    bytes.removeSubrange(range)
    outline?.remove(range)
    changeMarks(from: range.lowerBound) { mark in
      let head = mark.part(before: range.lowerBound)
      let tail = mark.part(from: range.upperBound)
      return [head, tail?.moved(by: -range.count)].compactMap(\.self)
    }
  }

  /// Changes the marks that end behind a place.
  mutating func changeMarks(from place: Int, _ change: (Mark) -> [Mark]) {
    var last: [Mark] = []
    while let mark = marks?.last, mark.bytes.upperBound > place {
      last.append(mark)
      marks?.removeLast()
    }
    for mark in last.reversed() { marks?.append(contentsOf: change(mark)) }
  }

  /// An output for what is changed as a whole before it is written here.
  func apart() -> Output {
    var output = Output(isMapped: marks != nil)
    if outline != nil { output.outline = Outline() }
    output.block = block
    return output
  }

  /// Writes what was written apart, line by line.
  mutating func append(_ other: Output) {
    let before = sources.count
    sources += other.sources
    var rest = (other.marks ?? [])[...]
    var lines = other.bytes[...]
    var shifts: [(start: Int, shift: Int)] = []
    while !lines.isEmpty {
      let line = lines.prefix { $0 != Self.feed }
      write(line)
      let shift = bytes.count - line.endIndex
      if outline != nil { shifts.append((line.startIndex, shift)) }
      while var mark = rest.first, mark.bytes.lowerBound < line.endIndex {
        mark = mark.moved(by: shift)
        mark.source += before
        marks?.append(mark)
        rest.removeFirst()
      }
      write(lines[line.endIndex...].prefix(1))
      lines = lines[line.endIndex...].dropFirst()
    }
    guard let outline = other.outline else { return }
    self.outline?.append(outline) { place in
      let line = shifts.partitioningIndex { $0.start > place } - 1
      return place + (line < 0 ? 0 : shifts[line].shift)
    }
  }
}

extension Output.Mark {
  /// Whether each of its bytes is one of the text.
  var isExact: Bool { !isStandIn && bytes.count == text.count }

  func moved(by count: Int) -> Self {
    var mark = self
    mark.bytes = bytes.lowerBound + count..<bytes.upperBound + count
    return mark
  }

  /// The part of it before or from a place on. What is not exact says all of its text in each part.
  fileprivate func part(before place: Int) -> Self? {
    part(bytes.lowerBound, min(place, bytes.upperBound))
  }

  fileprivate func part(from place: Int) -> Self? {
    part(max(place, bytes.lowerBound), bytes.upperBound)
  }

  private func part(_ start: Int, _ end: Int) -> Self? {
    guard start < end else { return nil }
    var part = self
    part.bytes = start..<end
    if isExact {
      let offset = text.lowerBound + Int32(start - bytes.lowerBound)
      part.text = offset..<offset + Int32(end - start)
    }
    return part
  }
}
