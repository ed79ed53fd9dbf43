internal import RectoTree

extension MathNode {
  /// Where a part of a formula stands, as far as it decides how large fractions are.
  enum Surroundings {
    /// On a line of its own: the parts of a fraction are as large as the line.
    case display
    /// In a line of text, in a fraction, in a matrix: they are smaller.
    case text
    /// In a script.
    case script
  }

  /// The same with fractions of usual size said to be plain. Until now each says whether its parts
  /// are as large as the formula's letters (`display`) or smaller (`text`).
  func withPlainFractions(in surroundings: Surroundings) -> MathNode {
    func same(_ node: MathNode) -> MathNode { node.withPlainFractions(in: surroundings) }
    func small(_ node: MathNode) -> MathNode { node.withPlainFractions(in: .script) }
    switch self {
    case .symbol: return self
    case .row(let nodes): return .row(nodes.map(same))
    case .fraction(let above, let below, let style):
      let inner: Surroundings = surroundings == .script ? .script : .text
      let isPlain =
        switch surroundings {
        case .display: style == .display
        case .text: style == .text
        case .script: true
        }
      // What is in a fraction of the size of a display is set as text.
      let parts: Surroundings =
        style == .display || surroundings == .display
        ? .text : surroundings == .text ? .script : inner
      return .fraction(
        above.withPlainFractions(in: parts), below.withPlainFractions(in: parts),
        isPlain ? .plain : style)
    case .root(let sign, let index, let body):
      return .root(sign, index: index.map(small), same(body))
    case .scripts(let base, let sub, let sup):
      return .scripts(same(base), sub: sub.map(small), sup: sup.map(small))
    case .limits(let base, let under, let over):
      return .limits(same(base), under: under.map(small), over: over.map(small))
    case .accent(let mark, let body, let isUnder):
      return .accent(mark, same(body), isUnder: isUnder)
    case .fenced(let open, let body, let close): return .fenced(open, same(body), close)
    case .grid(var grid):
      let isEquations = grid.kind == .aligned || grid.kind == .gathered
      grid.rows = grid.rows.map { row in
        row.map {
          isEquations
            ? same($0) : $0.withPlainFractions(in: surroundings == .script ? .script : .text)
        }
      }
      return .grid(grid)
    }
  }
}
