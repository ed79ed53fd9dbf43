internal import RectoGeometry
public import RectoTree

/// Says whether words exist.
public protocol WordList {
  /// `nil` if it cannot tell.
  func knows(_ word: String) -> Bool?
}

/// Puts back hyphens that belong to compounds and were taken for those of divided words.
///
/// What the document writes elsewhere decides: `well-known` in the middle of a line, or `wellknown`.
/// Where it says nothing, the parts do (`CompoundParts`), or a dictionary, if there is one: a word that
/// does not exist, made of two that do, was a compound. Where hardly any line ends in a hyphen, none
/// divides a word.
public struct Hyphens: DocumentProcessor {
  public static let name = "hyphens"

  /// Asked for no more than it is needed: dictionaries take time to load.
  private let dictionary: (Document) -> (any WordList)?

  public init(dictionary: @escaping (Document) -> (any WordList)? = { _ in nil }) {
    self.dictionary = dictionary
  }

  /// A word that a line divides.
  private struct Division {
    /// In UTF-8 bytes of its text.
    var place: Int32
    var left: String
    var right: String
    var isCapitalised: Bool
    /// A hyphen joins it to what stands before: `or` of `more-or-less`.
    var isJoined: Bool

    var joined: String { left + right }
    var compound: String { left + "-" + right }
  }

  public func process(_ document: inout Document) {
    defer { Self.hardenSoftHyphens(of: &document) }
    let body = document.blocks.map(Self.divisions(in:))
    let furniture = document.furniture.map { Self.divisions(in: $0.block) }
    let all = (body + furniture).joined()
    guard !all.isEmpty else { return }
    let counts = Self.counts(of: all, in: document)
    let divides = Self.dividesWords(document, divisions: all.count)
    var words: (any WordList)??
    func isCompound(_ division: Division) -> Bool {
      let joined = counts[division.joined] ?? 0
      let compound = counts[division.compound] ?? 0
      if joined != compound { return compound > joined }
      if !divides { return true }
      if Self.isCompound(division, counts) { return true }
      // Names are in no dictionary.
      guard !division.isCapitalised else { return false }
      if words == nil { words = dictionary(document) }
      guard let words = words ?? nil, words.knows(division.joined) == false else { return false }
      return division.left.count > 1 && division.right.count > 1
        && words.knows(division.left) == true && words.knows(division.right) == true
    }
    func compounds(_ found: [Division]) -> Set<String> {
      Set(found.filter(isCompound).map(\.compound))
    }
    let (own, others) = (body.map(compounds), furniture.map(compounds))
    for (i, compounds) in own.enumerated() {
      Self.restore(compounds, in: &document.blocks[i])
    }
    for (i, compounds) in others.enumerated() {
      Self.restore(compounds, in: &document.furniture[i].block)
    }
  }

  /// Whether words are divided at the ends of lines at all, by how many of the lines that others follow
  /// end so.
  private static func dividesWords(_ document: Document, divisions: Int) -> Bool {
    var lines = 0
    for block in document.blocks { block.forEachText { lines += max(0, $0.lines.count - 1) } }
    return lines < fewestLines + linesOfADivision * divisions
  }

  /// Where words are divided, one line in 22 ends so; compounds end one in 170. So many lines without,
  /// and so many more for each that ends so, are as likely by chance as one in five.
  private static let (fewestLines, linesOfADivision) = (40, 52)

  private static func restore(_ compounds: Set<String>, in block: inout Block) {
    guard !compounds.isEmpty else { return }
    block.mapTexts { text in restore(compounds, in: &text) }
    note("compounds keep their hyphens", on: &block)
  }

  private static func divisions(in block: Block) -> [Division] {
    var divisions: [Division] = []
    block.forEachText { divisions += Self.divisions(of: $0) }
    return divisions
  }

