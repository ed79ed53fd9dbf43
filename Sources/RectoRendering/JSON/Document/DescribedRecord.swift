internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoMetadata
internal import RectoTree

/// A line of a document as JSON Lines: its beginning, a page, or its end.
struct DescribedRecord: Described {
  enum Kind: String, KindOfObject { case document, page, end }

  var kind: Kind
  var metadata = Metadata()
  var page = Document.Page.blank
  /// What begins on the page.
  var items: [DescribedBlock] = []
  /// What was noticed there.
  var diagnostics: [Diagnostic] = []
  /// How many pages there were, and those that are missing, from 1.
  var pages = 0
  var missing: [Int] = []

  static var blank: DescribedRecord { DescribedRecord(kind: .end) }

  mutating func describe(_ form: inout some Form) {
    form.field("type", &kind, .choice(Kind.self))
    form.variants(of: kind) { kind, form in
      switch kind {
      case .document:
        form.derived("schema", ConstantShape(text: JSONLinesRenderer.schema)) { () }
        form.derived("minor", .count, "Of the schema.") { JSONRenderer.minor }
        let generator = form.context.options.generator
        form.derived("generator", .string) { generator }
        form.field("metadata", &metadata, .object(Metadata.self))
      case .page:
        page.describe(&form)
        form.take([page])
        form.field("blocks", &items, ItemsShape())
        form.field("diagnostics", &diagnostics, .list(.object(Diagnostic.self)), nil, orElse: [])
      case .end:
        form.field("pages", &pages, .count)
        form.field("missing", &missing, .list(.count), nil, orElse: [])
      }
    }
  }
}
