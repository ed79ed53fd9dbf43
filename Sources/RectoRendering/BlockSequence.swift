internal import RectoTree

/// A document's blocks as a format shows them: furniture left out or in, pages announced.
struct BlockSequence {
  enum Element {
    case pageStart(Int)
    case block(Block)
  }

  static func forEach(
    _ document: Document, options: RenderingOptions, _ visit: (Element) throws -> Void
  ) rethrows {
    var page = -1
    for block in document.blocks {
      if options.pageBreaks, block.page > page {
        for next in (page + 1)...block.page
        where document.pages.contains(where: { $0.index == next }) {
          try visit(.pageStart(next))
        }
        page = block.page
      }
      switch block.layer {
      case .hidden: if !options.include.contains(.hidden) { continue }
      case .annotation: if !options.include.contains(.annotations) { continue }
      default: if block.isFurniture && options.furniture == .drop { continue }
      }
      try visit(.block(block))
    }
  }
}
