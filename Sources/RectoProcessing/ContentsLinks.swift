internal import RectoGeometry
public import RectoTree

/// Links the entries of a table of contents to the headings that they name.
///
/// A heading that says the same is surer than the place that the file gives, which is often the top of
/// a page.
public struct ContentsLinks: DocumentProcessor {
  public static let name = "contents-links"

  public init() {}

  public func process(_ document: inout Document) {
    var headings: [String: [(page: Int, top: Float)]] = [:]
    var hasContents = false
    for block in document.blocks {
      if case .heading(let text, _) = block.content {
        headings[Headings.normal(text.string), default: []].append((block.page, block.box.y0))
      } else if case .list(let list) = block.content, list.kind == .contents {
        hasContents = true
      }
    }
    guard hasContents, !headings.isEmpty else { return }
    for i in document.blocks.indices {
      guard case .list(let list) = document.blocks[i].content, list.kind == .contents else {
        continue
      }
      document.blocks[i].mapTexts { text in
        guard let space = text.string.lastIndex(of: " ") else { return }
        let title = String(text.string[..<space])
        guard let places = headings[Headings.normal(title)], places.count == 1 else { return }
        let link = Link.place(page: places[0].page, top: places[0].top)
        text.link(0..<Int32(text.string.utf8.count), to: link)
      }
    }
  }
}
