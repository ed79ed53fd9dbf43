internal import RectoTree

/// Writes a formula's structure as MathML, with its LaTeX as an annotation.
struct MathMLWriter {
  static func element(_ formula: Formula, isDisplay: Bool) -> String {
    let attribute = isDisplay ? " display=\"block\"" : ""
    let body = row(formula.tree)
    let latex = HTMLEscaping.escape(formula.tagged)
    return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"\(attribute)><semantics>\(body)"
      + "<annotation encoding=\"application/x-tex\">\(latex)</annotation></semantics></math>"
  }

  /// A node as one element.
  private static func row(_ node: MathNode) -> String {
    if case .row(let nodes) = node { return "<mrow>\(nodes.map(element).joined())</mrow>" }
    return element(node)
  }

  private static func element(_ node: MathNode) -> String {
    switch node {
    case .symbol(let symbol): return self.symbol(symbol)
    case .row: return row(node)
    case .fraction(let above, let below, _): return "<mfrac>\(row(above))\(row(below))</mfrac>"
    case .root(_, nil, let body): return "<msqrt>\(row(body))</msqrt>"
    case .root(_, let index?, let body): return "<mroot>\(row(body))\(row(index))</mroot>"
    case .scripts(let base, let sub, let sup):
      return scripted(("msub", "msup", "msubsup"), base, sub, sup)
    case .limits(let base, let under, let over):
      return scripted(("munder", "mover", "munderover"), base, under, over)
    case .accent(let mark, let body, let isUnder):
      let sign = "<mo>\(HTMLEscaping.escape(mark.text))</mo>"
      return isUnder
        ? "<munder accentunder=\"true\">\(row(body))\(sign)</munder>"
        : "<mover accent=\"true\">\(row(body))\(sign)</mover>"
    case .fenced(let open, let body, let close):
      return "<mrow>\(fence(open))\(row(body))\(fence(close))</mrow>"
    case .grid(let grid): return self.grid(grid)
    }
  }

  private static func scripted(
    _ names: (String, String, String), _ base: MathNode, _ low: MathNode?, _ high: MathNode?
  ) -> String {
    switch (low, high) {
    case (let low?, let high?):
      "<\(names.2)>\(row(base))\(row(low))\(row(high))</\(names.2)>"
    case (let low?, nil): "<\(names.0)>\(row(base))\(row(low))</\(names.0)>"
    case (nil, let high?): "<\(names.1)>\(row(base))\(row(high))</\(names.1)>"
    case (nil, nil): row(base)
    }
  }

  private static func symbol(_ symbol: MathSymbol) -> String {
    let text = HTMLEscaping.escape(symbol.text)
    switch symbol.kind {
    case .number: return "<mn>\(text)</mn>"
    case .identifier:
      let variant = variants.first { symbol.latex.hasPrefix($0.command) }?.variant
      return variant.map { "<mi mathvariant=\"\($0)\">\(text)</mi>" } ?? "<mi>\(text)</mi>"
    case .operator:
      let isName = symbol.text.unicodeScalars.first?.properties.isAlphabetic ?? false
      return isName ? "<mi>\(text)</mi>" : "<mo>\(text)</mo>"
    case .text: return "<mtext>\(text)</mtext>"
    case .space:
      let width =
        symbol.latex.hasPrefix("\\qquad")
        ? "2em" : symbol.latex.hasPrefix("\\quad") ? "1em" : "0.2em"
      return "<mspace width=\"\(width)\"/>"
    }
  }

  private static let variants: [(command: String, variant: String)] = [
    ("\\mathbf", "bold"), ("\\boldsymbol", "bold-italic"), ("\\mathcal", "script"),
    ("\\mathscr", "script"), ("\\mathbb", "double-struck"), ("\\mathfrak", "fraktur"),
    ("\\mathsf", "sans-serif"), ("\\mathtt", "monospace"), ("\\mathrm", "normal"),
  ]

  private static func fence(_ symbol: MathSymbol) -> String {
    symbol.text.isEmpty
      ? "" : "<mo fence=\"true\" stretchy=\"true\">\(HTMLEscaping.escape(symbol.text))</mo>"
  }

  private static func grid(_ grid: MathGrid) -> String {
    let open = grid.open.map(fence) ?? ""
    let close = grid.close.map(fence) ?? ""
    if grid.kind == .binom {
      let parts = grid.rows.map { row(MathNode($0)) }.joined()
      return "<mrow>\(open)<mfrac linethickness=\"0\">\(parts)</mfrac>\(close)</mrow>"
    }
    let align =
      switch grid.kind {
      case .cases: " columnalign=\"left\""
      case .aligned: " columnalign=\"right left\" displaystyle=\"true\""
      case .gathered: " displaystyle=\"true\""
      default: ""
      }
    let rows = grid.rows.map { cells in
      "<mtr>" + cells.map { "<mtd>\(element($0))</mtd>" }.joined() + "</mtr>"
    }.joined()
    let table = "<mtable\(align)>\(rows)</mtable>"
    return open.isEmpty && close.isEmpty ? table : "<mrow>\(open)\(table)\(close)</mrow>"
  }
}
