internal import CPoppler
internal import RectoGeometry
public import RectoMetadata

/// A PDF opened through poppler-glib: all that is not page content. It belongs to one thread.
@safe public final class GlibDocument {
  let handle: OpaquePointer
  private let bytes: SharedBytes

  public init(_ bytes: SharedBytes, password: String?) throws(OpenFailure) {
    let data = unsafe g_bytes_new_static(bytes.memory.baseAddress, gsize(bytes.memory.count))
    defer { unsafe g_bytes_unref(data) }
    var error: UnsafeMutablePointer<GError>?
    guard let handle = unsafe poppler_document_new_from_bytes(data, password, &error) else {
      let isEncrypted =
        unsafe error?.pointee.code == Int32(bitPattern: POPPLER_ERROR_ENCRYPTED.rawValue)
      unsafe g_clear_error(&error)
      throw isEncrypted ? .encrypted : .damaged
    }
    unsafe self.handle = handle
    self.bytes = bytes
  }

  deinit { unsafe g_object_unref(UnsafeMutableRawPointer(handle)) }

  public var pageCount: Int { unsafe Int(poppler_document_get_n_pages(handle)) }

  /// Calls `body` with a page's handle; `nil` if there is no such page.
  func withPage<Result>(_ index: Int, _ body: (OpaquePointer) -> Result) -> Result? {
    guard index >= 0, index < pageCount,
      let page = unsafe poppler_document_get_page(handle, Int32(index))
    else { return nil }
    defer { unsafe g_object_unref(UnsafeMutableRawPointer(page)) }
    return unsafe body(page)
  }

  /// Title, author, dates and XMP.
  public func readMetadata(into metadata: inout Metadata) {
    unsafe metadata.title = Self.take(poppler_document_get_title(handle))
    unsafe metadata.author = Self.take(poppler_document_get_author(handle))
    unsafe metadata.subject = Self.take(poppler_document_get_subject(handle))
    unsafe metadata.keywords = Self.take(poppler_document_get_keywords(handle))
    unsafe metadata.creator = Self.take(poppler_document_get_creator(handle))
    unsafe metadata.producer = Self.take(poppler_document_get_producer(handle))
    unsafe metadata.created = Self.date(poppler_document_get_creation_date_time(handle))
    unsafe metadata.modified = Self.date(poppler_document_get_modification_date_time(handle))
    unsafe metadata.xmp = Self.take(poppler_document_get_metadata(handle))
  }

  /// The printed labels of all pages.
  public func pageLabels() -> [String] {
    (0..<pageCount).map { index in
      unsafe withPage(index) { unsafe Self.take(poppler_page_get_label($0)) ?? "" } ?? ""
    }
  }

  /// A string that poppler-glib hands over, or `nil` if there is none or it is empty.
  static func take(_ text: UnsafeMutablePointer<CChar>?) -> String? {
    guard let text = unsafe text else { return nil }
    defer { unsafe g_free(text) }
    let copy = unsafe String(cString: text)
    return copy.isEmpty ? nil : copy
  }

  private static func date(_ time: OpaquePointer?) -> String? {
    guard let time = unsafe time else { return nil }
    defer { unsafe g_date_time_unref(time) }
    guard let utc = unsafe g_date_time_to_utc(time) else { return nil }
    defer { unsafe g_date_time_unref(utc) }
    return unsafe take(g_date_time_format(utc, "%Y-%m-%dT%H:%M:%SZ"))
  }

  /// A rectangle in PDF user space as a box of the page, y down.
  func box(_ area: PopplerRectangle, on page: OpaquePointer) -> Box {
    var height = 0.0
    unsafe poppler_page_get_size(page, nil, &height)
    return Box(
      x0: Float(min(area.x1, area.x2)), y0: Float(height - max(area.y1, area.y2)),
      x1: Float(max(area.x1, area.x2)), y1: Float(height - min(area.y1, area.y2)))
  }
}
