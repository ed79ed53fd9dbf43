internal import RectoGeometry
internal import RectoPages

/// Finds the numbers of lines beside a text: manuscripts, contracts and listings number every line,
/// editions of verse every fifth.
struct LineNumbers {
  /// So many numbers at least.
  private static let fewest = 5
  /// How far their edges may be apart, in points.
  private static let edgeSlack: Float = 1.5
  /// The gap between number and line at least, in ems.
  private static let gap: Float = 0.5
  /// Numbers of every line are smaller than the text by this, or the text looks like prose or code.
  private static let smaller: Float = 0.85
  /// The share of lines that reach the right edge, within three ems, in prose.
  private static let proseFill: Float = 0.6

  private let page: SourcePage
  private let fragments: [Fragment]
  /// Upright fragments by baseline, each row from left to right.
  private let rows: [[Int]]

  /// The line numbers among the fragments of a page, from top to bottom.
  static func indices(of fragments: [Fragment], on page: SourcePage) -> [Int] {
    let numbers = fragments.indices.filter { value(of: fragments[$0], on: page) != nil }
    guard numbers.count >= fewest else { return [] }
    return LineNumbers(fragments, page).found(among: numbers)
  }

  private init(_ fragments: [Fragment], _ page: SourcePage) {
    self.page = page
    self.fragments = fragments
    let order = fragments.indices.filter { fragments[$0].turn == .none }.sorted {
      (fragments[$0].baseline, $0) < (fragments[$1].baseline, $1)
    }
    var rows: [[Int]] = []
    for i in order {
      // Small numbers may stand a little higher than the line.
      if let first = rows.last?.first,
        fragments[i].baseline - fragments[first].baseline < 0.35 * fragments[i].size
      {
        rows[rows.count - 1].append(i)
      } else {
        rows.append([i])
      }
    }
    self.rows = rows.map { row in
      row.sorted { (fragments[$0].box.x0, $0) < (fragments[$1].box.x0, $1) }
    }
  }

  private static func value(of fragment: Fragment, on page: SourcePage) -> Int? {
    guard fragment.turn == .none, fragment.glyphs.count <= 6 else { return nil }
    var value = 0
    var digits = 0
    for index in fragment.glyphs where !page.glyphs[Int(index)].isBlank {
      let scalar = page.glyphs[Int(index)].scalar
      guard (0x30...0x39).contains(scalar), digits < 4 else { return nil }
      value = 10 * value + Int(scalar - 0x30)
      digits += 1
    }
    return digits > 0 && value > 0 ? value : nil
  }

  private func found(among numbers: [Int]) -> [Int] {
    var numbers = Set(numbers)
    var found: [Int] = []
    for edge in [\Box.x1, \Box.x0] {
      for isLeft in [true, false] {
        // The outermost of their rows, by row.
        var groups: [(edge: Float, members: [(index: Int, row: Int)])] = []
        for (row, members) in rows.enumerated() where members.count >= 2 {
          guard let outer = isLeft ? members.first : members.last, numbers.contains(outer) else {
            continue
          }
          let x = fragments[outer].box[keyPath: edge]
          if let i = groups.firstIndex(where: { abs($0.edge - x) < Self.edgeSlack }) {
            groups[i].members.append((outer, row))
          } else {
            groups.append((x, [(outer, row)]))
          }
        }
        for group in groups
        where group.members.count >= Self.fewest
          && areLineNumbers(group.members, isLeft: isLeft)
        {
          found += group.members.map(\.index)
          numbers.subtract(group.members.map(\.index))
        }
      }
    }
    return found.sorted { fragments[$0].baseline < fragments[$1].baseline }
  }

  private func areLineNumbers(_ members: [(index: Int, row: Int)], isLeft: Bool) -> Bool {
    // The numbers count the rows.
    var counted = 0
    var step = Int.max
    for (a, b) in zip(members, members.dropFirst()) {
      guard let from = Self.value(of: fragments[a.index], on: page),
        let to = Self.value(of: fragments[b.index], on: page)
      else { return false }
      if to - from == b.row - a.row { counted += 1 }
      step = min(step, abs(to - from))
    }
    guard counted * 5 >= (members.count - 1) * 4, step > 0 else { return false }
    // Beside each number stands one line, well apart.
    var lines: [Fragment] = []
    for member in members where rows[member.row].count == 2 {
      guard let other = rows[member.row].first(where: { $0 != member.index }) else { continue }
      let (number, line) = (fragments[member.index].box, fragments[other])
      let gap = isLeft ? line.box.x0 - number.x1 : number.x0 - line.box.x1
      if gap > Self.gap * line.size { lines.append(line) }
    }
    guard lines.count * 5 >= members.count * 4 else { return false }
    if step > 1 { return true }
    let size = lines.map(\.size).sorted()[lines.count / 2]
    if fragments[members[0].index].size < Self.smaller * size { return true }
    let isCode = lines.allSatisfy { line in
      line.glyphs.first.map {
        page.fonts[Int(page.glyphs[Int($0)].font)].traits.contains(.fixedPitch)
      } ?? false
    }
    let edge = lines.map(\.box.x1).max() ?? 0
    let full = lines.count { $0.box.x1 > edge - 3 * size }
    return isCode || Float(full) >= Self.proseFill * Float(lines.count)
  }
}
