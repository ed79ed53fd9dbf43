internal import RectoGeometry
public import RectoTree

/// Finds headings by a colour of their own or by an underline, in documents where size, weight, tags
/// and outline tell of none: notes and typescripts set in one size throughout.
///
/// Where headings are told by size, colours and underlines mean links, code and stress.
public struct MarkedHeadings: DocumentProcessor {
  public static let name = "marked-headings"

  /// A heading has at most this many characters and lines.
  private static let longest = 120
  private static let mostLines = 2
  /// It stands apart by at least so much above or below, in ems.
  private static let gap: Float = 0.35
  /// It is at least this large against the body.
  private static let smallest: Float = 0.93
  /// So much of it is underlined: numbers and colons may stay without.
  private static let underlined: Float = 0.9
  /// How much the channels of a colour differ that is told from black and grey.
  private static let chroma = 80

  public init() {}

  public func process(_ document: inout Document) {
    guard
      !document.blocks.contains(where: {
        if case .heading = $0.content { true } else { false }
      }), let body = BodyText(document)
    else { return }
    for i in document.blocks.indices {
      let block = document.blocks[i]
      guard case .paragraph(let text) = block.content,
        block.turn == .none, block.look.size >= Self.smallest * body.size,
        block.look.gapAbove > Self.gap || block.look.gapBelow > Self.gap,
        Self.isTitle(text), let evidence = Self.evidence(block.look, text, body: body)
      else { continue }
      document.blocks[i].content = .heading(text, level: Headings.numberedLevel(text.string) ?? 1)
      Self.note(evidence, on: &document.blocks[i])
    }
  }

  /// Short, and no end of a sentence.
  private static func isTitle(_ text: Text) -> Bool {
    text.lines.count <= mostLines
      && !(text.string.utf8.last.map { ".;,".utf8.contains($0) } ?? true)
      && Headings.mayBeTitle(text, longest: longest)
  }

  private static func evidence(_ look: Look, _ text: Text, body: BodyText) -> String? {
    let (least, most) = Colour.extent(of: look.colour)
    if look.colour != body.colour, most - least >= chroma {
      return "in a colour of its own, set apart"
    }
    return text.share(of: .underline) > underlined ? "underlined, set apart" : nil
  }
}
