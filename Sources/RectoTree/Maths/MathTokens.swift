/// Writes a formula's structure as a sequence of symbols: LaTeX beside readable Unicode.
struct MathTokens {
  private(set) var tokens: [MathSymbol] = []

  init(_ node: MathNode) { write(node) }

  private mutating func mark(_ latex: String, _ text: String = "") {
    tokens.append(MathSymbol(.operator, latex: latex, text: text))
  }

  private mutating func group(_ node: MathNode) {
    mark("{")
    write(node)
    mark("}")
  }

  /// In parentheses in readable text, unless it is one symbol.
  private mutating func textGroup(_ node: MathNode) {
    mark("{")
    let isSimple = node.isSimple
    if !isSimple { mark("", "(") }
    write(node)
    if !isSimple { mark("", ")") }
    mark("}")
  }

  private mutating func write(_ node: MathNode) {
    switch node {
    case .symbol(let symbol): tokens.append(symbol)
    case .row(let nodes): for node in nodes { write(node) }
    case .fraction(let above, let below, let style): fraction(above, below, style)
    case .root(let sign, let index, let body):
      if let index { root(sign, index) } else { tokens.append(sign) }
      textGroup(body)
    case .scripts(let base, let sub, let sup): scripts(base, sub: sub, sup: sup)
    case .limits(let base, let under, let over): limits(base, under: under, over: over)
    case .accent(let mark, let body, _): accent(mark, body)
    case .fenced(let open, let body, let close):
      delimiter("\\left", open)
      write(body)
      delimiter("\\right", close)
    case .grid(let grid): self.grid(grid)
    }
  }

  private mutating func delimiter(_ command: String, _ symbol: MathSymbol) {
    var symbol = symbol
    symbol.latex = command + (symbol.latex.isEmpty ? "." : symbol.latex)
    tokens.append(symbol)
  }

  private mutating func fraction(
    _ above: MathNode, _ below: MathNode, _ style: MathNode.FractionStyle
  ) {
    let command =
      switch style {
      case .plain: "\\frac"
      case .display: "\\dfrac"
      case .text: "\\tfrac"
      }
    mark(command)
    textGroup(above)
    mark("", "/")
    textGroup(below)
  }

  private mutating func scripts(_ base: MathNode, sub: MathNode?, sup: MathNode?) {
    if base == .empty { mark("{}") } else { self.base(base) }
    if let sub { script("_", sub, UnicodeScripts.subscripts) }
    guard let sup else { return }
    // Primes stand as they are, before what else is raised.
    var rest: [MathNode] = if case .row(let nodes) = sup { nodes } else { [sup] }
    while case .symbol(let symbol)? = rest.first, symbol.latex.allSatisfy({ $0 == "'" }),
      !symbol.latex.isEmpty
    {
      tokens.append(symbol)
      rest.removeFirst()
    }
    if !rest.isEmpty { script("^", MathNode(rest), UnicodeScripts.superscripts) }
  }

  /// A base of several symbols stands in braces, so that scripts belong to all of it.
  private mutating func base(_ node: MathNode) {
    switch node {
    case .row, .scripts, .limits: group(node)
    case .symbol(let symbol) where symbol.latex.hasPrefix("^"): group(node)
    default: write(node)
    }
  }

  /// The sign of a root with its index, which Unicode has before the sign.
  private mutating func root(_ sign: MathSymbol, _ index: MathNode) {
    var silent = sign
    silent.text = ""
    tokens.append(silent)
    let inner = MathTokens(index).tokens
    let raised = Self.small(inner, UnicodeScripts.superscripts)
    mark("[", raised == nil ? "(" : "")
    tokens += raised ?? inner
    mark("]", (raised == nil ? ")" : "") + sign.text)
  }

  /// Tokens with their texts in raised or lowered characters; `nil` if there are not such for all.
  private static func small(_ tokens: [MathSymbol], _ forms: [Character: Character])
    -> [MathSymbol]?
  {
    guard tokens.allSatisfy({ $0.text.allSatisfy { forms[$0] != nil } }) else { return nil }
    return tokens.map { token in
      var token = token
      token.text = String(token.text.compactMap { forms[$0] })
      return token
    }
  }

  /// A script as Unicode's raised and lowered characters, if there are such for all of it.
  private mutating func script(_ sign: String, _ node: MathNode, _ forms: [Character: Character]) {
    if let small = Self.small(MathTokens(node).tokens, forms) {
      mark(sign + "{")
      tokens += small
      mark("}")
    } else {
      mark(sign, sign)
      textGroup(node)
    }
  }

