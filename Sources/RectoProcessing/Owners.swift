internal import RectoGeometry
public import RectoTree

/// Moves captions and notes into the table or figure that they belong to.
public struct Owners: DocumentProcessor {
  public static let name = "owners"

  public init() {}

  public func process(_ document: inout Document) {
    let blocks = document.blocks
    var owners: [Int: Int] = [:]
    for (i, block) in blocks.enumerated() {
      switch block.printed?.owner {
      case .next: owners[i] = blocks[i...].firstIndex { Self.canOwn($0, block) }
      case .previous: owners[i] = blocks[..<i].lastIndex { Self.canOwn($0, block) }
      case nil: break
      }
    }
    guard !owners.isEmpty else { return }
    var result: [Block] = []
    result.reserveCapacity(blocks.count)
    let attached = Dictionary(grouping: owners.keys.sorted()) { owners[$0] }
    for (i, block) in blocks.enumerated() where owners[i] == nil {
      var block = block
      let own = attached[i] ?? []
      if !own.isEmpty {
        block.attached = (
          block.attached.above + own.filter { $0 < i }.map { blocks[$0] },
          own.filter { $0 > i }.map { blocks[$0] } + block.attached.below
        )
      }
      result.append(block)
    }
    document.blocks = result
  }

  /// Whether a block is a table or figure on the page of another.
  private static func canOwn(_ block: Block, _ other: Block) -> Bool {
    switch block.content {
    case .table, .figure: block.page == other.page
    default: false
    }
  }
}
