internal import RectoGeometry
internal import RectoPages

/// Puts the text that marked content stands for in place of what its glyphs say (ISO 32000-1,
/// 14.9.4): divided words, ligatures, letters drawn in parts.
///
/// The first glyph takes all of it, the others none, so that every glyph stays in its place.
enum ActualText {
  /// Longer stretches are left alone, unless they cannot be read otherwise: whole paragraphs are
  /// described, not spelt.
  private static let longest = 16
  /// How much longer than its glyphs a text may be.
  private static let longer = 4

  static func apply(to page: inout SourcePage) {
    guard page.marks.contains(where: { $0.actualText != nil }) else { return }
    var glyphs: [Int: [Int]] = [:]
    for i in page.glyphs.indices {
      var mark = Int(page.glyphs[i].mark)
      // The outermost mark with a text of its own.
      var holder: Int?
      while mark >= 0, mark < page.marks.count {
        if page.marks[mark].actualText != nil { holder = mark }
        guard let parent = page.marks[mark].parent, parent < mark else { break }
        mark = parent
      }
      if let holder { glyphs[holder, default: []].append(i) }
    }
    for (mark, members) in glyphs.sorted(by: { $0.key < $1.key }) {
      guard let actual = page.marks[mark].actualText, let first = members.first else { continue }
      let own = page.text(of: members.map { page.glyphs[$0] })
      let isUnread = members.contains { page.glyphs[$0].flags.contains(.unmapped) }
      let length = actual.unicodeScalars.count
      let isBlank = actual.allSatisfy(\.isWhitespace) && own.allSatisfy(\.isWhitespace)
      // Some producers write that they do not know.
      guard actual != own, !isBlank, length <= 255, !actual.unicodeScalars.contains("\u{FFFD}"),
        isUnread || members.count <= longest && length <= longer * members.count + longer,
        // A place where a word may be divided, or letters that are said to be none.
        isUnread || !actual.unicodeScalars.allSatisfy({ $0 == "\u{AD}" }) || own == "-"
          || own == "\u{2010}"
      else { continue }
      set(actual, of: members, first: first, on: &page)
    }
  }

  private static func set(
    _ text: String, of members: [Int], first: Int, on page: inout SourcePage
  ) {
    for i in members {
      page.glyphs[i].scalar = 0
      page.glyphs[i].scalarCount = 0
      page.glyphs[i].flags.remove(.unmapped)
    }
    let scalars = text.unicodeScalars.map(\.value)
    page.glyphs[first].scalar = scalars.first ?? 0
    page.glyphs[first].scalarCount = UInt8(clamping: scalars.count)
    if scalars.count > 1 {
      page.glyphs[first].scalarOffset = UInt32(page.scalars.count)
      page.scalars += scalars
    }
  }
}
