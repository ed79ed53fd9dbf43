internal import Poppler
internal import RectoPages

/// What a file's structure tree says of its marked content.
struct StructureTags {
  private struct Content {
    var role: String
    var element: Int32?
    var alternate: String?
  }

  /// By page and identifier.
  private var contents: [Int: [Int: Content]] = [:]

  /// Types that say what a block is, more than that it is a paragraph.
  private static let telling: Set<String> = [
    "Title", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "TOCI", "Caption", "Note", "FENote",
    "TD",
    "TH", "Figure", "Formula", "Code", "BlockQuote", "Index", "BibEntry", "Artifact",
  ]

  init(_ nodes: [ContentDocument.StructureNode]) {
    for node in nodes {
      guard let identifier = node.identifier, let page = node.page else { continue }
      var content = Content(role: "")
      var place = node.parent
      while let index = place {
        let element = nodes[index]
        let isTelling = Self.telling.contains(element.type)
        if isTelling || element.type == "P" && content.role.isEmpty {
          content.role = element.type
          content.element = Int32(clamping: index)
        }
        content.alternate = content.alternate ?? element.alternate
        if isTelling { break }
        place = element.parent
      }
      contents[page, default: [:]][identifier] = content
    }
  }

  /// Enters roles into the marks of a page.
  func enter(into page: inout SourcePage) {
    guard let contents = contents[page.index] else { return }
    for i in page.marks.indices {
      // Marks stand after those that they are in.
      if let identifier = page.marks[i].identifier, let content = contents[identifier] {
        page.marks[i].role = content.role
        page.marks[i].element = content.element
        page.marks[i].alternate = content.alternate
      } else if let parent = page.marks[i].parent, parent < i {
        page.marks[i].role = page.marks[parent].role
        page.marks[i].element = page.marks[parent].element
        page.marks[i].alternate = page.marks[parent].alternate
      }
    }
  }
}
