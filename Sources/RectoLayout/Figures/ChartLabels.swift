internal import RectoGeometry
internal import RectoPages

/// Labels that stand around a chart: of its ticks, its axes, its slices.
struct ChartLabels {
  /// The longest label, in ems, and the longest title of an axis.
  private static let longest: Float = 11
  private static let longestTitle: Float = 28
  /// How far labels are from what is drawn, in ems.
  private static let gapBeside: Float = 1.6
  private static let gapBelow: Float = 1.4
  /// Labels beside the drawing end together, in ems.
  private static let alignment: Float = 0.35
  /// A title stands in the middle of its axis, give or take this part of it.
  private static let offCentre: Float = 0.12

  /// The label of a caption with its number, in glyphs.
  private static let captionLabel = 12

  private let page: SourcePage
  private let texts: [Fragment]
  private let turned: [(box: Box, size: Float)]

  init(page: SourcePage, fragments: [Fragment]) {
    self.page = page
    texts = fragments.filter { $0.turn == .none }
    turned = fragments.filter { $0.turn != .none }.map { ($0.turn.page($0.box), $0.size) }
  }

  /// The box of a drawing with the labels around it; it may have some of them already.
  func around(_ drawing: Box, hasLabels: Bool = false) -> Box {
    var box = drawing
    for label in column(left: drawing) + row(below: drawing) { box.formUnion(label) }
    for title in turned
    where title.box.midY > box.y0 && title.box.midY < box.y1
      && title.box.x1 > box.x0 - Self.gapBeside * title.size
      && title.box.x0 < box.x1 + Self.gapBeside * title.size
    {
      box.formUnion(title.box)
    }
    // Only under labels stands the title of their axis.
    if hasLabels || box.y1 > drawing.y1 + 1, let title = title(below: box) {
      box.formUnion(title)
    }
    return box
  }

  /// Two or more short texts beside a drawing that end together.
  private func column(left drawing: Box) -> [Box] {
    let near = texts.filter { text in
      text.box.width < Self.longest * text.size && text.box.x1 <= drawing.x0 + 0.5 * text.size
        && text.box.x1 > drawing.x0 - Self.gapBeside * text.size
        && text.box.midY > drawing.y0 - 0.6 * text.size
        && text.box.midY < drawing.y1 + 0.6 * text.size
    }
    guard let right = near.map(\.box.x1).max() else { return [] }
    let together = near.filter { right - $0.box.x1 < Self.alignment * $0.size }
    return together.count >= 2 && isAlone(together.map(\.box), left: drawing)
      ? together.map(\.box) : []
  }

  /// Whether nothing stands before labels on their lines that they would be the ends of.
  private func isAlone(_ labels: [Box], left drawing: Box) -> Bool {
    labels.allSatisfy { label in
      !texts.contains { text in
        text.box.x1 < label.x0 + 1 && label.x0 - text.box.x1 < 2 * text.size
          && abs(text.box.midY - label.midY) < 0.4 * text.size
      }
    }
  }

  /// Two or more short texts in a row under a drawing.
  private func row(below drawing: Box) -> [Box] {
    let near = texts.filter { text in
      text.box.width < Self.longest * text.size && text.box.y0 > drawing.y1 - 0.6 * text.size
        && text.box.y0 < drawing.y1 + Self.gapBelow * text.size
        && text.box.midX > drawing.x0 - text.size && text.box.midX < drawing.x1 + text.size
    }
    guard let top = near.min(by: { $0.box.y0 < $1.box.y0 }) else { return [] }
    let row = near.filter { abs($0.box.midY - top.box.midY) < 0.5 * top.size }
    let longest = texts.contains { text in
      text.box.width >= Self.longest * text.size
        && abs(text.box.midY - top.box.midY) < 0.5 * text.size
        && text.box.horizontalOverlap(drawing) > 0.1
    }
    return row.count >= 2 && !longest ? row.map(\.box) : []
  }

  private func title(below box: Box) -> Box? {
    let near = texts.filter { text in
      text.box.y0 > box.y1 - 0.4 * text.size && text.box.y0 < box.y1 + 0.9 * text.size
        && text.box.x0 > box.x0 - text.size && text.box.x1 < box.x1 + text.size
    }
    guard let title = near.first, near.count == 1, title.box.width < Self.longestTitle * title.size,
      title.box.width < 0.7 * box.width,
      abs(title.box.midX - box.midX) < Self.offCentre * box.width, !isCaption(title)
    else { return nil }
    return title.box
  }

  /// Captions have a number near their beginning.
  private func isCaption(_ fragment: Fragment) -> Bool {
    fragment.glyphs.prefix(Self.captionLabel).contains {
      (0x30...0x39).contains(page.glyphs[Int($0)].scalar)
    }
  }
}
