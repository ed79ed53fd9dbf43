internal import RectoTree

/// Escapes text for HTML and XML, content and attributes.
package enum HTMLEscaping {
  package static func escape(_ text: some StringProtocol) -> String {
    var output = Output()
    write(TextSlice(Array(text.utf8)), to: &output)
    return output.string
  }

  /// Writes a text; `lineFeed` stands for the ends of its lines, if they are to be seen.
  static func write(_ text: TextSlice, lineFeed: String? = nil, to output: inout Output) {
    let bytes = text.bytes
    var done = bytes.startIndex
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let byte = bytes[place]
      let entity = entity(of: byte) ?? (byte == Output.feed ? lineFeed : nil)
      let isLeftOut =
        entity == nil && mayBeForbidden(byte)
        && bytes.scalar(at: place).map(ControlCharacters.isForbidden) ?? false
      guard entity != nil || isLeftOut else {
        place += 1
        continue
      }
      output.text(text[done..<place])
      let end = isLeftOut ? place + (bytes.scalar(at: place).map(UTF8.width) ?? 1) : place + 1
      if let entity { output.text(text[place..<end], as: entity) }
      (done, place) = (end, end)
    }
    output.text(text[from: done])
  }

  /// Whether a scalar that has no place in text may begin with a byte.
  private static func mayBeForbidden(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xEF
  }

  private static func entity(of byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    default: nil
    }
  }

  /// Writes texts inside a comment: nothing of them ends that, or begins another.
  static func comment(_ texts: [Text], to output: inout Output) {
    var previous: UInt8 = 0
    output.joined(texts, by: " ", keepingEmpty: true) { text, output in
      let line = output.begin(text).line
      for place in line.bytes.indices {
        let byte = line.bytes[place]
        if byte == UInt8(ascii: "-"), previous == byte {
          output.markup(" ")
          output.text(line[place..<place + 1])
        } else if let entity = entity(of: byte), byte != UInt8(ascii: "\"") {
          output.text(line[place..<place + 1], as: entity)
        } else {
          output.text(line[place..<place + 1])
        }
        previous = byte
      }
      previous = 0
    }
  }
}

extension Output {
  /// Makes of HTML one block of Markdown, which an empty line would end: line feeds before empty lines
  /// become references.
  mutating func replaceEmptyLines() {
    var end = bytes.endIndex
    while let feed = bytes[..<end].lastIndex(of: Self.feed) {
      if bytes[(feed + 1)..<end].allSatisfy(Self.isBlank) {
        replace(feed..<feed + 1, with: "&#10;")
      }
      end = feed
    }
  }
}
