internal import CTesseract
public import RectoGeometry

extension Picture {
  /// An outline to be drawn over a picture, with a label at its first corner.
  public struct Mark {
    /// In pixels.
    public var corners: [RectoGeometry.Point]
    /// Characters beyond ASCII are drawn as `?`.
    public var label: String
    public var colour: (red: UInt8, green: UInt8, blue: UInt8)

    public init(
      corners: [RectoGeometry.Point], label: String, colour: (red: UInt8, green: UInt8, blue: UInt8)
    ) {
      (self.corners, self.label, self.colour) = (corners, label, colour)
    }
  }

  /// The picture in colours with outlines drawn over it.
  public func marked(_ marks: [Mark]) -> Picture {
    let result = unsafe adopted(pixConvertTo32(handle))
    var font = unsafe bmfCreate(nil, Self.labelSize)
    defer { unsafe bmfDestroy(&font) }
    for mark in marks {
      guard let corner = mark.corners.first else { continue }
      var points = unsafe ptaCreate(Int32(mark.corners.count))
      defer { unsafe ptaDestroy(&points) }
      for corner in mark.corners { unsafe _ = ptaAddPt(points, corner.x, corner.y) }
      let (red, green, blue) = mark.colour
      unsafe _ = pixRenderPolylineArb(result.handle, points, 1, red, green, blue, 1)
      var value: UInt32 = 0
      unsafe _ = composeRGBPixel(Int32(red), Int32(green), Int32(blue), &value)
      let label = String(
        String.UnicodeScalarView(mark.label.unicodeScalars.map { $0.isASCII ? $0 : "?" }))
      guard !label.isEmpty, corner.x >= 0 else { continue }
      unsafe _ = pixSetTextline(
        result.handle, font, label, value, Int32(clamped: corner.x),
        Int32(clamped: max(corner.y, 8)), nil, nil)
    }
    return result
  }

  /// Of the labels' letters, in points of Leptonica's own font.
  private static let labelSize: Int32 = 4

  /// The whole picture as PNG; `nil` if it cannot be made.
  public var png: [UInt8]? { png(x: 0, y: 0, width: width, height: height, scale: 1) }
}
