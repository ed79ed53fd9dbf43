internal import RectoGeometry
public import RectoTree

/// Links what the text refers to where the document has it: `Figure 3`, `Table 2`, `Section 4.1`, and
/// the works of a bibliography by their numbers, `[12]`, or by author and year.
public struct CrossReferences: DocumentProcessor {
  public static let name = "cross-references"

  private let earlier: TakenNames

  public init(after earlier: TakenNames = TakenNames()) { self.earlier = earlier }

  /// What captions and references call the same thing.
  private static let kinds: [String: String] = [
    "figure": "figure", "figures": "figure", "fig": "figure", "figs": "figure",
    "abbildung": "figure", "abb": "figure", "figura": "figure", "рис": "figure",
    "рисунок": "figure", "рисунке": "figure", "table": "table", "tables": "table", "tab": "table",
    "tabelle": "table", "tabla": "table", "tableau": "table", "таблица": "table",
    "таблице": "table", "listing": "listing", "algorithm": "algorithm", "scheme": "scheme",
    "chart": "chart", "exhibit": "exhibit", "box": "box", "map": "map", "plate": "plate",
  ]
  private static let sections: Set<String> = [
    "section", "sections", "sec", "sect", "§", "chapter", "abschnitt", "kapitel", "sección",
    "capítulo", "chapitre", "раздел", "разделе", "глава", "главе",
  ]
  /// The first letters of those words, as far as they are ASCII.
  private static let initials = Set((Array(kinds.keys) + sections).compactMap(\.utf8.first))
  /// The longest word for any of them, in UTF-8 bytes.
  private static let longest = 18

  private struct Targets {
    /// Anchors of captions and works.
    var anchors: Set<String> = []
    /// Headings by their numbers.
    var sections: [String: Link] = [:]
    var works = AuthorYear()

    var isEmpty: Bool { anchors.isEmpty && sections.isEmpty }
  }

  public func process(_ document: inout Document) {
    let targets = targets(&document)
    guard !targets.isEmpty else { return }
    let hasWorks = targets.anchors.contains { $0.hasPrefix("reference-") }
    func refer(in block: inout Block) {
      switch block.content {
      case .paragraph, .quote, .footnote, .caption:
        var others = targets
        if let own = block.anchor { others.anchors.remove(own) }
        block.mapTexts { Self.refer(&$0, to: others, hasWorks: hasWorks) }
      case .list(let list) where list.kind == .items || list.kind == .definitions:
        block.mapTexts { Self.refer(&$0, to: targets, hasWorks: hasWorks) }
      default: break
      }
    }
    for i in document.blocks.indices { refer(in: &document.blocks[i]) }
    for i in document.furniture.indices { refer(in: &document.furniture[i].block) }
  }

  /// What can be referred to; captions get their anchors. A name that is taken is not given again:
  /// works that are numbered anew in each chapter keep it for the first.
  private func targets(_ document: inout Document) -> Targets {
    var targets = Targets()
    for anchor in earlier.anchors.sorted() {
      targets.anchors.insert(anchor)
      targets.works.add(anchor: anchor)
    }
    var twice: Set<String> = []
    for i in document.blocks.indices {
      switch document.blocks[i].content {
      case .caption:
        guard let text = document.blocks[i].text else { continue }
        let words = text.string.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, let kind = Self.kinds[Self.word(words[0])] else { continue }
        let anchor = "\(kind)-\(Self.number(words[1]))"
        guard targets.anchors.insert(anchor).inserted else { continue }
        document.blocks[i].anchor = anchor
      case .heading(let text, _):
        guard Headings.numberedLevel(text.string) != nil,
          let first = text.string.split(separator: " ", maxSplits: 1).first
        else { continue }
        let key = Self.number(first)
        if targets.sections[key] != nil { twice.insert(key) }
        targets.sections[key] = .place(
          page: document.blocks[i].page, top: document.blocks[i].box.y0)
      case .list(var list) where list.kind == .bibliography:
        for j in list.items.indices {
          guard let anchor = list.items[j].blocks.first?.anchor else { continue }
          if targets.anchors.insert(anchor).inserted {
            targets.works.add(anchor: anchor)
          } else {
            list.items[j].blocks[0].anchor = nil
          }
        }
        document.blocks[i].content = .list(list)
      default: break
      }
    }
    // Parts that are numbered anew leave it open which section is meant.
    for key in twice { targets.sections[key] = nil }
    return targets
  }

