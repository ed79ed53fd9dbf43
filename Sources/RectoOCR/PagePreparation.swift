internal import Leptonica
internal import RectoGeometry

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
  private(set) var frame = Affine.identity
  /// What was done, for the trace.
  private(set) var steps: [String] = []

  /// Letters lower than this, in pixels, are enlarged, to `comfortableHeight`.
  static let lowestGlyph: Float = 16
  static let comfortableHeight: Float = 24
  /// Slopes that matter to lines and tables, in degrees.
  static let smallestSkew = 0.2

  init(_ original: Picture) {
    picture = original.grey()
    facts = PictureFacts(picture)
    evenOut()
    if facts.specksPerGlyph > 5 && facts.glyphs > 30 {
      change("median") { $0.median() }
    }
    straighten()
    enlarge()
  }

  private mutating func evenOut() {
    if facts.median < 110 && facts.backgroundSpread < 60 {
      change("invert") { $0.inverted() }
    } else if facts.backgroundSpread > 200 && facts.midTiles < 0.15 {
      change("invert blocks") { $0.photoinverted() }
    } else if facts.backgroundSpread > 45 {
      change("even background") { $0.withEvenBackground() }
    }
  }

  mutating func straighten() {
    let skew = facts.binary.skew()
    if skew.confidence >= 2.5 {
      if abs(skew.degrees) > Self.smallestSkew { rotate(degrees: skew.degrees) }
    } else if facts.glyphs > 150, facts.glyphHeight >= Self.lowestGlyph / 2 {
      // No straight lines: the page is curved, or sideways, which the recogniser finds by itself.
      if let flat = picture.dewarped(), flat.width > picture.width / 2 {
        picture = flat
        facts = PictureFacts(picture)
        steps.append("dewarp")
      }
    }
  }

  private mutating func rotate(degrees: Double) {
    let radians = degrees * .pi / 180
    let centre = Point(Float(picture.width) / 2, Float(picture.height) / 2)
    picture = picture.rotated(radians: radians)
    facts = PictureFacts(picture)
    // Back to the original: counterclockwise.
    let back = Affine.rotation(
      cosine: Float(cos(radians)), sine: -Float(sin(radians)), about: centre)
    frame = back.then(frame)
    steps.append("rotate \((degrees * 10).rounded() / 10)")
  }

  private mutating func enlarge() {
    guard facts.glyphs > 12, facts.glyphHeight > 0, facts.glyphHeight < Self.lowestGlyph else {
      return
    }
    let factor = min(3, Self.comfortableHeight / facts.glyphHeight)
    picture = picture.scaled(by: Double(factor))
    facts = PictureFacts(picture)
    frame = Affine.scale(1 / factor).then(frame)
    steps.append("enlarge \((factor * 10).rounded() / 10)")
  }

  private mutating func change(_ step: String, _ body: (Picture) -> Picture) {
    picture = body(picture)
    facts = PictureFacts(picture)
    steps.append(step)
  }

  /// Turns the picture clockwise by quarters.
  mutating func turn(quarters: Int) {
    let (w, h) = (Float(picture.width), Float(picture.height))
    let back =
      switch ((quarters % 4) + 4) % 4 {
      case 1: Affine(a: 0, b: -1, c: 1, d: 0, e: 0, f: h)
      case 2: Affine(a: -1, b: 0, c: 0, d: -1, e: w, f: h)
      case 3: Affine(a: 0, b: 1, c: -1, d: 0, e: w, f: 0)
      default: Affine.identity
      }
    picture = picture.turned(quarters: quarters)
    facts = PictureFacts(picture)
    frame = back.then(frame)
    steps.append("turn \(quarters * 90)")
  }
}
