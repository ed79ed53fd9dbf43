internal import RectoGeometry
internal import RectoPages

/// Finds charts by their axes: numbers in equal steps at equal distances, each with a tick or a line
/// of the grid at its middle, beside what is drawn.
struct ChartFinder {
  /// An axis has so many numbers at least.
  private static let fewestTicks = 3
  /// The longest number of an axis, in glyphs.
  private static let longestNumber = 9
  /// How much steps may differ, as a part of a step, in value and in place.
  private static let valueSlack = 0.02
  private static let placeSlack: Float = 0.08
  /// Numbers of an axis end, begin or are centred together, in ems.
  private static let alignment: Float = 0.3
  /// How far a tick may lie from the middle of its number across the axis, and from its edge, in ems.
  private static let tickOffset: Float = 0.42
  private static let tickGap: Float = 2
  /// So many of the numbers have one.
  private static let tickShare: Float = 0.6
  /// In a table every number has others beside it; on an axis at most so many.
  private static let rowShare: Float = 0.5
  /// How far a plot may reach beyond the first and last tick, in steps.
  private static let overhang: Float = 1.2
  /// The smallest plot, in ems.
  private static let smallestPlot: Float = 5
  /// Pages with fewer lines and areas have no chart, with more it is not sought.
  private static let fewestMarks = 2
  private static let mostMarks = 20_000
  private static let mostNumbers = 1500

  private struct Tick {
    var box: Box
    var value: Double
    var size: Float
  }

  private let page: SourcePage
  private let texts: [(box: Box, size: Float)]
  private let numbers: [Tick]
  private let labels: ChartLabels

  init(page: SourcePage, fragments: [Fragment], labels: ChartLabels) {
    self.page = page
    self.labels = labels
    let marks = page.strokes.count + page.fills.count
    guard marks >= Self.fewestMarks, marks <= Self.mostMarks else {
      (texts, numbers) = ([], [])
      return
    }
    let upright = fragments.filter { $0.turn == .none }
    texts = upright.map { ($0.box, $0.size) }
    let numbers = upright.compactMap { fragment -> Tick? in
      guard fragment.glyphs.count <= Self.longestNumber,
        let value = Self.number(page.text(of: fragment.glyphs.map { page.glyphs[Int($0)] }))
      else { return nil }
      return Tick(box: fragment.box, value: value, size: fragment.size)
    }
    self.numbers = numbers.count <= Self.mostNumbers ? numbers : []
  }

  func boxes() -> [Box] {
    guard numbers.count >= Self.fewestTicks else { return [] }
    let patches = Patch.patches(of: page)
    var boxes: [Box] = []
    for isUpright in [true, false] {
      for ticks in axes(isUpright: isUpright) {
        if let box = chart(of: ticks, isUpright: isUpright, patches) { boxes.append(box) }
      }
    }
    return boxes
  }

  /// Numbers in equal steps at equal distances: one under another for an upright axis, else in a row.
  private func axes(isUpright: Bool) -> [[Tick]] {
    func along(_ tick: Tick) -> Float { isUpright ? tick.box.midY : tick.box.midX }
    let edges: [(Tick) -> Float] =
      isUpright
      ? [{ $0.box.x1 }, { $0.box.midX }, { $0.box.x0 }] : [{ $0.box.y1 }]
    var result: [[Tick]] = []
    for edge in edges {
      let sorted = numbers.sorted { (edge($0), along($0)) < (edge($1), along($1)) }
      var first = 0
      while first < sorted.count {
        var end = first + 1
        while end < sorted.count,
          edge(sorted[end]) - edge(sorted[first]) < Self.alignment * sorted[first].size
        {
          end += 1
        }
        result += runs(in: sorted[first..<end].sorted { along($0) < along($1) }, along: along)
        first = end
      }
    }
    return result
  }

  /// The longest stretches of equal steps.
  private func runs(in ticks: [Tick], along: (Tick) -> Float) -> [[Tick]] {
    var result: [[Tick]] = []
    var run: [Tick] = []
    func close() { if run.count >= Self.fewestTicks { result.append(run) } }
    for tick in ticks {
      if run.count >= 2 {
        let (value, place) = (run[1].value - run[0].value, along(run[1]) - along(run[0]))
        let last = run[run.count - 1]
        let goesOn =
          abs(tick.value - last.value - value) <= Self.valueSlack * abs(value)
          && abs(along(tick) - along(last) - place) <= Self.placeSlack * place
        if !goesOn {
          close()
          run = [last]
        }
      }
      if let last = run.last,
        tick.value == last.value || along(tick) - along(last) < 0.5 * tick.size
      {
        close()
        run = []
      }
      run.append(tick)
    }
    close()
    return result
  }

