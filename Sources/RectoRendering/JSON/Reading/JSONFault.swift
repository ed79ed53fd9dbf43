/// What is wrong with JSON, and where: `$.blocks[3].rows[0].box`.
struct JSONFault: Error, Equatable {
  var path: String
  var reason: String

  /// A way into a value.
  enum Step: Equatable {
    case member(String)
    case element(Int)
  }

  /// So many steps are told at the beginning and at the end of a long way.
  private static let mostSteps = 8

  init(_ steps: [Step], _ reason: String) {
    self.reason = reason
    guard steps.count > 2 * Self.mostSteps + 1 else {
      path = "$" + steps.map(Self.text).joined()
      return
    }
    path =
      "$" + steps.prefix(Self.mostSteps).map(Self.text).joined() + "…"
      + steps.suffix(Self.mostSteps).map(Self.text).joined()
  }

  private static func text(_ step: Step) -> String {
    switch step {
    case .element(let index): return "[\(index)]"
    case .member(let name):
      let isPlain = name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x5F || $0 == 0x2D
      }
      if isPlain, !name.isEmpty, name.utf8.count <= 60 { return ".\(name)" }
      return "[\"\(ControlCharacters.line(String(name.prefix(60))))\"]"
    }
  }
}
