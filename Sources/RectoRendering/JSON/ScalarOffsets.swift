internal import RectoGeometry

/// UTF-8 offsets of a string as offsets in Unicode scalars.
struct ScalarOffsets {
  /// Scalars before each byte; empty for ASCII, where the two are the same.
  private var counts: [Int32] = []
  private let length: Int

  init(_ string: String) {
    length = string.utf8.count
    guard string.utf8.contains(where: { $0 >= 0x80 }) else { return }
    counts.reserveCapacity(length + 1)
    var count: Int32 = 0
    for byte in string.utf8 {
      counts.append(count)
      // A scalar ends before each byte that is no continuation.
      if byte & 0xC0 != 0x80 { count += 1 }
    }
    counts.append(count)
  }

  subscript(offset: Int32) -> Int {
    let place = max(0, min(Int(offset), length))
    return counts.isEmpty ? place : Int(counts[place])
  }
}
