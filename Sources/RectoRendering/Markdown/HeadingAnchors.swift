internal import RectoGeometry
internal import RectoTree

/// The anchors that GitHub gives to headings, and which of them a link within the document leads to.
struct HeadingAnchors {
  /// How far above a heading a link may lead, and below its top, in points.
  private static let above: Float = 36
  private static let below: Float = 14

  private var byPage: [Int: [(top: Float, anchor: String)]] = [:]
  /// The anchors of other blocks that something refers to.
  private(set) var referred: Set<String> = []

  init(_ document: Document) {
    var counts: [String: Int] = [:]
    document.forEachText { text in
      for span in text.spans {
        if case .anchor(let name) = span.link { referred.insert(name) }
      }
    }
    for block in document.blocks {
      guard case .heading(let text, _) = block.content else { continue }
      let slug = Self.slug(text.string)
      let count = counts[slug, default: 0]
      counts[slug] = count + 1
      guard !slug.isEmpty else { continue }
      byPage[block.page, default: []].append((block.box.y0, count > 0 ? "\(slug)-\(count)" : slug))
    }
  }

  /// `#introduction` for a place at a heading; `nil` where no heading is near.
  func target(page: Int, top: Float?) -> String? {
    guard let headings = byPage[page] else { return nil }
    guard let top else { return headings.first.map { "#" + $0.anchor } }
    let near = headings.filter { $0.top > top - Self.below && $0.top < top + Self.above }
    return near.min { abs($0.top - top) < abs($1.top - top) }.map { "#" + $0.anchor }
  }

  /// Letters, digits, hyphens and underscores in lower case, a hyphen for each space.
  static func slug(_ title: String) -> String {
    String(
      title.lowercased().compactMap { character -> Character? in
        if character == " " { return "-" }
        return character.isLetter || character.isNumber || character == "-" || character == "_"
          ? character : nil
      })
  }
}
