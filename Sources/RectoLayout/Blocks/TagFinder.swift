internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// What the file says of text by its marked content: its part in the structure, or that it is none.
struct TagFinder {
  /// The share of a text's glyphs that must agree.
  private static let agreement: Float = 0.8
  /// Pages that are marked as artifacts to so large a share are marked wrongly.
  private static let mostArtifacts: Float = 0.5

  private let page: SourcePage
  private let hasArtifacts: Bool

  /// `nil` if the file says nothing of the page.
  init?(_ page: SourcePage) {
    let artifacts = page.marks.isEmpty ? 0 : page.glyphs.count { $0.flags.contains(.artifact) }
    hasArtifacts = artifacts > 0 && Float(artifacts) < Self.mostArtifacts * Float(page.glyphs.count)
    guard hasArtifacts || page.marks.contains(where: { !$0.role.isEmpty }) else { return nil }
    self.page = page
  }

  /// The tag of most of a text, and its element.
  func tag(of text: Text) -> (tag: String, element: Int32?) {
    var counts: [Int32: (tag: String, count: Int)] = [:]
    var (artifacts, all) = (0, 0)
    for run in text.runs {
      for index in run.glyphs {
        let glyph = page.glyphs[Int(index)]
        guard !glyph.isBlank else { continue }
        all += 1
        if glyph.flags.contains(.artifact) { artifacts += 1 }
        guard glyph.mark >= 0 else { continue }
        let mark = page.marks[Int(glyph.mark)]
        guard let element = mark.element else { continue }
        counts[element, default: (mark.role, 0)].count += 1
      }
    }
    if hasArtifacts, Float(artifacts) > Self.agreement * Float(all) { return (Look.artifact, nil) }
    var roles: [String: Int] = [:]
    for (tag, count) in counts.values { roles[tag, default: 0] += count }
    guard let role = roles.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      Float(role.value) >= Self.agreement * Float(all)
    else { return ("", nil) }
    let most = counts.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    return (role.key, most?.key)
  }

  /// The words that stand for a picture: those of the images in its box.
  static func alternate(of figure: FoundFigure, on page: SourcePage) -> String? {
    for image in page.images where image.mark >= 0 && Int(image.mark) < page.marks.count {
      let shared = image.box.intersection(figure.box)
      guard !shared.isEmpty, shared.area > 0.5 * image.box.area,
        let alternate = page.marks[Int(image.mark)].alternate, !alternate.isEmpty
      else { continue }
      return alternate
    }
    return nil
  }
}
