internal import RectoGeometry
internal import RectoPages

/// Finds the dots that lead the eye from a title to its page number, or from a label to its figure.
/// They are no text: for the reader there is a gap.
enum Leaders {
  /// So many dots at least; an omission has three or four.
  static let fewest = 5
  /// The widest distance from dot to dot, in ems.
  static let widest: Float = 2.5

  /// The page with its leaders marked, if it has any.
  static func marked(_ page: SourcePage, _ fragments: [Fragment]) -> SourcePage {
    var page = page
    let dots = fragments.map { $0.glyphs.reduce(0) { $0 + (Self.dots(page, $1) ?? 0) } }
    for row in rows(of: fragments) where row.reduce(0, { $0 + dots[$1] }) >= fewest {
      let glyphs = row.flatMap { fragments[$0].glyphs }.filter { !page.glyphs[Int($0)].isBlank }
      var start = 0
      while start < glyphs.count {
        var end = start
        var dots = 0
        while end < glyphs.count, let own = Self.dots(page, glyphs[end]),
          end == start || isNear(page, glyphs[end - 1], glyphs[end])
        {
          dots += own
          end += 1
        }
        // They lead from something to something.
        if dots >= fewest, start > 0, end < glyphs.count {
          for glyph in glyphs[start..<end] { page.glyphs[Int(glyph)].flags.insert(.leader) }
        }
        start = max(end, start + 1)
      }
    }
    return page
  }

  /// Upright fragments by baseline, from left to right, of rows that may have leaders.
  private static func rows(of fragments: [Fragment]) -> [[Int]] {
    let order = fragments.indices.filter { fragments[$0].turn == .none }.sorted {
      (fragments[$0].baseline, fragments[$0].box.x0)
        < (fragments[$1].baseline, fragments[$1].box.x0)
    }
    var rows: [[Int]] = []
    for i in order {
      if let last = rows.last?.last,
        fragments[i].baseline - fragments[last].baseline < 0.2 * fragments[i].size
      {
        rows[rows.count - 1].append(i)
      } else {
        rows.append([i])
      }
    }
    return rows.map { $0.sorted { fragments[$0].box.x0 < fragments[$1].box.x0 } }
  }

  /// How many dots a glyph is; `nil` if it is none. In code they are as meant.
  private static func dots(_ page: SourcePage, _ index: Int32) -> Int? {
    let glyph = page.glyphs[Int(index)]
    guard !page.fonts[Int(glyph.font)].traits.contains(.fixedPitch) else { return nil }
    return switch glyph.scalar {
    case 0x2E, 0xB7, 0x2024, 0x22C5: 1
    case 0x2025: 2
    case 0x2026, 0x22EF: 3
    default: nil
    }
  }

  private static func isNear(_ page: SourcePage, _ a: Int32, _ b: Int32) -> Bool {
    let (a, b) = (page.glyphs[Int(a)], page.glyphs[Int(b)])
    return abs(b.origin.x - a.origin.x) < widest * max(a.size, 1)
  }
}
