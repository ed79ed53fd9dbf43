package import CTesseract
internal import RectoGeometry

/// Why a picture could not be read.
public enum PictureFailure: Error, Sendable {
  case unreadable
  /// Its header promises more samples than are allowed.
  case tooLarge(width: Int, height: Int)
}

/// A raster picture, owned. It belongs to one thread: Leptonica's reference counts are not atomic.
@safe public final class Picture {
  package let handle: UnsafeMutablePointer<PIX>

  init(adopting handle: UnsafeMutablePointer<PIX>) { unsafe self.handle = handle }

  deinit {
    var handle: UnsafeMutablePointer<PIX>? = unsafe handle
    unsafe pixDestroy(&handle)
  }

  /// Reads a picture of at most `maximumPixels`, the first if there are several, and turns it as its Exif
  /// data say.
  public convenience init(
    reading bytes: [UInt8], maximumPixels: Int
  ) throws(PictureFailure) {
    setMsgSeverity(Int32(L_SEVERITY_NONE))
    var (format, width, height): (Int32, Int32, Int32) = (0, 0, 0)
    let known = unsafe pixReadHeaderMem(bytes, bytes.count, &format, &width, &height, nil, nil, nil)
    if known == 0, Int(width) * Int(height) > maximumPixels {
      throw .tooLarge(width: Int(width), height: Int(height))
    }
    guard let pix = unsafe pixReadMem(bytes, bytes.count) else { throw .unreadable }
    if let held = ExifOrientation(of: bytes) {
      let upright = unsafe Picture(adopting: pix).upright(held)
      unsafe self.init(adopting: pixClone(upright.handle))
    } else {
      unsafe self.init(adopting: pix)
    }
  }

  public var width: Int { unsafe Int(pixGetWidth(handle)) }
  public var height: Int { unsafe Int(pixGetHeight(handle)) }
  public var bitsPerComponent: Int {
    unsafe Int(pixGetDepth(handle)) >= 8 ? 8 : Int(pixGetDepth(handle))
  }
  public var components: Int { unsafe Int(pixGetDepth(handle)) == 32 ? 3 : 1 }
  /// Dots per inch as the file says, or `nil`.
  public var dotsPerInch: Double? {
    let resolution = unsafe Int(pixGetXRes(handle))
    return resolution > 0 ? Double(resolution) : nil
  }

  /// A part of the picture in pixels as PNG, scaled; `nil` if it cannot be made.
  public func png(x: Int, y: Int, width: Int, height: Int, scale: Double) -> [UInt8]? {
    var area = unsafe boxCreate(Int32(x), Int32(y), Int32(width), Int32(height))
    defer { unsafe boxDestroy(&area) }
    var part = unsafe pixClipRectangle(handle, area, nil)
    defer { unsafe pixDestroy(&part) }
    var scaled = unsafe scale < 0.99 ? pixScale(part, Float(scale), Float(scale)) : pixClone(part)
    defer { unsafe pixDestroy(&scaled) }
    var data: UnsafeMutablePointer<UInt8>?
    var size = 0
    guard unsafe pixWriteMemPng(&data, &size, scaled, 0) == 0, let data = unsafe data else {
      return nil
    }
    defer { unsafe lept_free(data) }
    return unsafe Array(UnsafeBufferPointer(start: data, count: size))
  }
}

extension Picture {
  /// Leptonica's version at run time, such as `1.82.0`.
  public static var libraryVersion: String {
    guard let text = unsafe getLeptonicaVersion() else { return "unknown" }
    defer { unsafe lept_free(text) }
    let name = unsafe String(cString: text)
    return String(name.drop { !$0.isNumber })
  }
}