  private static func word(_ word: Substring) -> String {
    word.lowercased().filter { $0.isLetter || $0 == "§" }
  }

  /// `3`, `4.1`, `2-3`, `A.2` or `II` without what stands around it.
  private static func number(_ word: Substring) -> String {
    let core = word.drop { "([".contains($0) }.prefix {
      $0.isLetter || $0.isNumber || ".-".contains($0)
    }
    return String(core.last.map { ".-".contains($0) } ?? false ? core.dropLast() : core)
      .lowercased()
  }

  private static func refer(_ text: inout Text, to targets: Targets, hasWorks: Bool) {
    let bytes = Array(text.string.utf8)
    var before: Range<Int>?
    var start = 0
    var links: [(range: Range<Int32>, link: Link)] = []
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x20 { end += 1 }
      let token = start..<end
      if let label = before, label.count <= longest,
        let (link, length) = target(bytes, label, token, targets)
      {
        // `(Figure 3)`: the brackets are not part of it.
        let first = bytes[label.lowerBound] == 0x28 ? label.lowerBound + 1 : label.lowerBound
        links.append((Int32(first)..<Int32(token.lowerBound + length), link))
      }
      if hasWorks, bytes[token].contains(0x5B) {
        links += citations(in: bytes, from: token.lowerBound, targets.anchors)
      }
      before = token
      start = end + 1
    }
    if !targets.works.isEmpty { links += targets.works.citations(in: text.string) }
    for (range, link) in links where range.lowerBound < range.upperBound {
      // Brackets in code are its own.
      let isCode = text.spans.contains {
        $0.style.contains(.code) && $0.start < range.upperBound && $0.end > range.lowerBound
      }
      if !isCode { text.link(range, to: link) }
    }
  }

  /// A token up to what cannot be part of a number.
  private static func core(_ token: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var core = token.prefix { byte in
      byte == 0x2E || byte == 0x2D || (0x30...0x39).contains(byte)
        || (0x41...0x5A).contains(byte & 0xDF)
    }
    while core.last == 0x2E || core.last == 0x2D { core.removeLast() }
    return core
  }

  /// Where a label and a number lead, and how many bytes of the number say so.
  private static func target(
    _ bytes: [UInt8], _ label: Range<Int>, _ token: Range<Int>, _ targets: Targets
  ) -> (link: Link, length: Int)? {
    // Numbers begin with a digit or a capital. Most words before one are told by their first letter.
    guard let first = bytes[token].first,
      (0x30...0x39).contains(first) || (0x41...0x5A).contains(first),
      let start = bytes[label].first(where: { $0 != 0x28 }),
      start >= 0x80 || initials.contains(start | 0x20) || !(0x41...0x5A).contains(start & 0xDF)
    else { return nil }
    let word = Self.word(Substring(String(decoding: bytes[label], as: UTF8.self)))
    guard kinds[word] != nil || sections.contains(word) else { return nil }
    let whole = core(bytes[token])
    // `Figures 3-5`: what is before the hyphen.
    for part in [whole, whole.prefix { $0 != 0x2D }] {
      let number = String(decoding: part, as: UTF8.self).lowercased()
      if let kind = kinds[word] {
        let anchor = "\(kind)-\(number)"
        if targets.anchors.contains(anchor) { return (.anchor(anchor), part.count) }
      } else if let link = targets.sections[number] {
        return (link, part.count)
      }
    }
    return nil
  }

  /// The numbers in a pair of square brackets that begins at or after a place: `[3, 7–9]`.
  private static func citations(
    in bytes: [UInt8], from start: Int, _ anchors: Set<String>
  ) -> [(range: Range<Int32>, link: Link)] {
    guard let open = bytes[start...].firstIndex(of: 0x5B),
      let close = bytes[open...].prefix(80).firstIndex(of: 0x5D)
    else { return [] }
    var links: [(range: Range<Int32>, link: Link)] = []
    var place = open + 1
    while place < close {
      let part = bytes[place..<close].prefix {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) || $0 == 0x2B
      }
      if part.isEmpty {
        place += 1
        continue
      }
      let anchor = "reference-" + String(decoding: part.filter { $0 != 0x2B }, as: UTF8.self)
      if anchors.contains(anchor) {
        links.append((Int32(part.startIndex)..<Int32(part.endIndex), .anchor(anchor)))
      }
      place = part.endIndex
    }
    return links
  }
}
