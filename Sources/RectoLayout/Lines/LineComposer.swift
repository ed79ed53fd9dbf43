internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// Writes fragments of one baseline as a line of text: finds the spaces, the styles, the links.
struct LineComposer {
  /// The narrowest gap between words, as a fraction of the font size.
  ///
  /// Justified LaTeX stretches letters to 0.12, condensed newspaper columns set spaces of 0.20.
  static let wordGap: Float = 0.16

  /// The same between letters of fixed pitch, whose spaces are 0.5 to 0.6 wide; in a line of text that
  /// is set justified they may be those of the text, from 0.3 on.
  static let cellGap: Float = 0.28

  /// Gaps in ems that part cells, or what tabs lead to.
  private static let wideGap: Float = 2

  /// How near a second copy of a glyph must be to count as overprinted, in ems.
  static let overprintSlack: Float = 0.12

  private let page: SourcePage
  private let links: LinkFinder
  private let marks: TextMarks
  /// Whether lines and grounds mark words: in tables they part cells.
  var readsMarks = true
  private let styles: [Style]
  /// The page has code, whose lines keep their gaps.
  private let hasCode: Bool
  private let formulas: InlineFormulas?
  /// Glyphs drawn twice, found on the way.
  private(set) var overprinted: [Int32] = []

  init(_ page: SourcePage, links: LinkFinder, maths: PageMaths?, hasCode: Bool) {
    self.page = page
    self.links = links
    marks = TextMarks(page)
    self.hasCode = hasCode
    formulas = maths.map { InlineFormulas(page: page, maths: $0) }
    styles = page.fonts.map { font in
      var style: Style = []
      if font.traits.contains(.bold) { style.insert(.bold) }
      if font.traits.contains(.italic) { style.insert(.italic) }
      if font.traits.contains(.fixedPitch) { style.insert(.code) }
      return style
    }
  }

  mutating func line(of fragments: [Fragment]) -> Line {
    let turn = fragments[0].turn
    var glyphs = fragments.count == 1 ? fragments[0].glyphs : fragments.flatMap(\.glyphs)
    var box = fragments[0].box
    var wideGaps = 0
    for (before, after) in zip(fragments, fragments.dropFirst()) {
      if after.box.x0 - box.x1 > Self.wideGap * max(before.size, after.size) { wideGaps += 1 }
      box.formUnion(after.box)
    }
    let largest = fragments.max { $0.box.width * $0.size < $1.box.width * $1.size } ?? fragments[0]
    removeOverprints(&glyphs, turn: turn)
    let count = glyphs.count
    glyphs.removeAll { page.glyphs[Int($0)].flags.contains(.leader) }
    let hasLeader = glyphs.count < count
    let direction = Bidi.direction(of: glyphs, in: page)
    var mirrored: [Int32: UInt32] = [:]
    var gaps: [Int32: Float] = [:]
    if direction == .right {
      Bidi.reorder(&glyphs, in: page)
      mirrored = Bidi.mirrored(glyphs, in: page)
    } else if turn == .none, direction == .mixed {
      gaps = Bidi.reorderWords(&glyphs, in: page)
    }
    var line = compose(
      glyphs, box: box, baseline: largest.baseline, turn: turn, wideGaps: wideGaps,
      isRightToLeft: direction == .right, mirrored: mirrored, gaps: gaps)
    line.hasLeader = hasLeader
    return line
  }

  /// Drops glyphs that repeat their neighbour at nearly the same place. Recognised ones never do: nothing
  /// is drawn twice in a picture, and the places that an engine gives to letters are not sure enough.
  private mutating func removeOverprints(_ glyphs: inout [Int32], turn: Turn) {
    var previous: (x: Float, y: Float, scalar: UInt32) = (-.infinity, 0, 0)
    var doubled: [Int] = []
    for (place, index) in glyphs.enumerated() {
      let glyph = page.glyphs[Int(index)]
      guard !glyph.isBlank, !glyph.flags.contains(.recognised) else { continue }
      let origin = turn.upright(glyph.origin)
      let slack = min(Self.overprintSlack * glyph.size, 0.35 * glyph.advance.length)
      if glyph.scalar == previous.scalar, abs(origin.x - previous.x) < slack,
        abs(origin.y - previous.y) < slack
      {
        doubled.append(place)
      } else {
        previous = (origin.x, origin.y, glyph.scalar)
      }
    }
    for place in doubled.reversed() { overprinted.append(glyphs.remove(at: place)) }
  }

