extension Formula {
  /// How sure its structure is, from 0 to 100: less for each sign that mathematics has no command
  /// for, each high delimiter without a partner, each script without a base and for rows that
  /// nothing explains.
  public var confidence: Float { (100 * tree.certainty).rounded() }
}

extension MathNode {
  /// From 0 to 1, the product over all that had to be guessed.
  fileprivate var certainty: Float {
    switch self {
    case .symbol(let symbol): symbol.certainty
    case .row(let nodes): nodes.certainty
    case .fraction(let above, let below, _): [above, below].certainty
    case .root(_, let index, let body): [index, body].compactMap { $0 }.certainty
    case .scripts(let base, let sub, let sup), .limits(let base, let sub, let sup):
      (base == .empty ? 0.85 : base.certainty) * [sub, sup].compactMap { $0 }.certainty
    case .accent(_, let body, _): body.certainty
    case .fenced(_, let body, _): body.certainty
    case .grid(let grid):
      (grid.kind == .gathered ? 0.9 : 1) * grid.rows.map(\.certainty).reduce(1, *)
    }
  }
}

extension [MathNode] {
  fileprivate var certainty: Float { map(\.certainty).reduce(1, *) }
}

extension MathSymbol {
  fileprivate var certainty: Float {
    // A sign as text, or without LaTeX, is one that mathematics has no command for.
    if kind == .operator || kind == .identifier {
      if latex.hasPrefix("\\text{") || latex.isEmpty && !glyphs.isEmpty { return 0.6 }
      // Pairs are fenced or sized together: an odd one stands alone.
      if latex.hasPrefix("\\big") || latex.hasPrefix("\\Big") { return 0.95 }
    }
    return 1
  }
}
