internal import RectoGeometry
public import RectoTree

/// Moves running headers, footers and page numbers out of the text.
///
/// What stands in the margin of a page is furniture if it comes again on other pages (digits
/// aside), or if it is nothing but a page number.
public struct Furniture: DocumentProcessor {
  public static let name = "furniture"

  /// How many pages must share a running title.
  static let fewestPages = 2
  /// The share of a page's height that its body takes at least where an edge tells anything.
  static let leastReach: Float = 0.4
  /// Longer texts in a margin are not running titles.
  static let longest = 160

  public init() {}

  public func process(_ document: inout Document) {
    var pages: [String: Set<Int>] = [:]
    for block in document.blocks {
      if let key = Self.key(of: block) { pages[key, default: []].insert(block.page) }
    }
    let kindred = Self.kindred(document)
    let reach = Self.reach(of: document)
    let bodySize = BodyText(document)?.size ?? 0
    var layers = [Document.Layer?](repeating: nil, count: document.blocks.count)
    for i in document.blocks.indices {
      let block = document.blocks[i]
      if Self.isMarginStamp(block, document) {
        layers[i] = .margin
        Self.note("turned, at the side of the page", on: &document.blocks[i])
        continue
      }
      guard let key = Self.key(of: block), let text = block.text,
        !Self.isTitle(block, text, bodySize: bodySize, of: document)
      else { continue }
      let count = pages[key]?.count ?? 0
      let evidence: String
      if Self.isPageNumber(text.string) {
        layers[i] = .pageNumber
        Self.note("a page number in the margin", on: &document.blocks[i])
        continue
      } else if block.look.tag == Look.artifact {
        evidence = "marked as no part of the text"
      } else if Self.isTitleWithPage(block, text, bodySize: bodySize) {
        evidence = "a line in the margin with a page number"
      } else if Self.isAtEdge(block, text, bodySize: bodySize, reach: reach, in: document) {
        evidence = "small and at the very edge of the page"
      } else if count >= Self.fewestPages {
        evidence = "in the margins of \(count) pages, numbers aside"
      } else if kindred.contains(i) {
        evidence = "like the margin of a near page"
      } else {
        continue
      }
      layers[i] = block.look.margin == .top ? .header : .footer
      Self.note(evidence, on: &document.blocks[i])
    }
    document.moveToFurniture(layers)
    markFeet(of: &document)
    Self.move(
      RunningHeads.indices(in: document, bodySize: bodySize).map {
        ($0.index, $0.isTop ? .header : .footer)
      }, "at one place on most pages", in: &document)
    Self.move(
      PageNumbers.indices(in: document, bodySize: bodySize).map { ($0, .pageNumber) },
      "alone, and counts up with the pages", in: &document)
  }

  private static func move(
    _ found: [(index: Int, layer: Document.Layer)], _ evidence: String, in document: inout Document
  ) {
    var layers = [Document.Layer?](repeating: nil, count: document.blocks.count)
    for (i, layer) in found {
      layers[i] = layer
      note(evidence, on: &document.blocks[i])
    }
    document.moveToFurniture(layers)
  }

  /// Titles are larger than the body by this.
  private static let titleSize: Float = 1.4

  /// Whether a block is the title at the top of the first page, which others may repeat: it is kept once.
  private static func isTitle(
    _ block: Block, _ text: Text, bodySize: Float, of document: Document
  ) -> Bool {
    block.page == document.pages.first?.index && block.look.margin == .top
      && block.look.size >= titleSize * bodySize && block.look.tag != Look.artifact
      && !isPageNumber(text.string)
  }

  /// Last lines too near to the text, or too far from the edge, to stand in the margin: page numbers
  /// above a stamp, and lines of three parts at the left, in the middle and at the right.
  private func markFeet(of document: inout Document) {
    let bodySize = BodyText(document)?.size ?? 0
    let pages = document.pagesByIndex
    let bodies = Dictionary(grouping: document.blocks.indices) { document.blocks[$0].page }
    var layers = [Document.Layer?](repeating: nil, count: document.blocks.count)
    for (number, body) in bodies {
      guard let page = pages[number],
        let i = body.max(by: { document.blocks[$0].box.y1 < document.blocks[$1].box.y1 })
      else { continue }
      let block = document.blocks[i]
      guard block.box.y0 > Self.footZone * page.height,
        case .paragraph(let text) = block.content, text.lines.count == 1, block.look.bold < 0.5,
        block.look.size <= 1.3 * bodySize,
        !body.contains(where: {
          document.blocks[$0].box.y1 > block.box.y0 && document.blocks[$0].box != block.box
        })
      else { continue }
      let box = body.reduce(into: Box.empty) { $0.formUnion(document.blocks[$1].box) }
      if Self.isPageNumber(text.string), text.string.utf8.count <= 4 {
        layers[i] = .pageNumber
        Self.note("a number below all else", on: &document.blocks[i])
      } else if block.look.wideGaps == 2, text.string.utf8.count <= Self.longest,
        block.box.x0 - box.x0 < block.look.size, box.x1 - block.box.x1 < block.look.size
      {
        layers[i] = .footer
        Self.note("the last line, in parts across the page", on: &document.blocks[i])
      }
    }
    document.moveToFurniture(layers)
  }

  /// Where feet begin, as a part of the page's height.
  private static let footZone: Float = 0.85