  private mutating func limits(_ base: MathNode, under: MathNode?, over: MathNode?) {
    guard case .symbol(let symbol) = base, let command = symbol.limitsCommand else {
      if base.carriesLimits {
        scripts(base, sub: under, sup: over)
        return
      }
      if let over {
        mark("\\overset")
        group(over)
        mark("", "→")
      }
      if let under {
        if over != nil { mark("{") }
        mark("\\underset")
        group(under)
      }
      group(base)
      if over != nil && under != nil { mark("}") }
      return
    }
    switch command {
    case .own: scripts(base, sub: under, sup: over)
    case .limits:
      var forced = symbol
      forced.latex += "\\limits"
      scripts(.symbol(forced), sub: under, sup: over)
    case .stretchy:
      var arrow = symbol
      arrow.latex = MathSymbol.arrows[symbol.latex] ?? symbol.latex
      tokens.append(arrow)
      if let under {
        mark("[", "_(")
        write(under)
        mark("]", ")")
      }
      mark("{", "^(")
      if let over { write(over) }
      mark("}", ")")
    }
  }

  private mutating func accent(_ accent: MathSymbol, _ body: MathNode) {
    var accent = accent
    let combining = UnicodeScripts.accents[accent.latex]
    if let combining, body.isSimple {
      // The mark follows its letter in Unicode.
      accent.text = ""
      tokens.append(accent)
      group(body)
      mark("", String(combining))
    } else {
      tokens.append(accent)
      textGroup(body)
    }
  }

  private mutating func grid(_ grid: MathGrid) {
    if let open = grid.open { unwritten(open) }
    switch grid.kind {
    case .binom:
      mark("\\binom")
      for (i, row) in grid.rows.enumerated() {
        if i > 0 { mark("", " ") }
        group(MathNode(row))
      }
    case .substack:
      mark("\\substack{")
      rows(of: grid)
      mark("}")
    default:
      let name = grid.kind.rawValue
      mark("\\begin{\(name)}" + (grid.kind == .array ? "{\(grid.columns)}" : "") + " ")
      rows(of: grid)
      mark(" \\end{\(name)}")
    }
    if let close = grid.close { unwritten(close) }
  }

  /// A delimiter that the name of its surroundings implies.
  private mutating func unwritten(_ symbol: MathSymbol) {
    tokens.append(MathSymbol(.operator, latex: "", text: symbol.text, glyphs: symbol.glyphs))
  }

  private mutating func rows(of grid: MathGrid) {
    for (i, row) in grid.rows.enumerated() {
      if i > 0 { mark(" \\\\ ", grid.kind.isEquations ? "\n" : "; ") }
      if grid.rules.contains(i) { mark("\\hline ") }
      for (j, cell) in row.enumerated() {
        if j > 0 { mark(" & ", grid.kind.isEquations ? " " : ", ") }
        // A bracket after the end of a row would be read as a distance.
        if i > 0, j == 0, MathTokens(cell).tokens.first?.latex.first == "[" { mark("{}") }
        write(cell)
      }
    }
    if grid.rules.contains(grid.rows.count) { mark(" \\\\ \\hline") }
  }
}

extension MathGrid.Kind {
  fileprivate var isEquations: Bool { self == .aligned || self == .gathered }
}

extension MathNode {
  /// Whether it reads as one thing in a line of text.
  var isSimple: Bool {
    switch self {
    case .symbol: true
    case .row(let nodes):
      nodes.count == 1
        ? nodes[0].isSimple
        : nodes.allSatisfy { if case .symbol(let s) = $0 { s.kind == .number } else { false } }
    case .scripts(let base, _, _): base.isSimple
    case .accent(_, let body, _): body.isSimple
    case .fenced, .grid: true
    case .fraction, .root, .limits: false
    }
  }

  /// Braces over or under something carry a label as a script.
  fileprivate var carriesLimits: Bool {
    if case .accent(let mark, _, _) = self {
      return mark.latex == "\\overbrace" || mark.latex == "\\underbrace"
    }
    return false
  }
}

extension MathSymbol {
  fileprivate enum LimitsCommand { case own, limits, stretchy }

  /// How it takes what stands over and under it; `nil` if it takes nothing by itself.
  fileprivate var limitsCommand: LimitsCommand? {
    if Self.arrows[latex] != nil { return .stretchy }
    if Self.integrals.contains(latex) { return .limits }
    return Self.carriers.contains(latex) || latex.hasPrefix("\\operatorname*") ? .own : nil
  }

  /// Arrows that grow with what stands over them.
  fileprivate static let arrows: [String: String] = [
    "\\longrightarrow": "\\xrightarrow", "\\longleftarrow": "\\xleftarrow",
    "\\Longrightarrow": "\\xRightarrow", "\\Longleftarrow": "\\xLeftarrow",
    "\\longleftrightarrow": "\\xleftrightarrow", "\\longmapsto": "\\xmapsto",
  ]
  private static let integrals: Set<String> = ["\\int", "\\oint", "\\iint", "\\iiint"]
  private static let carriers: Set<String> = [
    "\\sum", "\\prod", "\\coprod", "\\bigwedge", "\\bigvee", "\\bigcap", "\\bigcup", "\\bigodot",
    "\\bigoplus", "\\bigotimes", "\\biguplus", "\\bigsqcup", "\\lim", "\\max", "\\min", "\\sup",
    "\\inf", "\\det", "\\gcd", "\\Pr", "\\liminf", "\\limsup", "\\varlimsup", "\\varliminf",
    "\\injlim", "\\projlim",
  ]
}
