internal import RectoGeometry
public import RectoTree

/// Recognises tables of contents: titles with the pages that they are on.
///
/// Dots lead to the page, or the entries stand below a title that says what they are. Entries are
/// items, nested by their indentation; they go on over pages.
public struct Contents: DocumentProcessor {
  public static let name = "contents"

  /// Fewer entries are no contents.
  static let fewest = 3
  /// How far a deeper entry is indented at least, in ems.
  static let step: Float = 0.5
  /// The share of page numbers that may be lower than the one before.
  static let disorder = 8

  public init() {}

  public func process(_ document: inout Document) {
    var result: [Block] = []
    result.reserveCapacity(document.blocks.count)
    var start = 0
    while start < document.blocks.count {
      let end = Self.end(of: document.blocks, from: start)
      if end > start {
        let blocks = document.blocks[start..<end]
        var entries = Self.joined(Array(blocks))[...]
        while !entries.isEmpty { result.append(Self.list(&entries)) }
        start = end
      } else {
        result.append(document.blocks[start])
        start += 1
      }
    }
    document.blocks = result
  }

  private static let titles: Set<String> = [
    "contents", "table of contents", "inhalt", "inhaltsverzeichnis", "sommaire",
    "table des matières", "índice", "indice", "contenido", "sommario", "índice general", "inhoud",
    "содержание", "оглавление", "目次", "目录", "目錄", "차례", "목차", "فهرس", "الفهرس", "المحتويات",
    "innehåll",
    "indhold", "sisällys", "obsah", "cuprins", "spis treści", "mục lục", "içindekiler", "tartalom",
    "conteúdo", "sumário",
  ]

  /// Where contents end that begin at a place: the place itself if none do.
  private static func end(of blocks: [Block], from start: Int) -> Int {
    guard isEntry(blocks[start]) else { return start }
    var (end, entries, led): (Int, Int, Int) = (start, 0, 0)
    var pages: [Int] = []
    var others = 0
    var i = start
    while i < blocks.count {
      let block = blocks[i]
      if let page = pageNumber(of: block) {
        (end, entries, others) = (i + 1, entries + 1, 0)
        if block.look.hasLeader { led += 1 }
        if page > 0 { pages.append(page) }
      } else {
        // A part's title may have no page.
        guard others == 0, case .paragraph(let text) = block.content, text.string.utf8.count < 80
        else { break }
        others += 1
      }
      i += 1
    }
    let falls = zip(pages, pages.dropFirst()).count { $0 > $1 }
    guard entries >= fewest, falls * disorder <= pages.count,
      led * 2 >= entries || hasTitle(above: start, in: blocks)
    else { return start }
    return end
  }

  private static func hasTitle(above index: Int, in blocks: [Block]) -> Bool {
    blocks[..<index].suffix(2).contains { block in
      guard let text = block.text?.string else { return false }
      return titles.contains(text.lowercased().filter { $0 != ":" })
    }
  }

  private static func isEntry(_ block: Block) -> Bool { pageNumber(of: block) != nil }

  /// The page at the end of an entry; 0 for roman ones, `nil` if it is no entry.
  private static func pageNumber(of block: Block) -> Int? {
    guard case .paragraph(let text) = block.content, block.printed?.owner == nil,
      let end = text.string.utf8.last, "0123456789ivxlc".utf8.contains(end),
      text.string.utf8.count < 300, let space = text.string.lastIndex(of: " ")
    else { return nil }
    let last = text.string[text.string.index(after: space)...]
    let title = text.string[..<space]
    guard title.contains(where: \.isLetter) else { return nil }
    if last.count <= 4, last.allSatisfy({ $0.isASCII && $0.isNumber }) { return Int(last) }
    let isRoman = (1...8).contains(last.count) && last.allSatisfy { "ivxlc".contains($0) }
    return isRoman ? 0 : nil
  }

  /// Titles of several lines as one: a numbered one without a page goes on below.
  private static func joined(_ blocks: [Block]) -> [Block] {
    var result: [Block] = []
    for block in blocks {
      if var open = result.last, var title = open.text, let text = block.text,
        pageNumber(of: open) == nil, open.page == block.page, isNumbered(title.string),
        !isNumbered(text.string), block.box.y0 - open.box.y1 < block.look.size,
        block.box.x0 >= open.box.x0
      {
        title.join(text)
        open.content = .paragraph(title)
        open.box.formUnion(block.box)
        open.look.hasLeader = block.look.hasLeader
        result[result.count - 1] = open
      } else {
        result.append(block)
      }
    }
    return result
  }

  private static func isNumbered(_ title: String) -> Bool {
    ListMarker.isNumber(title) || Headings.numberedLevel(title) != nil
  }

  /// Takes one list, with the deeper entries in it, off the front.
  private static func list(_ rest: inout ArraySlice<Block>) -> Block {
    let first = rest[rest.startIndex]
    var items: [List.Item] = []
    var parts: [Block] = []
    while let next = rest.first {
      let step = (indent(of: next) - indent(of: first)) / max(next.look.size, 1)
      if step > Self.step, !items.isEmpty {
        let inner = list(&rest)
        items[items.count - 1].blocks.append(inner)
        parts.append(inner)
        continue
      }
      if step < -Self.step { break }
      items.append(List.Item(marker: Text(), blocks: [next]))
      parts.append(next)
      rest.removeFirst()
    }
    flattenLast(&items)
    var block = Block(.list(List(kind: .contents, isOrdered: false, items: items)), of: parts)
    note("lines that end in pages, in order", on: &block)
    return block
  }

  /// A single last entry that stands deeper than numbered ones is aligned to their titles.
  private static func flattenLast(_ items: inout [List.Item]) {
    guard let last = items.last, items.dropLast().allSatisfy({ $0.blocks.count == 1 }),
      last.blocks.count == 2, case .list(let inner) = last.blocks[1].content,
      inner.items.count == 1, inner.items[0].blocks.count == 1
    else { return }
    items[items.count - 1].blocks.removeLast()
    items += inner.items
  }

  /// From the left edge of the column, or the right one where lines begin there.
  private static func indent(of block: Block) -> Float {
    let isLeftward = block.text.map { text in
      text.string.unicodeScalars.first { $0.properties.isAlphabetic }.map {
        $0.value >= 0x590 && $0.value < 0x8A0
      }
        ?? false
    }
    return isLeftward ?? false
      ? block.look.column.x1 - block.box.x1 : block.box.x0 - block.look.column.x0
  }
}
