internal import RectoGeometry

/// Tells in which columns of a grid sentences go on from line to line: wrapped cells, or columns of
/// prose that only look like a table.
struct CellFlow {
  /// What a line says about the one above it in its column.
  enum Step {
    /// It goes on in the middle of a sentence.
    case goesOn
    /// It begins anew.
    case begins
    case unclear
  }

  /// The share of lines begun in lower case whose first word had no room in the line above: all of
  /// those that wrap, and by chance two of five short texts under each other.
  private static let leastFull: Float = 0.85
  private static let fewestSteps = 2
  /// The space before that word, and how far lines of ragged text may miss the edge, in ems.
  private static let space: Float = 0.25
  private static let ragged: Float = 0.3
  /// The narrowest column whose texts wrap, in ems.
  private static let narrowest: Float = 4

  /// By column: whether its texts wrap, and how wide its widest line is.
  private(set) var wraps: [Bool]
  private var widest: [Float]
  private let em: Float

  init(_ lines: [[GridFitter.Phrase]], columns: Int, em: Float) {
    self.em = em
    wraps = [Bool](repeating: false, count: columns)
    widest = [Float](repeating: 0, count: columns)
    for line in lines {
      for phrase in line where phrase.columns.count == 1 {
        let column = phrase.columns.lowerBound
        widest[column] = max(widest[column], phrase.box.width)
      }
    }
    var steps = [(full: Int, all: Int)](repeating: (0, 0), count: columns)
    for (above, below) in zip(lines, lines.dropFirst()) {
      for lower in below where lower.columns.count == 1 {
        guard let upper = above.first(where: { $0.columns == lower.columns }),
          mayGoOn(upper, in: lower)
        else { continue }
        steps[lower.columns.lowerBound].all += 1
        if isFull(upper, before: lower) { steps[lower.columns.lowerBound].full += 1 }
      }
    }
    for (column, step) in steps.enumerated() {
      wraps[column] =
        step.full >= Self.fewestSteps && Float(step.full) >= Self.leastFull * Float(step.all)
        && widest[column] >= Self.narrowest * em
    }
  }

  func step(from upper: GridFitter.Phrase, to lower: GridFitter.Phrase) -> Step {
    if upper.isMark || lower.isMark { return .begins }
    if upper.endsInHyphen && lower.startsLower && !upper.isNumeric { return .goesOn }
    let isFull = isFull(upper, before: lower)
    if wraps[lower.columns.lowerBound], isFull, mayGoOn(upper, in: lower) { return .goesOn }
    let isNew = lower.startsUpper || lower.isNumeric
    return isNew && (upper.endsInStop || !isFull || upper.isNumeric) ? .begins : .unclear
  }

  /// Whether the words allow that a text goes on: it has not ended, and what follows does not begin
  /// like a sentence or a name.
  private func mayGoOn(_ upper: GridFitter.Phrase, in lower: GridFitter.Phrase) -> Bool {
    guard !upper.isNumeric, !upper.endsInStop else { return false }
    return lower.startsLower && upper.words.count > 1
      || lower.startsIdeograph && upper.characters >= Self.fewestIdeographs
  }

  private static let fewestIdeographs = 6

  /// Whether the next line's first word had no room.
  func isFull(_ upper: GridFitter.Phrase, before lower: GridFitter.Phrase) -> Bool {
    guard let first = lower.words.first else { return false }
    let next = lower.startsIdeograph ? first.size : first.box.width
    return upper.box.width + Self.space * em + next
      > widest[lower.columns.lowerBound] - Self.ragged * em
  }
}
