/// Tells what is described as a JSON Schema (draft 2020-12).
struct SchemaForm: Form {
  static let reads = false

  var context = FormContext()
  private var properties: [(String, SchemaNode)] = []
  private var required: [String] = []
  private var conditions: [SchemaNode] = []
  private var definitions: [(name: String, node: SchemaNode)] = []

  /// The schema of what is described as an object, with what it refers to.
  static func schema<Value: Described>(
    of type: Value.Type, title: String, about: String
  ) -> SchemaNode {
    var form = SchemaForm()
    guard case .object(let members) = ObjectShape<Value>().schema(&form) else { return .object([]) }
    let definitions = form.definitions.sorted { $0.name < $1.name }
    return .object(
      [
        ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
        ("title", .string(title)), ("description", .string(about)),
      ] + members
        + (definitions.isEmpty
          ? [] : [("$defs", .object(definitions.map { ($0.name, $0.node) }))]))
  }

  /// What is defined under a name, once.
  mutating func definition(
    _ name: String, _ make: (inout SchemaForm) -> SchemaNode
  ) -> SchemaNode {
    if !definitions.contains(where: { $0.name == name }) {
      // It may hold what refers to it.
      definitions.append((name, .object([])))
      let node = make(&self)
      if let i = definitions.firstIndex(where: { $0.name == name }) { definitions[i].node = node }
    }
    return .object([("$ref", .string("#/$defs/\(name)"))])
  }

  /// The schema of an object with the fields that `body` goes over.
  mutating func object(isClosed: Bool, _ body: (inout SchemaForm) -> Void) -> SchemaNode {
    let inner = fields(body)
    var members: [(String, SchemaNode)] = [("type", .string("object"))]
    members += inner.members
    // What conditions allow is not seen by what stands beside them otherwise.
    if isClosed {
      members.append(
        (inner.conditions.isEmpty ? "additionalProperties" : "unevaluatedProperties", .bool(false))
      )
    }
    return .object(members)
  }

  /// What `body` goes over, by itself.
  private mutating func fields(_ body: (inout SchemaForm) -> Void) -> SchemaForm {
    var inner = SchemaForm()
    inner.definitions = definitions
    body(&inner)
    definitions = inner.definitions
    return inner
  }

  private var members: [(String, SchemaNode)] {
    var members: [(String, SchemaNode)] = []
    if !required.isEmpty { members.append(("required", .list(required.map { .string($0) }))) }
    if !properties.isEmpty { members.append(("properties", .object(properties))) }
    if !conditions.isEmpty { members.append(("allOf", .list(conditions))) }
    return members
  }

  private mutating func add<S: Shape>(_ name: String, _ shape: S, _ about: String?) {
    properties.append((name, shape.schema(&self).described(about)))
  }

  mutating func field<S: Shape>(
    _ name: String, _ value: inout S.Value, _ shape: S, _ about: String?, orElse: S.Value?
  ) {
    required.append(name)
    add(name, shape, about)
  }

  mutating func optional<S: Shape>(
    _ name: String, _ value: inout S.Value?, _ shape: S, _ about: String?
  ) {
    add(name, shape, about)
  }

  mutating func unusual<S: Shape>(
    _ name: String, _ value: inout S.Value, _ shape: S, _ usual: S.Value, _ about: String?
  ) where S.Value: Equatable {
    add(name, shape, about)
  }

  mutating func derived<S: Shape>(
    _ name: String, _ shape: S, _ about: String?, isOptional: Bool, _ value: () -> S.Value?
  ) {
    if !isOptional { required.append(name) }
    add(name, shape, about)
  }

  mutating func part(_ name: String, _ body: (inout Self) -> Void) {
    conditions.append(definition(name) { .object($0.fields(body).members) })
  }

  mutating func either(
    _ isFirst: Bool, orIf name: String, _ first: (inout Self) -> Void,
    _ other: (inout Self) -> Void
  ) {
    let choices = [fields(first), fields(other)].map { SchemaNode.object($0.members) }
    conditions.append(.object([("anyOf", .list(choices))]))
  }

  mutating func variants<Kind: KindOfObject>(
    of kind: Kind, _ body: (Kind, inout Self) -> Void
  ) {
    for kind in Kind.allCases {
      let inner = fields { body(kind, &$0) }
      guard !inner.members.isEmpty else { continue }
      let condition = SchemaNode.object([
        ("properties", .object([("type", .object([("const", .string(kind.rawValue))]))]))
      ])
      conditions.append(.object([("if", condition), ("then", .object(inner.members))]))
    }
  }

  mutating func within(_ text: String, _ body: (inout Self) -> Void) { body(&self) }

  mutating func fail(_ reason: String) {}
}

/// A piece of a schema.
indirect enum SchemaNode {
  case object([(String, SchemaNode)])
  case list([SchemaNode])
  case string(String)
  case number(Int)
  case bool(Bool)

  static func type(_ name: String) -> SchemaNode { .object([("type", .string(name))]) }

  /// With a sentence on what it is.
  func described(_ about: String?) -> SchemaNode {
    guard let about, case .object(let members) = self else { return self }
    return .object(members + [("description", .string(about))])
  }

  var json: String {
    var writer = JSONWriter(isPretty: true)
    write(nil, &writer)
    return writer.take()
  }

  private func write(_ key: String?, _ writer: inout JSONWriter) {
    switch self {
    case .object(let members):
      writer.begin("{", key)
      for (name, node) in members { node.write(name, &writer) }
      writer.end("}")
    case .list(let nodes):
      writer.begin("[", key)
      for node in nodes { node.write(nil, &writer) }
      writer.end("]")
    case .string(let text): writer.string(key, text)
    case .number(let number): writer.int(key, number)
    case .bool(let value): writer.bool(key, value)
    }
  }
}
