internal import RectoGeometry
internal import RectoTree

/// The headings that a file's structure tree names, if what it names looks like headings.
///
/// Trees are made by programs that guess, and by authors who take `H1` for a large letter. They are
/// believed if the blocks that they call headings are short, hold little of the text, and most of
/// them are set off from the body as headings are.
struct HeadingTags {
  /// Headings hold at most this share of a document's letters.
  static let mostLetters: Float = 0.25
  /// The share of tagged headings that must look like headings.
  static let setOff: Float = 0.7
  /// From so many on they say what is none, too.
  static let telling = 3

  private let isTrusted: Bool
  /// How tagged headings are set.
  private let looks: Set<Setting>

  private struct Setting: Hashable {
    let size: Int
    let isBold: Bool

    init(_ look: Look) {
      size = Int(clamped: (look.size * 2).rounded())
      isBold = look.bold > 0.6
    }
  }

  private let count: Int
  private let hasLevels: Bool

  init(_ document: Document, body: BodyText) {
    var (letters, all, off, count) = (0, 0, 0, 0)
    var levels: Set<String> = []
    var looks: Set<Setting> = []
    for block in document.blocks {
      guard let text = block.text else { continue }
      let length = text.string.utf8.count
      all += length
      guard Self.number(of: block.look.tag) != nil else { continue }
      levels.insert(block.look.tag)
      looks.insert(Setting(block.look))
      letters += length
      count += 1
      let look = block.look
      if look.size > 1.03 * body.size || look.bold > body.bold + 0.4
        || look.italic > body.italic + 0.4 || look.colour != 0xFF00_0000
        || Headings.numberedLevel(text.string) != nil
        || text.lines.count == 1 && (look.gapAbove > 0.5 || look.gapBelow > 0.5)
      {
        off += 1
      }
    }
    self.count = count
    self.looks = looks
    hasLevels = levels != ["H"]
    isTrusted =
      count > 0 && Float(letters) <= Self.mostLetters * Float(all)
      && Float(off) >= Self.setOff * Float(count)
  }

  /// The level of a block that is tagged as a heading; `nil` if it is not, or the tags are doubtful.
  func level(of block: Block) -> Int? {
    guard isTrusted, hasLevels, let text = block.text,
      text.string.utf8.count <= 2 * Headings.longest
    else { return nil }
    return Self.number(of: block.look.tag)
  }

  /// Whether a block is tagged as something else where headings are tagged, and set like none of
  /// them: authors forget some.
  func saysText(_ block: Block) -> Bool {
    isTrusted && count >= Self.telling && !block.look.tag.isEmpty
      && Self.number(of: block.look.tag) == nil && !looks.contains(Setting(block.look))
  }

  /// 1 for `H1` and `Title`, 6 for `H6`.
  private static func number(of tag: String) -> Int? {
    if tag == "Title" || tag == "H" { return 1 }
    guard tag.utf8.count == 2, tag.hasPrefix("H"), let level = tag.last?.wholeNumberValue else {
      return nil
    }
    return (1...6).contains(level) ? level : nil
  }
}
