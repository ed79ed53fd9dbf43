internal import Leptonica
internal import RectoGeometry
internal import RectoPages

/// What a reading left in the picture: columns of single figures in tables, labels that stand apart.
/// It is read once more in the line in which it stands, then with all else painted over.
struct LeftInk {
  /// Worth a second reading are so many letters, and so large a share of all.
  private static let fewest = 6
  private static let share: Float = 0.01
  /// What the second reading must be sure of.
  private static let sure: Float = 70

  /// Words below this are no reading where they are as tall as several lines or of one or two
  /// symbols: columns of figures are taken for a word that stands upright.
  private static let unread: Float = 30
  private static let tall: Float = 1.8
  /// Nearer to a word on its line than this, in letter heights, stands a letter of that word.
  private static let apart: Float = 0.8

  private static func isRead(_ word: RecognisedLine.Word, height: Float) -> Bool {
    word.confidence >= unread || word.symbols.count > 2 && word.box.height < tall * height
  }

  private let letters: [Box]
  private let height: Float
  private let reading: Reading
  /// The boxes of the words that were read.
  private let words: [Box]
  /// How many things that are smaller than letters were left.
  private let specks: Int

  /// `nil` if hardly anything was left outside of photographs.
  init?(of facts: PictureFacts, besides reading: Reading, outside pictures: [Box] = []) {
    let height = facts.glyphHeight
    self.height = height
    let words = reading.lines.flatMap(\.words).filter { Self.isRead($0, height: height) }
      .map { $0.box.expanded(by: 0.15 * height) }.sorted { $0.y0 < $1.y0 }
    self.words = words
    let tallest = words.map(\.height).max() ?? 0
    func isRead(_ box: Box) -> Bool {
      let first = words.partitioningIndex { $0.y0 >= box.midY - tallest }
      return words[first...].prefix { $0.y0 <= box.midY }.contains { $0.contains(box.middle) }
    }
    let left = facts.components.filter { box in
      box.height < 1.6 * height && box.width < 1.6 * height
        && !pictures.contains { $0.contains(box.middle) } && !isRead(box)
    }
    letters = left.filter { $0.height > 0.5 * height && $0.width > 0.1 * height }
    specks = left.count - letters.count
    self.reading = reading
    guard letters.count >= Self.fewest,
      Float(letters.count) >= Self.share * Float(facts.glyphs), height > 0
    else { return nil }
  }

  /// The picture without what was read; with nothing but what was left where that lies among specks:
  /// Tesseract takes minutes for a page of thousands of them.
  func picture(of preparation: PagePreparation) -> Picture {
    let picture = preparation.picture
    guard specks > Self.mostSpecks * letters.count else { return picture.paintedOver(words) }
    let places = letters.map { letter in
      let box = letter.expanded(by: Self.around * height)
      return (from: box, to: Point(box.x0, box.y0))
    }
    return picture.pasted(places, width: picture.width, height: picture.height)
  }

  /// More specks for each letter that was left, and it is searched among them no longer.
  private static let mostSpecks = 4
  /// So far around a letter, in letter heights, lie its points and marks.
  private static let around: Float = 0.4

  /// The lines in which letters that were left stand beside what was read, as wide as the text: as part of a
  /// line single figures are read, which a column of them is not. Empty if there are too many to be lines.
  func lines() -> [Box] {
    var lines: [Box] = []
    for letter in letters.sorted(by: { $0.midY < $1.midY }) {
      if let last = lines.last, letter.verticalOverlap(last) > 0.5 {
        lines[lines.count - 1].formUnion(letter)
      } else {
        lines.append(letter)
      }
    }
    guard lines.count <= Self.mostLines else { return [] }
    return lines.filter { $0.height < Self.tall * height }.map { line in
      words.filter { $0.height < Self.tall * height && $0.verticalOverlap(line) > 0.5 }
        .reduce(into: line) { $0.formUnion($1) }.expanded(by: Self.around * height)
    }
  }

  private static let mostLines = 60

