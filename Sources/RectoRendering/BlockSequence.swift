internal import RectoTree

/// A document's blocks as a format shows them: furniture left out or in, pages announced.
struct BlockSequence {
  enum Element {
    case pageStart(Int)
    /// A block of the text, or of a layer beside it.
    case block(Block, Document.Layer?)
  }

  static func forEach(
    _ document: Document, options: RenderingOptions, _ visit: (Element) throws -> Void
  ) rethrows {
    var page = -1
    let pages = Set(document.pages.map(\.index))
    try document.forEachInOrder { block, layer in
      if options.pageBreaks, block.page > page {
        for next in (page + 1)...block.page where pages.contains(next) {
          try visit(.pageStart(next))
        }
        page = block.page
      }
      switch layer {
      case .hidden: if !options.include.contains(.hidden) { return }
      case .annotation: if !options.include.contains(.annotations) { return }
      case nil: break
      default: if options.furniture == .drop { return }
      }
      try visit(.block(block, layer))
    }
  }
}
