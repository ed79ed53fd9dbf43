internal import RectoGeometry

/// Rules made of dots or short dashes, each painted by itself.
enum DottedRules {
  /// The longest dash, in points: longer pieces in a row are rules of their own, under the heads of
  /// columns.
  static let longestDash: Float = 10
  /// A row of fewer is none.
  private static let fewest = 5
  /// Dashes of a row lie on a line and are as thick, in points.
  private static let offset: Float = 0.4
  /// The widest gap, in lengths of a dash and in points.
  private static let widestGap: Float = 1.5
  private static let gapSlack: Float = 2.5
  /// How much gaps of a row may differ, as a fraction of the first, and in points.
  private static let unevenness: Float = 0.5
  private static let gapUnevenness: Float = 0.6

  static func rules(of dashes: [Patch]) -> [Rule] {
    guard dashes.count >= fewest else { return [] }
    return rules(of: dashes, along: .horizontal) + rules(of: dashes, along: .vertical)
  }

  /// A dash as seen along the row.
  private struct Dash {
    var position: Float
    var start: Float
    var end: Float
    var thickness: Float
    var colour: UInt32
  }

  private static func rules(of dashes: [Patch], along axis: Rule.Axis) -> [Rule] {
    let placed = dashes.compactMap { patch -> Dash? in
      let box = patch.box
      let dash =
        axis == .horizontal
        ? Dash(
          position: box.midY, start: box.x0, end: box.x1, thickness: box.height,
          colour: patch.colour)
        : Dash(
          position: box.midX, start: box.y0, end: box.y1, thickness: box.width,
          colour: patch.colour)
      return dash.thickness <= RuleFinder.thickest
        && dash.end - dash.start >= 0.5 * dash.thickness ? dash : nil
    }.sorted { ($0.position, $0.start) < ($1.position, $1.start) }
    var rules: [Rule] = []
    var first = 0
    while first < placed.count {
      var end = first + 1
      while end < placed.count, placed[end].position - placed[end - 1].position < offset {
        end += 1
      }
      rules += rows(in: placed[first..<end].sorted { $0.start < $1.start }, axis: axis)
      first = end
    }
    return rules
  }

  /// The rows among dashes on one line.
  private static func rows(in dashes: [Dash], axis: Rule.Axis) -> [Rule] {
    var rules: [Rule] = []
    var row: [Dash] = []
    var gap: Float = 0
    func close() {
      guard row.count >= fewest, let head = row.first, let tail = row.last,
        !Paint.isWhite(head.colour)
      else { return }
      rules.append(
        Rule(
          axis: axis, position: head.position, start: head.start, end: tail.end,
          thickness: head.thickness, colour: head.colour))
    }
    for dash in dashes {
      if let last = row.last {
        let distance = dash.start - last.end
        let isNext =
          distance <= widestGap * (last.end - last.start) + gapSlack
          && abs(dash.thickness - last.thickness) < offset
          && (row.count == 1 || abs(distance - gap) <= unevenness * abs(gap) + gapUnevenness)
        if !isNext {
          close()
          row = []
        } else if row.count == 1 {
          gap = distance
        }
      }
      row.append(dash)
    }
    close()
    return rules
  }
}
