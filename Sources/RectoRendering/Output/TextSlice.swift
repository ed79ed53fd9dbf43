internal import RectoGeometry
internal import RectoTree

/// Bytes of a text, and the range of it that they say.
struct TextSlice {
  /// Where nothing was left out, their indices are offsets in the text.
  private(set) var bytes: ArraySlice<UInt8>
  /// UTF-8 offsets.
  private(set) var range: Range<Int32>
  /// The offset of each of all bytes, where some were left out or replaced.
  private var origins: [Int32]?

  init(_ text: Text) { self.init(Array(text.string.utf8)) }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes[...]
    range = 0..<Int32(bytes.count)
  }

  /// A part of the bytes.
  subscript(indices: Range<Int>) -> TextSlice {
    var part = self
    part.bytes = bytes[indices]
    if let origins {
      let end = indices.last.map { origins[$0] + 1 } ?? range.lowerBound
      part.range = (indices.first.map { origins[$0] } ?? range.lowerBound)..<end
    } else {
      let start = range.lowerBound + Int32(indices.lowerBound - bytes.startIndex)
      part.range = start..<start + Int32(indices.count)
    }
    return part
  }

  subscript(from start: Int) -> TextSlice { self[start..<bytes.endIndex] }

  /// The bytes of a range of offsets of a text that nothing was taken from.
  func offsets(_ start: Int32, _ end: Int32) -> TextSlice {
    let start = min(max(bytes.startIndex, Int(start)), bytes.endIndex)
    return self[start..<min(max(start, Int(end)), bytes.endIndex)]
  }

  /// On one line without control characters.
  var line: TextSlice { cleaned(ControlCharacters.onLine) }

  /// Without control characters but for the ends of lines.
  var lines: TextSlice { cleaned(ControlCharacters.onLines) }

  private func cleaned(
    _ clean: (Unicode.Scalar, Unicode.Scalar?) -> Unicode.Scalar?
  ) -> TextSlice {
    if ControlCharacters.isLine(bytes) { return self }
    var cleaned: [UInt8] = []
    var places: [Int32] = []
    var last: Unicode.Scalar?
    for (place, scalar) in self.places {
      if let kept = clean(scalar, last) {
        let start = origins.map { $0[place] } ?? range.lowerBound + Int32(place - bytes.startIndex)
        for (i, byte) in String(kept).utf8.enumerated() {
          cleaned.append(byte)
          places.append(start + Int32(i))
        }
      }
      last = scalar
    }
    var slice = self
    (slice.bytes, slice.origins) = (cleaned[...], places)
    return slice
  }

  /// Parts whose bytes follow each other in the text.
  var stretches: [TextSlice] {
    guard let origins else { return [self] }
    var parts: [TextSlice] = []
    var start = bytes.startIndex
    for place in bytes.indices
    where place + 1 == bytes.endIndex || origins[place + 1] != origins[place] + 1 {
      parts.append(self[start..<place + 1])
      start = place + 1
    }
    return parts
  }

  /// Its lines, as line feeds part them.
  var split: [TextSlice] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { self[$0.indices] }
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }
  /// Its characters of Unicode.
  var scalars: some Sequence<Unicode.Scalar> { places.lazy.map(\.scalar) }

  /// Its characters of Unicode, each with its place.
  var places: some Sequence<(place: Int, scalar: Unicode.Scalar)> {
    sequence(state: bytes.startIndex) { [bytes] next in
      guard let scalar = bytes.scalar(at: next) else { return nil }
      defer { next += UTF8.width(scalar) }
      return (next, scalar)
    }
  }

  var isEmpty: Bool { bytes.isEmpty }
  var first: Unicode.Scalar? { bytes.scalar(at: bytes.startIndex) }
  var last: Unicode.Scalar? { bytes.scalar(before: bytes.endIndex) }
}

extension ArraySlice<UInt8> {
  /// The scalar that begins at a place of well-formed UTF-8; `nil` at its end.
  func scalar(at place: Int) -> Unicode.Scalar? {
    guard place < endIndex else { return nil }
    let byte = self[place]
    if byte < 0x80 { return Unicode.Scalar(byte) }
    let count = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    guard place + count <= endIndex else { return nil }
    var value = UInt32(byte & (0xFF >> UInt8(count + 1)))
    for next in self[(place + 1)..<(place + count)] { value = value << 6 | UInt32(next & 0x3F) }
    return Unicode.Scalar(value)
  }

  /// The scalar that ends before a place; `nil` at its start.
  func scalar(before place: Int) -> Unicode.Scalar? {
    guard place > startIndex else { return nil }
    var start = place - 1
    while start > startIndex, self[start] & 0xC0 == 0x80 { start -= 1 }
    return scalar(at: start)
  }

  /// How many bytes of blanks it begins and ends with; all are at its beginning if it has nothing else.
  var blanks: (leading: Int, trailing: Int) {
    var (start, end) = (startIndex, endIndex)
    while let next = scalar(at: start), next.properties.isWhitespace { start += UTF8.width(next) }
    while end > start, let last = scalar(before: end), last.properties.isWhitespace {
      end -= UTF8.width(last)
    }
    return (start - startIndex, endIndex - end)
  }
}
