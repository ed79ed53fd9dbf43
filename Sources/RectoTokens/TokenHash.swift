internal import RectoGeometry

/// What a token is found by: FNV-1a of its UTF-8 with 64 bits. Of a million tokens two are taken for each
/// other once in 40 million files.
struct TokenHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  mutating func add(_ scalar: Unicode.Scalar) {
    for byte in UTF8.encode(scalar) ?? .init() { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  static func value(_ text: some StringProtocol) -> UInt64 {
    var hash = TokenHash()
    hash.add(text.utf8)
    return hash.value
  }
}
