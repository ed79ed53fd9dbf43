public import RectoGeometry

extension SourcePage {
  /// How the page has to be seen so that most of its text is upright: tables too wide for a page
  /// are set across it. Upright text counts double, and vertical writing is upright.
  public var mainTurn: Turn {
    var counts = [Int](repeating: 0, count: Turn.allCases.count)
    for glyph in glyphs where !glyph.isBlank && !glyph.flags.contains(.vertical) {
      if glyph.up.x == 0, glyph.up.y <= 0 {
        counts[Turn.none.rawValue] += 2
      } else if let turn = Turn(direction: Point(-glyph.up.y, glyph.up.x)) {
        counts[turn.rawValue] += 1
      }
    }
    return Turn.allCases.max { counts[$0.rawValue] < counts[$1.rawValue] } ?? .none
  }

  /// The page as it is seen when text of a turn is upright; its corner is at the origin again.
  public func upright(_ turn: Turn) -> SourcePage {
    guard turn != .none else { return self }
    let shift = Point(0, 0) - turn.cornerOfUpright(box)
    var page = moved(
      point: { turn.upright($0) + shift }, direction: { turn.upright($0) },
      box: { turn.upright($0).translated(by: shift) })
    if turn != .half { (page.width, page.height) = (height, width) }
    return page
  }

  /// A box of the page that `upright` gives, on this page.
  public func box(_ upright: Box, ofTurned turn: Turn) -> Box {
    turn.page(upright.translated(by: turn.cornerOfUpright(box)))
  }
}

extension Turn {
  /// The upper left corner of a box in the frame in which text of this turn is upright.
  fileprivate func cornerOfUpright(_ box: Box) -> Point {
    let seen = upright(box)
    return Point(seen.x0, seen.y0)
  }

  /// This turn, of what is turned already.
  public func then(_ other: Turn) -> Turn {
    Turn(rawValue: (rawValue + other.rawValue) % 4) ?? self
  }
}
