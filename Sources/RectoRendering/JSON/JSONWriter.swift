internal import RectoGeometry

/// Writes JSON piece by piece: members in the order given, numbers with at most two decimals.
struct JSONWriter {
  private(set) var text = ""
  private var needsComma = false
  private var depth = 0
  private let isPretty: Bool

  init(isPretty: Bool = false) { self.isPretty = isPretty }

  /// Hands over what is written so far and goes on with an empty buffer.
  mutating func take() -> String {
    defer { text = "" }
    return text
  }

  mutating func object(_ key: String? = nil, _ body: (inout JSONWriter) throws -> Void) rethrows {
    try nest("{", "}", key, body)
  }

  mutating func array(_ key: String? = nil, _ body: (inout JSONWriter) throws -> Void) rethrows {
    try nest("[", "]", key, body)
  }

  /// Begins an object or an array by its sign.
  mutating func begin(_ sign: String, _ key: String? = nil) {
    start(key)
    text += sign
    needsComma = false
    depth += 1
  }

  mutating func end(_ sign: String) {
    depth -= 1
    if isPretty && needsComma { text += "\n" + String(repeating: "  ", count: depth) }
    text += sign
    needsComma = true
  }

  /// Puts the next element of an array on a line of its own.
  mutating func breakLine() {
    if needsComma { text += "," }
    text += "\n"
    needsComma = false
  }

  /// Ends the line of the last element.
  mutating func endLine() { text += "\n" }

  mutating func string(_ key: String? = nil, _ value: some StringProtocol) {
    start(key)
    quote(value)
  }

  mutating func int(_ key: String? = nil, _ value: Int) {
    start(key)
    text += String(value)
  }

  mutating func bool(_ key: String? = nil, _ value: Bool) {
    start(key)
    text += value ? "true" : "false"
  }

  mutating func number(_ key: String? = nil, _ value: Float) {
    start(key)
    text += Self.rounded(value)
  }

  /// A number with all its digits.
  mutating func decimal(_ key: String? = nil, _ value: Float) {
    start(key)
    text += value.isFinite ? "\(value)" : "null"
  }

  mutating func double(_ key: String? = nil, _ value: Double) {
    start(key)
    guard value.isFinite else {
      text += "null"
      return
    }
    let whole = abs(value) < 1e15 ? Int64(exactly: value) : nil
    text += whole.map(String.init) ?? "\(value)"
  }

  mutating func box(_ key: String?, _ box: Box) {
    start(key)
    let sides = [box.x0, box.y0, box.x1, box.y1]
    guard !box.isEmpty, sides.allSatisfy({ abs($0) < Self.most }) else {
      text += "null"
      return
    }
    text += "["
    text += sides.map(Self.rounded).joined(separator: ",")
    text += "]"
  }

  /// What is larger, or no number, is no place on a page.
  private static let most: Float = 1e9

  /// Hundredths of a point, without trailing zeros.
  static func rounded(_ value: Float) -> String {
    guard abs(value) < most else { return "null" }
    let hundredths = Int(exactly: (value * 100).rounded()) ?? 0
    let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
    var result = (hundredths < 0 ? "-" : "") + String(whole)
    if rest > 0 {
      result += "." + (rest < 10 ? "0" : "") + (rest % 10 == 0 ? String(rest / 10) : String(rest))
    }
    return result
  }

  private mutating func nest(
    _ open: String, _ close: String, _ key: String?, _ body: (inout JSONWriter) throws -> Void
  ) rethrows {
    begin(open, key)
    try body(&self)
    end(close)
  }

  private mutating func start(_ key: String?) {
    if needsComma { text += "," }
    if isPretty && depth > 0 { text += "\n" + String(repeating: "  ", count: depth) }
    needsComma = true
    if let key {
      quote(key)
      text += isPretty ? ": " : ":"
    }
  }

  private mutating func quote(_ value: some StringProtocol) {
    text += "\""
    if ControlCharacters.isLine(value),
      !value.utf8.contains(where: { $0 == 0x09 || $0 == 0x22 || $0 == 0x5C })
    {
      text += value
    } else {
      for scalar in value.unicodeScalars { escape(scalar) }
    }
    text += "\""
  }

  /// Control characters are escaped, and what ends a line for some readers of JSON Lines.
  private mutating func escape(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\n": text += "\\n"
    case "\t": text += "\\t"
    case "\r": text += "\\r"
    default:
      if ControlCharacters.isLine(scalar) {
        text.unicodeScalars.append(scalar)
      } else {
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      }
    }
  }
}