  private func compose(
    _ seen: [Int32], box: Box, baseline: Float, turn: Turn, wideGaps: Int,
    isRightToLeft: Bool, mirrored: [Int32: UInt32], gaps: [Int32: Float]
  ) -> Line {
    let size = dominantSize(of: seen)
    var glyphs = seen
    var formulas: [InlineFormulas.Found] = []
    if let finder = self.formulas, turn == .none, !isRightToLeft {
      formulas = finder.formulas(in: seen, baseline: baseline, size: size)
      for formula in formulas { glyphs.replaceSubrange(formula.range, with: formula.glyphs) }
    }
    var formula = 0
    var formulaStart: Int32?
    // The spaces inside formulas say nothing of those between words.
    let words =
      formulas.isEmpty
      ? glyphs
      : glyphs.indices.filter { i in !formulas.contains { $0.range.contains(i) } }.map {
        glyphs[$0]
      }
    let threshold = wordGap(of: words, turn: turn)
    let letterThreshold = letterGap(of: words, turn: turn)
    let marked = stretches(of: glyphs, baseline: baseline, size: size, turn: turn)
    let markups = marks.hasMarkups ? markups(of: glyphs, turn: turn) : []
    var writer = LineWriter(page: Int32(page.index), capacity: glyphs.count * 2)
    var line = Line(
      text: Text(), box: box, baseline: baseline, size: size, turn: turn, letters: 0, bold: 0,
      italic: 0, fixedPitch: 0, firstWordWidth: 0, wideGaps: wideGaps, colour: 0,
      isRightToLeft: isRightToLeft)
    var end: Float?
    // Where the last glyph of fixed pitch ended that is no blank.
    var cellEnd: Float?
    var lastWasIdeograph = false
    var last: Glyph?
    var lastWasFixed = false
    var colours = (value: UInt32(0), count: 0)
    var firstWordEnd: Float?

    for (place, index) in glyphs.enumerated() {
      let glyph = page.glyphs[Int(index)]
      if formula < formulas.count, formulas[formula].range.upperBound == place,
        let start = formulaStart
      {
        writer.formula(formulas[formula].formula, from: start)
        formula += 1
        formulaStart = nil
      }
      var start = turn.upright(glyph.origin).x
      var stop = turn.upright(glyph.origin + glyph.advance).x
      if formula < formulas.count, formulas[formula].range.contains(place) {
        // Its signs may be read in another order than from left to right.
        if place == formulas[formula].range.lowerBound { start = formulas[formula].box.x0 }
        if place == formulas[formula].range.upperBound - 1 { stop = formulas[formula].box.x1 }
      }
      if glyph.isBlank {
        if isNoSpace(place, of: glyphs, after: end, turn: turn) {
          writer.glyph(index, Self.silent(glyph), in: page, style: [], link: nil)
          end = end.map { max($0, max(start, stop)) }
          continue
        }
        writer.blank(index)
        if let end, firstWordEnd == nil { firstWordEnd = end }
        end = end.map { max($0, max(start, stop)) }
        continue
      }
      let isIdeograph = Script.isIdeographic(glyph.scalar)
      if let end {
        let gap =
          gaps[index] ?? (isRightToLeft ? end - max(start, stop) : min(start, stop) - end)
        let isFixed = lastWasFixed && styles[Int(glyph.font)].contains(.code)
        let needed: Float =
          line.letters == 1 && DropCaps.begins(last, wordOf: glyph)
          ? .infinity
          : isIdeograph && lastWasIdeograph
            ? 0.8
            : isFixed
              ? max(Self.cellGap, threshold)
              : letterThreshold < threshold && last?.isOfWord == true && glyph.isOfWord
                ? letterThreshold : threshold
        let startsFormula = formula < formulas.count && formulas[formula].range.lowerBound == place
        if gap > needed * glyph.size && (startsFormula || !Script.isCombining(glyph.scalar)) {
          writer.madeSpace()
          if firstWordEnd == nil { firstWordEnd = end }
        }
      }
      lastWasIdeograph = isIdeograph
      last = glyph
      lastWasFixed = styles[Int(glyph.font)].contains(.code)
      if formula < formulas.count, formulaStart == nil, formulas[formula].range.contains(place) {
        formulaStart = writer.nextStart
      }
      var style = styles[Int(glyph.font)]
      if !style.contains(.bold), glyph.renderMode == 2 { style.insert(.bold) }
      let shift = turn.upright(glyph.origin).y - baseline
      // Sizes and baselines of recognised lines are not sure enough to tell scripts by.
      if !glyph.flags.contains(.recognised),
        glyph.size < 0.85 * size || abs(shift) > 0.25 * size
      {
        if shift < -0.18 * size && shift > -0.9 * size && glyph.size < 0.95 * size {
          style.insert(.superscript)
        } else if shift > 0.08 * size && shift < 0.6 * size && glyph.size < 0.95 * size {
          style.insert(.subscript)
        }
      }
      if !marked.isEmpty {
        for stretch in marked where stretch.range.contains((start + stop) / 2) {
          style.formUnion(stretch.style)
        }
      }
      if !markups.isEmpty { style.formUnion(markups[place]) }
      if glyph.flags.contains(.ruby) { style = .ruby }
      if glyph.flags.contains(.rubyBase) { style.insert(.rubyBase) }
      line.letters += 1
      if style.contains(.bold) { line.bold += 1 }
      if style.contains(.italic) { line.italic += 1 }
      if style.contains(.code) { line.fixedPitch += 1 }
      if colours.count == 0 { colours.value = glyph.colour }
      colours.count += glyph.colour == colours.value ? 1 : -1
      let link =
        links.isEmpty ? nil : links.link(of: index, at: glyph.middle)
      // Links are underlined as such.
      if link != nil { style.remove(.underline) }
      var written = glyph
      if let mirror = mirrored[index] { written.scalar = mirror }
      if glyph.isSoftHyphen { written = drawn(glyph, at: place, in: glyphs) }
      let isCell = hasCode && style.contains(.code) && !isRightToLeft
      writer.glyph(
        index, written, in: page, style: style, link: link,
        spaces: isCell ? cells(from: cellEnd, to: start, of: glyph) : 1)
      cellEnd = isCell ? stop : nil
      let reached = isRightToLeft ? min(start, stop) : max(start, stop)
      end = isRightToLeft ? min(end ?? reached, reached) : max(end ?? reached, reached)
    }
    if let start = formulaStart, formula < formulas.count {
      writer.formula(formulas[formula].formula, from: start)
    }
    for found in formulas {
      let ink = found.box
      line.height = max(line.height, baseline - 0.8 * size - ink.y0)
      line.depth = max(line.depth, ink.y1 - baseline - 0.3 * size)
    }
    line.colour = colours.value
    line.firstWordWidth =
      (firstWordEnd ?? end).map { abs($0 - (isRightToLeft ? box.x1 : box.x0)) } ?? 0
    line.text = writer.finish(box: turn.page(box), size: size)
    return line
  }

