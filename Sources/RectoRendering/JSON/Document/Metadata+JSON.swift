internal import RectoGeometry
internal import RectoMetadata
internal import RectoTree

extension Metadata: Described {
  static var blank: Metadata { Metadata() }

  mutating func describe(_ form: inout some Form) {
    form.field("format", &format, .string, "Of the file that was converted.")
    form.field("pageCount", &pageCount, .count)
    form.field("encrypted", &isEncrypted, .bool)
    form.field("tagged", &isTagged, .bool)
    for (name, path) in Self.entryPaths { form.optional(name, &self[keyPath: path], .string) }
    form.optional(
      "printedTitle", &printedTitle, .string, "The title as it stands on the first page.")
    form.unusual(
      "printedAuthors", &printedAuthors, .list(.string), [],
      "The authors as they stand between title and abstract.")
    form.optional("abstract", &abstract, .string)
    form.field("outline", &outline, .list(.object(OutlineItem.self)))
    form.field("attachments", &attachments, .list(.object(Attachment.self)))
    form.field("fields", &fields, .list(.object(FormField.self)))
    form.field("annotations", &annotations, .list(.object(Annotation.self)))
    form.unusual(
      "layers", &layers, .list(.object(OptionalContent.self)), [],
      "Optional content groups, which viewers can show and hide.")
    form.unusual(
      "signatures", &signatures, .list(.object(Signature.self)), [],
      "As the file describes them; nothing is verified.")
  }
}

extension OutlineItem: Described {
  static var blank: OutlineItem { OutlineItem(title: "", level: 1) }

  mutating func describe(_ form: inout some Form) {
    form.field("title", &title, .string)
    form.field("level", &level, .integer)
    form.optional("page", &page, .page)
    form.optional("top", &top, .number, "The height on that page in points from its top.")
  }
}

extension Attachment: Described {
  static var blank: Attachment { Attachment(name: "", size: nil) }

  mutating func describe(_ form: inout some Form) {
    form.field("name", &name, .string)
    form.optional("size", &size, .integer, "In bytes, if the file says it.")
    form.optional("summary", &summary, .string, "What the file says that it is.")
  }
}

extension FormField: Described {
  static var blank: FormField { FormField(name: "", value: .signature, page: 0, box: .empty) }

  mutating func describe(_ form: inout some Form) {
    var (kind, text) = (kind, text)
    form.field("name", &name, .string)
    form.field("type", &kind, .choice(Kind.self))
    form.field(
      "value", &text, .string, "on or off for a button; what is chosen, with commas between.")
    form.field("page", &page, .page)
    form.field("box", &box, .box)
    self.value = FormField.Value(kind, text)
  }
}

extension Annotation: Described {
  static var blank: Annotation { Annotation(kind: "", contents: nil, page: 0, box: .empty) }

  mutating func describe(_ form: inout some Form) {
    form.field("type", &kind, .string)
    form.optional("contents", &contents, .string)
    form.optional("author", &author, .string)
    form.optional("modified", &modified, .string, "As the file says it.")
    form.field("page", &page, .page)
    form.field("box", &box, .box)
  }
}

extension OptionalContent: Described {
  static var blank: OptionalContent { OptionalContent(name: "", isVisible: true) }

  mutating func describe(_ form: inout some Form) {
    form.field("name", &name, .string)
    form.field("visible", &isVisible, .bool, "As the file is opened.")
  }
}

extension Signature: Described {
  static var blank: Signature { Signature(field: "", coversFile: false) }

  mutating func describe(_ form: inout some Form) {
    form.field("field", &field, .string)
    for (name, path) in Self.entryPaths { form.optional(name, &self[keyPath: path], .string) }
    form.field("coversFile", &coversFile, .bool, "Whether nothing was added to the file after it.")
  }
}
