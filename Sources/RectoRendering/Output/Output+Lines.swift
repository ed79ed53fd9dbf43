/// Lines with what they begin with, and what stands between them.
extension Output {
  static let feed = UInt8(ascii: "\n")

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  mutating func write(_ slice: ArraySlice<UInt8>) {
    var rest = slice
    if dropsBlanks {
      rest = rest.drop(while: Self.isBlank)
      if !rest.isEmpty { dropsBlanks = false }
    }
    if !prefix.isEmpty {
      while let feed = rest.firstIndex(of: Self.feed) {
        if feed > rest.startIndex {
          beginBytes()
          bytes.append(contentsOf: rest[..<feed])
        } else {
          endEmptyLine()
        }
        bytes.append(Self.feed)
        prefixWritten = 0
        rest = rest[(feed + 1)...]
      }
    }
    guard !rest.isEmpty else { return }
    beginBytes()
    bytes.append(contentsOf: rest)
  }

  /// Writes what stands before the bytes that come next.
  mutating func beginBytes() {
    isEscaped = false
    writePending()
    if prefixWritten < prefix.count {
      bytes.append(contentsOf: prefix[prefixWritten...])
      prefixWritten = prefix.count
    }
    if first == nil { first = bytes.count }
  }

  /// Writes what a line begins with that nothing else stands on.
  private mutating func endEmptyLine() {
    writePending()
    if prefixWritten < prefix.count {
      let rest = prefix[prefixWritten...]
      let end = rest.lastIndex { $0 != 0x20 || keepsBlanks }.map { $0 + 1 } ?? rest.startIndex
      bytes.append(contentsOf: rest[..<end])
      prefixWritten = prefix.count
    }
    if first == nil { first = bytes.count }
  }

  private mutating func writePending() {
    guard !pending.isEmpty else { return }
    let (separator, outer) = (pending, first)
    pending = []
    write(separator[...])
    first = outer
  }

  /// Writes lines that each begin with `mark`: one at least.
  mutating func lines(after mark: String, _ write: (inout Output) -> Void) {
    writePending()
    let outer = prefix.count
    prefix.append(contentsOf: mark.utf8)
    write(&self)
    if prefixWritten < prefix.count { endEmptyLine() }
    prefix.removeLast(prefix.count - outer)
    prefixWritten = min(prefixWritten, outer)
  }

  /// Writes lines that are set in by so many blanks; what this one begins with stays.
  mutating func indented(by count: Int, _ write: (inout Output) -> Void) {
    let outer = prefix.count
    prefix.append(contentsOf: repeatElement(0x20, count: count))
    if prefixWritten == outer { prefixWritten = prefix.count }
    write(&self)
    if keepsBlanks, prefixWritten < prefix.count { endEmptyLine() }
    prefix.removeLast(prefix.count - outer)
    prefixWritten = min(prefixWritten, outer)
  }

  /// Puts an empty line before the line feed at a place.
  mutating func insertEmptyLine(at place: Int) {
    let end = prefix.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? 0
    insert("\n" + String(decoding: prefix[..<end], as: UTF8.self), at: place)
  }

  /// Writes something after a separator, unless there is nothing of it. Gives back where it begins.
  @discardableResult
  mutating func item(after separator: String, _ write: (inout Output) -> Void) -> Int? {
    let outer = pending
    pending.append(contentsOf: separator.utf8)
    let start = following(write)
    if start == nil { pending = outer }
    return start
  }

  /// Writes several things with a separator between them; empty ones count only if they are kept.
  mutating func joined<Item>(
    _ items: some Sequence<Item>, by separator: String, keepingEmpty: Bool = false,
    _ write: (Item, inout Output) -> Void
  ) {
    var isFirst = true
    for item in items {
      if keepingEmpty {
        if !isFirst { markup(separator) }
        write(item, &self)
        isFirst = false
      } else if self.item(after: isFirst ? "" : separator, { write(item, &$0) }) != nil {
        isFirst = false
      }
    }
  }

  /// Where that begins which is written; `nil` if nothing is. Blanks may be dropped at its start.
  mutating func following(
    droppingBlanks: Bool = false, _ write: (inout Output) -> Void
  ) -> Int? {
    let (outer, drops) = (first, dropsBlanks)
    first = nil
    dropsBlanks = drops || droppingBlanks
    write(&self)
    let own = first
    first = outer ?? own
    dropsBlanks = drops && own == nil
    return own
  }
}
