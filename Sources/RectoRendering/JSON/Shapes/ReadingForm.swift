internal import RectoGeometry
internal import RectoTree

/// Reads what is described from JSON. The first fault is kept, and nothing is read after it; fields that
/// are not described are passed over.
struct ReadingForm: Form {
  static let reads = true

  var context = FormContext()
  private(set) var fault: JSONFault?

  private let tree: JSONTree
  /// The value that is being read, and the member of it that is looked at first: fields mostly come in
  /// the order of their description.
  private var node = 0
  private var cursor = 1
  private var path: [JSONFault.Step] = []

  /// `line` is that of JSON Lines, from 1.
  init(_ tree: JSONTree, line: Int? = nil) {
    self.tree = tree
    if let line { path = [.element(line - 1)] }
  }

  // MARK: What is there

  private var kind: JSONTree.Kind { tree.nodes[node].kind }
  var isNull: Bool { kind == .null }

  mutating func isObject() -> Bool {
    if fault == nil, kind != .object { failKind("an object") }
    return fault == nil
  }

  mutating func string() -> String? {
    guard kind == .string || kind == .escapedString else {
      failKind("a text")
      return nil
    }
    let text = tree.text(node)
    if text == nil { fail("its bytes are no UTF-8") }
    return text
  }

  mutating func bool() -> Bool? {
    guard kind == .yes || kind == .no else {
      failKind("true or false")
      return nil
    }
    return kind == .yes
  }

  mutating func number() -> Double? {
    guard kind == .number else {
      failKind("a number")
      return nil
    }
    let value = Self.value(of: tree.digits(node))
    if value == nil { fail("the number is out of range") }
    return value
  }

  mutating func decimal() -> Float? {
    guard kind == .number else {
      failKind("a number")
      return nil
    }
    let value = Float(String(decoding: tree.digits(node), as: UTF8.self))
    guard let value, value.isFinite else {
      fail("the number is out of range")
      return nil
    }
    return value
  }

  mutating func integer() -> Int? {
    guard let value = number() else { return nil }
    // Up to here all whole numbers are told apart.
    guard abs(value) <= 0x1p53, let number = Int(exactly: value) else {
      fail("a whole number is expected")
      return nil
    }
    return number
  }

  /// So many numbers in an array.
  mutating func numbers(_ count: Int, _ wanted: String) -> [Float]? {
    guard kind == .array else {
      fail("\(wanted), and this is \(Self.name(of: kind))")
      return nil
    }
    var numbers: [Float] = []
    var child = node + 1
    while child < tree.next(after: node) {
      guard tree.nodes[child].kind == .number, let value = Self.value(of: tree.digits(child)),
        Float(value).isFinite
      else {
        fail(
          "\(wanted), and its \(numbers.count + 1). value is \(Self.name(of: tree.nodes[child].kind))"
        )
        return nil
      }
      numbers.append(Float(value))
      child = tree.next(after: child)
    }
    guard numbers.count == count else {
      fail("\(wanted), and there are \(numbers.count)")
      return nil
    }
    return numbers
  }

  /// Reads each element of an array; `false` after a fault.
  mutating func elements(_ read: (inout ReadingForm) -> Bool) -> Bool {
    guard fault == nil else { return false }
    guard kind == .array else {
      failKind("a list")
      return false
    }
    var (child, index) = (node + 1, 0)
    let end = tree.next(after: node)
    while child < end {
      guard inside(child, .element(index), read) else { return false }
      child = tree.next(after: child)
      index += 1
    }
    return fault == nil
  }

  private mutating func inside<Result>(
    _ child: Int, _ step: JSONFault.Step, _ body: (inout ReadingForm) -> Result
  ) -> Result {
    let outer = (node, cursor)
    (node, cursor) = (child, child + 1)
    path.append(step)
    let result = body(&self)
    path.removeLast()
    (node, cursor) = outer
    return result
  }

  /// The value of a member of the object that is being read.
  private mutating func member(_ name: String) -> Int? {
    let end = tree.next(after: node)
    var place = cursor
    var isOver = false
    while !isOver || place < cursor {
      if place >= end {
        guard !isOver else { return nil }
        (place, isOver) = (node + 1, true)
        if cursor == node + 1 { return nil }
        continue
      }
      if tree.isNamed(place, name) {
        cursor = tree.next(after: place + 1)
        return place + 1
      }
      place = tree.next(after: place + 1)
    }
    return nil
  }

