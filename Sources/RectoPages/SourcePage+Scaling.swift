internal import RectoGeometry

extension SourcePage {
  /// The sizes of letters that a page is laid out at as it is, in points. Plans, posters and pages
  /// that were placed small have others.
  private static let usualSizes: ClosedRange<Float> = 4...40
  /// What other sizes are brought to.
  private static let usualSize: Float = 10
  /// Letters so small are not meant to be seen, in points.
  private static let unseen: Float = 0.5
  /// So many letters are looked at.
  private static let samples = 64

  /// How many times as large the page has to be for its letters to have a usual size; 1 for nearly
  /// all pages.
  public var textScale: Float {
    guard !glyphs.isEmpty else { return 1 }
    let sizes = stride(from: 0, to: glyphs.count, by: glyphs.count / Self.samples + 1)
      .map { glyphs[$0].size }.sorted()
    let middle = sizes[sizes.count / 2]
    return Self.usualSizes.contains(middle) || middle < Self.unseen ? 1 : Self.usualSize / middle
  }

  /// The page with all that is on it, enlarged.
  public func scaled(by factor: Float) -> SourcePage {
    var page = moved(
      point: { $0 * factor }, direction: { $0 * factor }, box: { $0.scaled(by: factor) })
    (page.width, page.height) = (width * factor, height * factor)
    for i in strokes.indices { page.strokes[i].width *= factor }
    return page
  }
}
