public import RectoGeometry

/// A unit of a document: a heading, a paragraph, a list, a table …
public struct Block: Sendable, Equatable {
  public indirect enum Content: Sendable, Equatable {
    case heading(Text, level: Int)
    case paragraph(Text)
    /// What another said or wrote, set in from both sides.
    case quote([Block])
    /// Lines that end where they were set: verse, addresses. Line feeds part them.
    case lineBlock(Text)
    case list(List)
    /// Lines of a program, in a language that is called as programs call it: `swift`.
    case code(Text, language: String? = nil)
    case table(Table)
    case figure(Figure)
    /// What says what a table or figure shows: inside it, or by itself where none was found.
    case caption([Block])
    case footnote(Footnote)
    case formula(Formula)
    /// A line, stars or a gap that part what was before from what comes.
    case thematicBreak
    /// What only one format understands, in its own words: `html`, `markdown`.
    case raw(String, format: String)
    case section(Section)
  }

  /// Unique in its document, once that is complete: `p3.b2` for the second block of the third page.
  public var id = ""
  public var content: Content
  /// Where it was printed; `nil` in documents that have no pages.
  public var origin: Origin?
  /// What links within the document call it: `figure-3`, `reference-12`.
  public var anchor: String?
  /// What passes over a printed document know of it besides.
  public var printed: Printed?

  public init(_ content: Content, origin: Origin? = nil, printed: Printed? = nil) {
    self.content = content
    self.origin = origin
    self.printed = printed
  }

  /// A block of a page.
  public init(_ content: Content, page: Int, box: Box, look: Look = Look(), turn: Turn = .none) {
    self.init(
      content, origin: Origin(page: page, box: box, turn: turn), printed: Printed(look: look))
  }

  /// A block that is made of others: it stands where they do, and is set as the first.
  public init(_ content: Content, of parts: [Block]) {
    self.init(content, origin: Origin(around: parts), printed: parts.first?.printed)
    printed?.evidence = []
  }

  /// Makes what the block is the only thing inside another, in its place: the paragraph of a quotation.
  public mutating func wrap(in container: ([Block]) -> Content) {
    content = container([Block(content, origin: origin)])
  }

  /// The text of a block that is nothing but text, or that holds nothing but one such block.
  public var text: Text? {
    get {
      switch content {
      case .heading(let text, _), .paragraph(let text), .lineBlock(let text), .code(let text, _):
        text
      case .formula(let formula): formula.latex
      case .quote(let blocks), .caption(let blocks): blocks.count == 1 ? blocks[0].text : nil
      case .footnote(let note): note.blocks.count == 1 ? note.blocks[0].text : nil
      case .list, .table, .figure, .thematicBreak, .raw, .section: nil
      }
    }
    set {
      guard let text = newValue, self.text != nil else { return }
      switch content {
      case .heading(_, let level): content = .heading(text, level: level)
      case .paragraph: content = .paragraph(text)
      case .lineBlock: content = .lineBlock(text)
      case .code(_, let language): content = .code(text, language: language)
      case .quote(var blocks):
        blocks[0].text = text
        content = .quote(blocks)
      case .caption(var blocks):
        blocks[0].text = text
        content = .caption(blocks)
      case .footnote(var note):
        note.blocks[0].text = text
        content = .footnote(note)
      case .formula(var formula):
        formula.latex = text
        content = .formula(formula)
      case .list, .table, .figure, .thematicBreak, .raw, .section: break
      }
    }
  }
}

/// A note at the foot of a page or the end of a text.
public struct Footnote: Sendable, Equatable {
  /// What its marks in the text call it; `nil` if nothing refers to it.
  public var name: String?
  /// The first begins with the mark, if one is printed there, which links to the note itself.
  public var blocks: [Block]

  public init(name: String? = nil, _ blocks: [Block]) {
    self.name = name
    self.blocks = blocks
  }
}
