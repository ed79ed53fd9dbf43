internal import CPoppler
internal import RectoGeometry
public import RectoMetadata

extension GlibDocument {
  /// Files carried inside the document.
  public func attachments() -> [Attachment] {
    guard let list = unsafe poppler_document_get_attachments(handle) else { return [] }
    var result: [Attachment] = []
    var node: UnsafeMutablePointer<GList>? = unsafe list
    while let current = unsafe node {
      if let data = unsafe current.pointee.data {
        let attachment = unsafe data.assumingMemoryBound(to: PopplerAttachment.self)
        unsafe result.append(
          Attachment(
            name: poppler_attachment_get_name(attachment).map { unsafe String(cString: $0) } ?? "",
            // All bits are set where the file says none.
            size: Int(exactly: poppler_attachment_get_size(attachment)),
            summary: poppler_attachment_get_description(attachment).map {
              unsafe String(cString: $0)
            }))
        unsafe g_object_unref(data)
      }
      unsafe node = current.pointee.next
    }
    unsafe g_list_free(list)
    return result
  }

  /// The form fields of a page with their values. Not to be called when the form tree loops.
  public func fields(page index: Int) -> [FormField] {
    unsafe withPage(index) { page in
      guard let list = unsafe poppler_page_get_form_field_mapping(page) else { return [] }
      defer { unsafe poppler_page_free_form_field_mapping(list) }
      var result: [FormField] = []
      var node: UnsafeMutablePointer<GList>? = unsafe list
      while let current = unsafe node {
        if let data = unsafe current.pointee.data {
          let mapping = unsafe data.assumingMemoryBound(to: PopplerFormFieldMapping.self)
          if let field = unsafe mapping.pointee.field, let value = unsafe Self.value(of: field) {
            unsafe result.append(
              FormField(
                name: Self.take(poppler_form_field_get_name(field)) ?? "", value: value,
                page: index, box: box(mapping.pointee.area, on: page)))
          }
        }
        unsafe node = current.pointee.next
      }
      return result
    } ?? []
  }

  private static func value(of field: OpaquePointer) -> FormField.Value? {
    switch unsafe poppler_form_field_get_field_type(field) {
    case POPPLER_FORM_FIELD_TEXT:
      return unsafe .text(take(poppler_form_field_text_get_text(field)) ?? "")
    case POPPLER_FORM_FIELD_BUTTON:
      guard unsafe poppler_form_field_button_get_button_type(field) != POPPLER_FORM_BUTTON_PUSH
      else { return nil }
      return unsafe .button(isOn: poppler_form_field_button_get_state(field) != 0)
    case POPPLER_FORM_FIELD_CHOICE:
      let count = unsafe poppler_form_field_choice_get_n_items(field)
      let chosen = (0..<max(0, count)).filter {
        unsafe poppler_form_field_choice_is_item_selected(field, $0) != 0
      }
      let texts = chosen.compactMap { unsafe take(poppler_form_field_choice_get_item(field, $0)) }
      if texts.isEmpty, let typed = unsafe take(poppler_form_field_choice_get_text(field)) {
        return .choice([typed])
      }
      return .choice(texts)
    case POPPLER_FORM_FIELD_SIGNATURE: return .signature
    default: return nil
    }
  }

  /// Notes and mark-up of a page, without links and form fields.
  public func annotations(page index: Int) -> [Annotation] {
    unsafe withPage(index) { page in
      guard let list = unsafe poppler_page_get_annot_mapping(page) else { return [] }
      defer { unsafe poppler_page_free_annot_mapping(list) }
      var result: [Annotation] = []
      var node: UnsafeMutablePointer<GList>? = unsafe list
      while let current = unsafe node {
        if let data = unsafe current.pointee.data {
          let mapping = unsafe data.assumingMemoryBound(to: PopplerAnnotMapping.self)
          if let annotation = unsafe mapping.pointee.annot,
            let kind = unsafe Self.kind(poppler_annot_get_annot_type(annotation))
          {
            unsafe result.append(
              Annotation(
                kind: kind, contents: Self.take(poppler_annot_get_contents(annotation)),
                author: Self.take(poppler_annot_markup_get_label(annotation)),
                modified: Self.take(poppler_annot_get_modified(annotation)),
                page: index, box: box(mapping.pointee.area, on: page)))
          }
        }
        unsafe node = current.pointee.next
      }
      return result
    } ?? []
  }

  private static func kind(_ type: PopplerAnnotType) -> String? {
    switch type {
    case POPPLER_ANNOT_TEXT: "note"
    case POPPLER_ANNOT_FREE_TEXT: "free-text"
    case POPPLER_ANNOT_HIGHLIGHT: "highlight"
    case POPPLER_ANNOT_UNDERLINE: "underline"
    case POPPLER_ANNOT_SQUIGGLY: "squiggly"
    case POPPLER_ANNOT_STRIKE_OUT: "strike-out"
    case POPPLER_ANNOT_STAMP: "stamp"
    case POPPLER_ANNOT_CARET: "caret"
    case POPPLER_ANNOT_INK: "ink"
    case POPPLER_ANNOT_LINE, POPPLER_ANNOT_SQUARE, POPPLER_ANNOT_CIRCLE, POPPLER_ANNOT_POLYGON,
      POPPLER_ANNOT_POLY_LINE:
      "shape"
    case POPPLER_ANNOT_FILE_ATTACHMENT: "file"
    default: nil
    }
  }
}