  /// The words that are left, of few letters each: side by side in one row, as lone figures are read
  /// well in company only. Empty if there are too many to be words.
  func rows() -> [Row] {
    let ordered = letters.sorted { ($0.x0, $0.y0) < ($1.x0, $1.y0) }
    var words: [(box: Box, letters: Int)] = []
    for letter in ordered {
      let near = words.indices.last { i in
        letter.x0 - words[i].box.x1 < Self.letterGap * letter.height
          && abs(letter.y1 - words[i].box.y1) < 0.3 * letter.height
      }
      if let near {
        words[near].box.formUnion(letter)
        words[near].letters += 1
      } else {
        words.append((letter, 1))
      }
    }
    guard words.count <= Self.mostWords else { return [] }
    let short = words.filter { $0.letters <= Self.mostLetters }
      .sorted { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
    return stride(from: 0, to: short.count, by: Self.rowLength).map { start in
      Row(words: Array(short[start..<min(start + Self.rowLength, short.count)]))
    }
  }

  /// Letters nearer than this, in their heights, are of one word.
  private static let letterGap: Float = 0.5
  private static let mostLetters = 4
  private static let mostWords = 120
  private static let rowLength = 24

  /// Words from different places of a picture, in a picture of one line.
  struct Row {
    let words: [(box: Box, letters: Int)]

    private var height: Float { words.map(\.box.height).max() ?? 0 }

    /// Where a word stands in the row.
    private var places: [(from: Box, to: Point)] {
      var x = height
      return words.map { box, _ in
        defer { x += box.width + 1.5 * height }
        return (
          box.expanded(by: 0.2 * height),
          Point(x - 0.2 * height, 1.2 * height - box.height + 0.3 * height)
        )
      }
    }

    func picture(from picture: Picture) -> Picture {
      let width = words.reduce(height) { $0 + $1.box.width + 1.5 * height }
      return picture.pasted(places, width: Int(clamped: width), height: Int(clamped: 2 * height))
    }

    /// What was read in the row, each word where it comes from. Several may have been read as one,
    /// and the places of letters in such a word are not sure: where as many letters were read as
    /// stand in the row, they are taken in turn.
    func lines(of reading: Reading) -> [RecognisedLine] {
      let read = reading.lines.flatMap { $0.words }.flatMap { word in
        word.symbols.map { (symbol: $0, confidence: word.confidence) }
      }
      let isWhole = read.count == words.reduce(0) { $0 + $1.letters }
      var next = 0
      return zip(places, words).compactMap { place, word -> RecognisedLine? in
        let slot = place.to.x...(place.to.x + place.from.width)
        let own =
          isWhole
          ? Array(read[next..<next + word.letters])
          : read.filter { slot.contains($0.symbol.box.midX) }
        next += isWhole ? word.letters : 0
        guard let confidence = own.map(\.confidence).min() else { return nil }
        let width = word.box.width / Float(own.count)
        let symbols = own.enumerated().map { i, item in
          var box = word.box
          box.x0 += Float(i) * width
          box.x1 = box.x0 + width
          return RecognisedLine.Symbol(text: item.symbol.text, box: box)
        }
        return RecognisedLine(
          words: [.init(symbols: symbols, box: word.box, confidence: confidence)], box: word.box)
      }
    }
  }

  /// Whether one word covers another or stands right beside it on its line.
  private func isBeside(_ box: Box, _ word: Box) -> Bool {
    let gap = max(box.x0 - word.x1, word.x0 - box.x1)
    return gap < Self.apart * height && box.verticalOverlap(word) > 0.5
      || word.contains(box.middle)
  }

  /// The reading with the words of a second one that stand on letters that were left, and without
  /// its own that were no reading there.
  func completed(with second: Reading) -> Reading {
    let lines = second.lines.compactMap { line -> RecognisedLine? in
      let words = line.words.filter { word in
        word.confidence >= Self.sure && word.letters > 0
          && 2 * letters.count { word.box.contains($0.middle) } >= word.symbols.count
          && !self.words.contains { isBeside(word.box, $0) }
      }
      guard !words.isEmpty else { return nil }
      let box = words.reduce(into: Box.empty) { $0.formUnion($1.box) }
      return RecognisedLine(words: words, box: box, isVertical: line.isVertical)
    }
    guard !lines.isEmpty else { return reading }
    let new = lines.flatMap(\.words).map(\.box.middle)
    let old = reading.lines.compactMap { line -> RecognisedLine? in
      var line = line
      line.words.removeAll { word in
        !Self.isRead(word, height: height) && new.contains { word.box.contains($0) }
      }
      return line.words.isEmpty ? nil : line
    }
    return Reading(old + lines, languages: reading.languages)
  }
}