  /// The stretches of an upright line that are underlined or the like.
  private func stretches(
    of glyphs: [Int32], baseline: Float, size: Float, turn: Turn
  ) -> [(range: ClosedRange<Float>, style: Style)] {
    guard turn == .none, readsMarks, marks.reach(baseline: baseline, size: size) else { return [] }
    var letters: [TextMarks.Letter] = []
    for index in glyphs {
      let glyph = page.glyphs[Int(index)]
      guard !glyph.isBlank else { continue }
      letters.append(
        TextMarks.Letter(
          x0: glyph.origin.x, x1: glyph.origin.x + glyph.advance.x, baseline: glyph.origin.y,
          isOfWord: Letters.contains(glyph.scalar)))
    }
    letters.sort { $0.x0 < $1.x0 }
    // What is struck out in a picture is not read; lines through recognised words are serifs that touch,
    // or lie under words whose baseline was misjudged.
    let isRecognised = glyphs.contains { page.glyphs[Int($0)].flags.contains(.recognised) }
    return marks.stretches(over: letters, baseline: baseline, size: size).filter {
      !isRecognised || $0.style != .strikethrough
    }
  }

  /// What annotations mark of each glyph: words as wholes, as boxes drawn by hand cut through them.
  private func markups(of glyphs: [Int32], turn: Turn) -> [Style] {
    var styles = glyphs.map { marks.style(at: page.glyphs[Int($0)].middle) }
    guard styles.contains(where: { !$0.isEmpty }) else { return [] }
    var start = 0
    for place in 1...glyphs.count {
      if place < glyphs.count, goesOn(from: glyphs[place - 1], to: glyphs[place], turn: turn) {
        continue
      }
      let word = start..<place
      start = place
      for style in [Style.mark, .underline, .strikethrough] {
        let count = word.count { styles[$0].contains(style) }
        for i in word {
          if count * 2 >= word.count { styles[i].insert(style) } else { styles[i].remove(style) }
        }
      }
    }
    return styles
  }

