internal import RectoGeometry
internal import RectoLayout
public import RectoPages
internal import RectoProcessing
public import RectoTree

extension SourcePage {
  /// A page drawn in text: each character a glyph half an em wide, 10 points in size, spaces left
  /// white, lines 12 points apart. A row of `─` is a rule. After `←` stand a line's own properties:
  /// a size in points, `bold`, `italic`, `fixed`, `red`.
  public static func drawn(
    _ text: String, index: Int = 0, width: Float = 595, height: Float = 842, left: Float = 60,
    top: Float = 120
  ) -> SourcePage {
    var page = SourcePage(index: index, width: width, height: height)
    page.fonts = [
      Font(name: "Plain"), Font(name: "Bold", traits: .bold), Font(name: "Italic", traits: .italic),
      Font(name: "Fixed", traits: .fixedPitch),
    ]
    for (row, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let parts = line.split(separator: "←", maxSplits: 1)
      let words = parts.count > 1 ? parts[1].split(separator: " ") : []
      let size = words.compactMap { Float($0) }.first ?? 10
      let font: UInt16 =
        words.contains("bold") ? 1 : words.contains("italic") ? 2 : words.contains("fixed") ? 3 : 0
      let colour: UInt32 = words.contains("red") ? 0xFFCC_0000 : 0xFF00_0000
      let y = top + 12 * Float(row)
      var (x, rule): (Float, Float?) = (left, nil)
      func endRule() {
        guard let start = rule else { return }
        page.strokes.append(Stroke(from: Point(start, y), to: Point(x, y), width: 0.5))
        rule = nil
      }
      for character in parts.first ?? "" {
        if character == "─" {
          rule = rule ?? x
        } else {
          endRule()
          if character != " ", let scalar = character.unicodeScalars.first {
            page.glyphs.append(
              Glyph(
                origin: Point(x, y), advance: Point(size / 2, 0), up: Point(0, -size),
                scalar: scalar.value, font: font, colour: colour))
          }
        }
        x += size / 2
      }
      endRule()
    }
    return page
  }

  /// Two columns of prose.
  public static let twoColumns = drawn(
    """
    Rain fell all the     Nobody had ever
    night on the old      seen the sea so
    harbour and on the    high or so grey as
    boats in it and on    it was then, not
    the washing there.    even the gulls.
    """)

  /// The page's blocks before any document-wide pass.
  public func layout() -> Document { Document.of([self], processors: false) }

  /// The page as a document of its own.
  public func document() -> Document { Document.of([self]) }
}

extension Document {
  /// Pages laid out and processed together.
  public static func of(_ pages: [SourcePage], processors: Bool = true) -> Document {
    var document = Document()
    for page in pages {
      document.append(PageLayouter().layout(page))
    }
    if processors { ProcessorChain(keepsPrinted: true).process(&document) }
    return document
  }
}
