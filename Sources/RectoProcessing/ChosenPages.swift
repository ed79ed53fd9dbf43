internal import RectoDiagnostics
public import RectoTree

/// Leaves out what stands on pages that were read only to judge others by.
public struct ChosenPages: DocumentProcessor {
  public static let name = "chosen-pages"

  private let pages: Set<Int>?

  /// `pages` are those that are wanted, from 0; `nil` if all are that were read.
  public init(_ pages: Set<Int>?) { self.pages = pages }

  public func process(_ document: inout Document) {
    guard let pages else { return }
    document.pages.removeAll { !pages.contains($0.index) }
    document.diagnostics.removeAll { $0.page.map { !pages.contains($0) } ?? false }
    document.furniture.removeAll { !pages.contains($0.block.page) }
    document.blocks = Self.kept(document.blocks, pages)
  }

  private static func kept(_ blocks: [Block], _ pages: Set<Int>) -> [Block] {
    blocks.compactMap { kept($0, pages) }
  }

  /// What of a block stands on the pages. Texts stand on one page each before they are joined.
  private static func kept(_ block: Block, _ pages: Set<Int>) -> Block? {
    guard let places = block.origin?.places, places.contains(where: { !pages.contains($0.page) })
    else { return block }
    guard places.contains(where: { pages.contains($0.page) }) else { return nil }
    var block = block
    block.origin?.places.removeAll { !pages.contains($0.page) }
    switch block.content {
    case .list(var list):
      list.items = list.items.compactMap { item in
        var item = item
        item.blocks = kept(item.blocks, pages)
        return item.blocks.isEmpty ? nil : item
      }
      block.content = .list(list)
    case .quote(let blocks): block.content = .quote(kept(blocks, pages))
    case .caption(let blocks): block.content = .caption(kept(blocks, pages))
    case .footnote(var note):
      note.blocks = kept(note.blocks, pages)
      block.content = .footnote(note)
    case .section(var section):
      section.blocks = kept(section.blocks, pages)
      block.content = .section(section)
    default: break
    }
    return block
  }
}
