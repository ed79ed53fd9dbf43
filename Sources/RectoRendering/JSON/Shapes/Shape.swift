internal import RectoGeometry

/// A kind of value in JSON: how it is written, read and described.
protocol Shape: Sendable {
  associatedtype Value
  /// Whether `null` is one of its values.
  var hasNull: Bool { get }
  func write(_ value: Value, _ key: String?, _ form: inout WritingForm)
  /// `nil` if the form has been told what is wrong.
  func read(_ form: inout ReadingForm) -> Value?
  func schema(_ form: inout SchemaForm) -> SchemaNode
}

extension Shape {
  var hasNull: Bool { false }
}

struct StringShape: Shape {
  func write(_ value: String, _ key: String?, _ form: inout WritingForm) {
    form.writer.string(key, value)
  }

  func read(_ form: inout ReadingForm) -> String? { form.string() }

  func schema(_ form: inout SchemaForm) -> SchemaNode { .type("string") }
}

/// A text that says which format it is: it is not read here.
struct ConstantShape: Shape {
  let text: String

  func write(_ value: Void, _ key: String?, _ form: inout WritingForm) {
    form.writer.string(key, text)
  }

  func read(_ form: inout ReadingForm) -> Void? { () }

  func schema(_ form: inout SchemaForm) -> SchemaNode { .object([("const", .string(text))]) }
}

struct BoolShape: Shape {
  func write(_ value: Bool, _ key: String?, _ form: inout WritingForm) {
    form.writer.bool(key, value)
  }

  func read(_ form: inout ReadingForm) -> Bool? { form.bool() }

  func schema(_ form: inout SchemaForm) -> SchemaNode { .type("boolean") }
}

/// A whole number, with so much added to it in JSON: pages count from 1 there.
struct IntegerShape<Value: FixedWidthInteger & Sendable>: Shape {
  var least: Int?
  var most: Int = .max
  var shift = 0

  func write(_ value: Value, _ key: String?, _ form: inout WritingForm) {
    form.writer.int(key, Int(clamping: value) + shift)
  }

  func read(_ form: inout ReadingForm) -> Value? {
    guard let number = form.integer() else { return nil }
    guard number >= least ?? .min, number <= most,
      let value = Value(exactly: number - shift)
    else {
      form.fail(
        least.map { "\(number) is out of range, which begins at \($0)" }
          ?? "\(number) is out of range")
      return nil
    }
    return value
  }

  func schema(_ form: inout SchemaForm) -> SchemaNode {
    .object([("type", .string("integer"))] + (least.map { [("minimum", .number($0))] } ?? []))
  }
}

/// A number in hundredths; `null` for what is none.
struct NumberShape: Shape {
  /// From 0 to 100.
  var isShare = false

  var hasNull: Bool { !isShare }

  func write(_ value: Float, _ key: String?, _ form: inout WritingForm) {
    form.writer.number(key, value)
  }

  func read(_ form: inout ReadingForm) -> Float? {
    if hasNull, form.isNull { return .nan }
    return form.number().map { Float($0) }
  }

  func schema(_ form: inout SchemaForm) -> SchemaNode {
    isShare
      ? .object([
        ("type", .string("number")), ("minimum", .number(0)), ("maximum", .number(100)),
      ]) : .object([("type", .list([.string("number"), .string("null")]))])
  }
}

/// A number with all its digits.
struct DecimalShape: Shape {
  func write(_ value: Float, _ key: String?, _ form: inout WritingForm) {
    form.writer.decimal(key, value)
  }

  func read(_ form: inout ReadingForm) -> Float? { form.decimal() }

  func schema(_ form: inout SchemaForm) -> SchemaNode { .type("number") }
}

/// What a cell's number is worth: it is not read.
struct DoubleShape: Shape {
  func write(_ value: Double, _ key: String?, _ form: inout WritingForm) {
    form.writer.double(key, value)
  }

  func read(_ form: inout ReadingForm) -> Double? { form.number() }

  func schema(_ form: inout SchemaForm) -> SchemaNode { .type("number") }
}

/// A box as its four sides; `null` for one that holds nothing.
struct BoxShape: Shape {
  var hasNull: Bool { true }

  func write(_ value: Box, _ key: String?, _ form: inout WritingForm) {
    form.writer.box(key, value)
  }

  func read(_ form: inout ReadingForm) -> Box? {
    if form.isNull { return .empty }
    guard let sides = form.numbers(4, "a box is four numbers, or null") else { return nil }
    let box = Box(x0: sides[0], y0: sides[1], x1: sides[2], y1: sides[3])
    guard !box.isEmpty else {
      form.fail("the box ends before it begins: it is left, top, right, bottom")
      return nil
    }
    return box
  }

  func schema(_ form: inout SchemaForm) -> SchemaNode {
    form.definition("box") { _ in
      .object([
        (
          "oneOf",
          .list([
            .object([
              ("type", .string("array")), ("items", .type("number")), ("minItems", .number(4)),
              ("maxItems", .number(4)),
            ]), .type("null"),
          ])
        )
      ])
    }
  }
}

/// One of the names of a choice.
struct ChoiceShape<Value: RawRepresentable & Sendable>: Shape where Value.RawValue == String {
  let all: [Value]

