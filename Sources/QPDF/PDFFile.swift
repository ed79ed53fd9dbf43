/// A PDF file that is being added to. What it holds stays as it is.
@safe public final class PDFFile {
  /// Why a file could not be read or written, in the library's words.
  public struct Failure: Error, Sendable {
    public enum Kind: Sendable { case libraryMissing, password, file }

    public var kind: Kind
    public var reason: String
  }

  /// Where a page stands in its own space: the box that is shown, and by how many degrees it is
  /// turned clockwise for that.
  public struct PageFrame: Sendable, Equatable {
    public var x0, y0, x1, y1: Double
    public var rotation: Int
  }

  private let library: QPDFLibrary
  private var handle: QPDFLibrary.Handle?
  /// The library reads from these until the file is written.
  private let bytes: UnsafeMutableBufferPointer<CChar>
  /// Files that pages were taken from.
  private var sources: [PDFFile] = []
  private var font: QPDFLibrary.Object?
  private var save: QPDFLibrary.Object?

  /// Reads a file; damaged ones are mended as far as they can be.
  public init(_ content: [UInt8], password: String? = nil) throws(Failure) {
    guard let library = QPDFLibrary.shared else {
      throw Failure(kind: .libraryMissing, reason: "libqpdf is not installed")
    }
    self.library = library
    unsafe bytes = .allocate(capacity: max(1, content.count))
    unsafe bytes.withMemoryRebound(to: UInt8.self) { buffer in
      _ = unsafe buffer.initialize(from: content)
    }
    unsafe handle = library.create()
    unsafe library.silence(handle)
    unsafe library.suppressWarnings(handle, 1)
    let status = unsafe library.read(
      handle, "document", bytes.baseAddress, UInt64(content.count), password)
    try check(status)
    try check(unsafe library.pushInherited(handle))
  }

  deinit {
    unsafe library.destroy(&handle)
    unsafe bytes.deallocate()
  }

  public var pageCount: Int { unsafe max(0, Int(library.pageCount(handle))) }

  /// Adds the pages of another file at the end.
  public func append(pagesOf other: PDFFile) throws(Failure) {
    sources.append(other)
    for i in 0..<other.pageCount {
      let page = unsafe library.page(other.handle, i)
      try check(unsafe library.addPage(handle, other.handle, page, 0))
    }
  }

  /// Takes away what the file says about itself: who made it, and when.
  public func removeInformation() {
    unsafe library.removeKey(handle, library.trailer(handle), "/Info")
  }

  /// The frame of a page from 0.
  public func frame(ofPage index: Int) -> PageFrame {
    let page = unsafe library.page(handle, index)
    let media = box(page, "/MediaBox") ?? (0, 0, 612, 792)
    var shown = box(page, "/CropBox") ?? media
    shown = (
      max(shown.0, media.0), max(shown.1, media.1), min(shown.2, media.2), min(shown.3, media.3)
    )
    if shown.0 >= shown.2 || shown.1 >= shown.3 { shown = media }
    let turn = unsafe library.key(handle, page, "/Rotate")
    let rotation =
      unsafe library.isNumber(handle, turn) != 0
      ? Int(library.number(handle, turn)) : 0
    return PageFrame(
      x0: shown.0, y0: shown.1, x1: shown.2, y1: shown.3,
      rotation: ((rotation % 360) + 360) % 360)
  }

  private func box(_ page: QPDFLibrary.Object, _ key: String) -> (Double, Double, Double, Double)? {
    let array = unsafe library.key(handle, page, key)
    guard unsafe library.isArray(handle, array) != 0,
      unsafe library.count(handle, array) == 4
    else { return nil }
    let values = (0..<4).map { i in
      unsafe library.number(handle, library.item(handle, array, Int32(i)))
    }
    return (
      min(values[0], values[2]), min(values[1], values[3]), max(values[0], values[2]),
      max(values[1], values[3])
    )
  }

