internal import RectoGeometry
internal import RectoTree

/// Works that are cited by author and year: `(Keel, 1987)`, `Keel and Mast (1991a)`.
struct AuthorYear {
  /// The first authors of a year, in lower case, with the anchors of their works.
  private var works: [String: [(surname: String, anchor: String)]] = [:]

  /// The furthest that a surname stands before its year, in characters.
  private static let reach = 60

  var isEmpty: Bool { works.isEmpty }

  mutating func add(anchor: String) {
    let parts = anchor.split(separator: "-")
    guard parts.count == 3, parts[0] == "reference", let year = parts.last else { return }
    works[String(year), default: []].append((String(parts[1]), anchor))
  }

  /// What a work without a number is cited by: `reference-keel-1987`.
  static func anchor(of work: String) -> String? {
    guard let surname = surname(of: work), let year = year(of: work) else { return nil }
    return "reference-\(surname)-\(year)"
  }

  /// The last word of the first author: `Keel, A.`, `Ada Keel and`, `A. Keel.`.
  private static func surname(of work: String) -> String? {
    var last: Substring?
    for word in work.split(separator: " ").prefix(6) {
      let bare = word.prefix { $0.isLetter || $0 == "-" || $0 == "'" || $0 == "’" || $0 == "." }
      if ["and", "&", "et", "und", "y", "e"].contains(bare.lowercased()) { break }
      let core = bare.filter { $0 != "." && $0 != "-" }
      guard !core.isEmpty else { break }
      let isInitial = core.count == 1 || bare.hasSuffix(".") && core.count <= 2
      if !isInitial { last = bare }
      // A comma, a bracket or a full stop ends the name.
      if bare.count < word.count || !isInitial && bare.hasSuffix(".") { break }
    }
    guard let last else { return nil }
    let letters = last.lowercased().filter(\.isLetter)
    return letters.count >= 2 && last.first?.isUppercase ?? false ? letters : nil
  }

  /// The year in brackets, else the first that is no part of another number.
  private static func year(of work: String) -> String? {
    let bytes = Array(work.utf8)
    let years = years(in: bytes)
    let year =
      years.first { $0.lowerBound > 0 && bytes[$0.lowerBound - 1] == UInt8(ascii: "(") }
      ?? years.first
    return year.map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// Where years from 1800 stand, each with the letter that tells works of a year apart.
  private static func years(in bytes: [UInt8]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      guard (0x30...0x39).contains(bytes[start]) else {
        start += 1
        continue
      }
      var end = start
      while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
      defer { start = end + 1 }
      let century = bytes[start..<min(end, start + 2)]
      guard end - start == 4,
        [[0x31, 0x38], [0x31, 0x39], [0x32, 0x30]].contains(Array(century))
      else { continue }
      // `1804.07036`, `1995–2001`, `12:1999` are other numbers.
      if start > 0, !" (,[;".utf8.contains(bytes[start - 1]) { continue }
      var stop = end
      if stop < bytes.count, (0x61...0x7A).contains(bytes[stop]) { stop += 1 }
      if stop < bytes.count, (0x61...0x7A).contains(bytes[stop] | 0x20) || bytes[stop] >= 0x80 {
        continue
      }
      if stop + 1 < bytes.count, ".:-".utf8.contains(bytes[stop]),
        (0x30...0x39).contains(bytes[stop + 1])
      {
        continue
      }
      result.append(start..<stop)
    }
    return result
  }

  /// The citations in a text: from the first author's name to the year.
  func citations(in text: String) -> [(range: Range<Int32>, link: Link)] {
    let bytes = Array(text.utf8)
    return Self.years(in: bytes).compactMap { year in
      guard let known = works[String(decoding: bytes[year], as: UTF8.self)] else { return nil }
      let window = max(0, year.lowerBound - Self.reach)..<year.lowerBound
      // What is cut at its beginning in the middle of a letter is read as another.
      let before = String(decoding: bytes[window], as: UTF8.self)
      guard let (length, anchor) = Self.author(before, among: known) else { return nil }
      return (Int32(year.lowerBound - length)..<Int32(year.upperBound), .anchor(anchor))
    }
  }

  /// How many bytes before a year its citation begins, and whose it is.
  private static func author(
    _ before: String, among works: [(surname: String, anchor: String)]
  ) -> (length: Int, anchor: String)? {
    var words: [Substring] = []
    var names = 0
    for word in before.split(separator: " ", omittingEmptySubsequences: true).reversed() {
      let bare = word.filter { $0.isLetter || $0 == "-" }
      let letters = word.lowercased().filter(\.isLetter)
      words.append(word)
      if let work = works.first(where: { $0.surname == letters }), isCited(words) {
        let start = word.firstIndex(where: \.isLetter) ?? word.startIndex
        return (before[start...].utf8.count, work.anchor)
      }
      if letters.isEmpty || ["et", "al", "and", "und", "y", "in"].contains(letters) {
        if word.contains(";") { return nil }
        continue
      }
      // Other authors' names between; anything else ends the citation.
      names += 1
      guard names <= 3, bare.first?.isUppercase ?? false, !word.hasSuffix("."), !word.hasSuffix(";")
      else { return nil }
    }
    return nil
  }

  /// Whether what follows a name up to the year are further authors and punctuation.
  private static func isCited(_ words: [Substring]) -> Bool {
    guard let name = words.last else { return false }
    if name.hasSuffix(".") || name.hasSuffix(";") || name.hasSuffix(")") { return false }
    guard words.count > 1 else { return true }
    let rest = words.dropLast().map { $0.lowercased().filter { $0.isLetter || $0 == "&" } }
    return rest.allSatisfy(\.isEmpty)
      || rest.contains { ["al", "and", "&", "und", "y"].contains($0) }
  }
}
