internal import RectoGeometry
internal import RectoPages

extension Box {
  /// The box around its corners where they are moved to.
  fileprivate func mapped(_ move: (Point) -> Point) -> Box {
    Box(around: [move(Point(x0, y0)), move(Point(x1, y1))])
  }
}

extension RecognisedLine {
  /// With its boxes' corners moved.
  func mapped(_ move: (Point) -> Point) -> RecognisedLine {
    RecognisedLine(
      words: words.map { $0.mapped(move) }, box: box.mapped(move), isVertical: isVertical)
  }
}

extension RecognisedLine.Word {
  /// With its boxes' corners moved.
  func mapped(_ move: (Point) -> Point) -> RecognisedLine.Word {
    var word = self
    word.box = box.mapped(move)
    word.symbols = symbols.map { .init(text: $0.text, box: $0.box.mapped(move)) }
    return word
  }
}
