internal import RectoGeometry
internal import RectoPages

/// Puts initials, and numbers as high as several lines, before the first of the lines beside them.
///
/// An initial stands on the baseline of the last line beside it, so that rows of fragments join it
/// to that one: `statistics, Tare published` for `This … statistics … are published`. Here it becomes
/// the beginning of the first line, and the others reach to its left edge as the lines below do.
struct DropCaps {
  /// What is this large against the text beside it is set as an initial: two lines are spanned by
  /// 1.9 ems at least, where leading is 1.2.
  static let leastRatio: Float = 1.8
  /// How far its lines begin from its right edge at most, in its ems.
  static let widestGap: Float = 0.5
  /// So many lines stand beside it at least, and at most.
  static let lines = 2...6
  /// The longest number or word that is set so, in characters.
  static let longest = 6
  /// The height of capitals, in ems of most faces.
  private static let capital: Float = 0.7

  private let page: SourcePage

  init(_ page: SourcePage) { self.page = page }

  func attached(_ fragments: [Fragment]) -> [Fragment] {
    let size = Self.textSize(of: fragments)
    let heads = fragments.indices.filter { fragments[$0].size >= Self.leastRatio * size }
    guard !heads.isEmpty else { return fragments }
    var result = fragments
    var taken: Set<Int> = []
    for i in heads where result[i].turn == .none && !result[i].isSlanted && !taken.contains(i) {
      let count = headCount(result[i])
      guard count > 0 else { continue }
      let head = part(of: result[i], 0..<count)
      var rows: [(index: Int, fragment: Fragment)] = []
      if count < result[i].glyphs.count {
        rows.append((i, part(of: result[i], count..<result[i].glyphs.count)))
      }
      for j in result.indices where j != i && !taken.contains(j) && stands(result[j], beside: head)
      {
        rows.append((j, result[j]))
      }
      rows.sort { $0.fragment.baseline < $1.fragment.baseline }
      guard areLines(rows.map(\.fragment), beside: head) else { continue }
      for (place, row) in rows.enumerated() {
        var line = row.fragment
        line.box.x0 = head.box.x0
        if place == 0 { line.glyphs = head.glyphs + line.glyphs }
        result[row.index] = line
        taken.insert(row.index)
      }
      if count == fragments[i].glyphs.count { result[i].glyphs = [] }
      taken.insert(i)
    }
    return result.filter { !$0.glyphs.isEmpty }
  }

  /// Whether a letter is the initial of the word that another goes on with, however far apart they are.
  static func begins(_ initial: Glyph?, wordOf next: Glyph) -> Bool {
    guard let initial, initial.size >= leastRatio * next.size, initial.isOfWord, next.isOfWord
    else {
      return false
    }
    return Letters.contains(initial.scalar)
  }

  /// The size of most glyphs.
  private static func textSize(of fragments: [Fragment]) -> Float {
    var counts: [Float: Int] = [:]
    for fragment in fragments { counts[fragment.size, default: 0] += fragment.glyphs.count }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? .infinity
  }

  /// How many glyphs at a fragment's start are far larger than what follows in it; all of a fragment
  /// that is short. 0 if there are none.
  private func headCount(_ fragment: Fragment) -> Int {
    guard let first = fragment.glyphs.first else { return 0 }
    let size = page.glyphs[Int(first)].size
    guard size >= 0.99 * fragment.size else { return 0 }
    let head = fragment.glyphs.prefix { index in
      let glyph = page.glyphs[Int(index)]
      return glyph.size * Self.leastRatio > size || glyph.isBlank
    }
    let rest = fragment.glyphs.dropFirst(head.count)
    guard rest.allSatisfy({ page.glyphs[Int($0)].size * Self.leastRatio <= size }) else { return 0 }
    return head.count(where: { !page.glyphs[Int($0)].isBlank }) <= Self.longest ? head.count : 0
  }

  private func part(of fragment: Fragment, _ range: Range<Int>) -> Fragment {
    var part = fragment
    part.glyphs = Array(fragment.glyphs[range])
    part.box = .empty
    part.size = 0
    for index in part.glyphs {
      let glyph = page.glyphs[Int(index)]
      guard !glyph.isBlank else { continue }
      part.box.formUnion(page.box(of: glyph))
      if glyph.size > part.size { (part.size, part.baseline) = (glyph.size, glyph.origin.y) }
    }
    return part
  }

  /// Whether a fragment begins right of a head, within its height.
  private func stands(_ line: Fragment, beside head: Fragment) -> Bool {
    guard line.turn == .none, !line.isSlanted, line.size * Self.leastRatio <= head.size else {
      return false
    }
    let gap = line.box.x0 - head.box.x1
    return gap > -0.2 * line.size && gap < Self.widestGap * head.size
      && line.baseline < head.baseline + 0.3 * line.size
      && line.baseline > head.baseline - head.size
  }

  /// Whether these are the lines that a head was set into: flush, of one size, the first as high as
  /// the head's top, the last on its baseline or a line above.
  private func areLines(_ rows: [Fragment], beside head: Fragment) -> Bool {
    guard Self.lines.contains(rows.count), let first = rows.first, let last = rows.last else {
      return false
    }
    let size = first.size
    let edge = rows.map(\.box.x0).min() ?? 0
    let isFlush = rows.allSatisfy {
      $0.box.x0 < edge + 0.6 * size && abs($0.size - size) < 0.1 * size
    }
    let steps = zip(rows, rows.dropFirst()).map { $1.baseline - $0.baseline }
    let isLeaded = steps.allSatisfy { $0 > 0.8 * size && $0 < 1.8 * size }
    let top = head.baseline - Self.capital * head.size
    let isHigh = abs(first.baseline - Self.capital * size - top) < 0.7 * size
    return isFlush && isLeaded && isHigh && head.baseline - last.baseline < 0.7 * size
  }
}
