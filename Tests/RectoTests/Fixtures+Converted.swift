import Foundation
import Poppler
import Recto
import RectoOCR
import RectoPDF
import RectoTesting
import RectoTree

extension Fixtures {
  /// Of a long document so many pages are looked at, from its beginning and its middle.
  private static let mostPages = 8

  /// The documents of `Fixtures` and of the folders that `RECTO_CORPORA` names, converted without pictures
  /// and recognition; those that cannot be are left out. How many there were.
  static func forEachConverted(
    _ given: ConversionOptions, _ body: (URL, Document, PDFReader) throws -> Void
  ) throws -> Int {
    var options = given
    options.images = .none
    options.ocr.mode = .never
    var count = 0
    for url in corpora {
      let bytes = try [UInt8](Data(contentsOf: url))
      guard let reader = try? PDFReader(SharedBytes(bytes), password: nil) else { continue }
      let half = mostPages / 2
      let middle = max(half, reader.pageCount / 2)
      options.pages =
        reader.pageCount > mostPages
        ? try PageSelection("1-\(half),\(middle + 1)-\(middle + half)") : .all
      guard let document = try? Converter(options).convert(bytes, name: "x").document else {
        continue
      }
      try body(url, document, reader)
      count += 1
    }
    return count
  }
}
