/// A page as a picture: grey samples row by row, 0 black and 255 white.
public struct Raster: Sendable {
  public var width: Int
  public var height: Int
  public var samples: [UInt8]
  public var dotsPerInch: Double

  public init(width: Int, height: Int, samples: [UInt8], dotsPerInch: Double) {
    self.width = width
    self.height = height
    self.samples = samples
    self.dotsPerInch = dotsPerInch
  }
}
