internal import RectoGeometry

/// The pictures of a TIFF file: where the directory of each begins, and how large it says that it is.
///
/// The libraries look for a picture by going over all before it, which for a file of many takes the
/// square of their number: page 1 of 2,000 was there after 14 s. Here the chain is gone over once (TIFF
/// 6.0, section 2; BigTIFF has wider numbers).
struct TIFFDirectories {
  struct Entry: Equatable {
    var offset: Int
    var width: Int
    var height: Int
  }

  private(set) var entries: [Entry] = []

  /// More are not followed; libtiff numbers no more either.
  private static let most = 65_535

  /// Empty where this is no TIFF, or its first directory makes no sense.
  init(of bytes: [UInt8]) {
    guard let numbers = Numbers(bytes) else { return }
    var seen: Set<Int> = []
    var next = numbers.first
    while let offset = next, offset > 0, entries.count < Self.most, seen.insert(offset).inserted,
      let directory = numbers.directory(at: offset)
    {
      entries.append(directory.entry)
      next = directory.next
    }
  }

  /// The file's bytes as numbers.
  private struct Numbers {
    private let bytes: [UInt8]
    private let isLittle: Bool
    /// Widths in bytes: of offsets, of the count of fields, of a field.
    private let widths: (offset: Int, count: Int, field: Int)

    init?(_ bytes: [UInt8]) {
      self.bytes = bytes
      isLittle = bytes.starts(with: "II".utf8)
      guard isLittle || bytes.starts(with: "MM".utf8), bytes.count >= 8 else { return nil }
      let version = isLittle ? bytes[2] : bytes[3]
      switch (version, isLittle ? bytes[3] : bytes[2]) {
      case (42, 0): widths = (4, 2, 12)
      case (43, 0): widths = (8, 8, 20)
      default: return nil
      }
    }

    var first: Int? { number(at: widths.offset == 4 ? 4 : 8, bytes: widths.offset) }

    func directory(at offset: Int) -> (entry: Entry, next: Int?)? {
      guard let count = number(at: offset, bytes: widths.count), count > 0,
        count <= (bytes.count - offset) / widths.field
      else { return nil }
      var entry = Entry(offset: offset, width: 0, height: 0)
      let start = offset + widths.count
      for field in 0..<count {
        let place = start + field * widths.field
        switch number(at: place, bytes: 2) {
        case 256: entry.width = value(ofFieldAt: place) ?? 0
        case 257: entry.height = value(ofFieldAt: place) ?? 0
        default: break
        }
      }
      guard entry.width > 0, entry.height > 0 else { return nil }
      return (entry, number(at: start + count * widths.field, bytes: widths.offset))
    }

    /// The only value of a field, which stands in the field itself: 2, 4 or 8 bytes by its type.
    private func value(ofFieldAt place: Int) -> Int? {
      let sizes = [3: 2, 4: 4, 16: 8]
      guard let type = number(at: place + 2, bytes: 2), let size = sizes[type] else { return nil }
      return number(at: place + 4 + widths.offset, bytes: size)
    }

    /// `nil` if it lies outside of the file, or is larger than any file.
    private func number(at offset: Int, bytes count: Int) -> Int? {
      guard offset >= 0, offset <= bytes.count - count else { return nil }
      var value: UInt64 = 0
      for i in 0..<count {
        value = value << 8 | UInt64(bytes[offset + (isLittle ? count - 1 - i : i)])
      }
      return Int(exactly: value)
    }
  }
}