  func write(_ value: Value, _ key: String?, _ form: inout WritingForm) {
    form.writer.string(key, value.rawValue)
  }

  func read(_ form: inout ReadingForm) -> Value? {
    guard let name = form.string() else { return nil }
    guard let value = all.first(where: { $0.rawValue == name }) else {
      form.failChoice(name, all.map(\.rawValue))
      return nil
    }
    return value
  }

  func schema(_ form: inout SchemaForm) -> SchemaNode {
    .object([("enum", .list(all.map { .string($0.rawValue) }))])
  }
}

/// A value that has a name in JSON, where it has one.
struct NamedShape<Value: Equatable & Sendable>: Shape {
  let names: [(value: Value, name: String)]

  func write(_ value: Value, _ key: String?, _ form: inout WritingForm) {
    form.writer.string(key, names.first { $0.value == value }?.name ?? "")
  }

  func read(_ form: inout ReadingForm) -> Value? {
    guard let name = form.string() else { return nil }
    guard let value = names.first(where: { $0.name == name })?.value else {
      form.failChoice(name, names.map(\.name))
      return nil
    }
    return value
  }

  func schema(_ form: inout SchemaForm) -> SchemaNode {
    .object([("enum", .list(names.map { .string($0.name) }))])
  }
}

struct ListShape<Element: Shape>: Shape {
  let element: Element
  /// Whether each stands on a line of its own.
  var isInLines = false
  var count: ClosedRange<Int>?

  func write(_ value: [Element.Value], _ key: String?, _ form: inout WritingForm) {
    form.writer.begin("[", key)
    for item in value {
      if isInLines { form.writer.breakLine() }
      element.write(item, nil, &form)
    }
    if isInLines { form.writer.endLine() }
    form.writer.end("]")
  }

  func read(_ form: inout ReadingForm) -> [Element.Value]? {
    var values: [Element.Value] = []
    guard
      form.elements({ form in
        guard let value = element.read(&form) else { return false }
        values.append(value)
        return true
      })
    else { return nil }
    if let count, !count.contains(values.count) {
      form.fail("there are \(values.count) values, and \(Self.text(count)) are expected")
      return nil
    }
    return values
  }

  private static func text(_ count: ClosedRange<Int>) -> String {
    count.lowerBound == count.upperBound
      ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
  }

  func schema(_ form: inout SchemaForm) -> SchemaNode {
    let ends =
      count.map {
        [("minItems", SchemaNode.number($0.lowerBound)), ("maxItems", .number($0.upperBound))]
      } ?? []
    return .object([("type", .string("array")), ("items", element.schema(&form))] + ends)
  }
}

/// An object whose fields its description tells.
struct ObjectShape<Value: Described>: Shape {
  func write(_ value: Value, _ key: String?, _ form: inout WritingForm) {
    var value = value
    form.writer.begin("{", key)
    value.describe(&form)
    form.writer.end("}")
  }

  func read(_ form: inout ReadingForm) -> Value? {
    guard form.isObject() else { return nil }
    var value = Value.blank
    value.describe(&form)
    return form.fault == nil ? value : nil
  }

  func schema(_ form: inout SchemaForm) -> SchemaNode {
    guard let name = Value.definition else { return Self.object(&form) }
    return form.definition(name, Self.object)
  }

  private static func object(_ form: inout SchemaForm) -> SchemaNode {
    form.object(isClosed: Value.isClosed) { form in
      var value = Value.blank
      value.describe(&form)
    }
  }
}

extension Shape where Self == StringShape {
  static var string: StringShape { StringShape() }
}

extension Shape where Self == BoolShape {
  static var bool: BoolShape { BoolShape() }
}

extension Shape where Self == IntegerShape<Int> {
  static var integer: IntegerShape<Int> { IntegerShape() }
  static var count: IntegerShape<Int> { IntegerShape(least: 0) }
  /// A page, which counts from 0 in the tree.
  static var page: IntegerShape<Int> { IntegerShape(least: 1, most: 1 << 30, shift: 1) }
}

extension Shape where Self == IntegerShape<Int32> {
  static var page32: IntegerShape<Int32> { IntegerShape(least: 1, most: 1 << 30, shift: 1) }
  static var glyph: IntegerShape<Int32> { IntegerShape(least: 0, most: 1 << 30) }
}

extension Shape where Self == NumberShape {
  static var number: NumberShape { NumberShape() }
  static var share: NumberShape { NumberShape(isShare: true) }
}

extension Shape where Self == DecimalShape {
  static var decimal: DecimalShape { DecimalShape() }
}

extension Shape where Self == DoubleShape {
  static var double: DoubleShape { DoubleShape() }
}

extension Shape where Self == BoxShape {
  static var box: BoxShape { BoxShape() }
}

extension Shape {
  static func choice<Value: RawRepresentable & CaseIterable & Sendable>(_ type: Value.Type) -> Self
  where Value.RawValue == String, Self == ChoiceShape<Value> {
    ChoiceShape(all: Array(type.allCases))
  }

  static func object<Value>(_ type: Value.Type) -> Self where Self == ObjectShape<Value> {
    ObjectShape()
  }

  static func list<Element>(_ element: Element) -> Self where Self == ListShape<Element> {
    ListShape(element: element)
  }
}
