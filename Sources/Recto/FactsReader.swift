internal import RectoPages
internal import RectoTree

/// Copies what a document says about itself into its metadata.
enum FactsReader {
  static func read(_ facts: DocumentFacts, into document: inout Document) {
    var metadata = document.metadata
    metadata.isEncrypted = facts.isEncrypted
    metadata.isTagged = facts.isTagged
    let entries: [(String, String?)] = [
      ("title", facts.title), ("author", facts.author), ("subject", facts.subject),
      ("keywords", facts.keywords), ("creator", facts.creator), ("producer", facts.producer),
      ("created", facts.created), ("modified", facts.modified), ("language", facts.language),
      ("xmp", facts.xmp),
    ]
    metadata.entries = entries.compactMap { name, value in value.map { (name, $0) } }
    metadata.attachments = facts.attachments.map { ($0.name, $0.size) }
    metadata.fields = facts.fields.map { field in
      let (kind, value) =
        switch field.value {
        case .text(let text): ("text", text)
        case .choice(let chosen): ("choice", chosen.joined(separator: ", "))
        case .button(let isOn): ("button", isOn ? "on" : "off")
        case .signature: ("signature", "")
        }
      return Metadata.Field(
        name: field.name, kind: kind, value: value, page: field.page, box: field.box)
    }
    metadata.annotations = facts.annotations.map {
      Metadata.Note(
        kind: $0.kind, contents: $0.contents, author: $0.author, modified: $0.modified,
        page: $0.page, box: $0.box)
    }
    metadata.layers = facts.layers.map { ($0.name, $0.isVisible) }
    metadata.signatures = facts.signatures.map { signature in
      let entries: [(String, String?)] = [
        ("signer", signature.signer), ("reason", signature.reason),
        ("location", signature.location), ("date", signature.date), ("kind", signature.kind),
      ]
      return Metadata.Signature(
        field: signature.field, entries: entries.compactMap { n, v in v.map { (n, $0) } },
        coversFile: signature.coversFile)
    }
    document.metadata = metadata
    for i in document.pages.indices where document.pages[i].index < facts.pageLabels.count {
      document.pages[i].label = facts.pageLabels[document.pages[i].index]
    }
    document.diagnostics += facts.diagnostics
  }
}
