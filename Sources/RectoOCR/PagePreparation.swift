internal import Leptonica
internal import RectoGeometry
internal import RectoPages

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Makes a picture of a page fit to be read: each step only where a measurement asks for it.
///
/// The gates were measured on 39 kinds of damage: applied without need, each step does harm.
struct PagePreparation {
  /// The picture to read, in grey.
  private(set) var picture: Picture
  private(set) var facts: PictureFacts
  /// From the picture's pixels to those of the original.
  private(set) var frame = Projection.identity
  /// By how much it was enlarged.
  private(set) var enlargement: Float = 1
  /// Whether it is a small part of a screen.
  private(set) var isClipping = false
  /// Photographs on the page, in the original's pixels.
  private(set) var pictures = RasterPictures()
  /// Dots that lead to page numbers, which are painted over.
  private(set) var leaders: RasterLeaders?
  /// Rules, in the picture's pixels; those of tables are taken out of it.
  private(set) var rules: [Stroke] = []
  /// The picture with the rules that were taken out.
  private var ruled: Picture?
  /// The picture as it was before rules were taken out of it: what is left of them there is no line's part.
  var withRules: Picture { ruled ?? picture }
  /// What was done, for the trace.
  private(set) var steps: [String] = []

  /// Letters lower than this, in pixels, are enlarged, to `comfortableHeight`.
  static let lowestGlyph: Float = 16
  static let comfortableHeight: Float = 24
  static let mostEnlarged: Float = 4
  /// Letters that are enlarged so much touch the rules above and below them.
  private static let touching: Float = 2.5
  /// Pictures smaller than this, in pixels, are clippings of a screen: their thin grey strokes are
  /// lost in black and white unless they are enlarged first.
  static let clipping = 700
  static let clippingScale: Float = 2.5
  /// Slopes that matter to lines and tables, in degrees.
  static let smallestSkew = 0.2

  /// The median of pages that are white on black.
  private static let darkPage = 110

  /// Strokes of most of this length, in pixels, are no noise.
  private static let strokeLength = 7

  /// `orientation` tells by how many quarters clockwise a picture has to be turned, where it is
  /// sure; it is asked only of pictures without straight lines.
  init(_ original: Picture, orientation: (Picture) -> Int?) {
    picture = original.grey()
    facts = PictureFacts(picture)
    flatten()
    if facts.median >= Self.darkPage {
      pictures = RasterPictures(facts).placed(by: frame, besides: [])
    }
    turnReversed()
    darkenPale()
    isClipping = max(picture.width, picture.height) < Self.clipping
    if isClipping { enlarge(by: Self.clippingScale) }
    evenOut()
    if facts.specksPerGlyph > 5 && facts.glyphs > 30 && facts.glyphHeight >= Self.lowestGlyph {
      change("median") { $0.median(sparingLines: Self.strokeLength) }
    }
    straighten(orientation)
    enlarge()
    takeLeaders()
    takeRules()
  }

  /// A clean picture, from a page that was made by a program: only enlarged.
  init(enlarging original: Picture) {
    picture = original
    facts = PictureFacts(picture)
    enlarge()
    takeLeaders()
    takeRules()
  }

  private mutating func takeLeaders() {
    let found = RasterLeaders(of: facts)
    let dots = found.rows + found.screen
    guard !dots.isEmpty else { return }
    leaders = found
    // A little more than each dot: grey edges would be read again.
    let boxes = dots.joined().map { $0.expanded(by: 2) }
    change("take out leaders") { $0.paintedOver(boxes) }
  }

  /// Rules of tables touch letters; Tesseract takes them out, too, but not where they are broken.
  private mutating func takeRules() {
    func found(_ tones: Picture? = nil) -> RasterRules {
      RasterRules(
        in: facts.binary, tones: tones, glyphHeight: facts.glyphHeight,
        isBlurred: enlargement >= Self.touching)
    }
    let all = found(picture)
    rules = all.strokes
    guard all.isGrid || enlargement >= Self.touching else { return }
    let inked = found()
    guard all.isGrid || inked.isStack else { return }
    // Pale rules across touch letters, which would lose by taking them out: Tesseract reads over them.
    let upright = all.strokes.filter { $0.from.x == $0.to.x }
    let taken = (inked.isGrid || inked.isStack ? inked.strokes : []) + upright
    ruled = picture
    // A little more than each rule: its grey edges, which grew with it. Letters that were enlarged so
    // much that they touch it would lose by that.
    let edge = enlargement < Self.touching ? max(1, enlargement) : 1
    picture = picture.withoutLines(
      taken.map { Box(around: [$0.from, $0.to]).expanded(by: $0.width / 2 + edge) })
    steps.append("take out rules")
  }

