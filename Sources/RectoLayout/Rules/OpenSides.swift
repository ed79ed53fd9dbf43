internal import RectoGeometry
internal import RectoPages

/// Closes grids above and below where no rule is drawn: at the edge of the head's ground, and where
/// the upright rules end together.
enum OpenSides {
  /// How far ends of rules that end together may be apart, in points.
  private static let together: Float = 2
  private static let reach: Float = 3
  /// A row is higher, in points.
  private static let lowestRow: Float = 6
  /// The highest ground of a head or a total, in points.
  private static let highestBand: Float = 80
  private static let shortest: Float = 40
  /// Rules that end together, and those that cross them, at least.
  private static let fewestColumns = 3
  private static let fewestRows = 2
  /// More are a drawing.
  private static let most = 2000

  /// The words of different cells are so far apart, in sizes of their letters.
  private static let cellGap: Float = 1

  /// Edges that close what is open; `rows` are horizontal and `columns` upright rules.
  static func closing(
    _ rows: [Rule], _ columns: [Rule], bands: [Band], on page: SourcePage
  ) -> [Rule] {
    guard !rows.isEmpty, rows.count <= most, columns.count <= most else { return [] }
    return bandEdges(bands, beside: rows, on: page) + ends(of: columns, across: rows)
  }

  /// A rule or a ground, as far as it reaches across and down.
  private struct Strip {
    var box: Box
    var band: Band?
  }

  /// The outer edge of a ground that is the first or the last among rules as wide as it is, with
  /// nothing of another width between them.
  private static func bandEdges(
    _ bands: [Band], beside rows: [Rule], on page: SourcePage
  ) -> [Rule] {
    let low = bands.filter { $0.box.height < highestBand && $0.box.width > shortest }
    guard !low.isEmpty, low.count <= most else { return [] }
    let strips =
      (rows.map { Strip(box: $0.box) } + low.map { Strip(box: $0.box, band: $0) }).sorted {
        ($0.box.y0, $0.box.y1) < ($1.box.y0, $1.box.y1)
      }
    var groups: [[Strip]] = []
    for strip in strips {
      let place = groups.lastIndex { $0[0].box.horizontalOverlap(strip.box) > 0 }
      if let place, let last = groups[place].last, isAsWide(groups[place][0].box, strip.box) {
        groups[place].append(strip)
        if last.box.y1 > strip.box.y1 {
          groups[place].swapAt(groups[place].count - 1, groups[place].count - 2)
        }
      } else if let place, let last = groups[place].last, strip.box.y0 - last.box.y1 <= reach,
        strip.box.width < last.box.width
      {
        // A part of the row before: the rule under a head that spans columns.
        continue
      } else {
        groups.append([strip])
      }
    }
    return groups.flatMap { group -> [Rule] in
      guard let first = group.first, let last = group.last else { return [] }
      let lines = group.filter { $0.band == nil }.map(\.box.midY)
      guard let top = lines.min(), let bottom = lines.max() else { return [] }
      let opens = first.band.map { $0.box.y0 < top - reach && holdsCells($0, on: page) } ?? false
      var edges = opens ? first.band.map { [($0, $0.box.y0)] } ?? [] : []
      // A ground below all rules closes a table if a rule runs along it, that of a total, or if it
      // is one of those that the table's head began.
      if let band = last.band, band.box.y1 > bottom + reach, holdsCells(band, on: page),
        band.box.y0 < bottom + reach || opens && follows(band, in: group)
      {
        edges.append((band, band.box.y1))
      }
      return edges.map { band, y in
        Rule(
          axis: .horizontal, position: y, start: band.box.x0, end: band.box.x1, thickness: 0.5,
          colour: band.colour, kind: .edge)
      }
    }
  }

  /// Whether another ground ends no more than a row above a ground.
  private static func follows(_ band: Band, in group: [Strip]) -> Bool {
    group.contains { other in
      guard let other = other.band, other != band else { return false }
      return band.box.y0 - other.box.y1 < widestRow * band.box.height
    }
  }

  /// Rows without a ground between others are at most so high, in heights of those.
  private static let widestRow: Float = 2

  private static func isAsWide(_ a: Box, _ b: Box) -> Bool {
    abs(a.x0 - b.x0) <= reach && abs(a.x1 - b.x1) <= reach
  }

  /// Whether words stand apart on a ground, as they do in the cells of a row.
  private static func holdsCells(_ band: Band, on page: SourcePage) -> Bool {
    let letters = page.glyphs.lazy.filter { !$0.isBlank && band.box.contains($0.middle) }
      .map { (box: page.box(of: $0), size: $0.size) }.sorted { $0.box.x0 < $1.box.x0 }
    var end = letters.first?.box.x1 ?? 0
    for letter in letters {
      if letter.box.x0 - end > cellGap * letter.size { return true }
      end = max(end, letter.box.x1)
    }
    return false
  }

  /// Where three upright rules or more end together beyond the first or the last rule across them.
  private static func ends(of columns: [Rule], across rows: [Rule]) -> [Rule] {
    guard columns.count >= fewestColumns, rows.count >= fewestRows else { return [] }
    var result: [Rule] = []
    for isTop in [true, false] {
      let sorted = columns.sorted {
        isTop
          ? ($0.start, $0.position) < ($1.start, $1.position)
          : ($0.end, $0.position) < ($1.end, $1.position)
      }
      func end(_ rule: Rule) -> Float { isTop ? rule.start : rule.end }
      var first = 0
      while first < sorted.count {
        var next = first + 1
        while next < sorted.count, end(sorted[next]) - end(sorted[first]) <= together { next += 1 }
        let group = sorted[first..<next]
        let y = end(sorted[first])
        first = next
        guard group.count >= fewestColumns, let left = group.map(\.position).min(),
          let right = group.map(\.position).max()
        else { continue }
        let crossing = rows.filter { row in
          row.start < left + reach && row.end > right - reach
            && group.allSatisfy {
              $0.start < row.position + reach && $0.end > row.position - reach
            }
        }
        // Under a head that spans columns, rules begin beside others that go on.
        let goesOn = columns.contains {
          $0.position > left - reach && $0.position < right + reach
            && $0.start < y - reach && $0.end > y + reach
        }
        guard !goesOn, crossing.count >= fewestRows,
          crossing.allSatisfy({
            isTop ? $0.position > y + lowestRow : $0.position < y - lowestRow
          })
        else { continue }
        result.append(
          Rule(
            axis: .horizontal, position: y, start: left, end: right, thickness: 0.5,
            colour: group[group.startIndex].colour, kind: .edge))
      }
    }
    return result
  }
}
