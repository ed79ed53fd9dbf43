internal import RectoTree

/// Writes what is described as JSON.
struct WritingForm: Form {
  static let reads = false

  var context: FormContext
  var writer = JSONWriter()
  /// What takes large pieces of what is written, and why it did not.
  private(set) var output: Output?
  private(set) var failure: (any Error)?

  init(_ context: FormContext = FormContext(), to output: Output? = nil) {
    (self.context, self.output) = (context, output)
  }

  /// So much is written before it is handed over.
  private static let pieceSize = 1 << 16

  /// Hands over what is written, if it is much.
  mutating func passOn() {
    guard writer.text.utf8.count > Self.pieceSize, output != nil, failure == nil else { return }
    output?.markup(writer.take())
    do { try output?.passOn() } catch { failure = error }
  }

  /// Hands over the rest, and gives back what took it.
  mutating func finish() throws -> Output {
    if let failure { throw failure }
    var result = output ?? Output()
    result.markup(writer.take() + "\n")
    return result
  }

  mutating func field<S: Shape>(
    _ name: String, _ value: inout S.Value, _ shape: S, _ about: String?, orElse: S.Value?
  ) {
    shape.write(value, name, &self)
  }

  mutating func optional<S: Shape>(
    _ name: String, _ value: inout S.Value?, _ shape: S, _ about: String?
  ) {
    if let value { shape.write(value, name, &self) }
  }

  mutating func unusual<S: Shape>(
    _ name: String, _ value: inout S.Value, _ shape: S, _ usual: S.Value, _ about: String?
  ) where S.Value: Equatable {
    if value != usual { shape.write(value, name, &self) }
  }

  mutating func derived<S: Shape>(
    _ name: String, _ shape: S, _ about: String?, isOptional: Bool, _ value: () -> S.Value?
  ) {
    if let value = value() { shape.write(value, name, &self) }
  }

  mutating func part(_ name: String, _ body: (inout Self) -> Void) { body(&self) }

  mutating func either(
    _ isFirst: Bool, orIf name: String, _ first: (inout Self) -> Void,
    _ other: (inout Self) -> Void
  ) {
    if isFirst { first(&self) } else { other(&self) }
  }

  mutating func variants<Kind: KindOfObject>(
    of kind: Kind, _ body: (Kind, inout Self) -> Void
  ) {
    body(kind, &self)
  }

  mutating func within(_ text: String, _ body: (inout Self) -> Void) {
    let outer = context.offsets
    context.offsets = ScalarOffsets(text)
    body(&self)
    context.offsets = outer
  }

  mutating func fail(_ reason: String) {}
}