  /// Whether two letters that follow each other are of one word.
  private func goesOn(from left: Int32, to right: Int32, turn: Turn) -> Bool {
    let (left, right) = (page.glyphs[Int(left)], page.glyphs[Int(right)])
    guard left.isOfWord, right.isOfWord else { return false }
    let end = turn.upright(left.origin + left.advance).x
    return turn.upright(right.origin).x - end < Self.wordGap * right.size
  }

  /// A glyph of which nothing is written.
  private static func silent(_ glyph: Glyph) -> Glyph {
    var silent = glyph
    silent.scalarCount = 0
    return silent
  }

  /// A soft hyphen as it is seen: a hyphen inside a line, nothing where it takes no room. At the end of
  /// the line it divides a word and stays what it is.
  private func drawn(_ glyph: Glyph, at place: Int, in glyphs: [Int32]) -> Glyph {
    if glyph.isUndrawnHyphen { return Self.silent(glyph) }
    var drawn = glyph
    let isLast = glyphs[(place + 1)...].allSatisfy { page.glyphs[Int($0)].isBlank }
    if !isLast { drawn.scalar = 0x2D }
    return drawn
  }

  /// What is left of a space that was drawn back, and the widest one beside a quotation mark that
  /// belongs to the change of fonts there, in ems.
  private static let drawnBack: Float = 0.05
  private static let quoteSpace: Float = 0.4

  /// Whether a blank glyph parts nothing: one that stands for the second half of a ligature and is drawn
  /// back before the next letter (`fi` in the files of Distiller), or one inside quotation marks of
  /// another font than what they quote.
  private func isNoSpace(
    _ place: Int, of glyphs: [Int32], after end: Float?, turn: Turn
  ) -> Bool {
    guard let end, place > 0, place + 1 < glyphs.count else { return false }
    let (left, right) = (page.glyphs[Int(glyphs[place - 1])], page.glyphs[Int(glyphs[place + 1])])
    guard !left.isBlank, !right.isBlank else { return false }
    let gap = (turn.upright(right.origin).x - end) / max(right.size, 0.5)
    if left.scalarCount > 1, right.isOfWord { return gap < Self.drawnBack }
    guard left.font != right.font, gap < Self.quoteSpace else { return false }
    let isBeforeQuote = left.scalar == 0x201C && right.isOfWord
    let opens =
      place < 2 || page.glyphs[Int(glyphs[place - 2])].isBlank
      || page.glyphs[Int(glyphs[place - 2])].scalar == 0x28
    let isAfterQuote =
      right.scalar == 0x201D && (left.isOfWord || left.scalar == 0x2E || left.scalar == 0x2C)
    return isBeforeQuote && opens || isAfterQuote
  }

