internal import RectoGeometry
internal import RectoTree

/// A formula besides its LaTeX, whose fields are those of what it is in.
enum DescribedFormula {
  static func describe(_ formula: inout Formula, _ form: inout some Form) {
    form.field("plain", &formula.plain, .string, "As readable Unicode.")
    form.optional("number", &formula.number, .string, "What is printed beside it.")
    let own = formula
    form.derived("confidence", .share, "How sure its structure is.") { own.confidence }
    form.field("tree", &formula.tree, .object(MathNode.self))
  }

  static var blank: Formula { Formula(tree: .empty, latex: Text(), plain: "") }
}

extension InlineFormula: Described {
  static var blank: InlineFormula {
    InlineFormula(start: 0, end: 0, formula: DescribedFormula.blank)
  }

  mutating func describe(_ form: inout some Form) {
    form.field("start", &start, .offset)
    form.field("end", &end, .offset)
    var latex = formula.latex.string
    form.field("latex", &latex, .string)
    if form.isReading { formula.latex = Text(latex) }
    DescribedFormula.describe(&formula, &form)
  }
}

extension MathNode: Described {
  static var blank: MathNode { .empty }
  static var definition: String? { "mathNode" }

  enum Kind: String, KindOfObject {
    case symbol, row, fraction, root, scripts, limits, accent, fenced, grid

    /// A node of the kind that holds nothing.
    fileprivate var blank: MathNode {
      let symbol = MathSymbol(.text, latex: "", text: "")
      return switch self {
      case .symbol: .symbol(symbol)
      case .row: .row([])
      case .fraction: .fraction(.empty, .empty, .plain)
      case .root: .root(symbol, index: nil, .empty)
      case .scripts: .scripts(.empty, sub: nil, sup: nil)
      case .limits: .limits(.empty, under: nil, over: nil)
      case .accent: .accent(symbol, .empty, isUnder: false)
      case .fenced: .fenced(symbol, .empty, symbol)
      case .grid: .grid(MathGrid(.matrix, rows: []))
      }
    }
  }

  private var kind: Kind {
    switch self {
    case .symbol: .symbol
    case .row: .row
    case .fraction: .fraction
    case .root: .root
    case .scripts: .scripts
    case .limits: .limits
    case .accent: .accent
    case .fenced: .fenced
    case .grid: .grid
    }
  }

  mutating func describe(_ form: inout some Form) {
    var kind = kind
    form.field("type", &kind, .choice(Kind.self))
    form.variants(of: kind) { kind, form in
      if kind != self.kind { self = kind.blank }
      describeContent(&form)
    }
  }

  private mutating func describeContent(_ form: inout some Form) {
    let node = ObjectShape<MathNode>()
    let sign = ObjectShape<MathSymbol>()
    switch self {
    case .symbol(var symbol):
      symbol.describe(&form)
      self = .symbol(symbol)
    case .row(var nodes):
      form.field("children", &nodes, .list(node))
      self = .row(nodes)
    case .fraction(var above, var below, var style):
      form.field("style", &style, .choice(FractionStyle.self))
      form.field("above", &above, node)
      form.field("below", &below, node)
      self = .fraction(above, below, style)
    case .root(var symbol, var index, var body):
      form.field("sign", &symbol, sign)
      form.optional("index", &index, node)
      form.field("body", &body, node)
      self = .root(symbol, index: index, body)
    case .scripts(var base, var sub, var sup):
      form.field("base", &base, node)
      form.optional("sub", &sub, node)
      form.optional("sup", &sup, node)
      self = .scripts(base, sub: sub, sup: sup)
    case .limits(var base, var under, var over):
      form.field("base", &base, node)
      form.optional("sub", &under, node)
      form.optional("sup", &over, node)
      self = .limits(base, under: under, over: over)
    case .accent(var mark, var body, var isUnder):
      form.field("mark", &mark, sign)
      form.field("under", &isUnder, .bool)
      form.field("body", &body, node)
      self = .accent(mark, body, isUnder: isUnder)
    case .fenced(var open, var body, var close):
      form.field("open", &open, sign)
      form.field("body", &body, node)
      form.field("close", &close, sign)
      self = .fenced(open, body, close)
    case .grid(var grid):
      form.field("kind", &grid.kind, .choice(MathGrid.Kind.self))
      form.optional("open", &grid.open, sign)
      form.optional("close", &grid.close, sign)
      form.field("rows", &grid.rows, .list(.list(node)))
      form.unusual(
        "columns", &grid.columns, .string, "",
        "How columns of an array are set: l, c or r, rules as |.")
      form.unusual(
        "rules", &grid.rules, .list(.count), [],
        "Rows of an array that a rule stands above; their count for one below the last.")
      self = .grid(grid)
    }
  }
}

extension MathSymbol: Described {
  static var blank: MathSymbol { MathSymbol(.text, latex: "", text: "") }

  mutating func describe(_ form: inout some Form) {
    form.field("kind", &kind, .choice(Kind.self))
    form.field("latex", &latex, .string)
    form.field("text", &text, .string)
    form.unusual("glyphs", &glyphs, .list(.glyph), [])
    var place = box.isEmpty ? nil : box
    form.optional("box", &place, .box)
    if form.isReading { box = place ?? .empty }
  }
}
