/// The structure of a formula.
public indirect enum MathNode: Sendable, Equatable {
  case symbol(MathSymbol)
  case row([MathNode])
  /// What stands above and below a bar.
  case fraction(MathNode, MathNode, FractionStyle)
  /// The radical sign, the index if there is one, what stands under it.
  case root(MathSymbol, index: MathNode?, MathNode)
  /// Scripts beside their base.
  case scripts(MathNode, sub: MathNode?, sup: MathNode?)
  /// What stands under and over its base.
  case limits(MathNode, under: MathNode?, over: MathNode?)
  /// A mark, bar, brace or arrow over or under what it marks: its LaTeX is the command.
  case accent(MathSymbol, MathNode, isUnder: Bool)
  /// Delimiters as high as what they hold.
  case fenced(MathSymbol, MathNode, MathSymbol)
  case grid(MathGrid)

  public enum FractionStyle: String, Sendable, CaseIterable {
    /// As large as its surroundings make it.
    case plain
    /// Larger or smaller than that.
    case display, text
  }

  public static let empty = MathNode.row([])

  /// One node as itself, several as a row.
  public init(_ nodes: [MathNode]) {
    self = nodes.count == 1 ? nodes[0] : .row(nodes)
  }
}

extension MathNode {
  /// Changes every symbol in it: signs, marks and delimiters too.
  public mutating func mapSymbols(_ change: (inout MathSymbol) -> Void) {
    func changed(_ symbol: MathSymbol) -> MathSymbol {
      var symbol = symbol
      change(&symbol)
      return symbol
    }
    func changed(_ node: MathNode) -> MathNode {
      var node = node
      node.mapSymbols(change)
      return node
    }
    self =
      switch self {
      case .symbol(let symbol): .symbol(changed(symbol))
      case .row(let nodes): .row(nodes.map(changed))
      case .fraction(let above, let below, let style):
        .fraction(changed(above), changed(below), style)
      case .root(let sign, let index, let body):
        .root(changed(sign), index: index.map(changed), changed(body))
      case .scripts(let base, let sub, let sup):
        .scripts(changed(base), sub: sub.map(changed), sup: sup.map(changed))
      case .limits(let base, let under, let over):
        .limits(changed(base), under: under.map(changed), over: over.map(changed))
      case .accent(let mark, let body, let isUnder):
        .accent(changed(mark), changed(body), isUnder: isUnder)
      case .fenced(let open, let body, let close):
        .fenced(changed(open), changed(body), changed(close))
      case .grid(let grid):
        .grid(
          MathGrid(
            grid.kind, rows: grid.rows.map { $0.map(changed) }, columns: grid.columns,
            rules: grid.rules, open: grid.open.map(changed), close: grid.close.map(changed)))
      }
  }
}

/// Rows and columns of a formula: matrices, cases, aligned equations.
public struct MathGrid: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case matrix, pmatrix, bmatrix, Bmatrix, vmatrix, Vmatrix, smallmatrix
    case cases
    case array
    /// A binomial coefficient: two rows in parentheses.
    case binom
    /// Equations that share the place of their relations, and those that do not.
    case aligned, gathered
    /// Lines under or over an operator.
    case substack
  }

  public var kind: Kind
  public var rows: [[MathNode]]
  /// Of an array: how its columns are set, `l`, `c` or `r`, and rules as `|`.
  public var columns: String
  /// Of an array: the rows that a rule stands above; their count for one below the last.
  public var rules: [Int]
  /// Delimiters that belong to the kind.
  public var open: MathSymbol?
  public var close: MathSymbol?

  public init(
    _ kind: Kind, rows: [[MathNode]], columns: String = "", rules: [Int] = [],
    open: MathSymbol? = nil, close: MathSymbol? = nil
  ) {
    self.kind = kind
    self.rows = rows
    self.columns = columns
    self.rules = rules
    self.open = open
    self.close = close
  }
}
