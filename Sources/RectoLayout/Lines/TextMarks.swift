internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// What is drawn on or under words: underlines, lines through them, and coloured grounds, whether the
/// page draws them or annotations do.
struct TextMarks {
  /// A drawn mark begins and ends so near to letters, in ems: rules of tables and of the page do not.
  private static let nearness: Float = 0.35
  /// Where lines under and through letters lie below the baseline, in ems.
  private static let under: ClosedRange<Float> = 0.02...0.3
  private static let through: ClosedRange<Float> = -0.42 ... -0.15
  /// Gaps between words are at least so wide, and letters of a line as even, in ems.
  private static let wordGap: Float = 0.12
  private static let evenness: Float = 0.1
  /// The height of a ground that marks words, in ems.
  private static let ground: ClosedRange<Float> = 0.7...1.8
  /// Lines are no thicker, in points.
  private static let thickest: Float = 2
  /// How much the channels of a colour differ that is told from white and grey.
  private static let chroma = 50

  private let lines: [Box]
  private let grounds: [Box]
  private let markups: [Markup]

  init(_ page: SourcePage) {
    var lines: [Box] = []
    for stroke in page.strokes
    where abs(stroke.from.y - stroke.to.y) < 0.1 && stroke.width <= Self.thickest {
      lines.append(Box(around: [stroke.from, stroke.to]))
    }
    for fill in page.fills where fill.box.height <= Self.thickest && fill.box.width > 4 {
      lines.append(fill.box)
    }
    self.lines = lines.filter { $0.width > 4 }.sorted { $0.y0 < $1.y0 }
    grounds = page.fills.filter { fill in
      fill.box.height > Self.thickest && fill.box.width > 4 && Self.isMarker(fill.colour)
    }.map(\.box).sorted { $0.y0 < $1.y0 }
    markups = page.markups
  }

  /// Light and of a colour.
  private static func isMarker(_ colour: UInt32) -> Bool {
    let (least, most) = Colour.extent(of: colour)
    return most >= 200 && most - least >= chroma
  }

  /// A letter of a line: where it reaches from and to, its own baseline, and whether it is one of a
  /// word rather than a sign.
  struct Letter {
    var x0: Float
    var x1: Float
    var baseline: Float
    var isOfWord: Bool
  }

  /// The stretches of an upright line of letters, from left to right, that are marked.
  func stretches(
    over letters: [Letter], baseline: Float, size: Float
  ) -> [(range: ClosedRange<Float>, style: Style)] {
    guard let first = letters.first, let last = letters.last else { return [] }
    let reach = (first.x0 - size)...max(first.x0 - size, last.x1 + size)
    func dividesWord(_ left: Int, _ right: Int) -> Bool {
      letters[left].isOfWord && letters[right].isOfWord
        && letters[right].x0 - letters[left].x1 < Self.wordGap * size
    }
    var result: [(range: ClosedRange<Float>, style: Style)] = []
    func add(_ box: Box, _ style: Style) {
      guard reach.contains(box.x0), reach.contains(box.x1) else { return }
      func isMarked(_ i: Int) -> Bool {
        box.x0 < (letters[i].x0 + letters[i].x1) / 2 && (letters[i].x0 + letters[i].x1) / 2 < box.x1
      }
      guard let left = letters.indices.first(where: isMarked),
        let right = letters.indices.last(where: isMarked), right > left,
        abs(letters[left].x0 - box.x0) < Self.nearness * size,
        abs(letters[right].x1 - box.x1) < Self.nearness * size,
        left == 0 || !dividesWord(left - 1, left),
        right + 1 == letters.count || !dividesWord(right, right + 1),
        // Bars of fractions and roots stand among signs of several heights.
        letters[left...right].allSatisfy({ abs($0.baseline - baseline) < Self.evenness * size })
      else { return }
      result.append((box.x0...box.x1, style))
    }
    for line in Self.boxes(lines, between: baseline - size, and: baseline + size) {
      let depth = (line.midY - baseline) / size
      if Self.under.contains(depth) { add(line, .underline) }
      if Self.through.contains(depth) { add(line, .strikethrough) }
    }
    for box in Self.boxes(grounds, between: baseline - 2 * size, and: baseline)
    where box.y1 > baseline && Self.ground.contains(box.height / size) {
      add(box, .mark)
    }
    return result
  }

  /// What annotations mark at a point of the page.
  func style(at point: Point) -> Style {
    var style: Style = []
    for markup in markups where markup.box.contains(point) {
      switch markup.kind {
      case .highlight: style.insert(.mark)
      case .underline: style.insert(.underline)
      case .strikeOut: style.insert(.strikethrough)
      }
    }
    return style
  }

  var hasMarkups: Bool { !markups.isEmpty }

  /// Whether anything is drawn near a line of letters that may mark some of them.
  func reach(baseline: Float, size: Float) -> Bool {
    !Self.boxes(lines, between: baseline - size, and: baseline + size).isEmpty
      || !Self.boxes(grounds, between: baseline - 2 * size, and: baseline).isEmpty
  }

  /// Those of some boxes, sorted by their tops, that begin between two heights.
  private static func boxes(
    _ boxes: [Box], between top: Float, and bottom: Float
  ) -> ArraySlice<Box> {
    boxes[boxes.partitioningIndex { $0.y0 >= top }...].prefix { $0.y0 <= bottom }
  }
}
