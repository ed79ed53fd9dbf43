import RectoGeometry
import RectoPages

/// Repairs signs that publishers' fonts of mathematics map to Latin letters or to nothing, by the
/// shape of their ink.
///
/// In these fonts `=` and `+` stand where Windows' code page has `¼` and `þ`, parentheses where it
/// has `ð` and `Þ`; the minus sign has code 0. A real thorn is twice as high as wide, a plus sign as
/// high as wide.
enum SignShapes {
  /// Boxes of ink in ems: how wide, how high, and how far their middle is over the baseline.
  private struct Shape {
    let width: ClosedRange<Float>
    let height: ClosedRange<Float>
    let middle: ClosedRange<Float>

    func holds(_ box: Box, of glyph: Glyph) -> Bool {
      let size = max(glyph.size, 0.1)
      return width.contains(box.width / size) && height.contains(box.height / size)
        && middle.contains((glyph.origin.y - box.midY) / size)
    }
  }

  private static let parenthesis = Shape(
    width: 0.08...0.45, height: 0.82...1.3, middle: 0.1...0.4)
  private static let minus = Shape(width: 0.4...0.95, height: 0...0.13, middle: 0.12...0.42)

  /// The sign that a scalar stands for, and its shape.
  private static func sign(of scalar: UInt32) -> (sign: UInt32, shape: Shape)? {
    switch scalar {
    case 0xBC: (0x3D, Shape(width: 0.4...0.95, height: 0.14...0.42, middle: 0.12...0.42))
    case 0xFE: (0x2B, Shape(width: 0.4...0.95, height: 0.45...0.85, middle: 0.12...0.42))
    case 0xF0: (0x28, parenthesis)
    case 0xDE: (0x29, parenthesis)
    case 0xBD: (0x5B, parenthesis)
    case 0xC0: (0x2212, minus)
    default: nil
    }
  }

  /// A disc or a square before an item.
  private static let bullet = Shape(
    width: 0.2...0.6, height: 0.2...0.6, middle: 0.12...0.45)

  /// What a glyph without a Unicode value is by its ink: a minus sign, a bullet at the start of what is
  /// drawn there, a space if it has none and others of its font have.
  private static func sign(
    at place: Int, of page: SourcePage, ink: (Int) -> Box?
  ) -> UInt32? {
    let glyph = page.glyphs[place]
    if let box = ink(place) {
      if minus.holds(box, of: glyph) { return 0x2212 }
      return isRound(box) && bullet.holds(box, of: glyph) && beginsLine(place, of: page)
        ? 0x2022 : nil
    }
    guard glyph.advance.length > 0.1 * glyph.size,
      page.fonts[Int(glyph.font)].traits.isSuperset(of: .embedded)
    else { return nil }
    let other = page.glyphs.indices.first { i in
      page.glyphs[i].font == glyph.font && page.glyphs[i].code != glyph.code
        && !page.glyphs[i].isBlank && ink(i) != nil
    }
    return other == nil ? nil : 0x20
  }

  /// Whether nothing stands to the left of a glyph on its line, near it in the order of drawing, and
  /// something with a gap between to its right.
  private static func beginsLine(_ place: Int, of page: SourcePage) -> Bool {
    let glyph = page.glyphs[place]
    func isOnLine(_ other: Glyph) -> Bool {
      abs(other.origin.y - glyph.origin.y) < 0.5 * glyph.size && !other.isBlank
    }
    let before = page.glyphs[max(0, place - 40)..<place]
    let after = page.glyphs[(place + 1)...].prefix(4)
    guard
      !before.contains(where: {
        isOnLine($0) && $0.origin.x < glyph.origin.x
          && $0.origin.x > glyph.origin.x - 30 * glyph.size
      }), let next = after.first(where: isOnLine)
    else { return false }
    return next.origin.x > glyph.origin.x + glyph.advance.x
  }

  /// Letters and figures that are higher than wide, or as wide as others are high: a disc or a square
  /// in their places is a bullet that a font of ornaments has there.
  private static let slender = Set(
    "0123456789ABCDEFGHIJKLNPRSTUVXYZbdfghijklpqty".unicodeScalars)
  private static let ornaments = ["bullet", "dingbat", "ornament"]

  /// Fonts of which a page has one sign only, which begins each of its lines: bullets, if their names or
  /// their ink say that it is no letter.
  private static func repairBullets(_ page: inout SourcePage, ink: (Int) -> Box?) {
    /// The first glyph of each font, and whether all others are the same.
    var firsts: [Int?] = Array(repeating: nil, count: page.fonts.count)
    var isOne = Array(repeating: true, count: page.fonts.count)
    for (place, glyph) in page.glyphs.enumerated() where !glyph.isBlank {
      let font = Int(glyph.font)
      if let first = firsts[font] {
        if page.glyphs[first].code != glyph.code { isOne[font] = false }
      } else {
        firsts[font] = place
      }
    }
    for font in page.fonts.indices where isOne[font] {
      guard let first = firsts[font], let scalar = Unicode.Scalar(page.glyphs[first].scalar),
        scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      else { continue }
      let name = page.fonts[font].name.lowercased()
      let places = page.glyphs.indices.filter {
        page.glyphs[$0].font == font && !page.glyphs[$0].isBlank
      }
      func isDisc() -> Bool {
        guard slender.contains(scalar), let box = ink(first) else { return false }
        return isRound(box) && bullet.holds(box, of: page.glyphs[first])
      }
      guard ornaments.contains(where: name.contains) || isDisc(),
        places.allSatisfy({ beginsLine($0, of: page) })
      else { continue }
      for place in places { page.glyphs[place].scalar = 0x2022 }
    }
  }

  private static func isRound(_ box: Box) -> Bool {
    abs(box.width - box.height) < 0.15 * max(box.width, box.height)
  }

  /// `ink` gives the box of ink of a glyph by its place, in page space.
  static func repair(_ page: inout SourcePage, ink: (Int) -> Box?) {
    repairBullets(&page, ink: ink)
    var known: [UInt64: UInt32?] = [:]
    for place in page.glyphs.indices {
      let glyph = page.glyphs[place]
      let isUnmapped = glyph.flags.contains(.unmapped)
      guard isUnmapped || sign(of: glyph.scalar) != nil, glyph.up.x == 0, glyph.up.y < 0 else {
        continue
      }
      let key = UInt64(glyph.font) << 32 | UInt64(glyph.code)
      let sign: UInt32?
      if let old = known[key] {
        sign = old
      } else {
        sign =
          isUnmapped
          ? Self.sign(at: place, of: page, ink: ink)
          : ink(place).flatMap { box in
            Self.sign(of: glyph.scalar).flatMap { $0.shape.holds(box, of: glyph) ? $0.sign : nil }
          }
        known[key] = .some(sign)
      }
      guard let sign else { continue }
      page.glyphs[place].scalar = sign
      page.glyphs[place].scalarCount = 1
      page.glyphs[place].flags.remove(.unmapped)
    }
  }
}
