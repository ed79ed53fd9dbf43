internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// A picture found on a page, in page space.
struct FoundFigure {
  var kind: Figure.Kind
  var box: Box
}

/// Finds raster images, vector drawings and charts that are pictures rather than decoration.
struct FigureFinder {
  /// The smallest side of a picture, in points: smaller ones are bullets, icons and rules.
  static let smallestSide: Float = 24
  /// A picture that covers more of the page than this is its background or a scan of it.
  static let background: Float = 0.85
  /// How near parts of one drawing are, in points.
  static let joint: Float = 6

  /// `fragments` are those of the page, `rules` its separations.
  static func figures(of page: SourcePage, fragments: [Fragment], rules: [Rule]) -> [FoundFigure] {
    let whole = page.box
    var figures: [FoundFigure] = []
    for image in page.images where !image.isArtifact {
      guard image.box.width >= smallestSide, image.box.height >= smallestSide,
        image.box.area < background * whole.area || fragments.isEmpty
      else { continue }
      add(FoundFigure(kind: .image, box: image.box.intersection(whole)), to: &figures)
    }
    let labels = ChartLabels(page: page, fragments: fragments)
    let charts = ChartFinder(page: page, fragments: fragments, labels: labels).boxes()
    let drawings = Self.drawings(of: page, fragments: fragments, rules: rules, besides: charts).map
    {
      labels.around($0)
    }
    for box in drawings + charts + ArrowDiagrams.boxes(of: page, fragments: fragments) {
      add(FoundFigure(kind: .drawing, box: box.intersection(whole)), to: &figures)
    }
    return figures
  }

  /// Adds a figure, or lets one that overlaps it grow.
  private static func add(_ figure: FoundFigure, to figures: inout [FoundFigure]) {
    var figure = figure
    while let other = figures.firstIndex(where: { overlap($0.box, figure.box) }) {
      let absorbed = figures.remove(at: other)
      figure = FoundFigure(
        kind: absorbed.kind == figure.kind ? figure.kind : .drawing,
        box: absorbed.box.union(figure.box))
    }
    figures.append(figure)
  }

  private static func overlap(_ a: Box, _ b: Box) -> Bool {
    let shared = a.intersection(b)
    return !shared.isEmpty && shared.area > 0.3 * min(a.area, b.area)
  }

  /// Boxes of groups of free-form paths that together make a drawing.
  private static func drawings(
    of page: SourcePage, fragments: [Fragment], rules: [Rule], besides charts: [Box]
  ) -> [Box] {
    guard page.drawings.contains(where: \.isFreeform) else { return [] }
    let decoration = Decoration(page: page, fragments: fragments, rules: rules)
    let parts = page.drawings.filter { drawing in
      !drawing.isArtifact && drawing.box.area < background * page.box.area
        && drawing.box.width < 0.95 * page.width
    }
    let freeform = parts.filter(\.isFreeform)
    guard !freeform.isEmpty, freeform.count < 20_000 else {
      return freeform.isEmpty
        ? []
        : [
          Box(
            around: freeform.flatMap {
              [
                Point($0.box.x0, $0.box.y0), Point($0.box.x1, $0.box.y1),
              ]
            })
        ]
    }
    let pieces = parts.filter { part in
      !decoration.holds(part) && !charts.contains { $0.contains(part.box.middle) }
    }
    let textArea = fragments.map { $0.turn.page($0.box) }
    return BoxClusters.clusters(of: pieces.map(\.box), joint: joint).compactMap { members in
      let box = members.reduce(into: Box.empty) { $0.formUnion(pieces[$1].box) }
      let curved = members.filter { pieces[$0].isFreeform }
      guard box.width >= 2 * smallestSide, box.height >= 2 * smallestSide,
        curved.count >= 3 || curved.contains(where: { pieces[$0].box.area > 0.2 * box.area })
      else { return nil }
      // Large outlines around text are frames, cards and shadows; a picture has parts.
      let small = curved.filter { pieces[$0].box.area < 0.25 * box.area }
      let holdsText = textArea.contains { box.contains(Point($0.midX, $0.midY)) }
      if holdsText && small.count < 3 { return nil }
      // Prose inside means a decorated box, not a picture.
      let inside = textArea.indices.filter {
        box.contains(Point(textArea[$0].midX, textArea[$0].midY))
      }
      let prose = inside.filter { fragments[$0].box.width > 18 * fragments[$0].size }
      if prose.count > 3 && prose.count * 3 > inside.count { return nil }
      if inside.count > 20 && inside.count * 10 > fragments.count * 9 && curved.count < 20 {
        return nil
      }
      // Signs in the cells of a table.
      if curved.count < inside.count, curved.allSatisfy({ isSign(pieces[$0].box) }),
        decoration.isGrid(box)
      {
        return nil
      }
      return decoration.panel(around: box)
    }
  }

  private static func isSign(_ box: Box) -> Bool { max(box.width, box.height) < smallestSide }
}
