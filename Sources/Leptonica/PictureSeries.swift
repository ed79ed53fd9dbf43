internal import CTesseract
internal import RectoGeometry

/// The pictures of a file: one, or as many as a TIFF holds.
public struct PictureSeries: Sendable {
  public let bytes: [UInt8]
  private let directories: [TIFFDirectories.Entry]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    directories = TIFFDirectories(of: bytes).entries
  }

  public var count: Int { max(1, directories.count) }

  /// Reads a picture of at most `maximumPixels`.
  public func picture(_ index: Int, maximumPixels: Int) throws(PictureFailure) -> Picture {
    guard index > 0, index < directories.count else {
      return try Picture(reading: bytes, maximumPixels: maximumPixels)
    }
    let entry = directories[index]
    guard entry.width.multipliedReportingOverflow(by: entry.height).overflow == false,
      entry.width * entry.height <= maximumPixels
    else { throw .tooLarge(width: entry.width, height: entry.height) }
    setMsgSeverity(Int32(L_SEVERITY_NONE))
    var offset = entry.offset
    guard let pix = unsafe pixReadMemFromMultipageTiff(bytes, bytes.count, &offset) else {
      throw .unreadable
    }
    return unsafe Picture(adopting: pix)
  }
}
