internal import RectoGeometry
internal import RectoTree

/// The raised marks in a document's text that call notes at the foot of their pages.
struct NoteCalls {
  /// What they say, by page.
  private var labels: [Int: Set<String>] = [:]
  private let heights: [Int: Float]

  /// `isNote` tells blocks that may be notes themselves: what is raised in them calls nothing.
  init(_ document: Document, isNote: (Int) -> Bool) {
    heights = document.pagesByIndex.mapValues(\.height)
    for (i, block) in document.blocks.enumerated() where !isNote(i) {
      block.forEachText { text in
        for span in text.spans {
          guard let call = call(by: span, in: text), FootnoteMark.isLabel(call.label) else {
            continue
          }
          labels[call.page, default: []].insert(call.label)
        }
      }
    }
  }

  /// What is called on a page, or on the one before: a note may not fit below its call.
  func labels(onPage page: Int) -> Set<String> {
    (labels[page] ?? []).union(labels[page - 1] ?? [])
  }

  /// Where a span of a text stands and what it says, if it is set as a call.
  func call(by span: Text.Span, in text: Text) -> (page: Int, label: String)? {
    guard let line = text.lines.last(where: { $0.start <= span.start }) else { return nil }
    let page = Int(line.page)
    guard Self.isRaised(span) || leadsToFoot(span, from: page) else { return nil }
    return (page, FootnoteMark.label(of: text.slice(span.start, span.end)))
  }

  /// Whether a span is raised and leads, if it is a link, to a place in the document: print engines
  /// link calls to their notes.
  private static func isRaised(_ span: Text.Span) -> Bool {
    guard span.style.contains(.superscript) else { return false }
    return switch span.link {
    case nil, .place, .named, .anchor: true
    case .uri, .note, .comment: false
    }
  }

  /// Whether a span is a link to the lower half of its page or of the next: fonts have raised figures
  /// of their own, which stand on the baseline as all others.
  private func leadsToFoot(_ span: Text.Span, from page: Int) -> Bool {
    guard case .place(let target, let top?)? = span.link, target == page || target == page + 1,
      let height = heights[target]
    else { return false }
    return top > 0.5 * height
  }
}