  /// Takes the sheet out of the photograph of one, as if seen from straight above.
  private mutating func flatten() {
    guard facts.glyphs > 0, let corners = PageFinder.corners(in: picture) else { return }
    let side = { (corners[$0] - corners[$1]).length }
    let width = min(Float(picture.width), ((side(0, 1) + side(2, 3)) / 2).rounded())
    let height = min(Float(picture.height), ((side(0, 3) + side(1, 2)) / 2).rounded())
    guard let back = Projection(ofWidth: width, height: height, to: corners) else { return }
    let flat = picture.flattened(corners, width: Int(clamped: width), height: Int(clamped: height))
    let flatFacts = PictureFacts(flat)
    // The edges of a book's cover say little of how its page lies.
    guard flatFacts.binary.skew().confidence > facts.binary.skew().confidence else { return }
    (picture, facts) = (flat, flatFacts)
    frame = back.then(frame)
    steps.append("flatten")
  }

  private mutating func turnReversed() {
    guard facts.median >= Self.darkPage else { return }
    let reversed = ReversedAreas(in: picture, facts)
    if !reversed.areas.isEmpty {
      change("turn \(reversed.areas.count) dark areas") { reversed.turned($0) }
    }
  }

  private mutating func darkenPale() {
    if let strokes = PaleLetters(in: picture, facts)?.strokes {
      change("darken pale letters") { $0.darkened(gamma: Self.paleGamma, where: strokes) }
    }
  }

  private static let paleGamma: Float = 0.4

  private mutating func evenOut() {
    if facts.median < Self.darkPage && facts.backgroundSpread < 60 {
      change("invert") { $0.inverted() }
    } else if facts.backgroundSpread > 200 && facts.midTiles < 0.15 {
      change("invert blocks") { $0.photoinverted() }
    } else if facts.backgroundSpread > 45 {
      change("even background") { $0.withEvenBackground() }
    }
  }

  private mutating func straighten(_ orientation: (Picture) -> Int?) {
    var skew = facts.binary.skew()
    if skew.confidence < Self.straightLines, facts.glyphs > 60, let quarters = orientation(picture)
    {
      turn(quarters: quarters)
      skew = facts.binary.skew()
    }
    if skew.confidence < Self.straightLines, WritingDirection.runsDown(picture, facts) {
      skew = facts.binary.turned(quarters: 1).skew()
    }
    if skew.confidence >= Self.straightLines {
      if abs(skew.degrees) > Self.smallestSkew { rotate(degrees: skew.degrees) }
    } else if facts.glyphs > 150, let flat = picture.dewarped(), flat.width > picture.width / 2 {
      let flatFacts = PictureFacts(flat)
      guard flatFacts.binary.skew().confidence > max(Self.straightLines, 1.5 * skew.confidence)
      else { return }
      (picture, facts) = (flat, flatFacts)
      steps.append("dewarp")
    }
  }

  /// The confidence of the skew's measurement below which a page has no straight lines: it lies
  /// sideways or is curved. Pages of text have 24 to 50, damaged ones 5 and more.
  static let straightLines = 2.5

  private mutating func rotate(degrees: Double) {
    let radians = degrees * .pi / 180
    let centre = Point(Float(picture.width) / 2, Float(picture.height) / 2)
    picture = picture.rotated(radians: radians)
    facts = PictureFacts(picture)
    // Back to the original: counterclockwise.
    let back = Projection.rotation(
      cosine: Float(cos(radians)), sine: -Float(sin(radians)), about: centre)
    frame = back.then(frame)
    steps.append("rotate \((degrees * 10).rounded() / 10)")
  }

  private mutating func enlarge() {
    guard facts.glyphs > 12, facts.glyphHeight > 0, facts.glyphHeight < Self.lowestGlyph else {
      return
    }
    enlarge(by: min(Self.mostEnlarged / enlargement, Self.comfortableHeight / facts.glyphHeight))
  }

  private mutating func enlarge(by factor: Float) {
    guard factor > 1.05 else { return }
    picture = picture.scaled(by: Double(factor))
    facts = PictureFacts(picture)
    frame = Projection.scale(1 / factor).then(frame)
    enlargement *= factor
    steps.append("enlarge \((factor * 10).rounded() / 10)")
  }

  private mutating func change(_ step: String, _ body: (Picture) -> Picture) {
    picture = body(picture)
    facts = PictureFacts(picture)
    steps.append(step)
  }

  /// The same without what shows through from the other side of the sheet; `nil` where nothing does,
  /// or so much is grey that it may be the page's own.
  func withoutShowThrough() -> PagePreparation? {
    let (ink, paper) = (facts.binary, facts.median * Self.paper / 100)
    let share = picture.faintShare(besides: ink, reach: Self.inkEdge, below: paper)
    guard Self.showThrough.contains(share) else { return nil }
    var rest = self
    rest.change("take out show-through") {
      $0.withoutFaint(besides: ink, reach: Self.inkEdge, paper: paper)
    }
    return rest
  }

