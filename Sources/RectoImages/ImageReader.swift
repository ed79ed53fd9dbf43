internal import Leptonica
public import RectoDiagnostics
public import RectoGeometry
public import RectoMetadata
public import RectoPages

/// An image file as pages: one, or as many as a TIFF holds.
public final class ImageReader: PageReader {
  /// The resolution of files that name none: that of a screen.
  public static let assumedResolution = 96.0

  /// Larger images are refused: as grey samples they would take a quarter of a gigabyte.
  public static let mostPixels = 250_000_000

  private let file: PictureSeries
  private let mostPixels: Int
  private let format: String
  public let pageCount: Int
  private var opened: (index: Int, picture: Picture)?

  public init(
    _ bytes: [UInt8], format: String, mostPixels: Int = ImageReader.mostPixels
  ) throws(ConversionError) {
    file = PictureSeries(bytes)
    self.mostPixels = mostPixels
    self.format = format
    pageCount = file.count
    _ = try picture(0)
  }

  public func facts() -> DocumentFacts {
    var facts = DocumentFacts()
    facts.metadata.format = format
    return facts
  }

  public func outline() -> [OutlineItem] { [] }

  public func destination(named name: String) -> PlacedLink.Target? { nil }

  public func page(_ index: Int, within seconds: Double) throws(ConversionError) -> SourcePage {
    let picture = try picture(index)
    let points = 72 / (picture.dotsPerInch ?? Self.assumedResolution)
    var page = SourcePage(
      index: index, width: Float(Double(picture.width) * points),
      height: Float(Double(picture.height) * points))
    page.resolution = Float(72 / points)
    page.images = [
      PlacedImage(
        box: page.box, width: picture.width, height: picture.height,
        bitsPerComponent: picture.bitsPerComponent, components: picture.components)
    ]
    return page
  }

  public func png(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> [UInt8] {
    let picture = try picture(page)
    let resolution = picture.dotsPerInch ?? Self.assumedResolution
    let pixels = resolution / 72
    let area =
      box
      ?? Box(
        x0: 0, y0: 0, x1: Float(Double(picture.width) / pixels),
        y1: Float(Double(picture.height) / pixels))
    let png = picture.png(
      x: Int(clamped: Double(area.x0) * pixels), y: Int(clamped: Double(area.y0) * pixels),
      width: max(1, Int(clamped: (Double(area.width) * pixels).rounded())),
      height: max(1, Int(clamped: (Double(area.height) * pixels).rounded())),
      scale: dotsPerInch / resolution)
    guard let png else {
      throw ConversionError(.internalError, "the picture of page \(page + 1) could not be written")
    }
    return png
  }

  /// The whole picture: a part is never asked for, as the picture is the page.
  public func raster(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError)
    -> Raster
  {
    let picture = try picture(page).grey()
    return Raster(
      width: picture.width, height: picture.height, samples: picture.samples,
      dotsPerInch: picture.dotsPerInch ?? Self.assumedResolution)
  }

  private func picture(_ index: Int) throws(ConversionError) -> Picture {
    if let opened, opened.index == index { return opened.picture }
    do {
      let picture = try file.picture(index, maximumPixels: mostPixels)
      opened = (index, picture)
      return picture
    } catch {
      switch error {
      case .tooLarge(let width, let height):
        throw ConversionError(
          .overBudget, "the image is \(width) x \(height) pixels, more than \(mostPixels)",
          advice: "Scale it down, or give --max-pixels.")
      case .unreadable:
        throw ConversionError(
          .damagedInput, "the \(format.uppercased()) image is damaged beyond reading",
          advice: "Try to open it in an image viewer; if that works, save it from there.")
      }
    }
  }
}
