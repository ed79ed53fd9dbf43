internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// Finds text that lies over or under the page's own: `DRAFT` across it, pale and large.
struct Watermarks {
  /// Against the size of most of the page's letters.
  private static let larger: Float = 1.8
  /// So many pieces of the page's text it crosses at least.
  private static let fewestCrossed = 3
  /// How bright pale letters are at least, of 255.
  private static let pale = 150

  /// The watermarks among the fragments of a page.
  static func indices(of fragments: [Fragment], on page: SourcePage) -> [Int] {
    var letters: [Int: Int] = [:]
    for fragment in fragments where !fragment.isSlanted {
      letters[Int(clamped: fragment.size.rounded()), default: 0] += fragment.glyphs.count
    }
    guard let size = letters.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else {
      return []
    }
    return fragments.indices.filter { i in
      let fragment = fragments[i]
      guard fragment.size > larger * Float(size), let first = fragment.glyphs.first,
        fragment.isSlanted || isPale(page.glyphs[Int(first)])
      else { return false }
      let boxes = fragment.glyphs.map { page.box(of: page.glyphs[Int($0)]) }
      let crossed = fragments.indices.lazy.filter { other in
        other != i && fragments[other].size < fragment.size / larger
          && boxes.contains { !$0.intersection(box(of: fragments[other])).isEmpty }
      }
      return crossed.prefix(fewestCrossed).count == fewestCrossed
    }
  }

  private static func box(of fragment: Fragment) -> Box { fragment.turn.page(fragment.box) }

  private static func isPale(_ glyph: Glyph) -> Bool {
    glyph.colour >> 24 < 0xE0 || Colour.extent(of: glyph.colour).least >= pale
  }
}
