internal import RectoGeometry
internal import RectoTree

/// Finds heads and feet that come again at one place on most pages, however tall: several lines,
/// frames, tables with a title and a page number.
enum RunningHeads {
  /// So many pages, and this share of all, must have a head.
  static let fewestPages = 3
  static let leastShare: Float = 0.5
  /// Heads stand in the upper, feet in the lower part of this share of the page.
  static let zone: Float = 0.3
  /// The same place on two pages, in points: print engines do not move what they repeat.
  static let slack: Float = 2
  static let longest = 400
  /// A page has so many blocks of a head at most.
  static let deepest = 5

  /// The blocks that come again, by whether they are at the top. Of what is set as large as a
  /// heading the first stays in the text: it is the document's title.
  static func indices(in document: Document, bodySize: Float) -> [(index: Int, isTop: Bool)] {
    let pages = document.pages.filter { !$0.failed }
    guard pages.count >= fewestPages else { return [] }
    let body = Dictionary(grouping: document.blocks.indices) { document.blocks[$0].page }
    var result: [(index: Int, isTop: Bool)] = []
    for isTop in [true, false] {
      let stacks = pages.map { page in
        stack(body[page.index] ?? [], of: page, isTop: isTop, in: document)
      }
      var keys: [Int: String] = [:]
      for i in stacks.joined() { keys[i] = key(document.blocks[i], bodySize: bodySize) }
      let places = Dictionary(grouping: keys.keys) { keys[$0] }
      let fewest = max(fewestPages, Int(clamped: (leastShare * Float(pages.count)).rounded(.up)))
      func repeats(_ i: Int) -> Bool {
        guard let key = keys[i], let all = places[key] else { return false }
        let box = document.blocks[i].box
        return all.count { other in
          let o = document.blocks[other].box
          return abs(o.x0 - box.x0) < slack && abs(isTop ? o.y0 - box.y0 : o.y1 - box.y1) < slack
        } >= fewest
      }
      var seen: Set<String> = []
      for stack in stacks {
        for i in stack.prefix(while: repeats) {
          let block = document.blocks[i]
          let isTitle = isTop && block.look.size > Headings.larger * bodySize && block.text != nil
          if isTitle, seen.insert(block.text?.string ?? "").inserted { continue }
          result.append((i, isTop))
        }
      }
    }
    return result
  }

  /// A page's outermost blocks within the zone, from the edge inwards.
  private static func stack(
    _ own: [Int], of page: Document.Page, isTop: Bool, in document: Document
  ) -> [Int] {
    let sorted = own.sorted { a, b in
      let (a, b) = (document.blocks[a].box, document.blocks[b].box)
      return isTop ? (a.y0, a.x0) < (b.y0, b.x0) : (a.y1, a.x0) > (b.y1, b.x0)
    }
    return Array(
      sorted.prefix(deepest).prefix { i in
        let box = document.blocks[i].box
        return isTop ? box.y1 < zone * page.height : box.y0 > (1 - zone) * page.height
      })
  }

  /// What two blocks share that are one head: kind and text; pictures are told by their place only.
  /// Numbers may differ where it is set no larger than the text; `Chapter 1` and `Chapter 2` in large
  /// letters are two titles.
  private static func key(_ block: Block, bodySize: Float) -> String? {
    let text = block.texts.map(\.string).joined(separator: "\n")
    if text.isEmpty, case .figure = block.content { return "f" }
    guard !text.isEmpty, text.utf8.count <= longest else { return nil }
    let isTable = if case .table = block.content { true } else { false }
    let isLarge = !isTable && block.look.size > Headings.larger * bodySize
    return (isTable ? "t" : "p") + (isLarge ? text : withoutNumbers(text))
  }

  private static func withoutNumbers(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.lazy.filter { scalar in
          scalar.isASCII
            ? scalar != " " && !(0x30...0x39).contains(scalar.value)
            : scalar.properties.numericType == nil
        }))
  }
}
