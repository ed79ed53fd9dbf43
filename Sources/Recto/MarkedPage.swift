internal import Leptonica
internal import Poppler
public import RectoDiagnostics
public import RectoGeometry
internal import RectoPages

extension PageReader {
  /// A page (from 0) as PNG, with marks drawn over it whose corners are in points. `width` is that of
  /// the page.
  func png(
    page: Int, width: Float, dotsPerInch: Double, marks: [Picture.Mark]
  ) throws(ConversionError) -> [UInt8] {
    let plain = try png(page: page, of: nil, dotsPerInch: dotsPerInch)
    guard !marks.isEmpty, let picture = try? Picture(reading: plain, maximumPixels: .max) else {
      return plain
    }
    // Pictures are not enlarged, and very large pages are rendered smaller than asked for.
    let pixels = Float(picture.width) / width
    let drawn = marks.map { mark in
      Picture.Mark(
        corners: mark.corners.map { $0 * pixels }, label: mark.label, colour: mark.colour)
    }
    return picture.marked(drawn).png ?? plain
  }
}

/// A page with places marked on it.
public struct MarkedPage {
  /// From 0.
  public var page: Int
  /// The corners of each place, in points from the top left of the page as the file shows it.
  public var places: [[Point]]

  public init(page: Int, places: [[Point]]) {
    (self.page, self.places) = (page, places)
  }

  /// The page of a document as PNG. Only password and limits of the options count.
  public func png(
    of bytes: [UInt8], name: String, options: ConversionOptions, dotsPerInch: Double
  ) throws(ConversionError) -> [UInt8] {
    let source = PageSource(
      format: try InputFormat(sniffing: bytes, name: name), bytes: SharedBytes(bytes),
      password: options.password, mostPixels: options.limits.pixels)
    let reader = try source.open()
    guard page >= 0, page < reader.pageCount else {
      throw ConversionError(
        .usage, "\(name) has no page \(page + 1), but \(reader.pageCount) pages",
        advice: "Name the document that was converted.")
    }
    return try reader.png(
      page: page, width: try reader.page(page).width, dotsPerInch: dotsPerInch,
      marks: places.map { Picture.Mark(corners: $0, label: "", colour: (220, 40, 40)) })
  }
}
