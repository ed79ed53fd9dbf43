internal import RectoGeometry
internal import RectoPages

/// A line of the text layer beside what was read in its place.
struct LineReading {
  let line: LayerLine
  /// The line's inked glyphs in the order of reading, word by word as the picture has them.
  let words: [Word]
  /// Glyphs between words, where nothing was read.
  let gaps: [Int]
  /// How alike the two are, from 0 to 1.
  let agreement: Float
  /// The same with characters that look alike being one.
  let likeness: Float
  /// The mean confidence of what was read, by letters; 0 if nothing was.
  let confidence: Float
  /// How usual the letters of what was read are.
  let pairs: LetterPairs
  /// Whether the dictionary holds all words of letters that were read, several at least, and the layer
  /// lacks one of them.
  let isBetterKnown: Bool

  /// Whether what was read can be what the line shows: about as long, and in letters of one alphabet.
  let isCredible: Bool

  /// What was read in one place, and the glyphs that stand there.
  struct Word {
    let glyphs: [Int]
    let symbols: [String]
    let confidence: Float
  }

  /// So many words of so many letters tell whether the dictionary holds a line.
  private static let fewestKnown = 3
  private static let wordLetters = 3

  /// How far outside a word's box the middle of its glyphs may be, in ems.
  private static let slack: Float = 0.12

  /// `words` as they were read, in points.
  init(_ line: LayerLine, words: [RecognisedLine.Word], on page: SourcePage) {
    self.line = line
    let glyphs = line.range.filter { LayerLine.isVisible(page.glyphs[$0]) }
      .map { (index: $0, x: Self.middle(page.glyphs[$0])) }
      .sorted { ($0.x, $0.index) < ($1.x, $1.index) }
    let ordered = words.sorted { $0.box.midX < $1.box.midX }
    var own = Array(repeating: [Int](), count: ordered.count)
    var outside: [Int] = []
    var word = 0
    for (index, x) in glyphs {
      let slack = Self.slack * page.glyphs[index].size
      while word + 1 < ordered.count, ordered[word + 1].box.x0 - slack <= x,
        x > ordered[word].box.x1
      {
        word += 1
      }
      if word < ordered.count, x >= ordered[word].box.x0 - slack,
        x <= ordered[word].box.x1 + slack
      {
        own[word].append(index)
      } else {
        outside.append(index)
      }
    }
    var result: [Word] = []
    for (word, glyphs) in zip(ordered, own) {
      let inWord = glyphs.filter { !page.glyphs[$0].isBlank }
      let isFromRight = word.text.unicodeScalars.contains(where: Self.isFromRight)
      result.append(
        Word(
          glyphs: isFromRight ? inWord.reversed() : inWord, symbols: word.symbols.map(\.text),
          confidence: word.confidence))
    }
    // What stands where nothing was read: between words, blanks with wrong codes.
    let strays = outside.filter { !page.glyphs[$0].isBlank }
    let inner =
      (ordered.first?.box.x1 ?? 0)..<max(ordered.last?.box.x0 ?? 0, ordered.first?.box.x1 ?? 0)
    gaps = strays.filter { inner.contains(Self.middle(page.glyphs[$0])) }
    let read = result.map { $0.symbols.joined() }.joined()
    let said = result.flatMap(\.glyphs) + strays.sorted()
    self.words = result + strays.map { Word(glyphs: [$0], symbols: [], confidence: 0) }
    let layer = page.text(
      of: said.filter { !LayerLine.isUnmapped(page.glyphs[$0]) }.map { page.glyphs[$0] })
    agreement = Self.agreement(layer, read)
    likeness = Self.agreement(layer, read) { Self.folded($0).map(LookAlikes.folded) }
    let letters = ordered.reduce(0) { $0 + $1.symbols.count }
    isCredible =
      Float(letters) >= Self.shortest * Float(line.inked)
      && Float(letters) <= Self.longest * Float(line.inked) && Self.isOfOneAlphabet(read)
    let lettered = ordered.filter { $0.letters >= Self.wordLetters }
    isBetterKnown =
      lettered.count >= Self.fewestKnown && lettered.allSatisfy(\.isKnown)
      && lettered.contains { !layer.contains($0.text) }
    confidence =
      ordered.reduce(0) { $0 + $1.confidence * Float($1.symbols.count) } / Float(max(1, letters))
    pairs = LetterPairs(of: result.map { $0.symbols.joined() }.joined(separator: " "))
  }

  /// How many symbols are read for each glyph, at least and at most: ligatures are several.
  private static let (shortest, longest): (Float, Float) = (0.7, 1.6)
  /// The share of letters that the alphabet has that most of them are of.
  private static let oneAlphabet: Float = 0.85

  /// Whether nearly all letters are of one alphabet, ideographs and kana aside.
  private static func isOfOneAlphabet(_ text: String) -> Bool {
    let counts = text.unicodeScalars.reduce(into: [Int: Int]()) { counts, scalar in
      if let alphabet = LetterPairs.alphabet(of: scalar.value) { counts[alphabet, default: 0] += 1 }
    }
    let most = counts.values.max() ?? 0
    return Float(most) >= oneAlphabet * Float(counts.values.reduce(0, +))
  }

  /// Letters of Hebrew, Arabic and their neighbours; figures run from the left in them.
  private static func isFromRight(_ scalar: Unicode.Scalar) -> Bool {
    (0x590...0x8FF).contains(scalar.value) && scalar.properties.numericType == nil
  }

  private static func middle(_ glyph: Glyph) -> Float { glyph.origin.x + glyph.advance.x / 2 }

  /// The share of characters that two texts have in common in order: twice their longest common
  /// subsequence by their length, blanks aside, signs that look alike being one.
  static func agreement(
    _ a: String, _ b: String, folding fold: (Unicode.Scalar) -> UInt32? = folded
  ) -> Float {
    let (a, b) = (a.unicodeScalars.compactMap(fold), b.unicodeScalars.compactMap(fold))
    guard !a.isEmpty || !b.isEmpty else { return 1 }
    var last = [Int](repeating: 0, count: b.count + 1)
    for x in a {
      var diagonal = 0
      for j in b.indices {
        let above = last[j + 1]
        last[j + 1] = x == b[j] ? diagonal + 1 : max(above, last[j])
        diagonal = above
      }
    }
    return Float(2 * last[b.count]) / Float(a.count + b.count)
  }

  static func folded(_ scalar: Unicode.Scalar) -> UInt32? {
    switch scalar {
    case _ where scalar.properties.isWhitespace || scalar.properties.isVariationSelector: nil
    case "‘", "’", "‚", "´", "`": 0x27
    case "“", "”", "„", "«", "»": 0x22
    case "‐", "‑", "–", "—", "−", "\u{AD}": 0x2D
    case "•", "·", "∙", "●", "▪", "◦": 0x2E
    default: scalar.value
    }
  }
}
