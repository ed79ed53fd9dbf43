internal import RectoGeometry

/// JSON that has been looked through once: where each of its values begins and ends. Twelve bytes a
/// value; nothing is copied out before it is asked for.
struct JSONTree {
  enum Kind: UInt8 {
    case object, array, string, escapedString, number, yes, no, null
  }

  struct Node {
    var start: UInt32
    /// Behind it: a byte of a scalar, a node of what holds others.
    var end: UInt32
    var kind: Kind
  }

  let bytes: [UInt8]
  /// Each value before those in it; in objects a name before each value.
  private(set) var nodes: [Node] = []
  /// The first byte behind it that is no blank.
  private(set) var end: Int

  /// No document of ours is nested deeper: each level of blocks is two. Readers and renderers go into
  /// what is nested by calling themselves.
  static let mostDepth = 512

  /// Reads the value that begins at `start` or behind blanks there.
  init(_ bytes: [UInt8], at start: Int = 0) throws(JSONFault) {
    self.bytes = bytes
    end = start
    guard bytes.count < Int(UInt32.max) else {
      throw JSONFault([], "\(bytes.count) bytes are more than are read")
    }
    nodes.reserveCapacity((bytes.count - start) / 12)
    var open: [Open] = []
    while true {
      skipBlanks()
      if var last = open.popLast() {
        guard let byte = peek else { throw cutOff(open + [last]) }
        if byte == last.close {
          end += 1
          nodes[last.node].end = UInt32(clamping: nodes.count)
          if open.isEmpty { break }
          continue
        }
        if last.count > 0 {
          guard byte == UInt8(ascii: ",") else {
            throw unexpected(byte, open + [last], "a comma or '\(Unicode.Scalar(last.close))'")
          }
          end += 1
          skipBlanks()
        }
        if last.close == UInt8(ascii: "}") {
          try name(of: &last, open)
        }
        last.count += 1
        open.append(last)
      }
      try value(&open)
      if open.isEmpty { break }
    }
    skipBlanks()
  }

  /// An object or an array that has not ended.
  private struct Open {
    var node: Int
    var close: UInt8
    var count = 0
    /// The node of the last name.
    var name = 0
  }

