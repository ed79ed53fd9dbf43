internal import RectoGeometry
internal import RectoPages

/// Splits a page into columns and puts them in reading order.
///
/// The white space between columns is sought first: the strip between side-by-side items that
/// runs furthest down without being crossed. What is above it is read before, what is below it
/// after, and left before right; what stands across it, with the columns' lines around it, comes
/// after both. Without such a strip the items are read from top to bottom.
struct ReadingOrder {
  /// The narrowest gutter, in ems of the text beside it.
  static let narrowestGutter: Float = 0.8
  /// How many lines must stand on either side of a gutter.
  static let fewestLines = 2
  /// How deep layouts may nest.
  private static let deepest = 40

  private let pageTop: Float
  private let pageHeight: Float
  private let dividers: [Box]

  /// The page's extent along the upright frame's y axis, and the rules that run across it.
  init(pageTop: Float, pageHeight: Float, dividers: [Box] = []) {
    self.pageTop = pageTop
    self.pageHeight = pageHeight
    self.dividers = dividers
  }

  func regions(of items: [ColumnItem], isWholePage: Bool) -> [Region] {
    guard !items.isEmpty else { return [] }
    var body = items.sorted { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
    var result: [Region] = []
    var bottom: Region?
    if isWholePage {
      if let top = peelMargin(&body, atTop: true) { result.append(top) }
      bottom = peelMargin(&body, atTop: false)
    }
    if !body.isEmpty { split(body, depth: 0, into: &result) }
    if let bottom { result.append(bottom) }
    return result
  }

  /// Takes off what stands apart in the page's top or bottom margin, where running heads live.
  private func peelMargin(_ items: inout [ColumnItem], atTop: Bool) -> Region? {
    // Running heads stand at 0.05 to 0.12 of the height, LaTeX's page numbers at 0.86 to 0.9.
    let zone: Float = atTop ? 0.125 : 0.15
    let edge = pageTop + (atTop ? zone : 1 - zone) * pageHeight
    let ordered = atTop ? items : items.sorted { $0.box.y1 > $1.box.y1 }
    guard let first = ordered.first, first.isText else { return nil }
    if !atTop, isLoneNumber(first, under: ordered.dropFirst().first, above: edge) {
      return takeMargin(&items, [first], atTop: false)
    }
    var reach = atTop ? first.box.y1 : first.box.y0
    var count = 0
    var lastGood = 0
    for (i, item) in ordered.enumerated() {
      let size = max(item.size, 6)
      let gap = atTop ? item.box.y0 - reach : reach - item.box.y1
      if gap > 0.75 * size {
        lastGood = count
        if gap > 1.1 * size || count > 0 { break }
      }
      guard item.isText, atTop ? item.box.y1 <= edge : item.box.y0 >= edge else {
        return takeMargin(&items, Array(ordered.prefix(lastGood)), atTop: atTop)
      }
      count = i + 1
      reach = atTop ? max(reach, item.box.y1) : min(reach, item.box.y0)
    }
    return takeMargin(
      &items, Array(ordered.prefix(max(lastGood, count == ordered.count ? 0 : count))), atTop: atTop
    )
  }

  /// Whether something as short as a page number stands well below everything else: where a text block
  /// for American paper stands on A4, LaTeX's number is at 0.83 of the height.
  private func isLoneNumber(_ last: ColumnItem, under other: ColumnItem?, above edge: Float) -> Bool
  {
    guard let other else { return false }
    return last.box.y0 < edge && last.box.y0 > pageTop + 0.8 * pageHeight
      && last.box.width < 3 * last.size && last.box.y0 - other.box.y1 > 1.3 * last.size
  }

  private func takeMargin(_ items: inout [ColumnItem], _ taken: [ColumnItem], atTop: Bool)
    -> Region?
  {
    guard !taken.isEmpty, taken.count < items.count else { return nil }
    let box = taken.reduce(into: Box.empty) { $0.formUnion($1.box) }
    // More than three lines are no running head.
    guard let size = taken.map(\.size).max(), box.height < 4.2 * size,
      !(atTop && beginColumns(taken, of: items))
    else { return nil }
    items.removeAll { item in
      atTop ? item.box.y1 <= box.y1 + 0.01 : item.box.y0 >= box.y0 - 0.01
    }
    return Region(items: taken, box: box, zone: atTop ? .topMargin : .bottomMargin)
  }

  /// Whether things side by side are the first lines of columns: each stands right over the lines
  /// of one. Of running heads that stand side by side the right one ends where the text does.
  private func beginColumns(_ heads: [ColumnItem], of items: [ColumnItem]) -> Bool {
    guard heads.count > 1,
      heads.allSatisfy({ abs($0.baseline - heads[0].baseline) < 0.3 * $0.size })
    else { return false }
    return heads.allSatisfy { head in
      Self.fewestBelow < items.count { abs($0.box.x0 - head.box.x0) < 1 && $0.isText }
    }
  }

  /// So many lines below begin where the first line of a column does.
  private static let fewestBelow = 6

  /// Pages set to be read have fewer pieces of lines: newspapers some 3,000. What is scattered over a
  /// page as single letters, maps and plots, has no columns.
  private static let mostItems = 6000

  private func split(_ items: [ColumnItem], depth: Int, into result: inout [Region]) {
    if depth < Self.deepest, (3...Self.mostItems).contains(items.count),
      let gutter = GutterFinder(items, dividers: dividers).best()
    {
      var (above, left, right, below): ([ColumnItem], [ColumnItem], [ColumnItem], [ColumnItem]) =
        ([], [], [], [])
      var islands: [ColumnItem] = []
      for (i, item) in items.enumerated() {
        if gutter.islands.contains(i) {
          islands.append(item)
        } else if item.box.midY < gutter.box.y0 {
          above.append(item)
        } else if item.box.midY > gutter.box.y1 {
          below.append(item)
        } else if item.box.midX < gutter.box.midX {
          left.append(item)
        } else {
          right.append(item)
        }
      }
      if !left.isEmpty && !right.isEmpty {
        if !above.isEmpty { split(above, depth: depth + 1, into: &result) }
        split(left, depth: depth + 1, into: &result)
        split(right, depth: depth + 1, into: &result)
        if !islands.isEmpty { split(islands, depth: depth + 1, into: &result) }
        if !below.isEmpty { split(below, depth: depth + 1, into: &result) }
        return
      }
    }
    let box = items.reduce(into: Box.empty) { $0.formUnion($1.box) }
    result.append(Region(items: items, box: box, zone: .body))
  }
}