  /// How many characters of fixed pitch a gap between two of them holds, but one at least.
  private func cells(from end: Float?, to start: Float, of glyph: Glyph) -> Int {
    guard let end, glyph.advance.length > 0 else { return 1 }
    return max(1, min(80, Int(clamped: ((start - end) / glyph.advance.length).rounded())))
  }

  /// The size that most of a line's letters have.
  private func dominantSize(of glyphs: [Int32]) -> Float {
    var (size, votes): (Float, Int) = (0, 0)
    for index in glyphs {
      let glyph = page.glyphs[Int(index)]
      guard !glyph.isBlank else { continue }
      let own = glyph.size
      if votes == 0 { size = own }
      votes += abs(own - size) < 0.05 * size ? 1 : -1
    }
    return size
  }

  /// Spaces of condensed bold and of lines set tight are down to this, if they are all alike and no gap
  /// between letters comes near them.
  private static let narrowWordGap: Float = 0.11

  /// The gap that parts words between two letters, in ems, if it is less than elsewhere. Dots and
  /// brackets have room of their own.
  private func letterGap(of glyphs: [Int32], turn: Turn) -> Float {
    var spaces = 0
    var (count, least, most): (Int, Float, Float) = (0, .infinity, 0)
    var last: Glyph?
    var lettersSince = 0
    for index in glyphs {
      let glyph = page.glyphs[Int(index)]
      defer { last = glyph }
      guard let last, !glyph.isBlank, !last.isBlank else { continue }
      count += 1
      lettersSince += 1
      let end = turn.upright(last.origin + last.advance).x
      let gap = (turn.upright(glyph.origin).x - end) / max(glyph.size, 0.5)
      guard gap > 0.4 * Self.narrowWordGap, gap <= Self.wordGap, last.isOfWord, glyph.isOfWord
      else { continue }
      // Letters stand apart.
      guard gap > Self.narrowWordGap, spaces == 0 || lettersSince > 1 else { return .infinity }
      spaces += 1
      lettersSince = 0
      (least, most) = (min(least, gap), max(most, gap))
    }
    let isSpaced = spaces >= 3 && spaces * 3 <= count && most - least < 0.02
    return isSpaced ? Self.narrowWordGap : .infinity
  }

  /// The gap that parts words on this line, in ems.
  ///
  /// Letter-spaced text has gaps between all letters: then only what exceeds them parts words.
  private func wordGap(of glyphs: [Int32], turn: Turn) -> Float {
    var gaps: [Float] = []
    var end: Float?
    for index in glyphs {
      let glyph = page.glyphs[Int(index)]
      let start = turn.upright(glyph.origin).x
      if let end, !glyph.isBlank { gaps.append((start - end) / max(glyph.size, 0.5)) }
      end = glyph.isBlank ? nil : turn.upright(glyph.origin + glyph.advance).x
    }
    guard gaps.count >= 3 else { return Self.wordGap }
    let wide = gaps.reduce(into: 0) { count, gap in if gap > Self.wordGap * 0.75 { count += 1 } }
    guard wide * 2 > gaps.count else { return Self.wordGap }
    gaps.sort()
    return gaps[gaps.count / 2] + Self.wordGap
  }
}

extension Glyph {
  fileprivate var isSoftHyphen: Bool { scalar == 0xAD && scalarCount == 1 }

  /// A soft hyphen that takes no room, so that nothing is seen of it.
  var isUndrawnHyphen: Bool { isSoftHyphen && advance.length <= Self.leastHyphen * size }

  /// The narrowest hyphen that is drawn, in ems: those of condensed faces are 0.2 wide.
  private static let leastHyphen: Float = 0.05

  /// A letter or a digit.
  var isOfWord: Bool {
    if scalar < 0x80 {
      return (0x61...0x7A).contains(scalar | 0x20) || (0x30...0x39).contains(scalar)
    }
    guard let properties = Unicode.Scalar(scalar)?.properties else { return false }
    return properties.isAlphabetic || properties.numericType != nil
  }
}
