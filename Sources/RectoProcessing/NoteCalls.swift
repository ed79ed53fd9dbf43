internal import RectoGeometry
internal import RectoTree

/// The raised marks in a document's text that call notes at the foot of their pages.
struct NoteCalls {
  /// What they say, by page.
  private var labels: [Int: Set<String>] = [:]

  /// `isNote` tells blocks that may be notes themselves: what is raised in them calls nothing.
  init(_ document: Document, isNote: (Int) -> Bool) {
    for (i, block) in document.blocks.enumerated() where !block.isFurniture && !isNote(i) {
      block.forEachText { add($0) }
    }
  }

  func labels(onPage page: Int) -> Set<String> { labels[page] ?? [] }

  private mutating func add(_ text: Text) {
    for span in text.spans where Self.canCall(span) {
      guard let line = text.lines.last(where: { $0.start <= span.start }) else { continue }
      let label = FootnoteMark.label(of: text.slice(span.start, span.end))
      if FootnoteMark.isLabel(label) { labels[Int(line.page), default: []].insert(label) }
    }
  }

  /// Whether a span is raised and leads, if it is a link, to a place in the document: print engines
  /// link calls to their notes.
  static func canCall(_ span: Text.Span) -> Bool {
    guard span.style.contains(.superscript) else { return false }
    return switch span.link {
    case nil, .place, .named, .anchor: true
    case .uri, .note: false
    }
  }
}
