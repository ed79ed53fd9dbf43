internal import RectoGeometry
internal import RectoTree

/// The raised marks in a document's text that call notes at the foot of their pages.
struct NoteCalls {
  /// What they say, by page.
  private var labels: [Int: Set<String>] = [:]

  /// `isNote` tells blocks that may be notes themselves: what is raised in them calls nothing.
  init(_ document: Document, isNote: (Int) -> Bool) {
    let heights = document.pagesByIndex.mapValues(\.height)
    for (i, block) in document.blocks.enumerated() where !isNote(i) {
      block.forEachText { add($0, heights) }
    }
  }

  /// What is called on a page, or on the one before: a note may not fit below its call.
  func labels(onPage page: Int) -> Set<String> {
    (labels[page] ?? []).union(labels[page - 1] ?? [])
  }

  private mutating func add(_ text: Text, _ heights: [Int: Float]) {
    for span in text.spans {
      guard let line = text.lines.last(where: { $0.start <= span.start }) else { continue }
      let page = Int(line.page)
      guard Self.isCall(span) || Self.leadsToFoot(span, from: page, heights) else { continue }
      let label = FootnoteMark.label(of: text.slice(span.start, span.end))
      if FootnoteMark.isLabel(label) { labels[page, default: []].insert(label) }
    }
  }

  /// Whether a span is raised and leads, if it is a link, to a place in the document: print engines
  /// link calls to their notes.
  static func isCall(_ span: Text.Span) -> Bool {
    guard span.style.contains(.superscript) else { return false }
    return switch span.link {
    case nil, .place, .named, .anchor: true
    case .uri, .note, .comment: false
    }
  }

  /// Whether a span is a link to the lower half of its page or of the next: fonts have raised figures
  /// of their own, which stand on the baseline as all others.
  static func leadsToFoot(
    _ span: Text.Span, from page: Int, _ heights: [Int: Float]
  ) -> Bool {
    guard case .place(let target, let top?)? = span.link, target == page || target == page + 1,
      let height = heights[target]
    else { return false }
    return top > 0.5 * height
  }
}
