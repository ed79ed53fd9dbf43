internal import RectoGeometry
internal import RectoMetadata
public import RectoTree

/// Finds the title, the authors and the abstract of a paper.
///
/// The title is the largest heading on the first page, above the text. Authors are the names between
/// it and the abstract, which are no headings however they are set. What is printed there stands in
/// the metadata besides what the file says of itself.
public struct TitlePage: DocumentProcessor {
  public static let name = "title-page"

  /// The title begins above this part of the page.
  private static let titleZone: Float = 0.6
  /// As it stands above an abstract, or before it in the same line.
  private static let abstractTitles: Set<String> = [
    "abstract", "summary", "zusammenfassung", "kurzfassung", "résumé", "resumen", "resumo",
    "riassunto", "sommario", "samenvatting", "streszczenie", "аннотация", "реферат", "摘要", "概要",
    "要旨", "초록", "요약", "چکیده", "الملخص", "ملخص",
  ]

  public init() {}

  public func process(_ document: inout Document) {
    guard let first = document.blocks.first?.page,
      let page = document.pages.first(where: { $0.index == first }),
      let title = Self.title(of: document, on: page)
    else { return }
    document.metadata.printedTitle = document.blocks[title].text?.string
    guard let abstract = Self.abstract(of: document, after: title, on: first) else { return }
    document.metadata.abstract = abstract.text
    for i in document.blocks.indices[(title + 1)..<abstract.start] {
      let names = Self.names(in: document.blocks[i])
      guard !names.isEmpty else { continue }
      document.metadata.printedAuthors += names
      if case .heading(let text, _) = document.blocks[i].content {
        document.blocks[i].content = .paragraph(text)
        Self.note("names between the title and the abstract", on: &document.blocks[i])
      }
    }
  }

  private static func title(of document: Document, on page: Document.Page) -> Int? {
    let body = BodyText(document)?.size ?? 0
    var best: Int?
    for (i, block) in document.blocks.enumerated() where block.page == page.index {
      guard case .heading(let text, _) = block.content,
        block.turn == .none, block.box.y0 < titleZone * page.height,
        block.look.size > 1.1 * body, text.string.count(where: \.isLetter) >= 3
      else { continue }
      if let other = best, document.blocks[other].look.size > block.look.size - 0.3 { continue }
      best = i
    }
    return best
  }

  /// The abstract's text, and the block that it begins in.
  private static func abstract(
    of document: Document, after title: Int, on page: Int
  ) -> (text: String, start: Int)? {
    for i in document.blocks.indices.dropFirst(title + 1) {
      let block = document.blocks[i]
      guard block.page <= page + 1 else { return nil }
      guard let text = block.text?.string else { continue }
      if let rest = afterTitle(text) {
        if !rest.isEmpty { return (rest, i) }
        let below = document.blocks[(i + 1)...].prefix { next in
          if case .heading = next.content { false } else { next.page <= page + 1 }
        }
        let parts = below.filter(isProse).compactMap(\.text?.string)
        return parts.isEmpty ? nil : (parts.joined(separator: "\n"), i)
      }
    }
    return nil
  }

  private static func isProse(_ block: Block) -> Bool {
    switch block.content {
    case .paragraph, .quote: true
    default: false
    }
  }

  /// What follows the word for abstract at the beginning of a text; `nil` if it does not begin so.
  private static func afterTitle(_ text: String) -> String? {
    let letters = text.prefix { $0.isLetter }
    // A title may be letter-spaced: A B S T R A C T.
    let spaced = text.prefix(24).filter { $0 != " " }
    if abstractTitles.contains(spaced.lowercased()), text.count <= 24 { return "" }
    guard abstractTitles.contains(letters.lowercased()) else { return nil }
    let rest = text.dropFirst(letters.count)
    guard let mark = rest.drop(while: { $0 == " " }).first else { return "" }
    let begins = ".:—–-：".contains(mark) || letters.allSatisfy(\.isUppercase)
    return begins ? String(rest.drop { !$0.isLetter && !$0.isNumber }) : nil
  }

  /// Words of affiliations.
  private static let places: Set<String> = [
    "university", "université", "universität", "universidad", "università", "institute", "institut",
    "department", "dept", "laboratory", "lab", "labs", "school", "college", "center", "centre",
    "faculty", "academy", "inc", "ltd", "gmbh", "corporation", "research", "company", "hospital",
    "street", "road", "group", "division", "ministry", "team", "science", "sciences", "technology",
    "engineering", "physics", "mathematics", "abstract", "draft", "version", "journal", "member",
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let particles: Set<String> = [
    "de", "del", "della", "der", "den", "di", "da", "dos", "do", "du", "la", "le", "van", "von",
    "vom", "zu", "zur", "ten", "ter", "bin", "ibn", "al", "el", "e", "y", "af", "av",
  ]

  /// The names that the lines of a block consist of; none if there is anything else in a line.
  static func names(in block: Block) -> [String] {
    guard let text = block.text else { return [] }
    return text.lines.flatMap { line in
      names(in: plain(text, from: line.start, to: line.end), gaps: block.look.wideGaps)
    }
  }

  /// A line without what is raised: marks of affiliations and notes.
  private static func plain(_ text: Text, from start: Int32, to end: Int32) -> String {
    let raised = text.spans.filter { $0.style.contains(.superscript) }
    var bytes: [UInt8] = []
    for (i, byte) in text.string.utf8.enumerated() {
      guard (start..<end).contains(Int32(i)) else { continue }
      let isRaised = raised.contains { ($0.start..<$0.end).contains(Int32(i)) }
      bytes.append(isRaised ? UInt8(ascii: ",") : byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func names(in line: String, gaps: Int = 0) -> [String] {
    let marks = "*†‡§¶#∗⋆"
    let clean = line.replacing(" and ", with: ",").replacing(" und ", with: ",")
    let parts = clean.split { ",;&·•|".contains($0) || marks.contains($0) }.map {
      $0.split(separator: " ")
    }.filter { !$0.isEmpty && $0 != ["and"] }
    guard !parts.isEmpty else { return [] }
    let names: [[Substring]] = parts.flatMap { words in
      // Names side by side have as many words each.
      let count = gaps + 1
      guard parts.count == 1, gaps > 0, words.count % count == 0 else { return [words] }
      let length = words.count / count
      return (0..<count).map { Array(words[($0 * length)..<(($0 + 1) * length)]) }
    }
    return names.allSatisfy(isName) ? names.map { $0.joined(separator: " ") } : []
  }

  private static func isName(_ words: [Substring]) -> Bool {
    guard (2...5).contains(words.count) else { return false }
    var capitals = 0
    for word in words {
      let bare = word.filter { $0 != "." && $0 != "-" && $0 != "’" && $0 != "'" }
      guard !bare.isEmpty, bare.allSatisfy(\.isLetter), !places.contains(bare.lowercased()) else {
        return false
      }
      if particles.contains(bare.lowercased()) { continue }
      guard bare.first?.isUppercase ?? false else { return false }
      capitals += 1
    }
    return capitals >= 2
  }
}