  /// The picture in other lights: larger and darker, then darker still.
  /// Thin strokes are lost or found, letters fall apart or run together where they did not before. Large
  /// letters, and pictures that would take much memory, are made smaller instead.
  func looks() -> [Look] {
    let isLarge =
      facts.glyphHeight > Self.largeGlyph || picture.width * picture.height > Self.largePicture
    let scale: Float = isLarge ? 0.75 : 1.3
    return [
      Look(
        picture: picture.scaled(by: Double(scale)).darkened(gamma: 0.6), scale: scale,
        glyphHeight: facts.glyphHeight * scale),
      Look(picture: picture.darkened(gamma: 0.4), scale: 1, glyphHeight: facts.glyphHeight),
    ]
  }

  /// The picture in another light.
  struct Look {
    let picture: Picture
    /// How much larger it is, and how high letters are in it, in pixels.
    let scale: Float
    let glyphHeight: Float
  }

  /// In pixels.
  private static let largeGlyph: Float = 30
  private static let largePicture = 3_000_000

  /// The grey edges of ink are as wide as this, in pixels; brighter than this part of the most common
  /// grey, in hundredths, is paper.
  private static let inkEdge = 3
  private static let paper = 90
  /// The grey samples for each one of ink.
  private static let showThrough: ClosedRange<Float> = 0.1...1.5

  /// Turns the picture clockwise by quarters and makes its lines straight again.
  mutating func turnUpright(quarters: Int) {
    picture = ruled ?? picture
    ruled = nil
    turn(quarters: quarters)
    straighten { _ in nil }
    takeRules()
  }

  private mutating func turn(quarters: Int) {
    leaders =
      quarters == 2 ? leaders?.upsideDown(width: picture.width, height: picture.height) : nil
    let (w, h) = (Float(picture.width), Float(picture.height))
    let back =
      switch ((quarters % 4) + 4) % 4 {
      case 1: Projection(a: 0, b: -1, c: 1, d: 0, e: 0, f: h)
      case 2: Projection(a: -1, b: 0, c: 0, d: -1, e: w, f: h)
      case 3: Projection(a: 0, b: 1, c: -1, d: 0, e: w, f: 0)
      default: Projection.identity
      }
    picture = picture.turned(quarters: quarters)
    facts = PictureFacts(picture)
    frame = back.then(frame)
    steps.append("turn \(quarters * 90)")
  }

  /// The photographs in which little of a reading is, in the picture's pixels.
  func placedPictures(besides lines: [RecognisedLine]) -> RasterPictures {
    pictures.placed(by: frame.inverse, besides: lines)
  }

  /// The boxes of what hangs together where all that is darker than paper is ink: the thin strokes of
  /// letters, which Otsu's threshold breaks. Where paper is not clean, as Otsu's has them.
  var fineInk: [Box] {
    let fine = picture.binarised(below: facts.median * 3 / 4).componentBoxes()
    return fine.count <= facts.components.count ? fine : facts.components
  }

  /// Measures how wide the strokes of words are, where they are wider than a pixel.
  func measureStrokes(of lines: inout [RecognisedLine]) {
    guard enlargement < Self.touching else { return }
    var widths = facts.binary.strokeWidths(in: lines.flatMap(\.words).map(\.box)).makeIterator()
    for i in lines.indices {
      for j in lines[i].words.indices { lines[i].words[j].strokeWidth = widths.next() ?? 0 }
    }
  }

  /// The letters that a sample should hold.
  private static let sampleLetters = 200

  /// The same with some places painted over.
  func without(_ boxes: [Box]) -> PagePreparation {
    var rest = self
    rest.change("paint over") { $0.paintedOver(boxes) }
    return rest
  }

  /// A band of the picture with enough letters to tell a script, and how many they are.
  func sample(runsDown: Bool = false) -> (picture: Picture, letters: Int) {
    let letters = facts.components.filter {
      $0.height >= 5 && $0.height < Float(picture.height) / 8
    }
    guard letters.count > 2 * Self.sampleLetters else { return (picture, letters.count) }
    let middles = letters.map { runsDown ? $0.midX : $0.midY }.sorted()
    let end = Float(runsDown ? picture.width : picture.height)
    let from = max(0, middles[middles.count / 3] - facts.glyphHeight)
    let to = min(end, middles[middles.count / 3 + Self.sampleLetters] + facts.glyphHeight)
    let (start, length) = (Int(clamped: from), max(1, Int(clamped: to - from)))
    let band =
      runsDown
      ? picture.part(x: start, y: 0, width: length, height: picture.height)
      : picture.part(x: 0, y: start, width: picture.width, height: length)
    return (band, Self.sampleLetters)
  }
}
