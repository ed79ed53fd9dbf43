internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoMetadata
public import RectoTree

/// Finds headings by size, weight, numbering and position, and ranks them over the document.
public struct Headings: DocumentProcessor {
  public static let name = "headings"

  /// A heading has at most this many letters and lines.
  static let longest = 220
  static let mostLines = 4
  /// Larger than the body by this factor a short paragraph is a heading whatever its weight.
  static let larger: Float = 1.13

  /// The mean confidence of a recognised heading is at least this.
  static let leastConfidence: Float = 50

  public init() {}

  public func process(_ document: inout Document) {
    guard let body = BodyText(document) else { return }
    let outline = Self.outlineLevels(document)
    let tags = HeadingTags(document, body: body)
    let pages = document.pagesByIndex
    var found: [Found] = []
    for i in document.blocks.indices {
      let block = document.blocks[i]
      guard case .paragraph(let text) = block.content, block.turn == .none
      else { continue }
      guard text.lines.count <= Self.mostLines, text.string.utf8.count <= 2 * Self.longest else {
        continue
      }
      let known =
        outline.isEmpty
        ? nil : outline[Self.normal(text.string)]?.first { abs($0.page - block.page) <= 1 }
      let tagged = tags.level(of: block)
      guard
        let evidence = Self.evidence(
          block, text, body: body, inOutline: known != nil,
          tag: tagged != nil ? .heading : tags.saysText(block) ? .text : nil, in: document, at: i)
      else { continue }
      // What was read so unsurely is a picture's ink more often than a heading, unless it stands where
      // the file has text.
      if let page = pages[block.page], page.recognition?.agreement == nil,
        let confidence = page.confidence(of: text.runs), confidence < Self.leastConfidence
      {
        continue
      }
      found.append(
        Found(
          index: i, size: (block.look.size * 2).rounded() / 2, level: known?.level ?? tagged,
          evidence: evidence))
    }
    found = Self.withoutLabels(Self.withoutRuns(found, in: document, body: body), in: document)
    let levels = HeadingRanks.levels(
      of: found.map { item in
        let block = document.blocks[item.index]
        return HeadingRanks.Heading(
          size: block.look.size, isBold: block.look.bold > 0.6, isItalic: block.look.italic > 0.6,
          isRecognised: pages[block.page]?.recognition != nil,
          number: block.text.flatMap { HeadingNumber($0.string) }, known: item.level)
      })
    for (item, level) in zip(found, levels) {
      guard let text = document.blocks[item.index].text else { continue }
      document.blocks[item.index].content = .heading(text, level: min(6, max(1, level)))
      let source = item.level != nil ? "the file's outline or tags" : "its look and number"
      Self.note("\(item.evidence); level by \(source)", on: &document.blocks[item.index])
    }
  }

  private struct Found {
    var index: Int
    var size: Float
    /// What outline or tags say.
    var level: Int?
    var evidence: String
  }

  /// What a trustworthy structure tree says that a block is.
  private enum Tag { case heading, text }

  /// So many bold lines one right below the other are an address or a list of names.
  private static let fewestInRun = 3
  /// Lines of one run are nearer to each other than headings to anything, in ems.
  private static let runGap: Float = 0.35

  /// Without the lines of addresses and the like: bold, no larger than the text, and several of them
  /// one below the other.
  private static func withoutRuns(
    _ found: [Found], in document: Document, body: BodyText
  ) -> [Found] {
    var dropped: Set<Int> = []
    var run: [Found] = []
    func close() {
      if run.count >= fewestInRun { dropped.formUnion(run.map(\.index)) }
      run = []
    }
    for item in found {
      let block = document.blocks[item.index]
      guard item.level == nil, block.look.size < larger * body.size else {
        close()
        continue
      }
      if let last = run.last {
        let above = document.blocks[last.index]
        let isNext =
          item.index == last.index + 1 && item.size == last.size && above.page == block.page
          && block.look.gapAbove < runGap && abs(block.box.x0 - above.box.x0) < block.look.size
        if !isNext { close() }
      }
      run.append(item)
    }
    close()
    return found.filter { !dropped.contains($0.index) }
  }

  /// A text that comes again and again is a label (Note, Warning, Example), not a heading.
  private static func withoutLabels(_ found: [Found], in document: Document) -> [Found] {
    var counts: [String: Int] = [:]
    for item in found { counts[document.blocks[item.index].text?.string ?? "", default: 0] += 1 }
    return found.filter { item in
      guard let text = document.blocks[item.index].text?.string else { return false }
      return (counts[text] ?? 0) < 3 || text.utf8.count > 24
    }
  }

