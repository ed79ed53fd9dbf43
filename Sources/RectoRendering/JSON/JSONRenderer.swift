internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoMetadata
public import RectoTree

/// The document tree with boxes and sources. `recto schema` prints the schema of this format.
///
/// Pages count from 1, boxes are `[x0, y0, x1, y1]` in points from the page's top-left corner,
/// offsets in text count Unicode scalars, glyphs are numbered in drawing order from 0.
public struct JSONRenderer: Renderer {
  /// The version of the format: a new one where a reader of the old would go wrong.
  public static let schema = "recto-document/1"

  private let document: Document
  private let options: RenderingOptions
  private let pages: [Int: Document.Page]
  public init(_ document: Document, options: RenderingOptions = RenderingOptions()) {
    var document = document
    // Documents that no chain of passes made.
    if document.blocks.contains(where: \.id.isEmpty) { document.nameBlocks() }
    self.document = document
    pages = document.pagesByIndex
    self.options = options
  }

  public func render(to output: inout Output) throws {
    var writer = JSONWriter()
    try writer.object { writer in
      writer.string("schema", Self.schema)
      writer.string("generator", options.generator)
      metadata(&writer)
      writer.array("pages") { writer in
        for page in document.pages { writer.object { members(of: page, &$0) } }
      }
      try writer.array("blocks") { writer in
        try document.forEachInOrder { block, layer, owner in
          self.block(block, in: layer, owner: owner?.id, &writer)
          if writer.text.utf8.count > 1 << 16 {
            output.markup(writer.take())
            try output.passOn()
          }
        }
      }
      writer.array("diagnostics") { writer in
        for diagnostic in document.diagnostics { self.diagnostic(diagnostic, &writer) }
      }
    }
    output.markup(writer.take() + "\n")
  }

