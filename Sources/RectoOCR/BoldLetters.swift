internal import RectoGeometry
internal import RectoPages

/// Which recognised words are bold: those whose strokes are wider, against the size of the letters,
/// than most of the page's.
struct BoldLetters {
  /// By how much wider they are at least, of a line as a whole and of a word among others.
  private static let ofLine: Float = 1.28
  private static let ofWord: Float = 1.4
  /// And of each word of such a line.
  private static let ofEach: Float = 1.1
  /// Words of fewer letters and lines of fewer are as the rest of their line: what letters they have
  /// tells more than how bold they are.
  private static let fewest = 3

  /// Faxes and forms have strokes of all widths: half of the letters have strokes wider than a quarter
  /// of them by this factor or more.
  private static let widestSpread: Float = 1.3
  /// Print that falls into specks has thinner strokes than this, in ems.
  private static let thinnest: Float = 0.03

  /// The usual width of strokes, in ems; 0 if there is none.
  private let usual: Float

  /// `sizes` are the sizes of the lines, in pixels.
  init(_ lines: [RecognisedLine], sizes: [Float]) {
    var widths: [(width: Float, letters: Int)] = []
    for (line, size) in zip(lines, sizes) where size > 0 {
      for word in line.words where word.strokeWidth > 0 && word.letters >= Self.fewest {
        widths.append((word.strokeWidth / size, word.letters))
      }
    }
    widths.sort { $0.width < $1.width }
    let all = widths.reduce(0) { $0 + $1.letters }
    func width(of share: Float) -> Float {
      var left = Int(clamped: share * Float(all))
      return widths.first {
        left -= $0.letters; return left <= 0
      }?.width ?? 0
    }
    let middle = width(of: 0.5)
    let isEven = middle < Self.widestSpread * width(of: 0.25)
    usual = isEven && middle > Self.thinnest ? middle : 0
  }

  /// Whether each word of a line of this size is bold.
  func marks(_ line: RecognisedLine, size: Float) -> [Bool] {
    guard usual > 0, size > 0 else { return line.words.map { _ in false } }
    let telling = line.words.filter { $0.strokeWidth > 0 && $0.letters >= Self.fewest }
    let letters = telling.reduce(0) { $0 + $1.letters }
    let sum = telling.reduce(0) { $0 + $1.strokeWidth * Float($1.letters) }
    if letters > 0, sum > Float(letters) * Self.ofLine * usual * size,
      telling.allSatisfy({ $0.strokeWidth > Self.ofEach * usual * size })
    {
      return line.words.map { _ in true }
    }
    return line.words.map {
      $0.letters >= Self.fewest && $0.strokeWidth > Self.ofWord * usual * size
    }
  }
}