  /// A line at the very edge of the page, set smaller than the body: imprints, journal lines, dates
  /// of revision, also on a page that stands alone.
  private static func isAtEdge(
    _ block: Block, _ text: Text, bodySize: Float, reach: [Int: Float], in document: Document
  ) -> Bool {
    guard text.lines.count <= 2, text.string.utf8.count <= 120, block.look.bold < 0.5,
      let page = document.pages.first(where: { $0.index == block.page }), page.height > 0,
      !(text.string.hasSuffix(".") && text.string.utf8.count > 50)
    else { return false }
    // At the very edge letters as large as the body's do, if the body fills the page: a short text
    // that begins at the top of the sheet is all body.
    let isEdge =
      (block.box.y0 > 0.94 * page.height || block.box.y1 < 0.06 * page.height)
      && reach[page.index, default: 0] / page.height > Self.leastReach
    guard block.look.size <= (isEdge ? 1.2 : 0.95) * bodySize else { return false }
    // Notes stand at the foot too; they begin with their mark.
    if block.look.margin == .bottom {
      guard let first = text.spans.first, first.start == 0, first.style.contains(.superscript)
      else {
        return block.box.y0 > 0.925 * page.height
      }
      return false
    }
    return block.box.y1 < 0.075 * page.height
  }

  /// The height that the blocks of each page take between the margins, in points.
  private static func reach(of document: Document) -> [Int: Float] {
    document.blocks.reduce(into: [Int: Box]()) { boxes, block in
      if block.look.margin == .none { boxes[block.page, default: .empty].formUnion(block.box) }
    }.mapValues { $0.isEmpty ? 0 : $0.height }
  }

  /// Turned text in the outer tenth of an upright page.
  private static func isMarginStamp(_ block: Block, _ document: Document) -> Bool {
    guard block.turn == .clockwise || block.turn == .counterclockwise, block.text != nil,
      let page = document.pages.first(where: { $0.index == block.page })
    else { return false }
    return block.box.x1 < 0.1 * page.width || block.box.x0 > 0.9 * page.width
  }

  /// A short line in the margin that begins or ends with a page number and is set no larger than
  /// the body: `74 Baird`, `Circulating Things 73`. `Chapter 3` is none.
  private static func isTitleWithPage(_ block: Block, _ text: Text, bodySize: Float) -> Bool {
    guard text.lines.count == 1, block.look.size <= 1.05 * bodySize, block.look.bold < 0.5,
      text.string.utf8.count <= 90
    else { return false }
    let words = text.string.split { $0 == " " || $0 == "|" || $0 == "\u{2022}" }
    guard words.count >= 2, words.count <= 12, let first = words.first, let last = words.last else {
      return false
    }
    let isPage = { (word: Substring) in
      word.count <= 4 && word.allSatisfy { $0.isASCII && $0.isNumber }
    }
    if words.count == 2, ChapterTitles.words.contains(Substring(first.lowercased())) {
      return false
    }
    return isPage(first) != isPage(last)
  }

  /// Margin blocks that share their beginning or end and their height on the page with one of a
  /// near page: `Chapter 2. Pumps … 2.3 Valves` changes its second part from page to page.
  private static func kindred(_ document: Document) -> Set<Int> {
    var result: Set<Int> = []
    var recent: [(index: Int, page: Int, letters: [UInt8])] = []
    for i in document.blocks.indices {
      let block = document.blocks[i]
      guard key(of: block) != nil, let text = block.text else { continue }
      let letters = text.string.utf8.filter { !(0x30...0x39).contains($0) && $0 != 0x20 }
      recent.removeAll { block.page - $0.page > 4 }
      for other in recent where other.page != block.page {
        let before = document.blocks[other.index]
        guard before.look.margin == block.look.margin, abs(before.box.y0 - block.box.y0) < 3,
          abs(before.look.size - block.look.size) < 0.5
        else { continue }
        let start = zip(letters, other.letters).prefix { $0 == $1 }.count
        let end = zip(letters.reversed(), other.letters.reversed()).prefix { $0 == $1 }.count
        if max(start, end) >= 8, max(start, end) * 3 >= min(letters.count, other.letters.count) {
          result.formUnion([i, other.index])
        }
      }
      recent.append((i, block.page, Array(letters)))
    }
    return result
  }

  /// A margin block's text without its digits, with the margin that it stands in.
  private static func key(of block: Block) -> String? {
    guard block.look.margin != .none, let text = block.text, text.string.utf8.count <= longest
    else { return nil }
    let letters = text.string.utf8.filter { !(0x30...0x39).contains($0) && $0 != 0x20 }
    return (block.look.margin == .top ? "t" : "b") + String(decoding: letters, as: UTF8.self)
  }

  /// Four words of six letters with their signs, in UTF-8.
  private static let longestNumber = 80
  private static let labels: Set<Substring> = [
    "page", "of", "p", "seite", "página", "стр", "von", "de", "sur",
  ]

  /// `12`, `- 12 -`, `Page 3 of 9`, `iv`, `[5]`.
  static func isPageNumber(_ text: String) -> Bool {
    guard text.utf8.count <= longestNumber else { return false }
    let words = text.lowercased().split { " -–—[]()|/.".contains($0) }
    guard !words.isEmpty, words.count <= 4 else { return false }
    var numbers = 0
    for word in words {
      let isRoman = word.count <= 6 && word.allSatisfy { "ivxlc".contains($0) }
      if word.allSatisfy({ $0.isASCII && $0.isNumber }) && word.count <= 4 || isRoman {
        numbers += 1
      } else if !labels.contains(word) {
        return false
      }
    }
    return numbers >= 1 && numbers <= 2
  }
}
