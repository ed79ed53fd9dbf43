public import RectoDiagnostics
internal import RectoGeometry

/// One of several equal parts of a batch, the same on every machine that sees the same documents.
public struct Shard: Sendable, Equatable {
  /// From 1.
  public let index: Int
  public let count: Int

  /// `I/N`. Throws a usage error if it is not that.
  public init(_ text: String) throws(ConversionError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1,
      (1...count).contains(index)
    else {
      throw ConversionError(
        .usage, "'\(text)' is not a part of a batch", advice: "Give --shard 1/4 to --shard 4/4.")
    }
    (self.index, self.count) = (index, count)
  }

  /// Whether a document is in it. It goes by the document's place alone, so that files which come
  /// or go move no others.
  public func holds(_ place: String) -> Bool {
    Int(StableHash.value(place) % UInt64(count)) == index - 1
  }
}

/// FNV-1a with 64 bits, mixed once more, as its low bits are those of the last letters.
struct StableHash {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  var value: UInt64 {
    let hash = self.hash ^ self.hash >> 33
    let mixed = hash &* 0xFF51_AFD7_ED55_8CCD
    return mixed ^ mixed >> 33
  }

  /// In hexadecimal.
  var text: String { String(value, radix: 16) }

  static func value(_ text: some StringProtocol) -> UInt64 {
    var hash = StableHash()
    hash.add(text.utf8)
    return hash.value
  }
}
