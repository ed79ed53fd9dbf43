internal import Leptonica
internal import QPDF
public import RectoDiagnostics
internal import RectoGeometry
internal import RectoImages
internal import RectoRendering
internal import RectoTree

/// The document as a PDF whose recognised words can be found and copied: its pages as they are, and
/// over them the words as text that leaves no ink. Images become pages of their size.
public struct SearchablePDF {
  private let result: Converter.Result
  private let source: [UInt8]
  private let name: String
  private let options: ConversionOptions

  /// `result` is that of converting `source` with glyphs kept; `name` is used in messages.
  public init(
    _ result: Converter.Result, source: [UInt8], name: String, options: ConversionOptions
  ) {
    (self.result, self.source, self.name, self.options) = (result, source, name, options)
  }

  public func written() throws(ConversionError) -> [UInt8] {
    let writer = TextLayerWriter(result.document)
    do {
      let file = try result.format.isImage ? images() : PDFFile(source, password: options.password)
      for page in result.document.pages where page.index < file.pageCount {
        guard let operators = writer.operators(for: page) else { continue }
        let matrix = Self.matrix(file.frame(ofPage: page.index))
        file.draw("q\n\(matrix) cm\n\(operators)Q\n", onPage: page.index)
      }
      return try file.written()
    } catch let error as PDFFile.Failure {
      throw Self.error(error, name)
    } catch {
      throw (error as? ConversionError)
        ?? ConversionError(.internalError, "\(name): a text layer cannot be added: \(error)")
    }
  }

  private static func error(_ failure: PDFFile.Failure, _ name: String) -> ConversionError {
    let message = "\(name): a text layer cannot be added: \(failure.reason)"
    return switch failure.kind {
    case .libraryMissing:
      ConversionError(
        .internalError, message,
        advice: "Install it with 'apt install qpdf' or 'brew install qpdf'.")
    case .password: ConversionError(.encrypted, message, advice: "Give --password.")
    case .file:
      ConversionError(
        .damagedInput, message, advice: "Repair the file with 'qpdf FILE NEW' and convert that.")
    }
  }

  /// A file of the pictures.
  private func images() throws -> PDFFile {
    var whole: PDFFile?
    let file = PictureSeries(source)
    for index in 0..<file.count {
      let picture: Picture
      do {
        picture = try file.picture(index, maximumPixels: options.limits.pixels)
      } catch {
        throw ConversionError(.damagedInput, "\(name): picture \(index + 1) cannot be read")
      }
      let resolution = picture.dotsPerInch ?? ImageReader.assumedResolution
      guard
        let bytes = picture.pdf(dotsPerInch: resolution, original: file.count == 1 ? source : nil)
      else {
        throw ConversionError(.internalError, "\(name): picture \(index + 1) cannot be written")
      }
      let page = try PDFFile(bytes)
      if let whole { try whole.append(pagesOf: page) } else { whole = page }
    }
    guard let whole else { throw ConversionError(.damagedInput, "\(name) holds no picture") }
    // The time of its making would differ from run to run.
    whole.removeInformation()
    return whole
  }

  /// From the page as shown, with the origin at its upper left corner and y running down, to the
  /// page's own space: as six numbers (ISO 32000-1, 8.3.3).
  private static func matrix(_ frame: PDFFile.PageFrame) -> String {
    let numbers: [Double] =
      switch frame.rotation {
      case 90: [0, 1, 1, 0, frame.x0, frame.y0]
      case 180: [-1, 0, 0, 1, frame.x1, frame.y0]
      case 270: [0, -1, -1, 0, frame.x1, frame.y1]
      default: [1, 0, 0, -1, frame.x0, frame.y1]
      }
    return numbers.map { "\(Float($0))" }.joined(separator: " ")
  }
}
