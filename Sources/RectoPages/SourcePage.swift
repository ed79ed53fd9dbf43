public import RectoDiagnostics
public import RectoGeometry

/// A page as the file draws it: glyphs, lines, areas and images in points, in drawing order.
public struct SourcePage: Sendable {
  /// The page from 0.
  public var index: Int
  public var width: Float
  public var height: Float
  public var glyphs: [Glyph] = []
  /// The scalars of glyphs that stand for several.
  public var scalars: [UInt32] = []
  public var fonts: [Font] = []
  public var marks: [Mark] = []
  public var strokes: [Stroke] = []
  public var fills: [Fill] = []
  public var drawings: [Drawing] = []
  public var images: [PlacedImage] = []
  public var links: [PlacedLink] = []
  public var markups: [Markup] = []
  /// Ink boxes by glyph of pages with mathematics, or when they were asked for; `nil` where a font's
  /// outlines are not known.
  public var inkBoxes: [Box?] = []
  /// The recogniser's confidence (0 to 100) in each recognised glyph; they are the page's last.
  public var confidences: [UInt8] = []
  /// From the page's points as they stand here to those of the file: recognised pages are turned
  /// and straightened.
  public var frame = Projection.identity
  /// Pixels an inch, of a page that is a picture.
  public var resolution: Float?
  /// What was found out about its text.
  public var textLayer: TextLayer?
  /// How the page was recognised, if it was.
  public var recognition: Recognition?
  public var diagnostics: [Diagnostic] = []

  public init(index: Int, width: Float, height: Float) {
    self.index = index
    self.width = width
    self.height = height
  }

  @inlinable
  public var box: Box { Box(x0: 0, y0: 0, x1: width, y1: height) }

  /// Whether a page has symbols of mathematical fonts, bullets and footnote marks aside.
  public var hasMaths: Bool {
    guard fonts.contains(where: { $0.traits.contains(.mathematical) }) else { return false }
    return glyphs.contains { glyph in
      guard fonts[Int(glyph.font)].traits.contains(.mathematical), !glyph.isBlank else {
        return false
      }
      switch glyph.scalar {
      case 0x20...0x27, 0x2A...0x2F, 0xA9, 0xAE, 0xB7, 0x2010...0x2027, 0x2217...0x2219,
        0x25A0...0x25FF, 0xFFFD:
        return false
      default: return true
      }
    }
  }

  /// Appends a glyph that stands for `text`, with the recogniser's confidence in it.
  public mutating func append(recognised text: String, _ glyph: Glyph, confidence: Float) {
    let values = text.unicodeScalars.map(\.value)
    guard let first = values.first else { return }
    var glyph = glyph
    glyph.scalar = first
    if values.count > 1 {
      glyph.scalarOffset = UInt32(scalars.count)
      glyph.scalarCount = UInt8(clamping: values.count)
      scalars += values.prefix(255)
    } else {
      glyph.scalarCount = 1
    }
    if !inkBoxes.isEmpty { inkBoxes.append(nil) }
    glyphs.append(glyph)
    confidences.append(UInt8(clamped: max(0, min(100, confidence))))
  }

  /// The Unicode scalars of a glyph, appended to a string.
  @inlinable
  public func appendText(of glyph: Glyph, to text: inout String.UnicodeScalarView) {
    if glyph.scalarCount == 1 {
      if let scalar = Unicode.Scalar(glyph.scalar) { text.append(scalar) }
    } else {
      let start = Int(glyph.scalarOffset)
      for value in scalars[start..<(start + Int(glyph.scalarCount))] {
        if let scalar = Unicode.Scalar(value) { text.append(scalar) }
      }
    }
  }

  /// The text of some glyphs, in their order, as the file gives it.
  public func text(of glyphs: some Sequence<Glyph>) -> String {
    var text = String.UnicodeScalarView()
    for glyph in glyphs { appendText(of: glyph, to: &text) }
    return String(text)
  }

  /// How many bytes the text of a glyph has in UTF-8; a soft hyphen that is drawn is written as a hyphen.
  public func textLength(of glyph: Glyph) -> Int {
    func width(_ value: UInt32) -> Int { Unicode.Scalar(value).map(UTF8.width) ?? 0 }
    guard glyph.scalarCount != 1 else { return glyph.scalar == 0xAD ? 1 : width(glyph.scalar) }
    let start = Int(glyph.scalarOffset)
    return scalars[start..<(start + Int(glyph.scalarCount))].reduce(0) { $0 + width($1) }
  }

  /// Leaves out what stands outside an area; glyphs are said to be clipped.
  public mutating func crop(to area: Box) {
    for i in glyphs.indices where !area.contains(box(of: glyphs[i]).middle) {
      glyphs[i].flags.insert(.clipped)
    }
    strokes.removeAll {
      !area.expanded(by: 2).contains($0.from) || !area.expanded(by: 2).contains($0.to)
    }
    fills.removeAll { !area.contains($0.box.middle) }
    drawings = drawings.map { drawing in
      var drawing = drawing
      if !area.contains(drawing.box.middle) { drawing.box = .empty }
      return drawing
    }
    images.removeAll { !area.contains($0.box.middle) }
  }

  /// The advance box of a glyph: its advance wide, its font's ascent and descent high.
  @inlinable
  public func box(of glyph: Glyph) -> Box {
    let font = fonts[Int(glyph.font)]
    let top = glyph.up * font.ascent
    let bottom = glyph.up * font.descent
    let end = glyph.origin + glyph.advance
    var box = Box(
      x0: min(glyph.origin.x, end.x), y0: min(glyph.origin.y, end.y),
      x1: max(glyph.origin.x, end.x), y1: max(glyph.origin.y, end.y))
    box.x0 += min(top.x, bottom.x)
    box.x1 += max(top.x, bottom.x)
    box.y0 += min(top.y, bottom.y)
    box.y1 += max(top.y, bottom.y)
    return box
  }
}

/// A marked-content sequence of a page (ISO 32000-1, 14.6).
public struct Mark: Sendable, Equatable {
  public var tag: String
  public var actualText: String?
  /// The identifier that ties it to the structure tree.
  public var identifier: Int?
  /// The enclosing sequence as an index into the page's `marks`.
  public var parent: Int?
  /// What the structure tree says that it is part of: the standard type of the innermost element
  /// that is a block, `P` only where nothing else is around it; empty if it is in no block.
  public var role = ""
  /// That element, by its place in the tree.
  public var element: Int32?
  /// The words that stand for the figure or formula that it is part of.
  public var alternate: String?

  public init(tag: String, actualText: String? = nil, identifier: Int? = nil, parent: Int? = nil) {
    self.tag = tag
    self.actualText = actualText
    self.identifier = identifier
    self.parent = parent
  }
}

/// Mark-up of text by an annotation: one for each line.
public struct Markup: Sendable, Equatable {
  public enum Kind: Sendable { case highlight, underline, strikeOut }

  public var box: Box
  public var kind: Kind

  public init(box: Box, kind: Kind) {
    self.box = box
    self.kind = kind
  }
}

/// A link annotation: one for each line of its text.
public struct PlacedLink: Sendable, Equatable {
  public enum Target: Sendable, Equatable {
    case uri(String)
    case named(String)
    /// A page from 0, and the height on it in points from its top.
    case page(Int, top: Float?)
  }

  public var box: Box
  public var target: Target
  /// The boxes of one annotation share this number.
  public var annotation: Int

  public init(box: Box, target: Target, annotation: Int = 0) {
    self.box = box
    self.target = target
    self.annotation = annotation
  }
}
