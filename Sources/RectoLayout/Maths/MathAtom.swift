internal import RectoGeometry
internal import RectoPages

/// A glyph of a formula, or a part of it that is already read, with its place on the line.
struct MathAtom {
  enum Kind {
    case glyph(Int32, UInt32)
    case node(MathNode)
  }

  var kind: Kind
  var x0: Float
  var x1: Float
  /// Where it stands; for what hangs from its origin, as the delimiters of TeX's extension font do,
  /// the middle.
  var y: Float
  var size: Float
  /// It hangs from its origin or is read already: its height tells nothing of the baseline.
  var isTall: Bool
  var font: Font.Traits
  /// The alphabet that the font's name tells: `\mathcal`, `\mathbb`, `\mathfrak`.
  var alphabet: String?

  var midX: Float { (x0 + x1) / 2 }

  init?(_ index: Int32, in page: SourcePage) {
    let glyph = page.glyphs[Int(index)]
    guard !glyph.isBlank, !glyph.flags.contains(.unmapped), glyph.up.x == 0 else { return nil }
    kind = .glyph(index, glyph.scalar)
    x0 = min(glyph.origin.x, glyph.origin.x + glyph.advance.x)
    x1 = max(glyph.origin.x, glyph.origin.x + glyph.advance.x)
    size = glyph.size
    let source = page.fonts[Int(glyph.font)]
    font = source.traits
    let name = source.name.lowercased()
    isTall = ["cmex", "txex", "pxex", "lmex", "mtex", "fmex"].contains { name.hasPrefix($0) }
    y = isTall ? glyph.origin.y + 0.7 * glyph.size : glyph.origin.y
    if (0x41...0x5A).contains(glyph.scalar & ~0x20) {
      if name.hasPrefix("cmsy") || name.hasPrefix("rsfs") || name.hasPrefix("eusm") {
        alphabet = "\\mathcal"
      } else if name.hasPrefix("msbm") || name.hasPrefix("bbold") || name.hasPrefix("dsrom") {
        alphabet = "\\mathbb"
      } else if name.hasPrefix("euf") {
        alphabet = "\\mathfrak"
      }
    }
  }

  init(_ node: MathNode, x0: Float, x1: Float, y: Float, size: Float) {
    kind = .node(node)
    (self.x0, self.x1, self.y, self.size) = (x0, x1, y, size)
    isTall = true
    font = []
  }

  var scalar: UInt32 { if case .glyph(_, let scalar) = kind { scalar } else { 0 } }

  /// A letter of a text font: of a function's name or of words.
  var isTextLetter: Bool {
    guard case .glyph(_, let scalar) = kind else { return false }
    let isLetter = (0x41...0x5A).contains(scalar & ~0x20) || (0xC0...0x24F).contains(scalar)
    return isLetter && !font.contains(.mathematical) && !font.contains(.italic) && alphabet == nil
  }
}
