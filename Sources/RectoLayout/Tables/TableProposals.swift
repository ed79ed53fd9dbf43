internal import RectoGeometry
internal import RectoPages

/// A grid proposed for a region, with what it is worth.
struct TableHypothesis {
  var table: FoundTable
  var facts: TableFacts
  /// How much of the table would be right, as learned from tables whose truth is known, 0 to 1.
  var quality: Float
  var isTaken = false

  /// What is gained over reading the region as something else.
  var gain: Float { (quality - least) * Float(facts.characters) }

  /// Whether it is drawn cell by cell, or at least column by column with nothing beside it, and
  /// nothing speaks much against it: such a grid needs not be compared with what the text alone might
  /// be. Lines that no rule parts are one row there, however they are set.
  var isSure: Bool {
    table.isDrawn && quality > Self.leastDrawn
      || table.way == "ruled" && facts.isClosed && facts.walls >= Self.walled
        && quality > Self.leastWalled
  }

  /// A grid that is worth less is read better as text. Above this the folds of `train.py` win most
  /// text; most of the worthless ones that they take have no usual sign of a table. The trees have
  /// seen no lists of terms, and hardly any columns of numbers alone: no other reading explains these.
  private var least: Float {
    table.listsTerms || facts.isNumbers ? 0.25 : table.looksLikeTable ? 0.4 : 0.62
  }

  private static let leastDrawn: Float = 0.3
  private static let leastWalled: Float = 0.45
  /// The share of the edges of columns that have a rule.
  private static let walled: Float = 0.75
}

/// Decides between all grids that were proposed for the regions of a page, and no table at all.
struct TableContest {
  private(set) var hypotheses: [TableHypothesis] = []

  /// What was taken, from top to bottom.
  var tables: [FoundTable] {
    hypotheses.lazy.filter(\.isTaken).map(\.table).sorted {
      ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0)
    }
  }

  /// The page's fragments that are in tables.
  var taken: Set<Int> { Set(hypotheses.lazy.filter(\.isTaken).flatMap(\.table.taken)) }

  /// Takes of further hypotheses those that gain most beside what is taken: grids drawn cell by cell,
  /// then the best, then the best of what is left untouched.
  mutating func decide(among further: [TableHypothesis]) {
    let first = hypotheses.count
    var taken = self.taken
    hypotheses += further
    let order = hypotheses.indices[first...].sorted { i, j in
      let (a, b) = (hypotheses[i], hypotheses[j])
      return a.isSure != b.isSure ? a.isSure : (a.gain, -i) > (b.gain, -j)
    }
    let better = order.filter { hypotheses[$0].gain > 0 || hypotheses[$0].isSure }
    let own = hypotheses.map { Set($0.table.taken) }
    for i in better where taken.isDisjoint(with: own[i]) {
      let isSure = hypotheses[i].isSure
      if !isSure, isBetterInPieces(i, own, better, beside: taken) { continue }
      let least = hypotheses[i].quality + (isSure ? Self.muchBetter : -Self.hardlyWorse)
      if !(isSure && hypotheses[i].table.isDrawn),
        better.contains(where: {
          isWhole($0, of: i, own) && hypotheses[$0].quality > least
            && taken.isDisjoint(with: own[$0])
        })
      {
        continue
      }
      taken.formUnion(own[i])
      hypotheses[i].isTaken = true
    }
  }

  /// Whether several smaller grids in a hypothesis's place gain more than it: tables side by side or
  /// under each other, whose columns or rows happen to agree.
  private func isBetterInPieces(
    _ whole: Int, _ own: [Set<Int>], _ order: [Int], beside taken: Set<Int>
  ) -> Bool {
    var covered = taken
    var (gain, pieces): (Float, Int) = (0, 0)
    for i in order where Float(own[i].count) < Self.piece * Float(own[whole].count) {
      guard !own[i].isDisjoint(with: own[whole]), covered.isDisjoint(with: own[i]) else { continue }
      covered.formUnion(own[i])
      gain += hypotheses[i].gain
      pieces += 1
    }
    return pieces > 1 && gain > hypotheses[whole].gain
  }

  /// Whether a grid has the rows of another and more of the same columns, by what rules or grounds
  /// show. It needs to be hardly worse: heads are short and differ from what is under them; or, where
  /// the other is drawn, much better: the head may be all that is.
  private func isWhole(_ whole: Int, of part: Int, _ own: [Set<Int>]) -> Bool {
    let (more, less) = (hypotheses[whole], hypotheses[part])
    return more.table.way != "aligned" && more.table.columns == less.table.columns
      && own[whole].isStrictSuperset(of: own[part])
  }

  private static let hardlyWorse: Float = 0.12
  private static let muchBetter: Float = 0.2

  /// What takes a larger share of the fragments is another reading of the whole.
  private static let piece: Float = 0.95
}

extension TableHypothesis {
  /// For looking at, and for learning from.
  func trace(on page: SourcePage) -> LayoutTrace.Hypothesis {
    let hundredths = Int(clamped: (100 * quality).rounded())
    let verdict =
      "\(table.way), \(table.rows)x\(table.columns), worth \(hundredths) %, "
      + (isTaken ? "taken" : gain > 0 ? "lost to a better one" : "no table")
    let facts = zip(TableFacts.names, facts.values).map { name, value in
      "\(name) \((value * 1000).rounded() / 1000)"
    }
    let cells = table.cells.map { cell in
      let text = cell.fragments.map { fragment in
        page.text(of: fragment.glyphs.lazy.map { page.glyphs[Int($0)] })
      }.joined(separator: " ")
      return "cell \(cell.row) \(cell.column) \(cell.rowSpan) \(cell.columnSpan) \(text)"
    }
    return LayoutTrace.Hypothesis(box: table.box, verdict: verdict, why: facts + cells)
  }
}
