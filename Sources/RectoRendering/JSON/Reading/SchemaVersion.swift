internal import RectoGeometry

/// Which version of a format some JSON is written in: `recto-document/1`, whose additions are counted in
/// `minor`. A reader that knows fewer of these passes over the others; of another first number it would
/// go wrong.
struct SchemaVersion {
  /// What tells it.
  static let member = "schema"

  let tree: JSONTree
  let name: String
  let minor: Int
  private let known: String

  /// `known` is the version that is read.
  init(of tree: JSONTree, _ known: String) throws(JSONFault) {
    guard let name = try Self.name(of: tree) else {
      throw JSONFault(
        [.member(Self.member)], "it is missing, so that this is other JSON than Recto's")
    }
    self.tree = tree
    self.name = name
    self.known = known
    var form = ReadingForm(tree)
    var minor = 0
    form.field("minor", &minor, .count, nil, orElse: 0)
    if let fault = form.fault { throw fault }
    self.minor = minor
  }

  /// What JSON says that it is; `nil` if nothing.
  static func name(of tree: JSONTree) throws(JSONFault) -> String? {
    var form = ReadingForm(tree)
    var name: String?
    if form.isObject() { form.optional(member, &name, .string) }
    if let fault = form.fault { throw fault }
    return name
  }

  var isKnown: Bool { name == known }

  /// Why it is not read.
  var refusal: String {
    let parts = name.split(separator: "/")
    let isNewer =
      parts.count == 2 && parts[0] == known.split(separator: "/")[0] && Int(parts[1]) != nil
    return "'\(ControlCharacters.line(String(name.prefix(60))))' is "
      + (isNewer ? "another version" : "no format that is read here") + ", and '\(known)' is read"
  }
}
