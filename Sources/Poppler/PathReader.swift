internal import CPopplerCore
internal import RectoGeometry
internal import RectoPages

/// Painted paths as straight strokes, filled rectangles and whole drawings.
@safe struct PathReader {
  /// How far from upright a line may be, in points across its whole length.
  private static let slack: Float = 0.1

  private let page: PCPage

  init(_ page: PCPage) { unsafe self.page = page }

  func read(into result: inout SourcePage) {
    for i in unsafe 0..<page.path_count { unsafe read(page.paths[i], into: &result) }
  }

  private func read(_ path: PCPath, into result: inout SourcePage) {
    let clip = Box(x0: path.clip.0, y0: path.clip.1, x1: path.clip.2, y1: path.clip.3)
    let first = Int(path.first_point)
    let points = unsafe UnsafeBufferPointer(
      start: page.points + first, count: Int(path.point_count))
    let index = Int32(clamping: result.drawings.count)
    var box = Box.empty
    for i in 0..<points.count { unsafe box.form(around: Point(points[i].x, points[i].y)) }
    let isStroke = Int(path.kind) == PC_PATH_STROKE
    box = box.expanded(by: isStroke ? path.line_width / 2 : 0).intersection(clip)
    guard !box.isEmpty, path.colour >> 24 != 0 else { return }

    var isFreeform = false
    var area = FilledArea()
    var start = 0
    while start < points.count {
      var end = start + 1
      while unsafe end < points.count && Int(points[end].kind) != PC_POINT_MOVE { end += 1 }
      let part = unsafe UnsafeBufferPointer(rebasing: points[start..<end])
      if isStroke {
        unsafe strokes(
          part, of: path, clip: clip, drawing: index, isFreeform: &isFreeform, into: &result)
      } else if let rectangle = unsafe Self.rectangle(part) {
        unsafe area.add(rectangle, isClockwise: Self.isClockwise(part))
      } else {
        unsafe area.add(
          part.map { Point($0.x, $0.y) },
          hasCurves: part.contains { Int($0.kind) == PC_POINT_CURVE })
      }
      start = end
    }
    if !isStroke {
      isFreeform = area.isFreeform
      for box in area.boxes(evenOdd: path.even_odd) {
        let visible = box.intersection(clip)
        if !visible.isEmpty {
          result.fills.append(Fill(box: visible, colour: path.colour, drawing: index))
        }
      }
    }
    let isShading = Int(path.kind) == PC_PATH_SHADING
    result.drawings.append(
      Drawing(
        box: box, paint: Drawing.Paint(rawValue: UInt8(clamping: path.kind)) ?? .fill,
        colour: path.colour, isFreeform: isFreeform, isArtifact: path.artifact,
        // Of what colour a shading is at a place is not known.
        isSheer: path.sheer || isShading,
        order: Int32(clamping: path.order)))
  }

  private func strokes(
    _ part: UnsafeBufferPointer<PCPoint>, of path: PCPath, clip: Box, drawing: Int32,
    isFreeform: inout Bool, into result: inout SourcePage
  ) {
    var i = 1
    while i < part.count {
      let from = unsafe Point(part[i - 1].x, part[i - 1].y)
      var end = i
      if unsafe Int(part[i].kind) == PC_POINT_CURVE {
        // Some programs write all lines as curves.
        end = min(i + 2, part.count - 1)
        guard unsafe Self.isStraight(part, from: i - 1, through: end) else {
          isFreeform = true
          i = end + 1
          continue
        }
      }
      let to = unsafe Point(part[end].x, part[end].y)
      i = end + 1
      let isUpright = abs(from.x - to.x) <= Self.slack || abs(from.y - to.y) <= Self.slack
      if !isUpright {
        isFreeform = true
        continue
      }
      var piece = Box(around: [from, to])
      guard piece.width + piece.height > 0 else { continue }
      piece = piece.intersection(clip.expanded(by: path.line_width / 2))
      guard !piece.isEmpty else { continue }
      result.strokes.append(
        Stroke(
          from: Point(piece.x0, piece.y0), to: Point(piece.x1, piece.y1), width: path.line_width,
          colour: path.colour, isDashed: path.dashed, drawing: drawing))
    }
  }

  /// Whether points of a subpath lie on one upright line.
  private static func isStraight(
    _ part: UnsafeBufferPointer<PCPoint>, from first: Int, through last: Int
  ) -> Bool {
    var box = Box.empty
    for i in first...last { unsafe box.form(around: Point(part[i].x, part[i].y)) }
    return min(box.width, box.height) <= slack
  }

  private static func isClockwise(_ part: UnsafeBufferPointer<PCPoint>) -> Bool {
    var turn: Float = 0
    for i in 2..<max(2, min(part.count, 4)) {
      let (a, b, c) = unsafe (part[i - 2], part[i - 1], part[i])
      turn += (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)
    }
    return turn >= 0
  }

  /// The box of a subpath that is an upright rectangle, or `nil`.
  private static func rectangle(_ part: UnsafeBufferPointer<PCPoint>) -> Box? {
    guard part.count >= 4, part.count <= 6 else { return nil }
    var box = Box.empty
    for i in 0..<part.count {
      guard unsafe Int(part[i].kind) != PC_POINT_CURVE else { return nil }
      let point = unsafe Point(part[i].x, part[i].y)
      if i > 0 {
        let before = unsafe Point(part[i - 1].x, part[i - 1].y)
        guard abs(point.x - before.x) <= slack || abs(point.y - before.y) <= slack else {
          return nil
        }
      }
      box.form(around: point)
    }
    // Each corner lies on the outline's own box.
    for i in 0..<part.count {
      let point = unsafe part[i]
      let onX = abs(point.x - box.x0) <= slack || abs(point.x - box.x1) <= slack
      let onY = abs(point.y - box.y0) <= slack || abs(point.y - box.y1) <= slack
      guard onX && onY else { return nil }
    }
    return box
  }
}
