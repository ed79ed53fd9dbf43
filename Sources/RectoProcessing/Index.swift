internal import RectoGeometry
public import RectoTree

/// Recognises indexes: below a heading that says so, words with the pages that they are on, one a line.
///
/// Entries are nested by their indentation. Lines that begin with a number, or follow a comma, go on
/// with the entry above.
public struct Index: DocumentProcessor {
  public static let name = "index"

  /// Fewer entries are no index.
  static let fewest = 5
  /// The share of entries that end in a page.
  static let paged: Float = 0.5
  /// How far a deeper entry is set in at least, and at most, in ems: lines that go on stand deeper.
  static let step: ClosedRange<Float> = 0.6...2.6

  public init() {}

  private static let titles: Set<String> = [
    "index", "register", "sachregister",
    "stichwortverzeichnis", "personenregister", "index des matières", "índice alfabético",
    "índice analítico", "indice analitico", "индекс", "предметный указатель", "указатель", "索引",
    "찾아보기", "색인", "فهرس", "rejstřík", "skorowidz", "tárgymutató", "dizin", "sakregister",
    "index of terms",
  ]

  public func process(_ document: inout Document) {
    let all = document.blocks
    document.replaceSections(below: Self.isTitle) { start in
      let end = Self.end(of: all, from: start)
      let blocks = all[start..<end]
      let lines = Self.joined(blocks.flatMap(Self.lines))
      let pages = lines.count { Self.endsInPage($0.text.string) }
      guard lines.count >= Self.fewest, Float(pages) >= Self.paged * Float(lines.count) else {
        return nil
      }
      var result: [Block] = []
      var rest = lines[...]
      while !rest.isEmpty { result.append(Self.list(&rest)) }
      return (result, end)
    }
  }

  private static func isTitle(_ block: Block) -> Bool {
    guard let title = SectionTitle.title(of: block) else { return false }
    // Subject Index, Index of Persons, Function and variable index.
    return titles.contains(title) || title.hasSuffix(" index") && title.count < 40
  }

  /// An index ends at a longer heading, or what is no text: letters above their words are in it.
  private static func end(of blocks: [Block], from start: Int) -> Int {
    blocks[start...].firstIndex { block in
      switch block.content {
      case .paragraph, .footnote, .code: return false
      case .list(let list): return list.kind != .items
      case .heading(let text, _): return text.string.count > 12
      default: return true
      }
    } ?? blocks.count
  }

  private struct Entry {
    var text: Text
    var printed: Printed?
    var indent: Float
    var page: Int
    var box: Box

    var size: Float { printed?.look.size ?? 0 }
  }

  /// The entries of a block, by its printed lines.
  private static func lines(of block: Block) -> [Entry] {
    if case .list(let list) = block.content {
      return list.items.flatMap { item in
        item.blocks.enumerated().flatMap { i, inner in
          var inner = inner
          if i == 0, var text = inner.text, !item.marker.isEmpty {
            var whole = item.marker
            whole.append(text, separator: " ")
            swap(&whole, &text)
            inner.text = text
          }
          return lines(of: inner)
        }
      }
    }
    guard var rest = block.text else { return [] }
    var entries: [Entry] = []
    var consumed: Int32 = 0
    let starts = rest.lines.map(\.start)
    for (i, line) in rest.lines.enumerated() {
      let next = i + 1 < starts.count ? starts[i + 1] : Int32.max
      var (head, tail) = next == .max ? (rest, Text()) : rest.split(at: next - consumed)
      head.dropLast(head.string.utf8.reversed().prefix { $0 == 0x20 }.count)
      if !head.isEmpty {
        entries.append(
          Entry(
            text: head, printed: block.printed, indent: line.box.x0 - block.look.column.x0,
            page: Int(line.page), box: line.box))
      }
      consumed = next
      swap(&rest, &tail)
    }
    return entries
  }

  /// Lines that go on with the entry above are part of it.
  private static func joined(_ lines: [Entry]) -> [Entry] {
    var entries: [Entry] = []
    for line in lines {
      guard let last = entries.last else {
        entries.append(line)
        continue
      }
      let depth = (line.box.x0 - last.box.x0) / max(line.size, 1)
      let goesOn =
        line.text.string.first?.isNumber ?? true || last.text.string.hasSuffix(",")
        || !endsInPage(last.text.string) && depth > step.upperBound
      if goesOn {
        entries[entries.count - 1].text.append(line.text, separator: " ")
        entries[entries.count - 1].box.formUnion(line.box)
      } else {
        entries.append(line)
      }
    }
    return entries
  }

  private static func endsInPage(_ text: String) -> Bool {
    guard let last = text.utf8.last(where: { $0 != 0x2E && $0 != 0x29 }) else { return false }
    return (0x30...0x39).contains(last)
  }

  /// Takes one list, with the deeper entries in it, off the front.
  private static func list(_ rest: inout ArraySlice<Entry>) -> Block {
    let first = rest[rest.startIndex]
    var items: [List.Item] = []
    var parts: [Block] = []
    while let next = rest.first {
      let depth = (next.indent - first.indent) / max(next.size, 1)
      if step.contains(depth), !items.isEmpty {
        let inner = list(&rest)
        items[items.count - 1].blocks.append(inner)
        parts.append(inner)
        continue
      }
      if depth < -step.lowerBound { break }
      let block = Block(
        .paragraph(next.text), origin: Origin(page: next.page, box: next.box), printed: next.printed
      )
      items.append(List.Item(marker: Text(), blocks: [block]))
      parts.append(block)
      rest.removeFirst()
    }
    var block = Block(.list(List(kind: .index, isOrdered: false, items: items)), of: parts)
    note("below a heading that says so, lines that end in pages", on: &block)
    return block
  }
}
