internal import RectoGeometry

/// What a colour does to the paper.
enum Paint {
  static let white: UInt32 = 0xFFFF_FFFF
  /// Less opaque paint is hardly seen, of 255.
  private static let sheer = 12
  /// Channels from here on are as white as the paper.
  private static let lightest: UInt32 = 250
  /// Colours that differ by no more than this in each channel are one to the eye.
  private static let nearlySame = 3

  static func isOpaque(_ colour: UInt32) -> Bool { colour >> 24 > sheer }

  /// As white as the paper.
  static func isWhite(_ colour: UInt32) -> Bool {
    colour & 0xFF >= lightest && colour >> 8 & 0xFF >= lightest && colour >> 16 & 0xFF >= lightest
  }

  static func isSame(_ a: UInt32, _ b: UInt32) -> Bool {
    func isNear(_ shift: UInt32) -> Bool {
      abs(Int(a >> shift & 0xFF) - Int(b >> shift & 0xFF)) <= nearlySame
    }
    return isNear(0) && isNear(8) && isNear(16)
  }
}
