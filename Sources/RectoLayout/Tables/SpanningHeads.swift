internal import RectoGeometry

/// Finds the heads of a table that stand over several columns: above a rule that is shorter than
/// the table, or alone on their line and centred on the heads below.
struct SpanningHeads {
  /// Horizontal rules inside the table.
  let rules: [Rule]
  let box: Box
  let em: Float

  /// Such a rule is this much longer than its head at least.
  private static let overhang: Float = 1.3
  /// How far the rule lies below the line, in ems.
  private static let below: ClosedRange<Float> = -0.4...1.2
  /// How far a centred head is off the middle of what it spans, in ems.
  private static let offCentre: Float = 0.35

  /// How far the left edges of lines of one text are apart, in ems.
  private static let sameEdge: Float = 0.2

  private func isOver(_ rule: Rule, _ phrase: GridFitter.Phrase, of line: [GridFitter.Phrase])
    -> Bool
  {
    rule.length < 0.9 * box.width && Self.below.contains((rule.position - phrase.box.y1) / em)
      && phrase.box.midX > rule.start && phrase.box.midX < rule.end
      && line.count { $0.box.midX > rule.start && $0.box.midX < rule.end } == 1
  }

  /// Whether a phrase stands alone over a rule with several phrases below it: it tells nothing about
  /// where columns are.
  func spans(_ phrase: GridFitter.Phrase, of line: [GridFitter.Phrase], next: [GridFitter.Phrase])
    -> Bool
  {
    rules.contains { rule in
      rule.length > Self.overhang * phrase.box.width && isOver(rule, phrase, of: line)
        && next.count { $0.box.midX > rule.start && $0.box.midX < rule.end } > 1
    }
  }

  /// Sets the columns of such heads.
  func widen(_ lines: inout [[GridFitter.Phrase]], edges: [Float]) {
    for i in lines.indices {
      for j in lines[i].indices {
        guard let rule = rules.first(where: { isOver($0, lines[i][j], of: lines[i]) }),
          let covered = columns(under: rule, edges: edges), covered.count > 1
        else { continue }
        lines[i][j].columns = covered
      }
    }
    for i in lines.indices where lines[i].count == 1 {
      // The next line may be heads over several columns itself, the one after it tells.
      let phrase = lines[i][0]
      // A text that goes on below itself may be centred on anything.
      let goesOn =
        i > 0
        && lines[i - 1].contains {
          $0.columns == phrase.columns && abs($0.box.x0 - phrase.box.x0) < Self.sameEdge * em
        }
      if goesOn { continue }
      let spans = lines[(i + 1)...].prefix(2).compactMap { columns(under: phrase, next: $0) }
      if let covered = spans.first { lines[i][0].columns = covered }
    }
  }

  private func columns(under rule: Rule, edges: [Float]) -> ClosedRange<Int>? {
    var covered: ClosedRange<Int>?
    for column in 0..<(edges.count - 1) {
      let (left, right) = (edges[column], edges[column + 1])
      guard min(rule.end, right) - max(rule.start, left) > 0.4 * (right - left) else { continue }
      covered = (covered?.lowerBound ?? column)...column
    }
    return covered
  }

  /// The columns beyond the stub, if a phrase between them is centred on the heads that they have in
  /// a line below.
  private func columns(under phrase: GridFitter.Phrase, next: [GridFitter.Phrase])
    -> ClosedRange<Int>?
  {
    let heads = next.filter { $0.columns.lowerBound > 0 }
    guard phrase.columns.lowerBound > 0, let first = heads.first, let last = heads.last,
      heads.count > 1, phrase.columns != first.columns, phrase.columns != last.columns,
      heads.count > 2 || phrase.columns.count > 1,
      abs(phrase.box.midX - (first.box.x0 + last.box.x1) / 2) < Self.offCentre * em
    else { return nil }
    return first.columns.lowerBound...last.columns.upperBound
  }
}