  func diagnostic(_ diagnostic: Diagnostic, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.string("code", diagnostic.code.rawValue)
      writer.string("severity", diagnostic.severity.rawValue)
      if let page = diagnostic.page { writer.int("page", page + 1) }
      if let box = diagnostic.box { writer.box("box", box) }
      writer.string("summary", diagnostic.summary)
    }
  }

  func metadata(_ writer: inout JSONWriter) {
    let metadata = document.metadata
    writer.object("metadata") { writer in
      writer.string("format", metadata.format)
      writer.int("pageCount", metadata.pageCount)
      writer.bool("encrypted", metadata.isEncrypted)
      writer.bool("tagged", metadata.isTagged)
      for entry in metadata.entries { writer.string(entry.name, entry.value) }
      if let title = metadata.printedTitle { writer.string("printedTitle", title) }
      if !metadata.printedAuthors.isEmpty {
        writer.array("printedAuthors") { writer in
          for author in metadata.printedAuthors { writer.string(nil, author) }
        }
      }
      if let abstract = metadata.abstract { writer.string("abstract", abstract) }
      writer.array("outline") { writer in
        for entry in metadata.outline {
          writer.object { writer in
            writer.string("title", entry.title)
            writer.int("level", entry.level)
            if let page = entry.page { writer.int("page", page + 1) }
            if let top = entry.top { writer.number("top", top) }
          }
        }
      }
      writer.array("attachments") { writer in
        for attachment in metadata.attachments {
          writer.object { writer in
            writer.string("name", attachment.name)
            if let size = attachment.size { writer.int("size", size) }
            if let summary = attachment.summary { writer.string("summary", summary) }
          }
        }
      }
      writer.array("fields") { writer in
        for field in metadata.fields {
          writer.object { writer in
            writer.string("name", field.name)
            writer.string("type", field.kind)
            writer.string("value", field.text)
            writer.int("page", field.page + 1)
            writer.box("box", field.box)
          }
        }
      }
      writer.array("annotations") { writer in
        for note in metadata.annotations {
          writer.object { writer in
            writer.string("type", note.kind)
            if let contents = note.contents { writer.string("contents", contents) }
            if let author = note.author { writer.string("author", author) }
            if let modified = note.modified { writer.string("modified", modified) }
            writer.int("page", note.page + 1)
            writer.box("box", note.box)
          }
        }
      }
      if !metadata.layers.isEmpty {
        writer.array("layers") { writer in
          for layer in metadata.layers {
            writer.object { writer in
              writer.string("name", layer.name)
              writer.bool("visible", layer.isVisible)
            }
          }
        }
      }
      if !metadata.signatures.isEmpty {
        writer.array("signatures") { writer in
          for signature in metadata.signatures {
            writer.object { writer in
              writer.string("field", signature.field)
              for entry in signature.entries { writer.string(entry.name, entry.value) }
              writer.bool("coversFile", signature.coversFile)
            }
          }
        }
      }
    }
  }

  /// What is known of a page, as members of an object.
  func members(of page: Document.Page, _ writer: inout JSONWriter) {
    writer.int("page", page.index + 1)
    if let label = page.label { writer.string("label", label) }
    writer.number("width", page.width)
    writer.number("height", page.height)
    writer.int("glyphs", page.glyphCount)
    if page.failed { writer.bool("failed", true) }
    if let layer = page.textLayer {
      writer.object("textLayer") { writer in
        writer.string("verdict", layer.verdict.rawValue)
        if !layer.reason.isEmpty { writer.string("reason", layer.reason) }
      }
    }
    if let recognition = page.recognition { self.recognition(recognition, page.frame, &writer) }
    writer.object("layers") { writer in
      for layer in GlyphLayer.allCases {
        guard let runs = page.layers[layer] else { continue }
        writer.array(layer.rawValue) { writer in glyphs(runs, &writer) }
      }
    }
  }

  private func recognition(
    _ recognition: Recognition, _ frame: Projection, _ writer: inout JSONWriter
  ) {
    writer.object("recognition") { writer in
      writer.string("reason", recognition.reason)
      writer.string("languages", recognition.languages)
      writer.number("confidence", recognition.confidence)
      writer.number("coverage", recognition.coverage)
      if let agreement = recognition.agreement { writer.number("agreement", agreement) }
      writer.bool("doubtful", recognition.isDoubtful)
      writer.array("steps") { writer in
        for step in recognition.steps { writer.string(nil, step) }
      }
      writer.array("frame") { writer in
        let perspective = frame.g == 0 && frame.h == 0 ? [] : [frame.g, frame.h]
        for value in [frame.a, frame.b, frame.c, frame.d, frame.e, frame.f] + perspective {
          writer.decimal(nil, value)
        }
      }
    }
  }

  private func glyphs(_ runs: [SourceRun], _ writer: inout JSONWriter) {
    var rest = runs[...]
    while let first = rest.popFirst() {
      var last = first
      while let next = rest.first, next.goesOn(after: last) {
        last = next
        rest.removeFirst()
      }
      writer.array { writer in
        writer.int(nil, Int(first.first))
        writer.int(nil, Int(last.last))
      }
    }
  }

  /// `owner` is the table or figure that the block belongs to.
  func block(
    _ block: Block, in layer: Document.Layer? = nil, owner: String? = nil,
    _ writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.string("id", block.id)
      writer.string("type", Self.type(of: block))
      if let owner { writer.string("of", owner) }
      if let anchor = block.anchor { writer.string("anchor", anchor) }
      if case .heading(_, let level) = block.content { writer.int("level", level) }
      writer.string("layer", layer?.rawValue ?? "body")
      if let origin = block.origin { self.origin(origin, &writer) }
      switch block.content {
      case .heading(let text, _), .paragraph(let text), .lineBlock(let text):
        self.text(text, &writer)
      case .code(let text, let language):
        if let language { writer.string("language", language) }
        self.text(text, &writer)
      case .thematicBreak: break
      case .raw(let raw, let format):
        writer.string("format", format)
        writer.string("raw", raw)
      case .section(let section):
        writer.string("kind", section.kind.rawValue)
        if let title = section.title { writer.object("title") { text(title, &$0) } }
        writer.array("blocks") { blocks(section.blocks, &$0) }
      case .formula(let formula):
        text(formula.latex, &writer)
        JSONFormula.members(of: formula, &writer)
      case .quote(let blocks), .caption(let blocks): container(of: block, blocks, &writer)
      case .footnote(let note):
        if let name = note.name { writer.string("note", name) }
        container(of: block, note.blocks, &writer)
      case .list(let list):
        writer.string("kind", list.kind.rawValue)
        writer.bool("ordered", list.isOrdered)
        if let start = list.start { writer.int("start", start) }
        writer.array("items") { writer in
          for item in list.items {
            writer.object { writer in
              writer.object("marker") { writer in text(item.marker, &writer) }
              writer.array("blocks") { writer in blocks(item.blocks, &writer) }
            }
          }
        }
      case .table(let table):
        JSONTable.members(of: table, &writer) { writer, cell in
          text(cell.text, &writer)
          if !cell.more.isEmpty {
            writer.array("blocks") { writer in blocks(cell.more, &writer) }
          }
        }
      case .figure(let figure):
        writer.string("name", figure.name)
        writer.string("kind", figure.kind.rawValue)
        if let path = options.address(ofPicture: figure.name, figure.picture) {
          writer.string("image", path)
        }
        if let alternate = figure.alternate { writer.string("alternate", alternate) }
        writer.array("blocks") { writer in blocks(figure.blocks, &writer) }
      }
    }
  }

  private func blocks(_ blocks: [Block], _ writer: inout JSONWriter) {
    for block in blocks {
      block.forEachPrinted { self.block($0, owner: $1?.id, &writer) }
    }
  }

  /// What a quotation, caption or note holds: its text, where that is all.
  private func container(of block: Block, _ inner: [Block], _ writer: inout JSONWriter) {
    if inner.count == 1, case .paragraph(let text) = inner[0].content {
      self.text(text, &writer)
    } else {
      writer.array("blocks") { writer in blocks(inner, &writer) }
    }
  }

  /// Where a block begins; all its places if there are several.
  private func origin(_ origin: Origin, _ writer: inout JSONWriter) {
    guard let first = origin.places.first else { return }
    writer.int("page", first.page + 1)
    writer.box("box", origin.box)
    if origin.places.count > 1 {
      writer.array("places") { writer in
        for place in origin.places {
          writer.object { writer in
            writer.int("page", place.page + 1)
            writer.box("box", place.box)
          }
        }
      }
    }
    if let confidence = origin.confidence { writer.number("ocr", confidence) }
  }

  private static func type(of block: Block) -> String {
    switch block.content {
    case .heading: "heading"
    case .paragraph: "paragraph"
    case .quote: "quote"
    case .lineBlock: "line-block"
    case .list: "list"
    case .code: "code"
    case .table: "table"
    case .figure: "figure"
    case .caption: "caption"
    case .footnote: "footnote"
    case .formula: "formula"
    case .thematicBreak: "break"
    case .raw: "raw"
    case .section: "section"
    }
  }

  private func text(_ text: Text, _ writer: inout JSONWriter) {
    let offsets = ScalarOffsets(text.string)
    writer.string("text", text.string)
    if !text.spans.isEmpty {
      writer.array("spans") { writer in
        for span in text.spans { self.span(span, offsets, &writer) }
      }
    }
    if !text.formulas.isEmpty {
      writer.array("formulas") { writer in
        for formula in text.formulas {
          writer.object { writer in
            writer.int("start", offsets[formula.start])
            writer.int("end", offsets[formula.end])
            writer.string("latex", formula.formula.latex.string)
            JSONFormula.members(of: formula.formula, &writer)
          }
        }
      }
    }
    if !text.pictures.isEmpty {
      writer.array("pictures") { writer in
        for picture in text.pictures {
          writer.object { writer in
            writer.int("start", offsets[picture.start])
            writer.int("end", offsets[picture.end])
            writer.string("name", picture.name)
            if let alternate = picture.alternate { writer.string("alternate", alternate) }
            if let path = options.address(ofPicture: picture.name, picture.picture) {
              writer.string("image", path)
            }
          }
        }
      }
    }
    writer.array("lines") { writer in
      for (i, line) in text.lines.enumerated() {
        writer.object { writer in
          let page = pages[Int(line.page)]
          writer.int("page", Int(line.page) + 1)
          writer.box("box", line.box)
          writer.int("start", offsets[line.start])
          writer.int("end", offsets[line.end])
          writer.number("size", line.size)
          let source = page?.confidence(of: text.runs(ofLine: i))
          writer.string("source", source == nil ? "text-layer" : "ocr")
          if let source { writer.number("confidence", source) }
          if line.droppedHyphen { writer.bool("droppedHyphen", true) }
          let runs = text.runs(ofLine: i)
          writer.array("glyphs") { writer in glyphs(runs, &writer) }
          if options.words || options.characters {
            words(
              WordFinder.words(in: text, runs: runs, glyphs: page?.glyphs ?? []), offsets, &writer)
          }
        }
      }
    }
  }

  private func words(
    _ words: [WordFinder.Word], _ offsets: ScalarOffsets, _ writer: inout JSONWriter
  ) {
    writer.array("words") { writer in
      for word in words {
        writer.object { writer in
          writer.string("text", word.text)
          writer.int("start", offsets[word.start])
          writer.box("box", word.box)
          if options.characters {
            writer.array("chars") { writer in
              for character in word.characters {
                writer.object { writer in
                  writer.string("text", character.text)
                  writer.int("glyph", Int(character.glyph))
                  writer.box("box", character.box)
                }
              }
            }
          }
        }
      }
    }
  }

  private func span(_ span: Text.Span, _ offsets: ScalarOffsets, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.int("start", offsets[span.start])
      writer.int("end", offsets[span.end])
      writer.array("styles") { writer in
        for (style, name) in Style.names where span.style.contains(style) {
          writer.string(nil, name)
        }
      }
      switch span.link {
      case .uri(let uri): writer.string("uri", uri)
      case .place(let page, let top):
        writer.object("target") { writer in
          writer.int("page", page + 1)
          if let top { writer.number("top", top) }
        }
      case .note(let name): writer.string("note", name)
      case .anchor(let name): writer.string("anchor", name)
      case .comment(let name): writer.string("comment", name)
      case .named, nil: break
      }
    }
  }
}