  /// Draws `content` over a page from 0, in the page's own space; it may use `/RectoText`, a font of
  /// two-byte codes that are UTF-16 and whose letters leave no ink.
  public func draw(_ content: String, onPage index: Int) {
    let page = unsafe library.page(handle, index)
    let old = unsafe library.key(handle, page, "/Contents")
    let new = unsafe library.newArray(handle)
    // What was drawn before may leave its state changed.
    let save = self.save ?? stream("q\n")
    self.save = save
    unsafe library.append(handle, new, save)
    if unsafe library.isArray(handle, old) != 0 {
      for i in 0..<(unsafe library.count(handle, old)) {
        unsafe library.append(handle, new, library.item(handle, old, i))
      }
    } else if unsafe library.isStream(handle, old) != 0 {
      unsafe library.append(handle, new, old)
    }
    unsafe library.append(handle, new, stream("\nQ\n" + content))
    unsafe library.setKey(handle, page, "/Contents", new)
    let resources = dictionary("/Resources", in: page)
    unsafe library.setKey(handle, dictionary("/Font", in: resources), "/RectoText", textFont())
  }

  /// A dictionary's dictionary, made if it is missing.
  private func dictionary(_ key: String, in parent: QPDFLibrary.Object) -> QPDFLibrary.Object {
    let own = unsafe library.key(handle, parent, key)
    if unsafe library.isDictionary(handle, own) != 0 { return own }
    let new = unsafe library.newDictionary(handle)
    unsafe library.setKey(handle, parent, key, new)
    return unsafe library.key(handle, parent, key)
  }

  private func stream(_ content: String) -> QPDFLibrary.Object { stream([UInt8](content.utf8)) }

  private func stream(_ content: [UInt8]) -> QPDFLibrary.Object {
    let stream = unsafe library.newStream(handle)
    let null = unsafe library.newNull(handle)
    unsafe library.setData(handle, stream, content, content.count, null, null)
    return stream
  }

  private func textFont() -> QPDFLibrary.Object {
    if let font { return font }
    func object(_ text: String, _ parts: [(String, QPDFLibrary.Object)]) -> QPDFLibrary.Object {
      let object = unsafe library.parse(handle, text)
      for (key, value) in parts { unsafe library.setKey(handle, object, key, value) }
      return unsafe library.makeIndirect(handle, object)
    }
    let descriptor = object(
      """
      << /Type /FontDescriptor /FontName /RectoText /Flags 5 /FontBBox [0 -200 500 800] /Ascent 800 \
      /CapHeight 800 /Descent -200 /ItalicAngle 0 /StemV 80 >>
      """, [("/FontFile2", stream(BlankFont.bytes))])
    let descendant = object(
      """
      << /Type /Font /Subtype /CIDFontType2 /BaseFont /RectoText /DW 500 \
      /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>
      """,
      [
        ("/FontDescriptor", descriptor),
        ("/CIDToGIDMap", stream([UInt8](repeating: 0, count: 2 * 65536))),
      ])
    let font = object(
      "<< /Type /Font /Subtype /Type0 /BaseFont /RectoText /Encoding /Identity-H >>",
      [
        ("/DescendantFonts", unsafe library.wrap(handle, descendant)),
        ("/ToUnicode", stream(BlankFont.unicodeMap)),
      ])
    self.font = font
    return font
  }

  /// The whole file, encrypted as it was. The same content gives the same bytes.
  public func written() throws(Failure) -> [UInt8] {
    try check(unsafe library.beginWriting(handle))
    if unsafe library.isEncrypted(handle) == 0 {
      unsafe library.setDeterministicID(handle, 1)
    }
    try check(unsafe library.write(handle))
    guard let buffer = unsafe library.buffer(handle) else {
      throw Failure(kind: .file, reason: "nothing was written")
    }
    return unsafe Array(UnsafeBufferPointer(start: buffer, count: library.bufferLength(handle)))
  }

  private func check(_ status: Int32) throws(Failure) {
    let hasError = unsafe library.hasError(handle) != 0
    guard hasError || status & QPDFLibrary.errors != 0 else { return }
    let error = unsafe library.error(handle)
    let code = unsafe library.errorCode(handle, error)
    let detail = unsafe library.errorDetail(handle, error)
    throw Failure(
      kind: code == QPDFLibrary.passwordError ? .password : .file,
      reason: unsafe detail.map { unsafe String(cString: $0) } ?? "unknown")
  }
}
