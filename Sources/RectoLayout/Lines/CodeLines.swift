internal import RectoGeometry
internal import RectoPages

/// Joins the pieces of lines of code that wide gaps part: comments beside statements, columns of
/// output, drawings made of characters.
///
/// In code every character stands on a grid whose step is the width of one; cells of a table that
/// are set in the same font do not.
struct CodeLines {
  /// How far off the grid a character may be, in steps.
  private static let slack: Float = 0.06
  /// The widest gap inside a line of code, in steps.
  private static let widest: Float = 60
  /// From so large a share of letters of fixed pitch on, a page is typewritten.
  private static let typewritten: Float = 0.8

  private let page: SourcePage
  private let upright: [Rule]

  init(page: SourcePage, rules: [Rule]) {
    self.page = page
    upright = rules.filter { $0.axis == .vertical }
  }

  /// Whether a page has code: some letters of fixed pitch among others.
  static func hasCode(_ page: SourcePage) -> Bool {
    guard page.fonts.contains(where: { $0.traits.contains(.fixedPitch) }) else { return false }
    let fixed = page.fonts.map { $0.traits.contains(.fixedPitch) }
    let count = page.glyphs.reduce(0) { $0 + (fixed[Int($1.font)] ? 1 : 0) }
    return count > 0 && Float(count) < typewritten * Float(page.glyphs.count)
  }

  func joined(_ fragments: [Fragment]) -> [Fragment] {
    var steps = fragments.map(step)
    for i in cells(of: fragments, steps: steps) { steps[i] = nil }
    let order = fragments.indices.filter { steps[$0] != nil }.sorted {
      (fragments[$0].baseline, fragments[$0].box.x0)
        < (fragments[$1].baseline, fragments[$1].box.x0)
    }
    var pairs: [(left: Int, right: Int, isOnGrid: Bool)] = []
    for (left, right) in zip(order, order.dropFirst()) {
      let (a, b) = (fragments[left], fragments[right])
      guard let step = steps[left], let other = steps[right], abs(step - other) < 0.02 * step,
        abs(a.baseline - b.baseline) < 0.05 * a.size, b.box.x0 > a.box.x1,
        !upright.contains(where: {
          $0.position > a.box.x1 - 1 && $0.position < b.box.x0 + 1 && $0.start < a.baseline
            && $0.end > a.box.y0
        })
      else { continue }
      let steps = (b.box.x0 - a.box.x0) / step
      let isOnGrid = abs(steps - steps.rounded()) < Self.slack * max(1, steps / 20)
      pairs.append((left, right, isOnGrid && (b.box.x0 - a.box.x1) / step < Self.widest))
    }
    // One such pair may be chance.
    guard pairs.count(where: \.isOnGrid) > 1,
      pairs.count(where: \.isOnGrid) * 10 >= pairs.count * 9
    else { return fragments }
    var result = fragments
    var isGone = [Bool](repeating: false, count: fragments.count)
    for pair in pairs.reversed() where pair.isOnGrid {
      result[pair.left].glyphs += result[pair.right].glyphs
      result[pair.left].box.formUnion(result[pair.right].box)
      isGone[pair.right] = true
    }
    return result.indices.filter { !isGone[$0] }.map { result[$0] }
  }

  /// The pieces that stand in columns below a head that is set in another face: cells, not code.
  private func cells(of fragments: [Fragment], steps: [Float?]) -> [Int] {
    var rows: [[Int]] = []
    for i in fragments.indices.sorted(by: { fragments[$0].baseline < fragments[$1].baseline })
    where fragments[i].turn == .none {
      if let last = rows.last?.last,
        fragments[i].baseline - fragments[last].baseline < 0.3 * fragments[i].size
      {
        rows[rows.count - 1].append(i)
      } else {
        rows.append([i])
      }
    }
    var result: [Int] = []
    /// Where the columns begin, and the baseline of the row above.
    var (columns, above): ([Float], Float) = ([], 0)
    for row in rows where row.count > 1 {
      let first = fragments[row[0]]
      if row.allSatisfy({ steps[$0] == nil }) {
        columns = row.map { fragments[$0].box.x0 }
      } else if first.baseline - above > Self.rowDistance * first.size
        || !row.allSatisfy({ i in
          steps[i] != nil && columns.contains { abs($0 - fragments[i].box.x0) < 1 }
        })
      {
        columns = []
      } else {
        result += row
      }
      above = first.baseline
    }
    return result
  }

  /// The furthest that two rows of a table are apart, in ems.
  private static let rowDistance: Float = 2.5

  /// The width of a character, where all are of fixed pitch.
  private func step(of fragment: Fragment) -> Float? {
    guard fragment.turn == .none, let first = fragment.glyphs.first else { return nil }
    let step = page.glyphs[Int(first)].advance.x
    let isFixed = fragment.glyphs.allSatisfy {
      page.fonts[Int(page.glyphs[Int($0)].font)].traits.contains(.fixedPitch)
    }
    return isFixed && step > 0 ? step : nil
  }
}