  /// Whether the parts alone tell that a hyphen stood between them.
  private static func isCompound(_ division: Division, _ counts: [String: Int]) -> Bool {
    let (left, right) = (division.left, division.right)
    // Nobody divides a word after its first letter: `e-mail`, `application/x-tar`.
    if left.count == 1 { return true }
    func isWritten(in language: [String]) -> Bool {
      language.allSatisfy { (counts[$0] ?? 0) > 0 }
    }
    if CompoundParts.isSuspended(left, before: right) { return true }
    if CompoundParts.isRussian(left, right) { return true }
    if isWritten(in: CompoundParts.french), CompoundParts.isFrench(left, right) { return true }
    if isWritten(in: CompoundParts.english) {
      if CompoundParts.isEnglish(left, right) { return true }
      // Two words of the document that it writes as one nowhere.
      let fewest = min(counts[left] ?? 0, counts[right] ?? 0)
      if fewest >= Self.fewestParts, CompoundParts.mayBeEnglish(left, right) { return true }
    }
    // Of longer compounds: what is divided there is a word that stands elsewhere by itself, or not.
    guard division.isJoined else { return false }
    return CompoundParts.links.contains(left)
      || (counts[left] ?? 0) > 0 && (counts[right] ?? 0) > 0 && right.utf8.count > 3
  }

  /// So often a document has both parts of a compound by themselves.
  private static let fewestParts = 2

  private static func hardenSoftHyphens(of document: inout Document) {
    document.mapTexts { text in
      if text.string.utf8.contains(0xAD) { text.hardenSoftHyphens() }
    }
  }

  private static func divisions(of text: Text) -> [Division] {
    guard text.lines.contains(where: \.droppedHyphen) else { return [] }
    let bytes = Array(text.string.utf8)
    return text.lines.compactMap { line in
      guard line.droppedHyphen, line.end > 0, Int(line.end) < bytes.count else { return nil }
      let place = Int(line.end)
      let left = bytes[..<place].reversed().prefix(while: isLetter).reversed()
      let right = bytes[place...].prefix(while: isLetter)
      guard !left.isEmpty, !right.isEmpty else { return nil }
      return Division(
        place: line.end, left: String(decoding: left.map(lower), as: UTF8.self),
        right: String(decoding: right.map(lower), as: UTF8.self),
        isCapitalised: String(decoding: left, as: UTF8.self).first?.isUppercase ?? false,
        isJoined: place > left.count + 1 && bytes[place - left.count - 1] == 0x2D
          && isLetter(bytes[place - left.count - 2]))
    }
  }

  /// Letters of ASCII, and parts of all others.
  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x41...0x5A).contains(byte & 0xDF)
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  /// How often the words in question stand in the document elsewhere.
  private static func counts(
    of divisions: some Sequence<Division>, in document: Document
  ) -> [String: Int] {
    var counts: [String: Int] = [:]
    var wanted: Set<UInt64> = []
    for division in divisions {
      // Each division is itself one of the joined word.
      counts[division.joined, default: 0] -= 1
      wanted.insert(hash(division.joined.utf8))
      wanted.insert(hash(division.compound.utf8))
      wanted.insert(hash(division.left.utf8))
      wanted.insert(hash(division.right.utf8))
    }
    for word in CompoundParts.english + CompoundParts.french { wanted.insert(hash(word.utf8)) }
    document.forEachText { text in
      // Each run of letters, and each two that a hyphen joins.
      var (run, pair) = (basis, basis)
      var (runStart, pairStart, place) = (0, 0, 0)
      func count(_ hash: UInt64, from start: Int) {
        guard place > start, wanted.contains(hash) else { return }
        let word = text.slice(Int32(start), Int32(place)).utf8.map(lower)
        counts[String(decoding: word, as: UTF8.self), default: 0] += 1
      }
      for byte in text.string.utf8 {
        if isLetter(byte) {
          let lower = UInt64(lower(byte))
          run = (run ^ lower) &* prime
          pair = (pair ^ lower) &* prime
        } else {
          count(run, from: runStart)
          if pairStart < runStart { count(pair, from: pairStart) }
          let joins = byte == 0x2D && place > runStart
          pair = joins ? (run ^ 0x2D) &* prime : basis
          pairStart = joins ? runStart : place + 1
          (run, runStart) = (basis, place + 1)
        }
        place += 1
      }
      count(run, from: runStart)
      if pairStart < runStart { count(pair, from: pairStart) }
    }
    return counts
  }

  /// FNV-1a.
  private static let basis: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01b3

  private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(basis) { ($0 ^ UInt64($1)) &* prime }
  }

  private static func restore(_ compounds: Set<String>, in text: inout Text) {
    for division in divisions(of: text).reversed() where compounds.contains(division.compound) {
      text.restoreHyphen(
        at: division.place,
        addingSpace: CompoundParts.isSuspended(division.left, before: division.right))
    }
  }
}
