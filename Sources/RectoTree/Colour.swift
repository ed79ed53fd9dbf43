internal import RectoGeometry

/// What colours, 0xAARRGGBB, are told by.
public enum Colour {
  /// Its least and its most channel of red, green and blue, 0 to 255: the same for white, grey and black.
  public static func extent(of colour: UInt32) -> (least: Int, most: Int) {
    let (red, green, blue) = (colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF)
    return (Int(min(red, green, blue)), Int(max(red, green, blue)))
  }
}
