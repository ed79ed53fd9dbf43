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

  /// How many scalars there are.
  var count: Int { counts.last.map { Int($0) } ?? length }

  /// The offset of a scalar, or of the end; `nil` if there are not so many.
  func offset(ofScalar number: Int) -> Int32? {
    guard number >= 0, number <= count else { return nil }
    guard !counts.isEmpty else { return Int32(clamping: number) }
    // Within a scalar those before it and itself are counted: the last place is its beginning.
    return Int32(clamping: counts.partitioningIndex { $0 > number } - 1)
  }
}
