internal import RectoGeometry
internal import RectoTree

/// A block as it stands among others: in a layer, or belonging to a table or figure beside it.
struct DescribedBlock: Described {
  var block: Block
  /// `nil` for the text.
  var layer: Document.Layer?
  /// The id of the table or figure that it belongs to.
  var owner: String?

  static var blank: DescribedBlock { DescribedBlock(block: Block(.thematicBreak)) }
  static var definition: String? { "block" }

  mutating func describe(_ form: inout some Form) {
    form.field(
      "id", &block.id, .string,
      "Unique in the document, and the same in JSON Lines: p3.b2 is the second block that begins on "
        + "the third page.", orElse: "")
    if form.isReading, !block.id.isEmpty, !form.context.ids.insert(block.id).inserted {
      form.fail("its id '\(block.id)' is that of another block")
    }
    var kind = block.content.kind
    form.field("type", &kind, .choice(Block.Content.Kind.self))
    form.optional(
      "of", &owner, .string, "The id of the table or figure that a caption or note belongs to.")
    form.optional(
      "anchor", &block.anchor, .string, "What links within the document call the block.")
    form.variants(of: kind) { kind, form in
      if kind != block.content.kind { block.content = kind.blank }
      guard case .heading(let text, var level) = block.content else { return }
      form.field("level", &level, .integer)
      block.content = .heading(text, level: level)
    }
    form.field("layer", &layer, NamedShape(names: Self.layers), nil, orElse: .some(nil))
    describeOrigin(&form)
    form.variants(of: kind) { kind, form in
      if kind != block.content.kind { block.content = kind.blank }
      describeContent(&form)
    }
  }

  private static let layers: [(value: Document.Layer?, name: String)] =
    [(nil, "body")] + Document.Layer.allCases.map { ($0, $0.rawValue) }

  /// Where the block begins; all its places if there are several.
  private mutating func describeOrigin(_ form: inout some Form) {
    let given = block.origin?.places ?? []
    var page = given.first?.page
    var box = given.isEmpty ? nil : block.origin?.box
    var places = given.count > 1 ? given : []
    form.optional("page", &page, .page)
    form.optional("box", &box, .box)
    form.unusual(
      "places", &places, .list(.object(Origin.Place.self)), [],
      "All the places of a block that goes on in another column or on another page; page and box are "
        + "those of its beginning.")
    var confidence = block.origin?.confidence
    form.optional(
      "ocr", &confidence, .share,
      "How sure the recogniser is of what it read of the block; missing if the file gives its text."
    )
    guard form.isReading, let page else { return }
    block.origin = Origin(
      places.isEmpty ? [Origin.Place(page: page, box: box ?? .empty)] : places,
      confidence: confidence)
  }

  private mutating func describeContent<F: Form>(_ form: inout F) {
    switch block.content {
    case .heading(var text, let level):
      DescribedText.describe(&text, &form)
      block.content = .heading(text, level: level)
    case .paragraph(var text):
      DescribedText.describe(&text, &form)
      block.content = .paragraph(text)
    case .lineBlock(var text):
      DescribedText.describe(&text, &form)
      block.content = .lineBlock(text)
    case .code(var text, var language):
      form.optional("language", &language, .string)
      DescribedText.describe(&text, &form)
      block.content = .code(text, language: language)
    case .thematicBreak: break
    case .raw(var raw, var format):
      form.field("format", &format, .string, "What understands it: html, markdown.")
      form.field("raw", &raw, .string)
      block.content = .raw(raw, format: format)
    case .section(var section):
      form.field("kind", &section.kind, .choice(Section.Kind.self))
      form.optional("title", &section.title, TextShape(), "Of a sheet or a slide.")
      form.field("blocks", &section.blocks, BlocksShape())
      block.content = .section(section)
    case .formula(var formula):
      DescribedText.describe(&formula.latex, &form)
      DescribedFormula.describe(&formula, &form)
      block.content = .formula(formula)
    case .quote(var blocks):
      describe(&blocks, &form)
      block.content = .quote(blocks)
    case .caption(var blocks):
      describe(&blocks, &form)
      block.content = .caption(blocks)
    case .footnote(var note):
      form.optional(
        "note", &note.name, .string, "What marks in the text call it, if there are any.")
      describe(&note.blocks, &form)
      block.content = .footnote(note)
    case .list(var list):
      form.field(
        "kind", &list.kind, .choice(List.Kind.self), nil, orElse: .items)
      form.field("ordered", &list.isOrdered, .bool, nil, orElse: false)
      form.optional(
        "start", &list.start, .integer,
        "The number of the first item, where markers are not printed but counted.")
      form.field("items", &list.items, .list(.object(List.Item.self)))
      block.content = .list(list)
    case .table(var table):
      DescribedTable.describe(&table, &form)
      block.content = .table(table)
    case .figure(var figure):
      form.field("name", &figure.name, .string, nil, orElse: "")
      form.field("kind", &figure.kind, .choice(Figure.Kind.self))
      DescribedPicture.describe(&figure.picture, name: figure.name, &form)
      form.optional("alternate", &figure.alternate, .string)
      form.field(
        "blocks", &figure.blocks, BlocksShape(), "The text printed inside it.", orElse: [])
      block.content = .figure(figure)
    }
  }

