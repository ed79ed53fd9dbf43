internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// Joins glyphs into fragments, whatever order they were drawn in.
struct FragmentBuilder {
  /// The widest gap inside a fragment, in ems.
  ///
  /// Justified narrow columns stretch spaces to about 0.8; gutters between columns start at 1.
  static let widestGap: Float = 0.85

  /// How far glyphs may step back, in ems: accents, kerning, the second stroke of fake bold.
  static let widestOverlap: Float = 1.1

  /// How far two baselines of one line may be apart, as a fraction of the size.
  static let baselineSlack: Float = 0.18

  /// Superscripts and subscripts are smaller than this against their letters: browsers set 0.9,
  /// TeX 0.7.
  static let scriptSize: Float = 0.93

  private let page: SourcePage

  /// By font: large signs hang from their origins.
  private let hangs: [Bool]

  private let hasMaths: Bool

  init(_ page: SourcePage, maths: PageMaths?) {
    self.page = page
    hasMaths = maths != nil
    hangs = page.inkBoxes.isEmpty ? [] : maths?.fonts.map(\.isExtension) ?? []
  }

  /// A glyph in the upright frame of its turn.
  private struct Placed {
    var x0: Float
    var x1: Float
    var y: Float
    var size: Float
    var turn: Turn
    var isBlank: Bool
    /// Neither upright nor a quarter turn.
    var isSlanted: Bool
  }

  private func place(_ index: Int32) -> Placed {
    let glyph = page.glyphs[Int(index)]
    let size = max(glyph.size, 0.5)
    var turn = Turn.none
    var isSlanted = false
    if glyph.flags.contains(.vertical) {
      turn = .clockwise
    } else if glyph.up.x != 0 || glyph.up.y > 0 {
      if let found = Turn(direction: Point(-glyph.up.y, glyph.up.x)) {
        turn = found
      } else {
        isSlanted = true
      }
    }
    let start = turn.upright(glyph.origin)
    let end = turn.upright(glyph.origin + glyph.advance)
    var y = start.y
    if turn == .none, !hangs.isEmpty, hangs[Int(glyph.font)] || glyph.scalar == 0x221A,
      let ink = page.inkBoxes[Int(index)]
    {
      // Where the baseline is of what is centred on the line's axis.
      y = ink.midY + MathAtom.axis * size
    }
    return Placed(
      x0: min(start.x, end.x), x1: max(start.x, end.x), y: y, size: size, turn: turn,
      isBlank: glyph.isBlank, isSlanted: isSlanted)
  }

  /// The fragments of some glyphs, and slanted text as fragments of its own.
  func fragments(of glyphs: [Int32]) -> [Fragment] {
    var pieces: [Fragment] = []
    var current: [Int32] = []
    var box = Box.empty
    var turn = Turn.none
    var (baseline, size, end): (Float, Float, Float) = (0, 0, 0)
    var slanted = false
    var inked = false
    var isOrdered = true

    func close() {
      defer {
        current = []
        box = .empty
        inked = false
        isOrdered = true
      }
      guard inked else { return }
      if !isOrdered && !slanted { sortByPosition(&current, turn: turn) }
      pieces.append(
        Fragment(
          glyphs: current, box: box, baseline: baseline, size: size, turn: turn,
          isSlanted: slanted))
    }

    for index in glyphs {
      let glyph = page.glyphs[Int(index)]
      let placed = place(index)
      if !current.isEmpty {
        let gap = placed.x0 - end
        let drift = abs(placed.y - baseline)
        let larger = max(size, placed.size)
        var fits = placed.turn == turn && placed.isSlanted == slanted
        if fits && !slanted {
          fits = gap < Self.widestGap * larger && gap > -Self.widestOverlap * larger
          if fits && drift > Self.baselineSlack * min(size, placed.size) {
            fits =
              isScript(placed, drift: drift, baseline: baseline, size: size, gap: gap)
              && !isInitial(
                placed.size > size ? index : current[0], over: min(size, placed.size))
          }
        }
        if !fits { close() }
      }
      if current.isEmpty {
        if placed.isBlank { continue }
        (turn, baseline, size, slanted) = (placed.turn, placed.y, placed.size, placed.isSlanted)
      }
      if placed.x1 < end - 0.05 * placed.size && !current.isEmpty { isOrdered = false }
      current.append(index)
      end = placed.x1
      guard !placed.isBlank else { continue }
      inked = true
      if placed.size > size * 1.15 { (baseline, size) = (placed.y, placed.size) }
      let font = page.fonts[Int(glyph.font)]
      if glyph.flags.contains(.vertical) {
        box.formUnion(
          Box(
            x0: placed.x0, y0: placed.y - placed.size / 2, x1: placed.x1,
            y1: placed.y + placed.size / 2))
      } else {
        box.formUnion(
          Box(
            x0: placed.x0, y0: placed.y - placed.size * font.ascent, x1: placed.x1,
            y1: placed.y - placed.size * font.descent))
      }
    }
    close()
    return merge(pieces)
  }

  /// Whether a glyph off the baseline is a superscript or subscript of what stands before it, or
  /// the letter that a script before it belongs to.
  private func isScript(_ glyph: Placed, drift: Float, baseline: Float, size: Float, gap: Float)
    -> Bool
  {
    let larger = max(size, glyph.size)
    guard gap < 0.35 * larger, drift < 0.75 * larger else { return false }
    return min(size, glyph.size) < Self.scriptSize * larger
      || drift < 0.45 * larger && gap > -0.3 * larger
  }

