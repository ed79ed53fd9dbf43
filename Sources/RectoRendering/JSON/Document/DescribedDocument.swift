internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoMetadata
internal import RectoTree

/// A document as JSON: the whole of what `-t json` writes and `recto schema` describes.
struct DescribedDocument: Described {
  var document: Document

  static var blank: DescribedDocument { DescribedDocument(document: Document()) }

  mutating func describe(_ form: inout some Form) {
    form.derived("schema", ConstantShape(text: JSONRenderer.schema)) { () }
    form.derived(
      "minor", .count,
      "Of the schema: how often something was added to it. What a reader does not know it passes over."
    ) { JSONRenderer.minor }
    let generator = form.context.options.generator
    form.derived("generator", .string) { generator }
    form.field("metadata", &document.metadata, .object(Metadata.self))
    form.field("pages", &document.pages, .list(.object(Document.Page.self)))
    form.take(document.pages)
    var items = form.isReading ? [] : document.described()
    form.field("blocks", &items, ItemsShape())
    form.field(
      "diagnostics", &document.diagnostics, .list(.object(Diagnostic.self)), nil, orElse: [])
    if form.isReading { document.take(items) }
  }
}

extension Form {
  /// Has what follows be on these pages.
  mutating func take(_ pages: [Document.Page]) {
    for page in pages {
      context.pages[page.index] = FormContext.PageFacts(
        glyphCount: page.glyphCount, glyphs: page.glyphs)
    }
  }
}

extension Document {
  /// Text and furniture in the order in which they stand; what begins on one page, or all.
  func described(onPage page: Int? = nil) -> [DescribedBlock] {
    var items: [DescribedBlock] = []
    forEachInOrder { block, layer, owner in
      guard page == nil || page == block.page else { return }
      items.append(DescribedBlock(block: block, layer: layer, owner: owner?.id))
    }
    return items
  }

  /// Adds text and furniture in the order in which they stand.
  mutating func take(_ items: [DescribedBlock]) {
    for item in items {
      if let layer = item.layer {
        furniture.append(Furniture(layer, item.block, place: blocks.count))
      } else {
        blocks.append(item.block)
      }
    }
  }
}

/// All that stands in a document, or on a page of it.
struct ItemsShape: Shape {
  private static let element = ObjectShape<DescribedBlock>()

  func write(_ value: [DescribedBlock], _ key: String?, _ form: inout WritingForm) {
    form.writer.begin("[", key)
    for item in value {
      Self.element.write(item, nil, &form)
      form.passOn()
    }
    form.writer.end("]")
  }

  func read(_ form: inout ReadingForm) -> [DescribedBlock]? { BlocksShape.items(&form) }

  func schema(_ form: inout SchemaForm) -> SchemaNode { BlocksShape().schema(&form) }
}