  /// What a quotation, caption or note holds: its text, where that is all.
  private func describe<F: Form>(_ blocks: inout [Block], _ form: inout F) {
    var text: Text?
    if blocks.count == 1, blocks[0].anchor == nil, case .paragraph(let own) = blocks[0].content {
      text = own
    }
    var paragraph = text ?? Text()
    form.either(text != nil, orIf: "blocks") { form in
      DescribedText.describe(&paragraph, &form)
      if F.reads { blocks = [Block(.paragraph(paragraph), origin: block.origin)] }
    } _: { form in
      form.field("blocks", &blocks, BlocksShape())
    }
  }
}

extension Block.Content {
  enum Kind: String, KindOfObject {
    case heading, paragraph, quote
    case lineBlock = "line-block"
    case list, code, table, figure, caption, footnote, formula
    case thematicBreak = "break"
    case raw, section

    /// Content of the kind that holds nothing.
    fileprivate var blank: Block.Content {
      switch self {
      case .heading: .heading(Text(), level: 1)
      case .paragraph: .paragraph(Text())
      case .quote: .quote([])
      case .lineBlock: .lineBlock(Text())
      case .list: .list(List(isOrdered: false, items: []))
      case .code: .code(Text())
      case .table: .table(Table(rows: 0, columns: 0, cells: []))
      case .figure: .figure(Figure(kind: .image))
      case .caption: .caption([])
      case .footnote: .footnote(Footnote([]))
      case .formula: .formula(DescribedFormula.blank)
      case .thematicBreak: .thematicBreak
      case .raw: .raw("", format: "")
      case .section: .section(Section(.sheet, blocks: []))
      }
    }
  }

  var kind: Kind {
    switch self {
    case .heading: .heading
    case .paragraph: .paragraph
    case .quote: .quote
    case .lineBlock: .lineBlock
    case .list: .list
    case .code: .code
    case .table: .table
    case .figure: .figure
    case .caption: .caption
    case .footnote: .footnote
    case .formula: .formula
    case .thematicBreak: .thematicBreak
    case .raw: .raw
    case .section: .section
    }
  }
}

extension Origin.Place: Described {
  static var blank: Origin.Place { Origin.Place(page: 0, box: .empty) }

  mutating func describe(_ form: inout some Form) {
    form.field("page", &page, .page)
    form.field("box", &box, .box)
  }
}

extension List.Item: Described {
  static var blank: List.Item { List.Item(marker: Text(), blocks: []) }

  mutating func describe(_ form: inout some Form) {
    form.field("marker", &marker, TextShape(), "The bullet or number as printed.", orElse: Text())
    form.field("blocks", &blocks, BlocksShape())
  }
}

/// A text as an object of its own.
struct TextShape: Shape {
  func write(_ value: Text, _ key: String?, _ form: inout WritingForm) {
    var value = value
    form.writer.begin("{", key)
    DescribedText.describe(&value, &form)
    form.writer.end("}")
  }

  func read(_ form: inout ReadingForm) -> Text? {
    guard form.isObject() else { return nil }
    var text = Text()
    DescribedText.describe(&text, &form)
    return text
  }

  func schema(_ form: inout SchemaForm) -> SchemaNode {
    form.object(isClosed: true) { form in
      var text = Text()
      DescribedText.describe(&text, &form)
    }
  }
}
