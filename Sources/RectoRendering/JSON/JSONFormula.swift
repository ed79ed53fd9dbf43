internal import RectoGeometry
internal import RectoTree

/// Writes formulas as JSON: LaTeX, readable text, and the tree of their structure.
enum JSONFormula {
  /// The members of a formula besides its text and lines.
  static func members(of formula: Formula, _ writer: inout JSONWriter) {
    writer.string("plain", formula.plain)
    if let number = formula.number { writer.string("number", number) }
    writer.number("confidence", formula.confidence)
    node("tree", formula.tree, &writer)
  }

  private static func node(_ key: String?, _ node: MathNode, _ writer: inout JSONWriter) {
    writer.object(key) { writer in
      writer.string("type", type(of: node))
      switch node {
      case .symbol(let symbol): members(of: symbol, &writer)
      case .row(let nodes):
        writer.array("children") { writer in
          for child in nodes { self.node(nil, child, &writer) }
        }
      case .fraction(let above, let below, let style):
        writer.string("style", style.rawValue)
        self.node("above", above, &writer)
        self.node("below", below, &writer)
      case .root(let sign, let index, let body):
        self.symbol("sign", sign, &writer)
        if let index { self.node("index", index, &writer) }
        self.node("body", body, &writer)
      case .scripts(let base, let sub, let sup):
        self.node("base", base, &writer)
        if let sub { self.node("sub", sub, &writer) }
        if let sup { self.node("sup", sup, &writer) }
      case .limits(let base, let under, let over):
        self.node("base", base, &writer)
        if let under { self.node("sub", under, &writer) }
        if let over { self.node("sup", over, &writer) }
      case .accent(let mark, let body, let isUnder):
        self.symbol("mark", mark, &writer)
        writer.bool("under", isUnder)
        self.node("body", body, &writer)
      case .fenced(let open, let body, let close):
        self.symbol("open", open, &writer)
        self.node("body", body, &writer)
        self.symbol("close", close, &writer)
      case .grid(let grid):
        writer.string("kind", grid.kind.rawValue)
        if let open = grid.open { self.symbol("open", open, &writer) }
        if let close = grid.close { self.symbol("close", close, &writer) }
        writer.array("rows") { writer in
          for row in grid.rows {
            writer.array { writer in
              for cell in row { self.node(nil, cell, &writer) }
            }
          }
        }
      }
    }
  }

  private static func type(of node: MathNode) -> String {
    switch node {
    case .symbol: "symbol"
    case .row: "row"
    case .fraction: "fraction"
    case .root: "root"
    case .scripts: "scripts"
    case .limits: "limits"
    case .accent: "accent"
    case .fenced: "fenced"
    case .grid: "grid"
    }
  }

  private static func symbol(_ key: String, _ symbol: MathSymbol, _ writer: inout JSONWriter) {
    writer.object(key) { writer in members(of: symbol, &writer) }
  }

  private static func members(of symbol: MathSymbol, _ writer: inout JSONWriter) {
    writer.string("kind", symbol.kind.rawValue)
    writer.string("latex", symbol.latex)
    writer.string("text", symbol.text)
    if !symbol.glyphs.isEmpty {
      writer.array("glyphs") { writer in
        for glyph in symbol.glyphs { writer.int(nil, Int(glyph)) }
      }
    }
    if !symbol.box.isEmpty { writer.box("box", symbol.box) }
  }
}