  /// What makes a paragraph a heading; `nil` if nothing does.
  private static func evidence(
    _ block: Block, _ text: Text, body: BodyText, inOutline: Bool, tag: Tag?,
    in document: Document, at i: Int
  ) -> String? {
    let string = text.string
    let ratio = block.look.size / max(body.size, 1)
    let stands = block.look.gapAbove > 0.35 || block.look.gapBelow > 0.35
    let isBold = block.look.bold > 0.85 && body.bold < 0.5
    // What no rule below could take is left early: most paragraphs are.
    let isCaps = isUppercase(string)
    // Small capitals and bold section titles may be set a size below the body.
    let isSection =
      ratio >= (isCaps || isBold ? 0.85 : 0.93) && text.lines.count <= 3 && stands
      && hasSectionNumber(string) && !isNeighbourNumbered(i, in: document)
    guard
      inOutline || tag == .heading || ratio > 1.03 && stands || isSection
        || ratio >= 0.93 && (isBold || isCaps)
    else { return nil }
    guard hasEnoughLetters(string), !block.look.hasLeader, !isContents(i, in: document) else {
      return nil
    }
    if inOutline && text.lines.count <= 3 { return "in the file's outline" }
    if tag == .heading { return "tagged \(block.look.tag)" }
    if ListMarker.isBullet(string) { return nil }
    // What begins in lower case or in a bracket goes on from somewhere.
    if let first = string.unicodeScalars.first, ratio < 1.3,
      first.properties.isLowercase || first == "(" && !ListMarker.isNumber(string)
    {
      return nil
    }
    let length = string.count
    let endsSentence = string.utf8.last.map { ".;,".utf8.contains($0) } ?? false
    let goesOn = endsSentence || string.utf8.last == UInt8(ascii: ":")
    if length > longest || goesOn && length > 60 || DateLine.isDate(string) { return nil }
    let isNumbered = numberedLevel(string) != nil
    let size = "\((ratio * 100).rounded() / 100) of the body's size"
    if ratio >= larger && stands {
      return endsSentence && !isNumbered && ratio < 1.3 ? nil : "\(size), set apart"
    }
    // Where headings are tagged, what is merely bold or in capitals is none unless it is.
    if tag == .text && !isNumbered { return nil }
    if ratio >= 0.93 && isBold && text.lines.count <= 2 && length <= 120 {
      // A bold sentence right above its text runs into it.
      return !endsSentence || isNumbered || block.look.gapAbove > 0.5 && block.look.gapBelow > 0.3
        ? "bold, on lines of its own" : nil
    }
    if ratio >= 0.93 && isCaps && string.utf8.count >= 6 && text.lines.count <= 2
      && length <= 100 && block.look.gapAbove > 0.35 && !endsSentence
    {
      return "in capitals, set apart"
    }
    if isSection && !endsSentence && length <= 120 {
      if isCaps || isBold { return "a section's number, \(isCaps ? "in capitals" : "bold")" }
      if let level = numberedLevel(string), level > 1, text.lines.count == 1 {
        return "a section's number, set apart"
      }
      // Numbered and set in another face than the text around it, or alone between two gaps.
      if block.look.italic > 0.7 && body.italic < 0.5 { return "a section's number, italic" }
      if isNumbered && block.look.gapAbove > 0.6 && block.look.gapBelow > 0.3
        && block.look.gapAbove.isFinite
      {
        return text.lines.count == 1 ? "a section's number between two gaps" : nil
      }
    }
    return ratio > 1.03 && isNumbered && text.lines.count == 1 && !endsSentence && stands
      ? "\(size), numbered" : nil
  }

  /// Whether what its look does not tell may be a title: so many characters at most, more letters than
  /// signs, no date, link or item.
  static func mayBeTitle(_ text: Text, longest: Int) -> Bool {
    let string = text.string
    return string.count <= longest && !ListMarker.isBullet(string) && !DateLine.isDate(string)
      && text.spans.allSatisfy { $0.link == nil } && hasEnoughLetters(string)
  }

  /// At least two letters, and letters for half of what is printed. Beyond ASCII all but Latin-1
  /// symbols (lead byte C2), punctuation and mathematics (E2) and U+FFFD (EF) is taken for letters.
  static func hasEnoughLetters(_ string: String) -> Bool {
    var (letters, others) = (0, 0)
    for byte in string.utf8 where byte != 0x20 && byte & 0xC0 != 0x80 {
      if (0x61...0x7A).contains(byte | 0x20) || byte >= 0xC3 && byte != 0xE2 && byte != 0xEF {
        letters += 1
      } else {
        others += 1
      }
    }
    return letters >= 2 && letters >= others
  }