  /// A number by its digits: exactly where 53 bits and a power of ten that is exact have it.
  private static func value(of digits: ArraySlice<UInt8>) -> Double? {
    var (mantissa, decimals): (UInt64, Int) = (0, 0)
    var isFraction = false
    for byte in digits {
      switch byte {
      case 0x30...0x39 where mantissa < 1 << 49:
        mantissa = mantissa * 10 + UInt64(byte - 0x30)
        if isFraction { decimals += 1 }
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "-"): break
      default:
        let value = Double(String(decoding: digits, as: UTF8.self))
        return value?.isFinite == true ? value : nil
      }
    }
    guard decimals < powers.count else {
      return Double(String(decoding: digits, as: UTF8.self))
    }
    let value = Double(mantissa) / powers[decimals]
    return digits.first == UInt8(ascii: "-") ? -value : value
  }

  private static let powers: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  // MARK: What is wrong

  mutating func fail(_ reason: String) {
    if fault == nil { fault = JSONFault(path, reason) }
  }

  /// Of a member of an element of the array that is being read.
  mutating func fail(_ reason: String, at index: Int, _ name: String) {
    if fault == nil { fault = JSONFault(path + [.element(index), .member(name)], reason) }
  }

  mutating func failChoice(_ name: String, _ names: [String]) {
    fail(
      "'\(ControlCharacters.line(String(name.prefix(40))))' is none of "
        + names.joined(separator: ", "))
  }

  private mutating func failKind(_ wanted: String) {
    fail("\(wanted) is expected, and this is \(Self.name(of: kind))")
  }

  private static func name(of kind: JSONTree.Kind) -> String {
    switch kind {
    case .object: "an object"
    case .array: "a list"
    case .string, .escapedString: "a text"
    case .number: "a number"
    case .yes: "true"
    case .no: "false"
    case .null: "null"
    }
  }

  // MARK: Fields

  mutating func field<S: Shape>(
    _ name: String, _ value: inout S.Value, _ shape: S, _ about: String?, orElse: S.Value?
  ) {
    guard fault == nil else { return }
    if let child = member(name), shape.hasNull || orElse == nil || tree.nodes[child].kind != .null {
      if let read = inside(child, .member(name), { shape.read(&$0) }) { value = read }
    } else if let orElse {
      value = orElse
    } else {
      fault = JSONFault(path + [.member(name)], "it is missing")
    }
  }

  mutating func optional<S: Shape>(
    _ name: String, _ value: inout S.Value?, _ shape: S, _ about: String?
  ) {
    guard fault == nil else { return }
    value = nil
    guard let child = member(name), shape.hasNull || tree.nodes[child].kind != .null else { return }
    value = inside(child, .member(name)) { shape.read(&$0) }
  }

  mutating func unusual<S: Shape>(
    _ name: String, _ value: inout S.Value, _ shape: S, _ usual: S.Value, _ about: String?
  ) where S.Value: Equatable {
    field(name, &value, shape, about, orElse: usual)
  }

  mutating func derived<S: Shape>(
    _ name: String, _ shape: S, _ about: String?, isOptional: Bool, _ value: () -> S.Value?
  ) {}

  mutating func part(_ name: String, _ body: (inout Self) -> Void) { body(&self) }

  mutating func either(
    _ isFirst: Bool, orIf name: String, _ first: (inout Self) -> Void,
    _ other: (inout Self) -> Void
  ) {
    guard fault == nil else { return }
    let place = cursor
    let isOther = member(name) != nil
    cursor = place
    if isOther { other(&self) } else { first(&self) }
  }

  mutating func variants<Kind: KindOfObject>(
    of kind: Kind, _ body: (Kind, inout Self) -> Void
  ) {
    if fault == nil { body(kind, &self) }
  }

  mutating func within(_ text: String, _ body: (inout Self) -> Void) {
    let outer = context.offsets
    context.offsets = ScalarOffsets(text)
    body(&self)
    context.offsets = outer
  }
}
