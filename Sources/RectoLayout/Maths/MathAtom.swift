internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// A symbol of a formula, or a part of it that is already read, with its place.
struct MathAtom {
  var node: MathNode
  /// The Unicode scalar; 0 for what is already read.
  var scalar: UInt32
  var mathClass: MathClass
  /// Its ink. Its width is the advance where that is wider, so that gaps are TeX's.
  var box: Box
  /// The baseline; for what is centred on the axis, where the baseline should be.
  var y: Float
  /// The font size in points; for large signs and parts, of what stands around them.
  var size: Float
  /// Its size tells nothing: large signs, delimiters, what is already read.
  var isLarge = false
  /// Of what is already read: the size of its letters.
  var partSize: Float?
  /// A letter of a text font: of a function's name or of words.
  var isTextLetter = false
  var isBold = false
  /// Set by a program that does not space as TeX does.
  var isLoose = false
  /// Of a font of large signs and their parts.
  var isExtension = false
  /// The glyph's font, as an index into the page's.
  var font: UInt16 = .max

  /// The axis that fractions and delimiters are centred on stands this far over the baseline, in
  /// ems.
  static let axis: Float = 0.25
  /// A sign higher than this is a large one, in ems.
  static let largeHeight: Float = 1.12
  /// A delimiter is one a little earlier; where it grows with what it holds, later.
  static let delimiterHeight: Float = 1.06
  static let looseHeight: Float = 1.35

  init(_ node: MathNode, class mathClass: MathClass, box: Box, y: Float, size: Float) {
    self.node = node
    scalar = 0
    self.mathClass = mathClass
    (self.box, self.y, self.size) = (box, y, size)
    isLarge = true
  }

  /// `nil` for a glyph that no formula holds: unmapped, turned.
  init?(_ index: Int32, in page: SourcePage, font: MathFont) {
    let glyph = page.glyphs[Int(index)]
    guard !glyph.isBlank, !glyph.flags.contains(.unmapped), glyph.up.x == 0, glyph.up.y < 0 else {
      return nil
    }
    scalar = glyph.scalar
    size = glyph.size
    self.font = glyph.font
    isBold = font.isBold
    isLoose = font.isLoose
    y = glyph.origin.y
    box = Self.box(of: index, in: page, font: font)
    let isSign = !Letters.contains(scalar)
    isExtension = font.isExtension
    let highest =
      !MathClass.isDelimiter(scalar)
      ? Self.largeHeight : isLoose ? Self.looseHeight : Self.delimiterHeight
    isLarge = font.isExtension || scalar == 0x221A || isSign && box.height > highest * size
    if isLarge { y = box.midY + Self.axis * size }
    mathClass = MathClass(of: scalar)
    let isLatin =
      (0x41...0x5A).contains(scalar & ~0x20)
      || (0xC0...0x24F).contains(scalar) && scalar != 0xD7
        && scalar != 0xF7
    isTextLetter = isLatin && font.isText && font.alphabet == nil
    let text = page.text(of: CollectionOfOne(glyph))
    let latex = LatexSymbols.latex(for: scalar, font: font) ?? LatexSymbols.fallback(for: text)
    let kind: MathSymbol.Kind =
      (0x30...0x39).contains(scalar) || (0x1D7CE...0x1D7FF).contains(scalar)
      ? .number : isSign ? .operator : .identifier
    node = .symbol(MathSymbol(kind, latex: latex, text: text, glyphs: [index], box: box))
  }

  /// The ink of a glyph, as wide as its advance where that is wider.
  static func box(of index: Int32, in page: SourcePage, font: MathFont) -> Box {
    let glyph = page.glyphs[Int(index)]
    let (x0, x1) = (glyph.origin.x, glyph.origin.x + glyph.advance.x)
    let ink = Int(index) < page.inkBoxes.count ? page.inkBoxes[Int(index)] : nil
    var box = ink ?? estimate(of: glyph, isExtension: font.isExtension)
    // Marks have no width in fonts of Unicode; their ink hangs to the left.
    if ink == nil || LatexSymbols.accents[glyph.scalar] == nil || x1 - x0 > 0.1 * glyph.size {
      box.x0 = min(box.x0, x0, x1)
      box.x1 = max(box.x1, x0, x1)
    }
    return box
  }

  /// The ink of a glyph whose outline is not known.
  private static func estimate(of glyph: Glyph, isExtension: Bool) -> Box {
    let (x, y, size) = (glyph.origin.x, glyph.origin.y, glyph.size)
    let (above, below): (Float, Float) =
      if isExtension {
        (0, 1.2)
      } else {
        switch glyph.scalar {
        case 0x2D, 0x2212, 0xB7, 0x22C5: (0.3, -0.2)
        case 0x3D: (0.37, -0.13)
        case 0x30...0x39: (0.66, 0)
        case 0x2E, 0x2C: (0.1, 0.15)
        case 0x28, 0x29, 0x5B, 0x5D, 0x7B...0x7D: (0.75, 0.25)
        case 0x2211, 0x220F, 0x222B...0x2233: (0.75, 0.25)
        case 0x61, 0x63, 0x65, 0x6D...0x6F, 0x72, 0x73, 0x75...0x78, 0x7A: (0.45, 0)
        case 0x67, 0x70, 0x71, 0x79: (0.45, 0.2)
        case 0x66, 0x6A: (0.7, 0.2)
        default: (0.7, 0)
        }
      }
    return Box(x0: x, y0: y - above * size, x1: x + glyph.advance.x, y1: y + below * size)
  }

  var symbol: MathSymbol? { if case .symbol(let symbol) = node { symbol } else { nil } }
  var glyphs: [Int32] { symbol?.glyphs ?? [] }
  var axisY: Float { y - Self.axis * size }
}

extension [MathAtom] {
  var union: Box { reduce(into: .empty) { $0.formUnion($1.box) } }

  /// The size of the largest letters and signs.
  var em: Float { lazy.map(\.size).max() ?? 10 }

  /// The lowest baseline of letters of full size; `nil` if there are none.
  var baseline: Float? {
    let least = FormulaParser.scriptSize * em
    return lazy.filter { !$0.isLarge && $0.size > least }.map(\.y).max()
  }

  /// Takes the atoms at some places out and puts one in for them.
  mutating func replace(_ places: some Sequence<Int>, by atom: MathAtom) {
    let gone = Set(places)
    self = indices.filter { !gone.contains($0) }.map { self[$0] } + [atom]
  }
}
