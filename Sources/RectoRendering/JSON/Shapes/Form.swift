internal import RectoTree

/// What goes over the description of an object, field by field: it writes the fields, reads them, or
/// tells what they are. So a field is named once, for all three.
protocol Form {
  /// Whether values come from the form.
  static var reads: Bool { get }
  var context: FormContext { get set }

  /// A field that is always written. When read it may be missing only if something stands for it.
  mutating func field<S: Shape>(
    _ name: String, _ value: inout S.Value, _ shape: S, _ about: String?, orElse: S.Value?)

  /// A field that is there if there is a value.
  mutating func optional<S: Shape>(
    _ name: String, _ value: inout S.Value?, _ shape: S, _ about: String?)

  /// A field that is there if its value is not the usual one.
  mutating func unusual<S: Shape>(
    _ name: String, _ value: inout S.Value, _ shape: S, _ usual: S.Value, _ about: String?
  ) where S.Value: Equatable

  /// A field for others, of what the rest says already: it is not read. `nil` is not written.
  mutating func derived<S: Shape>(
    _ name: String, _ shape: S, _ about: String?, isOptional: Bool, _ value: () -> S.Value?)

  /// Fields that several objects have, under one name in the schema.
  mutating func part(_ name: String, _ body: (inout Self) -> Void)

  /// Either these fields, or others of which one is called `name`.
  mutating func either(
    _ isFirst: Bool, orIf name: String, _ first: (inout Self) -> Void,
    _ other: (inout Self) -> Void)

  /// Fields that depend on the kind of the object, which is its field `type`.
  mutating func variants<Kind: KindOfObject>(
    of kind: Kind, _ body: (Kind, inout Self) -> Void)

  /// Has offsets count in a text while `body` goes over fields.
  mutating func within(_ text: String, _ body: (inout Self) -> Void)

  /// Says what is wrong with what was read; the first counts.
  mutating func fail(_ reason: String)
}

extension Form {
  var isReading: Bool { Self.reads }

  mutating func field<S: Shape>(
    _ name: String, _ value: inout S.Value, _ shape: S, _ about: String? = nil
  ) {
    field(name, &value, shape, about, orElse: nil)
  }

  mutating func optional<S: Shape>(_ name: String, _ value: inout S.Value?, _ shape: S) {
    optional(name, &value, shape, nil)
  }

  mutating func unusual<S: Shape>(
    _ name: String, _ value: inout S.Value, _ shape: S, _ usual: S.Value
  ) where S.Value: Equatable {
    unusual(name, &value, shape, usual, nil)
  }

  mutating func derived<S: Shape>(
    _ name: String, _ shape: S, _ about: String? = nil, _ value: () -> S.Value?
  ) {
    derived(name, shape, about, isOptional: false, value)
  }
}

/// The kinds of an object whose fields depend on its kind.
protocol KindOfObject: SendableMetatype, CaseIterable, RawRepresentable, Equatable, Sendable
where RawValue == String, AllCases == [Self] {}

/// An object that is described.
protocol Described: SendableMetatype {
  /// One into which fields are read.
  static var blank: Self { get }
  /// What the schema calls it, if it is to be found there by itself.
  static var definition: String? { get }
  /// Whether the schema allows no other fields.
  static var isClosed: Bool { get }
  mutating func describe(_ form: inout some Form)
}

extension Described {
  static var definition: String? { nil }
  static var isClosed: Bool { true }
}

/// What descriptions need to know of what they are part of.
struct FormContext {
  var options = RenderingOptions()
  /// The pages of the document that is written or read, by their index.
  var pages: [Int: PageFacts] = [:]
  /// The ids of the blocks that were read.
  var ids: Set<String> = []
  /// Where pictures are that are read, by their names.
  var pictures: [String: String] = [:]
  /// Of the text that is gone over.
  var offsets = ScalarOffsets("")

  /// What is needed of a page.
  struct PageFacts {
    var glyphCount: Int
    var glyphs: [PlacedGlyph]
  }
}
