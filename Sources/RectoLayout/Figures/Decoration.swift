internal import RectoGeometry
internal import RectoPages

/// What is drawn for the text's sake and is no part of a picture: grounds and frames behind text, the
/// dots of dotted rules, bullets.
struct Decoration {
  /// A frame or ground holds so many parts of lines, or a line of prose, which is so wide in ems.
  private static let fewestTexts = 4
  private static let prose: Float = 18
  /// The largest bullet, in points, how far it stands from its text in ems, and from all else that is
  /// drawn in points.
  private static let largestBullet: Float = 12
  private static let bulletGap: Float = 3
  private static let bulletMargin: Float = 4
  private static let mostBullets = 400
  /// The largest dot of a rule, in points.
  private static let largestDot: Float = 3
  /// A panel of a drawing is at most so many times as large as what is drawn on it.
  private static let widestPanel: Float = 2.5
  /// The least rules each way of a grid, and how much of its sides they take.
  private static let fewestRules = 3
  private static let longRule: Float = 0.5

  private let texts: [(box: Box, size: Float)]
  private let rules: [Rule]
  private let rows: [Rule]
  private let columns: [Rule]
  /// Rectangles that hold text.
  private let grounds: [Box]
  private let bullets: [Box]

  init(page: SourcePage, fragments: [Fragment], rules: [Rule]) {
    let texts = fragments.map { (box: $0.turn.page($0.box), size: $0.size) }
    self.texts = texts
    self.rules = rules
    rows = rules.filter { $0.axis == .horizontal }.sorted { $0.position < $1.position }
    columns = rules.filter { $0.axis == .vertical }.sorted { $0.position < $1.position }
    let middles = texts.map(\.box.middle)
    grounds = page.drawings.lazy.filter {
      !$0.isFreeform && $0.box.width > 2 * FigureFinder.smallestSide
        && $0.box.height > GroundMap.thinnest
    }.map(\.box).filter { box in
      var count = 0
      for i in texts.indices where box.contains(middles[i]) {
        count += 1
        if count >= Self.fewestTexts || texts[i].box.width > Self.prose * texts[i].size {
          return true
        }
      }
      return false
    }
    let small = page.drawings.lazy.filter {
      $0.isFreeform && max($0.box.width, $0.box.height) <= Self.largestBullet
    }.map(\.box).prefix(Self.mostBullets + 1)
    let curved = page.drawings.lazy.filter(\.isFreeform).map(\.box)
    bullets =
      small.count > Self.mostBullets
      ? []
      : small.filter { box in
        let around = box.expanded(by: Self.bulletMargin)
        return texts.contains { text in
          text.box.y0 <= box.midY && box.midY <= text.box.y1 && text.box.x0 > box.midX
            && text.box.x0 - box.x1 < Self.bulletGap * text.size
            && max(box.width, box.height) < text.size
        }
          && curved.prefix(5000).allSatisfy { $0 == box || !$0.intersects(around) }
      }
  }

  func holds(_ drawing: Drawing) -> Bool {
    let box = drawing.box
    if drawing.isFreeform {
      return max(box.width, box.height) <= Self.largestDot && isOnRule(box)
        || max(box.width, box.height) <= Self.largestBullet && bullets.contains(box)
    }
    return box.width > 2 * FigureFinder.smallestSide && box.height > GroundMap.thinnest
      && grounds.contains(box)
  }

  private func isOnRule(_ dot: Box) -> Bool {
    Self.rules(rows, at: dot.midY).contains { $0.box.expanded(by: 1).contains(dot.middle) }
      || Self.rules(columns, at: dot.midX).contains { $0.box.expanded(by: 1).contains(dot.middle) }
  }

  private static func rules(_ sorted: [Rule], at position: Float) -> ArraySlice<Rule> {
    let first = sorted.partitioningIndex { $0.position >= position - largestDot }
    return sorted[first...].prefix { $0.position <= position + largestDot }
  }

  /// Whether the rules in a box make the cells of a table.
  func isGrid(_ box: Box) -> Bool {
    let around = box.expanded(by: 2)
    func count(_ rules: [Rule], _ side: Float) -> Int {
      rules.count { $0.length > Self.longRule * side && around.contains($0.box) }
    }
    return count(rows, box.width) >= Self.fewestRules
      && count(columns, box.height) >= Self.fewestRules
  }

  /// The box of a drawing, or of the panel that it stands on with its labels.
  func panel(around box: Box) -> Box {
    let panels = grounds.filter { ground in
      ground.expanded(by: 2).contains(box) && ground.area < Self.widestPanel * box.area
        && !texts.contains {
          $0.box.width > Self.prose * $0.size && ground.contains($0.box.middle)
        }
    }
    return panels.max { $0.area < $1.area } ?? box
  }
}