  private var peek: UInt8? { end < bytes.count ? bytes[end] : nil }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { end += 1 }
  }

  private mutating func name(of last: inout Open, _ open: [Open]) throws(JSONFault) {
    guard let byte = peek else { throw cutOff(open + [last]) }
    guard byte == UInt8(ascii: "\"") else {
      throw unexpected(byte, open + [last], "a name in quotes")
    }
    let name = nodes.count
    try string(open + [last])
    last.name = name
    skipBlanks()
    guard let colon = peek else { throw cutOff(open + [last]) }
    guard colon == UInt8(ascii: ":") else { throw unexpected(colon, open + [last], "a colon") }
    end += 1
    skipBlanks()
  }

  private mutating func value(_ open: inout [Open]) throws(JSONFault) {
    guard let byte = peek else { throw cutOff(open) }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard open.count < Self.mostDepth else {
        throw JSONFault(
          steps(open), "values are nested deeper than \(Self.mostDepth), as in no document")
      }
      let isObject = byte == UInt8(ascii: "{")
      open.append(Open(node: nodes.count, close: isObject ? 0x7D : 0x5D))
      nodes.append(Node(start: UInt32(clamping: end), end: 0, kind: isObject ? .object : .array))
      end += 1
    case UInt8(ascii: "\""): try string(open)
    case UInt8(ascii: "t"): try word("true", .yes, open)
    case UInt8(ascii: "f"): try word("false", .no, open)
    case UInt8(ascii: "n"): try word("null", .null, open)
    case UInt8(ascii: "-"), 0x30...0x39: try number(open)
    default: throw unexpected(byte, open, "a value")
    }
  }

  private mutating func word(_ word: String, _ kind: Kind, _ open: [Open]) throws(JSONFault) {
    let start = end
    for byte in word.utf8 {
      guard let own = peek else { throw cutOff(open) }
      guard own == byte else { throw unexpected(own, open, "'\(word)'") }
      end += 1
    }
    nodes.append(Node(start: UInt32(clamping: start), end: UInt32(clamping: end), kind: kind))
  }

  private mutating func number(_ open: [Open]) throws(JSONFault) {
    let start = end
    if peek == UInt8(ascii: "-") { end += 1 }
    let first = peek
    try digits(open)
    if first == UInt8(ascii: "0"), end - start > (bytes[start] == first ? 1 : 2) {
      throw JSONFault(steps(open), "a number does not begin with 0\(place)")
    }
    if peek == UInt8(ascii: ".") {
      end += 1
      try digits(open)
    }
    if let byte = peek, byte | 0x20 == UInt8(ascii: "e") {
      end += 1
      if let sign = peek, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { end += 1 }
      try digits(open)
    }
    nodes.append(Node(start: UInt32(clamping: start), end: UInt32(clamping: end), kind: .number))
  }

  private mutating func digits(_ open: [Open]) throws(JSONFault) {
    guard let byte = peek else { throw cutOff(open) }
    guard (0x30...0x39).contains(byte) else { throw unexpected(byte, open, "a digit") }
    while let byte = peek, (0x30...0x39).contains(byte) { end += 1 }
  }

  private mutating func string(_ open: [Open]) throws(JSONFault) {
    let start = end
    var kind = Kind.string
    end += 1
    while true {
      guard let byte = peek else { throw cutOff(open) }
      switch byte {
      case UInt8(ascii: "\""):
        end += 1
        nodes.append(
          Node(start: UInt32(clamping: start), end: UInt32(clamping: end), kind: kind))
        return
      case UInt8(ascii: "\\"):
        kind = .escapedString
        end += 1
        try escape(open)
      case 0..<0x20:
        throw JSONFault(steps(open), "a control character stands in a text\(place)")
      default: end += 1
      }
    }
  }

  private mutating func escape(_ open: [Open]) throws(JSONFault) {
    guard let byte = peek else { throw cutOff(open) }
    guard "\"\\/bfnrtu".utf8.contains(byte) else {
      throw unexpected(byte, open, "a sign that can be escaped")
    }
    end += 1
    guard byte == UInt8(ascii: "u") else { return }
    for _ in 0..<4 {
      guard let digit = peek else { throw cutOff(open) }
      guard Self.hex(digit) != nil else { throw unexpected(digit, open, "a hexadecimal digit") }
      end += 1
    }
  }

  private static func hex(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x37
    case 0x61...0x66: UInt32(byte) - 0x57
    default: nil
    }
  }

  private func steps(_ open: [Open]) -> [JSONFault.Step] {
    open.map { open in
      open.close == UInt8(ascii: "]")
        ? .element(max(0, open.count - 1)) : .member(open.name > 0 ? text(open.name) ?? "" : "")
    }.filter { $0 != .member("") }
  }

  /// Where it is being read, for editors.
  private var place: String {
    let lines = bytes[..<min(end, bytes.count)].count { $0 == 0x0A }
    return lines == 0 ? ", at byte \(end)" : ", at byte \(end), in line \(lines + 1)"
  }

  private func cutOff(_ open: [Open]) -> JSONFault {
    JSONFault(steps(open), bytes.isEmpty ? "it is empty" : "it is cut off\(place)")
  }

  private func unexpected(_ byte: UInt8, _ open: [Open], _ wanted: String) -> JSONFault {
    let sign = (0x21...0x7E).contains(byte) ? "'\(Unicode.Scalar(byte))'" : "byte \(byte)"
    return JSONFault(steps(open), "it is no JSON: \(sign) stands for \(wanted)\(place)")
  }
}

extension JSONTree {
  /// The node behind a value and all that is in it.
  func next(after node: Int) -> Int {
    switch nodes[node].kind {
    case .object, .array: Int(nodes[node].end)
    default: node + 1
    }
  }

  /// A text; `nil` if it is none, or no UTF-8.
  func text(_ node: Int) -> String? {
    let node = nodes[node]
    guard node.kind == .string || node.kind == .escapedString else { return nil }
    let own = bytes[Int(node.start) + 1..<Int(node.end) - 1]
    guard node.kind == .escapedString else { return String(validating: own, as: UTF8.self) }
    return String(validating: Self.unescaped(own), as: UTF8.self)
  }

  /// Whether a name is this one.
  func isNamed(_ node: Int, _ name: String) -> Bool {
    let own = nodes[node]
    guard own.kind == .string else { return text(node) == name }
    return bytes[Int(own.start) + 1..<Int(own.end) - 1].elementsEqual(name.utf8)
  }

  /// The digits of a number.
  func digits(_ node: Int) -> ArraySlice<UInt8> {
    bytes[Int(nodes[node].start)..<Int(nodes[node].end)]
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var rest = bytes
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let sign = rest.popFirst() else {
        result.append(byte)
        continue
      }
      switch sign {
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "u"):
        var value = unit(rest)
        rest = rest.dropFirst(4)
        // Two units are one character beyond the first plane; half of one is none.
        if value & 0xFC00 == 0xD800, rest.starts(with: "\\u".utf8) {
          let low = unit(rest.dropFirst(2))
          if low & 0xFC00 == 0xDC00 {
            value = 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
            rest = rest.dropFirst(6)
          }
        }
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      default: result.append(sign)
      }
    }
    return result
  }

  private static func unit(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.prefix(4).reduce(0) { $0 << 4 + (hex($1) ?? 0) }
  }
}
