internal import RectoGeometry
public import RectoTree

/// Finds headings that are no larger and no bolder than the text: lines in italics, or centred over
/// lines that are not, each alone above its paragraph.
///
/// One such line may be a motto, a name or a date; a kind of heading comes again.
public struct LoneTitles: DocumentProcessor {
  public static let name = "lone-titles"

  /// So many of one look are headings.
  private static let fewest = 2
  /// A heading has at most so many characters.
  private static let longest = 90
  /// It stands apart above by so much, in ems, and further than below.
  private static let gap: Float = 0.45
  /// Sizes are those of the text within this part.
  private static let sizes: ClosedRange<Float> = 0.95...1.13
  /// So much of a line is in italics; numbers and names may be upright.
  private static let italics: Float = 0.85
  /// How near, in ems, the middle of a centred line is to that of its column, and how far its ends are
  /// from the edges at least.
  private static let centre: Float = 0.6
  private static let inset: Float = 2

  private enum Kind: Int { case italic, centred }

  /// What headings of one kind have in common; sizes by quarters of a point.
  private struct Key: Hashable {
    var kind: Kind
    var size: Int
  }

  public init() {}

  public func process(_ document: inout Document) {
    guard let body = BodyText(document), body.italic < 0.3 else { return }
    var found: [Key: [Int]] = [:]
    for i in document.blocks.indices {
      guard let kind = Self.kind(of: document.blocks[i], body: body),
        Self.opensText(i, in: document, body: body)
      else { continue }
      let size = Int(clamped: (document.blocks[i].look.size * 4).rounded())
      found[Key(kind: kind, size: size), default: []].append(i)
    }
    let deepest = document.blocks.reduce(0) { level, block in
      if case .heading(_, let own) = block.content { max(level, own) } else { level }
    }
    for (key, all) in found where all.count >= Self.fewest {
      for i in all {
        guard let text = document.blocks[i].text else { continue }
        let level = Headings.numberedLevel(text.string) ?? deepest + 1
        document.blocks[i].content = .heading(text, level: min(6, max(1, level)))
        let look = key.kind == .italic ? "in italics" : "centred"
        Self.note("\(look), alone above its text, \(all.count) times", on: &document.blocks[i])
      }
    }
  }

  /// How a line is set apart from the text without being larger or bolder.
  private static func kind(of block: Block, body: BodyText) -> Kind? {
    let look = block.look
    guard case .paragraph(let text) = block.content, block.turn == .none, text.lines.count == 1,
      block.printed?.owner == nil, look.margin == .none, look.wideGaps == 0, !look.hasLeader,
      sizes.contains(look.size / max(body.size, 1)), look.bold < 0.5, isTitle(text)
    else { return nil }
    if look.italic > italics, look.indent < inset { return .italic }
    let isCentred =
      look.offCentre < centre && look.indent > inset
      && look.column.x1 - block.box.x1 > inset * look.size
    return isCentred && look.italic < 0.5 ? .centred : nil
  }

  /// Begins with a capital or a number, and ends no sentence.
  private static func isTitle(_ text: Text) -> Bool {
    let string = text.string
    guard let first = string.first, let last = string.last,
      first.isUppercase || first.isNumber || first.isLetter && !first.isLowercase
    else { return false }
    return !".,;:!)]\u{201D}\u{3002}\"".contains(last)
      && Headings.mayBeTitle(text, longest: longest)
  }

  /// Whether a line stands apart from a text above it, or below a heading, and nearer to a paragraph in
  /// the letters of the text, which begins at the column's edge.
  private static func opensText(_ i: Int, in document: Document, body: BodyText) -> Bool {
    guard i > 0, i + 1 < document.blocks.count else { return false }
    let (above, block, below) = (
      document.blocks[i - 1], document.blocks[i], document.blocks[i + 1]
    )
    let isBelowText: Bool
    switch above.content {
    case .paragraph(let text):
      isBelowText =
        text.lines.count > 1
        || above.look.size >= sizes.lowerBound * body.size
          && text.string.last.map { ".!?:\u{3002}".contains($0) } ?? false
    case .heading(_, let level): isBelowText = level > 1 || above.page > 0
    case .list, .formula, .code, .table, .caption: isBelowText = true
    default: isBelowText = false
    }
    guard isBelowText, case .paragraph(let text) = below.content, text.lines.count > 1,
      below.page == block.page, below.look.column == block.look.column,
      sizes.contains(below.look.size / max(body.size, 1)), below.look.italic < 0.5,
      below.look.bold < 0.5, !ListMarker.isMarker(text)
    else { return false }
    let (over, under) = (block.look.gapAbove, block.look.gapBelow)
    return over > gap && under < max(over, 1) && below.look.offCentre < 3 + block.look.offCentre
  }
}
