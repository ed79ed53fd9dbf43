internal import CTesseract
internal import RectoGeometry

extension Picture {
  /// A PDF of one page that is the picture, without loss; `nil` if it cannot be made.
  ///
  /// `original` is the file that it was read from: a JPEG goes into the PDF as it is, if it
  /// stands upright.
  public func pdf(dotsPerInch: Double, original: [UInt8]? = nil) -> [UInt8]? {
    var data: UnsafeMutablePointer<UInt8>?
    var size = 0
    let resolution = max(1, min(10_000, Int32(clamped: dotsPerInch.rounded())))
    if let original, original.starts(with: [0xFF, 0xD8, 0xFF]),
      ExifOrientation(of: original) == nil
    {
      var box = unsafe l_byteaInitFromMem(original, original.count)
      defer { unsafe l_byteaDestroy(&box) }
      var length = 0
      // Takes the copy over.
      if let copy = unsafe l_byteaCopyData(box, &length),
        let content = unsafe l_generateJpegDataMem(copy, length, 0)
      {
        unsafe content.pointee.res = resolution
        // Takes the content over.
        if unsafe cidConvertToPdfData(content, nil, &data, &size) == 0, let data = unsafe data {
          defer { unsafe lept_free(data) }
          return unsafe Array(UnsafeBufferPointer(start: data, count: size))
        }
      }
    }
    guard
      unsafe pixConvertToPdfData(
        handle, Int32(L_FLATE_ENCODE), 0, &data, &size, 0, 0, resolution, nil, nil, 0) == 0,
      let data = unsafe data
    else { return nil }
    defer { unsafe lept_free(data) }
    return unsafe Array(UnsafeBufferPointer(start: data, count: size))
  }
}