  /// Whether a letter or digit is so large against what stands beside it that this is a line of its
  /// own, and no script: second-order scripts of TeX have half the size of their letters.
  private func isInitial(_ index: Int32, over size: Float) -> Bool {
    let glyph = page.glyphs[Int(index)]
    return size < Self.smallestScript * glyph.size && glyph.isOfWord
  }

  /// Scripts are no smaller than this against their letters.
  private static let smallestScript: Float = 0.48

  /// Joins pieces that lie side by side on one baseline, then scripts to their letters.
  private func merge(_ pieces: [Fragment]) -> [Fragment] {
    guard pieces.count > 1 else { return pieces }
    var result: [Fragment] = []
    for turn in Turn.allCases {
      let same = pieces.filter { $0.turn == turn }
      if !same.isEmpty { result += attachScripts(mergeRows(same)) }
    }
    return result
  }

  private func mergeRows(_ pieces: [Fragment]) -> [Fragment] {
    let order = pieces.indices.sorted { (pieces[$0].baseline, $0) < (pieces[$1].baseline, $1) }
    var result: [Fragment] = []
    var start = 0
    while start < order.count {
      var end = start + 1
      let first = pieces[order[start]]
      while end < order.count,
        pieces[order[end]].baseline - first.baseline
          <= Self.baselineSlack * min(first.size, pieces[order[end]].size)
      {
        end += 1
      }
      let row = order[start..<end].sorted {
        (pieces[$0].box.x0, $0) < (pieces[$1].box.x0, $1)
      }
      var current = pieces[row[0]]
      for i in row.dropFirst() {
        let next = pieces[i]
        let larger = max(current.size, next.size)
        let gap = next.box.x0 - current.box.x1
        let alike =
          !next.isSlanted && !current.isSlanted && min(current.size, next.size) > 0.55 * larger
        if gap < Self.widestGap * larger && (alike || gap < 0.2 * larger) {
          join(next, to: &current)
        } else {
          result.append(current)
          current = next
        }
      }
      result.append(current)
      start = end
    }
    return result
  }

  private func join(_ next: Fragment, to current: inout Fragment) {
    let overlaps = next.box.x0 < current.box.x1 - 0.05 * current.size
    current.glyphs += next.glyphs
    if overlaps { sortByPosition(&current.glyphs, turn: current.turn) }
    current.box.formUnion(next.box)
    if next.size > current.size * 1.15 {
      (current.baseline, current.size) = (next.baseline, next.size)
    }
  }

  private func sortByPosition(_ glyphs: inout [Int32], turn: Turn) {
    let keyed = glyphs.map { index in
      let glyph = page.glyphs[Int(index)]
      return (x: turn.upright(glyph.origin + glyph.advance * 0.5).x, index: index)
    }
    glyphs = keyed.sorted { ($0.x, $0.index) < ($1.x, $1.index) }.map(\.index)
  }

  /// Whether a small piece stands over or under the letters of a line of text: a part of a fraction
  /// in the line before or after.
  private func isOverLetters(_ script: Fragment, of host: Fragment) -> Bool {
    var covered: Float = 0
    for index in host.glyphs {
      let placed = place(index)
      let font = page.fonts[Int(page.glyphs[Int(index)].font)]
      guard !placed.isBlank, !font.traits.contains(.mathematical) else { continue }
      covered += max(0, min(placed.x1, script.box.x1) - max(placed.x0, script.box.x0))
    }
    return covered > 0.5 * script.box.width
  }

  /// Joins small pieces above or below a baseline to the letters that they stand beside.
  private func attachScripts(_ fragments: [Fragment]) -> [Fragment] {
    var fragments = fragments
    let order = fragments.indices.sorted { (fragments[$0].box.y0, $0) < (fragments[$1].box.y0, $1) }
    var position = [Int](repeating: 0, count: fragments.count)
    for (place, i) in order.enumerated() { position[i] = place }
    var target = [Int?](repeating: nil, count: fragments.count)
    for i in fragments.indices where fragments[i].glyphs.count <= 12 && !fragments[i].isSlanted {
      let script = fragments[i]
      var best: (gap: Float, index: Int)?
      // Hosts lie within two lines above or below in the order of tops.
      for direction in [-1, 1] {
        var place = position[i] + direction
        while place >= 0, place < order.count {
          let host = fragments[order[place]]
          if direction < 0 && host.box.y0 < script.box.y0 - 3 * script.size - 8 { break }
          if direction > 0 && host.box.y0 > script.box.y1 { break }
          let drift = script.baseline - host.baseline
          if script.size < Self.scriptSize * host.size && drift > -0.75 * host.size
            && drift < 0.4 * host.size
          {
            let gap = max(script.box.x0 - host.box.x1, host.box.x0 - script.box.x1)
            // A mark may also stand in a space of its line.
            if gap < 0.25 * host.size && gap < (best?.gap ?? .infinity)
              && !(hasMaths && gap < 0 && isOverLetters(script, of: host))
            {
              best = (gap, order[place])
            }
          }
          place += direction
        }
      }
      target[i] = best?.index
    }
    for i in fragments.indices {
      guard let host = target[i], target[host] == nil else { continue }
      let script = fragments[i]
      fragments[host].glyphs += script.glyphs
      sortByPosition(&fragments[host].glyphs, turn: script.turn)
      fragments[host].box.formUnion(script.box)
    }
    return fragments.indices.filter { i in
      guard let host = target[i] else { return true }
      return target[host] != nil
    }.map { fragments[$0] }
  }
}
