internal import RectoGeometry
internal import RectoPages

/// The grids of tables whose rows are told by their grounds alone: a head on a ground of its own, and
/// under it every other row.
///
/// Grounds that hold several rows each say too little, and so do those under a head without a ground:
/// where the first rows begin is not seen.
enum BandGrids {
  /// A head and so many rows with a ground, at least.
  private static let fewest = 3
  /// Rows without a ground are at most so high, in heights of the highest ground beside.
  private static let widestRow: Float = 2.2
  /// How much the sides of grounds differ, and the seams of their cells, in points.
  private static let unevenness: Float = 3
  private static let seamOffset: Float = 1.5
  /// A line of a wrapped cell has text in fewer of the columns.
  private static let wrappedShare: Float = 0.6
  /// Lines are so far apart at least, in sizes of their letters.
  private static let lineGap: Float = 0.4
  /// More are a drawing.
  private static let most = 1000

  static func edges(of bands: [Band], besides rules: [Rule], on page: SourcePage) -> [Rule] {
    guard bands.count >= fewest, bands.count <= most else { return [] }
    return chains(of: bands).flatMap { chain -> [Rule] in
      let box = chain.reduce(into: Box.empty) { $0.formUnion($1.box) }
      // Where rules are drawn they say more.
      guard !rules.contains(where: { $0.box.intersects(box.expanded(by: unevenness)) }) else {
        return []
      }
      let letters = page.glyphs.filter {
        !$0.isBlank && $0.middle.x > box.x0 && $0.middle.x < box.x1
          && $0.middle.y > box.y0 - 1 && $0.middle.y < box.y1 + 2 * chain[0].box.height
      }
      let body = chain.dropFirst()
      let several = body.count { holdsRows($0, letters) }
      guard several * 2 < body.count else { return [] }
      return edges(of: chain, letters)
    }
  }

  /// Heads with the grounds under them, as wide as they are and of another colour.
  private static func chains(of bands: [Band]) -> [[Band]] {
    var chains: [[Band]] = []
    for band in bands {
      let place = chains.lastIndex { chain in
        guard let last = chain.last else { return false }
        return abs(last.box.x0 - band.box.x0) <= unevenness
          && abs(last.box.x1 - band.box.x1) <= unevenness
          && band.box.y0 - last.box.y1 < widestRow * max(last.box.height, band.box.height)
          && band.box.y0 - last.box.y1 > -unevenness
      }
      if let place { chains[place].append(band) } else { chains.append([band]) }
    }
    return chains.filter { chain in
      guard chain.count >= fewest, let last = chain.last else { return false }
      // A head has its own ground; rows without one stand between those that have the other.
      let body = chain.drop { Paint.isSame($0.colour, chain[0].colour) }
      return body.count + 1 >= fewest
        && body.allSatisfy { Paint.isSame($0.colour, last.colour) }
        && zip(body, body.dropFirst()).allSatisfy { $1.box.y0 - $0.box.y1 > unevenness }
    }
  }

  /// Whether a ground holds several rows: lines with text in most columns.
  private static func holdsRows(_ band: Band, _ letters: [Glyph]) -> Bool {
    let inside = letters.filter { band.box.contains($0.middle) }
      .sorted { $0.origin.y < $1.origin.y }
    var lines: [(baseline: Float, columns: Set<Int>)] = []
    for letter in inside {
      let column = band.seams.count { $0 < letter.middle.x }
      if let last = lines.last, letter.origin.y - last.baseline < lineGap * letter.size {
        lines[lines.count - 1].columns.insert(column)
      } else {
        lines.append((letter.origin.y, [column]))
      }
    }
    let filled = lines.reduce(into: Set<Int>()) { $0.formUnion($1.columns) }.count
    return lines.count > 1
      && lines.allSatisfy { Float($0.columns.count) >= wrappedShare * Float(filled) }
  }

  private static func edges(of chain: [Band], _ letters: [Glyph]) -> [Rule] {
    guard let last = chain.last else { return [] }
    var ends = chain.map { (top: $0.box.y0, bottom: $0.box.y1) }
    // The last row has no ground if the one before has.
    let gap = zip(chain, chain.dropFirst()).map { $1.box.y0 - $0.box.y1 }.max() ?? 0
    let below = Box(
      x0: last.box.x0, y0: last.box.y1, x1: last.box.x1, y1: last.box.y1 + max(gap, 1))
    let row = letters.filter { below.contains($0.middle) }
    let columns = Set(row.map { letter in last.seams.count { $0 < letter.middle.x } })
    if columns.count > 1, columns.count * 2 > last.seams.count {
      ends[ends.count - 1].bottom = below.y1
    }
    var rules: [Rule] = []
    for (band, end) in zip(chain, ends) {
      for y in Set([band.box.y0, band.box.y1, end.bottom]).sorted() {
        rules.append(
          Rule(
            axis: .horizontal, position: y, start: last.box.x0, end: last.box.x1, thickness: 0.5,
            colour: band.colour, kind: .edge))
      }
    }
    guard !last.seams.isEmpty else { return rules }
    for i in chain.indices {
      for x in chain[i].seams + [chain[i].box.x0, chain[i].box.x1] {
        // Between two grounds that are parted at a place, the row without one is, too.
        let goesOn =
          i + 1 < chain.count
          && (chain[i + 1].seams + [chain[i + 1].box.x0, chain[i + 1].box.x1]).contains {
            abs($0 - x) < seamOffset
          }
        rules.append(
          Rule(
            axis: .vertical, position: x, start: ends[i].top,
            end: goesOn ? ends[i + 1].top : ends[i].bottom, thickness: 0.5,
            colour: chain[i].colour, kind: .edge))
      }
    }
    return rules
  }
}
