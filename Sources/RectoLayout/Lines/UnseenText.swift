internal import RectoGeometry
internal import RectoPages

/// Text that is painted and yet seen by nobody: in the colour of what is behind it, or covered by
/// what is painted later.
struct UnseenText {
  /// Colours that differ by no more than this in each of red, green and blue are one to the eye.
  private static let nearlySame = 6
  /// Areas with shorter sides, in points, are rules.
  private static let ground: Float = 5
  /// A picture of so large a part of the page that covers text is a scan: what it covers is its text.
  private static let scan: Float = 0.6
  private static let white: UInt32 = 0xFFFF_FFFF
  /// How high a band is in which boxes are sought, in points.
  private static let band: Float = 24

  /// An upright box of one opaque colour (`nil` for a picture), and how many glyphs were painted
  /// before.
  private struct Area {
    var box: Box
    var colour: UInt32?
    var order: Int32
  }

  private let page: SourcePage
  /// Boxes of one opaque colour, in drawing order, by the bands of the page that they reach into.
  private var areas: [[Area]]
  /// What hides all that is under it.
  private var covers: [[Area]]
  /// Other things painted, whose colour at a place is not known.
  private var others: [Area] = []
  /// Colours that something behind text has.
  private var grounds: Set<UInt32> = [white]

  init(_ page: SourcePage) {
    self.page = page
    let bands = [[Area]](
      repeating: [], count: max(1, min(400, Int(clamped: page.height / Self.band) + 1)))
    (areas, covers) = (bands, bands)
    var isArea = [Bool](repeating: false, count: page.drawings.count)
    let frames = Self.frames(of: page)
    // Pictures may be a scan in strips, and have a ground of their own.
    let isScan = page.images.reduce(0) { $0 + $1.box.area } >= Self.scan * page.box.area
    for fill in page.fills where min(fill.box.width, fill.box.height) >= Self.ground {
      guard fill.colour >> 24 == 0xFF, page.drawings.indices.contains(Int(fill.drawing)) else {
        continue
      }
      let drawing = page.drawings[Int(fill.drawing)]
      guard !drawing.isSheer, !frames.contains(fill.drawing) else { continue }
      let area = Area(box: fill.box, colour: fill.colour, order: drawing.order)
      isArea[Int(fill.drawing)] = !drawing.isFreeform
      grounds.insert(fill.colour)
      for band in self.bands(of: fill.box) {
        areas[band].append(area)
        if area.order > 0, !isScan { covers[band].append(area) }
      }
    }
    for i in page.drawings.indices where !isArea[i] && page.drawings[i].paint != .stroke {
      others.append(Area(box: page.drawings[i].box, order: page.drawings[i].order))
    }
    for image in page.images {
      let area = Area(box: image.box, order: image.order)
      others.append(area)
      let isOpaque = !image.isStencil && !image.hasMask && image.order > 0
      guard isOpaque, !isScan else { continue }
      for band in self.bands(of: image.box) { covers[band].append(area) }
    }
  }

  /// Drawings of several boxes of which one lies in another: the inner ones may be holes.
  private static func frames(of page: SourcePage) -> Set<Int32> {
    var frames: Set<Int32> = []
    var boxes: [Box] = []
    for (i, fill) in page.fills.enumerated() {
      if i == 0 || page.fills[i - 1].drawing != fill.drawing { boxes = [] }
      if boxes.count >= mostBoxes || boxes.contains(where: { !$0.intersection(fill.box).isEmpty }) {
        frames.insert(fill.drawing)
      }
      boxes.append(fill.box)
    }
    return frames
  }

  /// Drawings of more boxes are not looked through.
  private static let mostBoxes = 50

  /// The visible ones among glyphs that are painted, in their order, and the others.
  func parted(_ glyphs: [Int32]) -> (seen: [Int32], unseen: [Int32]) {
    let isCovered = covers.contains { !$0.isEmpty }
    var isGround: (colour: UInt32, value: Bool) = (Self.white, true)
    var unseen: [Int32] = []
    for index in glyphs {
      let glyph = page.glyphs[Int(index)]
      if glyph.colour != isGround.colour {
        isGround = (glyph.colour, grounds.contains { Self.isSame($0, glyph.colour) })
      }
      guard isCovered || isGround.value, glyph.renderMode == 0,
        glyph.flags.isDisjoint(with: [.pattern, .transcript]), !glyph.isBlank
      else { continue }
      if hides(index, glyph, mayVanish: isGround.value) { unseen.append(index) }
    }
    guard !unseen.isEmpty else { return (glyphs, []) }
    let gone = Set(unseen)
    return (glyphs.filter { !gone.contains($0) }, unseen)
  }

  private func hides(_ index: Int32, _ glyph: Glyph, mayVanish: Bool) -> Bool {
    let middle = glyph.middle
    let band = self.band(at: middle.y)
    if covers[band].contains(where: { $0.order > index && $0.box.contains(middle) }) { return true }
    guard mayVanish, glyph.colour >> 24 == 0xFF else { return false }
    let area = areas[band].last { $0.order <= index && $0.box.contains(middle) }
    // What else is there, over that area, has a colour that is not known.
    let isUncertain = others.contains {
      $0.order <= index && $0.order >= area?.order ?? 0 && $0.box.contains(middle)
    }
    return !isUncertain && Self.isSame(glyph.colour, area?.colour ?? Self.white)
  }

  private func band(at y: Float) -> Int {
    let place = y / Self.band
    return place >= Float(areas.count) ? areas.count - 1 : place > 0 ? Int(clamped: place) : 0
  }

  private func bands(of box: Box) -> ClosedRange<Int> { band(at: box.y0)...band(at: box.y1) }

  private static func isSame(_ a: UInt32, _ b: UInt32) -> Bool {
    func isNear(_ shift: UInt32) -> Bool {
      abs(Int(a >> shift & 0xFF) - Int(b >> shift & 0xFF)) <= nearlySame
    }
    return isNear(0) && isNear(8) && isNear(16)
  }
}
