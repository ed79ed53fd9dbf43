/// A piece of LaTeX with the glyphs that it stands for.
struct MathToken: Equatable {
  var latex: String
  /// The same as readable text.
  var plain: String
  var glyphs: [Int32] = []
}

/// A formula's structure.
indirect enum MathNode: Equatable {
  case token(MathToken)
  case row([MathNode])
  case fraction([MathNode], [MathNode])
  /// The glyphs of the sign, the index, the body.
  case root([Int32], index: [MathNode], [MathNode])
  case scripts([MathNode], sub: [MathNode], sup: [MathNode])
  /// A mark over or under something: the command, its glyphs, what it marks.
  case accent(MathToken, [MathNode])

  /// The tokens in order.
  func write(to tokens: inout [MathToken]) {
    func mark(_ latex: String, _ plain: String = "") {
      tokens.append(MathToken(latex: latex, plain: plain))
    }
    func group(_ nodes: [MathNode]) {
      mark("{")
      for node in nodes { node.write(to: &tokens) }
      mark("}")
    }
    switch self {
    case .token(let token): tokens.append(token)
    case .row(let nodes): for node in nodes { node.write(to: &tokens) }
    case .fraction(let above, let below):
      mark("\\frac", "(")
      group(above)
      mark("", ")/(")
      group(below)
      mark("", ")")
    case .root(let glyphs, let index, let body):
      tokens.append(MathToken(latex: "\\sqrt", plain: "√(", glyphs: glyphs))
      if !index.isEmpty {
        mark("[")
        for node in index { node.write(to: &tokens) }
        mark("]")
      }
      group(body)
      mark("", ")")
    case .scripts(let base, let sub, let sup):
      if base.isEmpty { mark("{}") }
      for node in base { node.write(to: &tokens) }
      if !sub.isEmpty {
        mark("_", "_")
        group(sub)
      }
      if !sup.isEmpty {
        mark("^", "^")
        group(sup)
      }
    case .accent(let token, let body):
      tokens.append(token)
      group(body)
    }
  }
}
