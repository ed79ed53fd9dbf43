internal import RectoGeometry
public import RectoTree

/// Gathers what stands below a heading such as `References` into a list of works, one an item.
public struct Bibliography: DocumentProcessor {
  public static let name = "bibliography"

  /// Fewer works are a sentence about one.
  static let fewest = 2
  /// The share of works that name a year.
  static let dated: Float = 0.5

  public init() {}

  private static let titles: Set<String> = [
    "references", "bibliography", "works cited", "literature", "literature cited", "cited works",
    "reference", "literatur", "literaturverzeichnis", "quellen", "quellenverzeichnis",
    "bibliographie", "références", "bibliografía", "referencias", "bibliografia", "riferimenti",
    "referências", "literatuur", "referenties", "literatura", "литература", "список литературы",
    "参考文献", "參考文獻", "参考资料", "참고문헌", "المراجع", "المصادر", "المصادر والمراجع", "referințe",
    "källor", "referenser", "kaynakça", "tài liệu tham khảo",
  ]

  public func process(_ document: inout Document) {
    let all = document.blocks
    document.replaceSections(below: Self.isTitle) { start in
      let end = all[start...].firstIndex { !Self.isPart($0) } ?? all.count
      let blocks = all[start..<end]
      let items = blocks.flatMap(Self.works)
      let years = items.count { Self.hasYear($0) }
      guard items.count >= Self.fewest, Float(years) >= Self.dated * Float(items.count) else {
        return nil
      }
      return (blocks.filter { !Self.isWork($0) } + [Self.list(items)], end)
    }
  }

  private static func isTitle(_ block: Block) -> Bool {
    SectionTitle.title(of: block).map(titles.contains) ?? false
  }

  /// What may stand in a bibliography: works, and what interrupts them.
  private static func isPart(_ block: Block) -> Bool {
    switch block.content {
    case .paragraph, .footnote: true
    case .list(let list): list.kind == .items
    default: false
    }
  }

  private static func isWork(_ block: Block) -> Bool {
    switch block.content {
    case .paragraph, .list: return true
    default: return false
    }
  }

  private static func works(in block: Block) -> [List.Item] {
    guard isWork(block) else { return [] }
    switch block.content {
    case .paragraph: return [List.Item(marker: Text(), blocks: [block])]
    case .list(let list): return list.items
    default: return []
    }
  }

  private static func hasYear(_ item: List.Item) -> Bool {
    var digits = 0
    var value = 0
    for block in item.blocks {
      guard let text = block.text else { continue }
      for byte in text.string.utf8 {
        if (0x30...0x39).contains(byte) {
          digits += 1
          value = value &* 10 &+ Int(byte - 0x30)
        } else {
          if digits == 4, (1500...2100).contains(value) { return true }
          (digits, value) = (0, 0)
        }
      }
      if digits == 4, (1500...2100).contains(value) { return true }
    }
    return false
  }

  /// Works with their anchors: the number, or author and year, that they are cited by.
  private static func list(_ items: [List.Item]) -> Block {
    var items = items
    for i in items.indices where !items[i].blocks.isEmpty {
      let number = items[i].marker.string.filter { $0.isLetter || $0.isNumber }
      items[i].blocks[0].anchor =
        number.isEmpty
        ? items[i].blocks[0].text.flatMap { AuthorYear.anchor(of: $0.string) }
        : "reference-\(number)"
    }
    // Two works of one author and year leave it open which is meant.
    let anchors = Dictionary(grouping: items.indices) { items[$0].blocks.first?.anchor }
    for (anchor, same) in anchors where anchor != nil && same.count > 1 {
      for i in same { items[i].blocks[0].anchor = nil }
    }
    let isOrdered = items.contains { !$0.marker.isEmpty && !ListMarker.isBullet($0.marker.string) }
    var block = Block(
      .list(List(kind: .bibliography, isOrdered: isOrdered, items: items)),
      of: items.flatMap(\.blocks))
    note("below a heading that says so, with years", on: &block)
    return block
  }
}