  /// The box of the chart whose axis has some numbers.
  private func chart(of ticks: [Tick], isUpright: Bool, _ patches: [Patch]) -> Box? {
    let labels = ticks.reduce(into: Box.empty) { $0.formUnion($1.box) }
    let size = ticks[0].size
    let inRows = ticks.count { tick in
      texts.contains { text in
        guard text.box != tick.box else { return false }
        return isUpright
          ? abs(text.box.midY - tick.box.midY) < 0.3 * size
          : abs(text.box.midX - tick.box.midX) < 0.5 * size && text.box.y1 < tick.box.y0
            && tick.box.y0 - text.box.y1 < 2 * size
      }
    }
    guard Float(inRows) <= Self.rowShare * Float(ticks.count) else { return nil }
    // Ticks, or lines of the grid, at the middle of the numbers.
    let reach = Self.tickGap * size
    let marks = patches.filter { patch in
      guard patch.thickness <= RuleFinder.thickest,
        patch.axis == (isUpright ? .horizontal : .vertical)
      else { return false }
      return isUpright
        ? patch.box.x0 > labels.x1 - size && patch.box.x0 < labels.x1 + reach
          || patch.box.x1 < labels.x0 + size && patch.box.x1 > labels.x0 - reach
        : patch.box.y1 > labels.y0 - reach && patch.box.y1 < labels.y0 + 0.5 * size
    }
    let marked = ticks.count { tick in
      marks.contains { mark in
        let offset =
          isUpright ? mark.box.midY - tick.box.midY : mark.box.midX - tick.box.midX
        return abs(offset) < Self.tickOffset * size
      }
    }
    var anchors = marks
    if marked < 2 || Float(marked) < Self.tickShare * Float(ticks.count) {
      // Without ticks, the line of the axis, if there are curves or slanted lines beside it.
      guard isUpright, inRows * 3 <= ticks.count else { return nil }
      anchors = patches.filter { patch in
        patch.thickness <= RuleFinder.thickest && patch.axis == .vertical
          && patch.box.x0 > labels.x1 - size && patch.box.x0 < labels.x1 + reach
          && patch.box.y0 < ticks[0].box.y1 && patch.box.y1 > ticks[ticks.count - 1].box.y0
      }
      let hasCurves = page.drawings.contains {
        $0.isFreeform && $0.box.x0 > labels.x1 - size && $0.box.y0 < labels.y1
          && $0.box.y1 > labels.y0
          && $0.box.width > Self.smallestPlot * size
      }
      guard !anchors.isEmpty, hasCurves else { return nil }
    }
    guard let plot = plot(at: labels, of: ticks, isUpright: isUpright, marks: anchors) else {
      return nil
    }
    return self.labels.around(plot.union(labels), hasLabels: true)
  }

  /// What is drawn beside the numbers of an axis, as far as the axis reaches.
  private func plot(at labels: Box, of ticks: [Tick], isUpright: Bool, marks: [Patch]) -> Box? {
    let size = ticks[0].size
    let step =
      isUpright
      ? ticks[1].box.midY - ticks[0].box.midY : ticks[1].box.midX - ticks[0].box.midX
    let range: ClosedRange<Float> =
      isUpright
      ? (labels.y0 - Self.overhang * step)...(labels.y1 + Self.overhang * step)
      : (labels.x0 - Self.overhang * step)...(labels.x1 + Self.overhang * step)
    let drawn = page.drawings.map(\.box).filter { box in
      box.area < FigureFinder.background * page.box.area
        && (isUpright
          ? box.y1 > range.lowerBound && box.y0 < range.upperBound
          : box.x1 > range.lowerBound && box.x0 < range.upperBound)
    }
    let starts = marks.map { $0.box.expanded(by: 0.5) }
    var plot = Box.empty
    for members in BoxClusters.clusters(of: drawn, joint: FigureFinder.joint) {
      guard members.contains(where: { i in starts.contains { $0.intersects(drawn[i]) } }) else {
        continue
      }
      for i in members { plot.formUnion(drawn[i]) }
    }
    guard !plot.isEmpty else { return nil }
    // What is connected with it may be the frame of the page, or a table beside.
    let lines = marks.map(\.box).filter {
      (isUpright ? $0.width : $0.height) > Self.smallestPlot * size
    }
    let grid = lines.reduce(into: Box.empty) { $0.formUnion($1) }.expanded(by: 2 * size)
    if isUpright {
      (plot.y0, plot.y1) = (max(plot.y0, range.lowerBound), min(plot.y1, range.upperBound))
      let isRight = marks.allSatisfy { $0.box.x1 < labels.x1 }
      if isRight { plot.x1 = min(plot.x1, labels.x1) } else { plot.x0 = max(plot.x0, labels.x0) }
      if !lines.isEmpty { (plot.x0, plot.x1) = (max(plot.x0, grid.x0), min(plot.x1, grid.x1)) }
    } else {
      (plot.x0, plot.x1) = (max(plot.x0, range.lowerBound), min(plot.x1, range.upperBound))
      plot.y1 = min(plot.y1, labels.y1)
      if !lines.isEmpty { plot.y0 = max(plot.y0, grid.y0) }
    }
    guard min(plot.width, plot.height) > Self.smallestPlot * size,
      plot.area < FigureFinder.background * page.box.area
    else { return nil }
    return plot
  }

  /// The value of a number as it stands on an axis: with a sign, separators, a unit of one sign.
  static func number(_ text: String) -> Double? {
    var digits = ""
    var isNegative = false
    for character in text where !character.isWhitespace {
      switch character {
      case "0"..."9": digits.append(character)
      case ".", ",", "'", "’": if !digits.isEmpty { digits.append(character) }
      case "-", "−", "–": if digits.isEmpty { isNegative = true } else { return nil }
      case "+", "%", "$", "€", "£", "¥", "°", "k", "K", "M": continue
      default: return nil
      }
    }
    // A separator before three digits parts thousands, any other is that of decimals.
    let parts = digits.split(whereSeparator: { !$0.isNumber })
    guard let first = parts.first, parts.count <= 3 else { return nil }
    let isGrouped = parts.dropFirst().allSatisfy { $0.count == 3 } && first.count <= 3
    let plain =
      parts.count == 2 && !(isGrouped && first != "0")
      ? "\(first).\(parts[1])" : parts.joined()
    return Double(plain).map { isNegative ? -$0 : $0 }
  }
}
