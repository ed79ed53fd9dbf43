internal import Poppler
internal import RectoDiagnostics
internal import RectoImages
internal import RectoPages
internal import RectoPDF

/// A document's bytes with all that is needed to open a reader over them, on any thread.
struct PageSource: Sendable {
  let format: InputFormat
  let bytes: SharedBytes
  let password: String?
  var mostPixels = ImageReader.mostPixels

  func open() throws(ConversionError) -> any PageReader {
    guard format != .json else {
      throw ConversionError(
        .unsupportedFormat, "JSON has no pages to be looked at",
        advice: "Name the document that it was made of.")
    }
    if format.isImage {
      return try ImageReader(bytes.copy(), format: format.rawValue, mostPixels: mostPixels)
    }
    return try PDFReader(bytes, password: password)
  }
}
