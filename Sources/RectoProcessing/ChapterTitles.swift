internal import RectoGeometry
public import RectoTree

/// Joins what belongs to one heading: a line such as `Chapter 3` and the title that is set below it, a
/// number that stands apart from its title, and the lines of a title that was broken by its sense.
public struct ChapterTitles: DocumentProcessor {
  public static let name = "chapter-titles"

  public init() {}

  public func process(_ document: inout Document) {
    var result: [Block] = []
    result.reserveCapacity(document.blocks.count)
    for block in document.blocks {
      if case .heading(let title, let level) = block.content,
        let place = result.lastIndex(where: { !Self.isFigure($0) }),
        var number = Self.number(of: result[place], beside: block)
      {
        number.append(title, separator: " ")
        var whole = block
        whole.content = .heading(number, level: level)
        whole.box.formUnion(result[place].box)
        Self.note("its number stands apart", on: &whole)
        result.remove(at: place)
        result.append(whole)
      } else if case .heading(let title, let level) = block.content, var last = result.last,
        last.page == block.page, var label = Self.label(of: last)
      {
        label.append(title, separator: " ")
        last.content = .heading(label, level: level)
        last.box.formUnion(block.box)
        last.look = block.look
        last.printed?.evidence += block.evidence
        Self.note("a division's label and its title", on: &last)
        result[result.count - 1] = last
      } else if case .heading(let next, let level) = block.content, var last = result.last,
        case .heading(var title, level) = last.content, Self.goesOn(last, title, block, next)
      {
        title.join(next)
        last.content = .heading(title, level: level)
        last.box.formUnion(block.box)
        Self.note("a title on two lines", on: &last)
        result[result.count - 1] = last
      } else {
        result.append(block)
      }
    }
    document.blocks = result
  }

  /// Set alike, close below, and neither numbered nor ended.
  private static func goesOn(_ above: Block, _ title: Text, _ below: Block, _ next: Text) -> Bool {
    let size = max(above.look.size, 1)
    guard above.page == below.page, abs(above.look.size - below.look.size) < 0.03 * size,
      abs(above.look.bold - below.look.bold) < 0.3, above.look.colour == below.look.colour,
      below.box.y0 - above.box.y1 < 0.55 * size, below.box.y0 > above.box.y0,
      above.box.horizontalOverlap(below.box) > 0.3, Headings.numberedLevel(next.string) == nil,
      title.lines.count + next.lines.count <= 4
    else { return false }
    return !(title.string.utf8.last.map { ".:!?".utf8.contains($0) } ?? true)
  }

  static let words: Set<Substring> = appendices.union([
    "chapter", "part", "kapitel", "teil", "chapitre", "partie", "capítulo", "capitolo", "capitolul",
    "глава", "hoofdstuk", "rozdział", "kapitola", "luku", "capitulo", "bölüm", "chương", "article",
    "artikel", "artículo", "artigo", "articolo", "artykuł", "статья", "раздел", "часть",
    "الفصل", "المادة",
  ])

  static let appendices: Set<Substring> = [
    "appendix", "anhang", "annexe", "apéndice", "appendice", "anexa", "приложение", "الملحق",
  ]

  private static func isFigure(_ block: Block) -> Bool {
    if case .figure = block.content { true } else { false }
  }

  /// The text of a block that is nothing but a section's number, on the line of its title.
  private static func number(of block: Block, beside title: Block) -> Text? {
    guard case .paragraph(let text) = block.content, text.string.utf8.count <= 8,
      block.page == title.page,
      block.box.x1 < title.box.x0 + 1, block.box.verticalOverlap(title.box) > 0.5,
      Headings.numberedLevel(text.string + " T") != nil
    else { return nil }
    return text
  }

  /// The text of a block that is a word for a division and its number, and nothing else.
  private static func label(of block: Block) -> Text? {
    let text: Text
    switch block.content {
    case .heading(let own, _), .paragraph(let own): text = own
    default: return nil
    }
    guard text.string.utf8.count <= 24 else { return nil }
    let parts = text.string.lowercased().split(separator: " ")
    if parts.count == 2, words.contains(parts[0]), parts[1].count <= 5 { return text }
    // 第3章, 제 3 장
    let dense = text.string.filter { $0 != " " }
    let isNumbered = dense.contains(where: \.isNumber) && dense.count <= 6
    return isNumbered
      && (dense.hasPrefix("第") && dense.hasSuffix("章")
        || dense.hasPrefix("제") && dense.hasSuffix("장"))
      ? text : nil
  }
}