  /// Ends in a page number as its neighbour does: an entry of a table of contents.
  private static func isContents(_ index: Int, in document: Document) -> Bool {
    func endsInNumber(_ i: Int) -> Bool {
      guard document.blocks.indices.contains(i), let text = document.blocks[i].text?.string,
        let last = text.split(separator: " ").last, last.count < text.count
      else { return false }
      return last.count <= 4 && last.allSatisfy { $0.isASCII && $0.isNumber }
    }
    guard endsInNumber(index) else { return false }
    return [-2, -1, 1, 2].filter { endsInNumber(index + $0) }.count >= 2
  }

  /// The paragraph before or after is numbered too, as deeply: items of a list set apart. Below
  /// `3. Title` a `3.1 Title` is none.
  private static func isNeighbourNumbered(_ index: Int, in document: Document) -> Bool {
    let own = document.blocks[index].text.flatMap { numberedLevel($0.string) }
    return [-1, 1].contains { step in
      let i = index + step
      guard document.blocks.indices.contains(i), let text = document.blocks[i].text else {
        return false
      }
      return ListMarker.isNumber(text.string) && numberedLevel(text.string) == own
    }
  }

  private static func isUppercase(_ string: String) -> Bool {
    if string.utf8.contains(where: { (0x61...0x7A).contains($0) }) { return false }
    // Letters without case (ideographs, kana, Hebrew …) tell nothing: they must be the fewer.
    var (upper, others) = (0, 0)
    for scalar in string.unicodeScalars where scalar.properties.isAlphabetic {
      if scalar.properties.isUppercase {
        upper += 1
      } else if scalar.properties.isLowercase {
        return false
      } else {
        others += 1
      }
    }
    return upper > 2 * others
  }

  /// `III. Title`, `B. Title`, `4.1. Title`: numbering that sections bear and sentences do not.
  private static func hasSectionNumber(_ string: String) -> Bool {
    let words = string.split(separator: " ", maxSplits: 2)
    guard words.count >= 2, let number = words.first, let next = words[1].unicodeScalars.first,
      next.properties.isUppercase || !next.properties.isLowercase && next.properties.isAlphabetic
    else { return false }
    if let level = numberedLevel(string), level > 1 { return true }
    guard number.hasSuffix(".") else { return false }
    let core = number.dropLast()
    return core.count == 1 && core.allSatisfy(\.isUppercase)
      || core.allSatisfy { "IVX".contains($0) }
      || core.count <= 2 && core.allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// The depth of a decimal numbering such as `2.1.3 Title`, or 1 for `Chapter 2`; else `nil`.
  static func numberedLevel(_ string: String) -> Int? {
    let start = string.utf8.drop { $0 == UInt8(ascii: " ") }.prefix(2)
    guard let head = start.first,
      (0x30...0x39).contains(head)
        || (0x41...0x5A).contains(head) && start.last == UInt8(ascii: ".")
    else { return nil }
    let words = string.split(separator: " ", maxSplits: 2)
    guard words.count >= 2, let first = words.first else { return nil }
    let parts = first.split(separator: ".", omittingEmptySubsequences: true)
    guard let head = parts.first, first.first != ".", parts.count <= 5 else { return nil }
    let isNumber = { (part: Substring) in
      part.count <= 3 && part.allSatisfy { $0.isASCII && $0.isNumber }
    }
    if parts.allSatisfy(isNumber) {
      return parts.count > 1 || first.hasSuffix(".") || head.count <= 2 ? parts.count : nil
    }
    // Appendices: A.1 Title.
    if head.count == 1, head.allSatisfy({ $0.isASCII && $0.isUppercase }), parts.count > 1,
      parts.dropFirst().allSatisfy(isNumber)
    {
      return parts.count
    }
    return nil
  }

  private static func outlineLevels(_ document: Document) -> [String: [(page: Int, level: Int)]] {
    var result: [String: [(page: Int, level: Int)]] = [:]
    for entry in document.metadata.outline {
      guard let page = entry.page else { continue }
      result[normal(entry.title), default: []].append((page, entry.level))
    }
    return result
  }

  /// Letters and digits in lower case, without numbering: what a title is compared by.
  static func normal(_ string: String) -> String {
    var bytes = Substring(string)
    if numberedLevel(string) != nil, let space = string.firstIndex(of: " ") {
      bytes = string[space...]
    }
    var result: [UInt8] = []
    for byte in bytes.utf8 {
      if (0x41...0x5A).contains(byte) {
        result.append(byte | 0x20)
      } else if byte >= 0x80 || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
