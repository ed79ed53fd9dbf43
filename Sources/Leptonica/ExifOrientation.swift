internal import RectoGeometry

/// How a camera was held, as the Exif data of a JPEG file say: what has to be done to its samples for
/// the picture to stand upright (CIPA DC-008, tag 274).
struct ExifOrientation: Equatable {
  /// Whether left and right are changed first.
  var isMirrored: Bool
  /// Then by how many quarters it is turned clockwise.
  var quarters: Int

  /// By the tag's value, from 1.
  private static let values = [
    (false, 0), (true, 0), (false, 2), (true, 2), (true, 3), (false, 1), (true, 1), (false, 3),
  ]

  /// `nil` if the picture stands upright, or the file does not tell.
  init?(of jpeg: [UInt8]) {
    guard let value = Self.value(in: jpeg), (2...8).contains(value) else { return nil }
    (isMirrored, quarters) = Self.values[value - 1]
  }

  private static func value(in bytes: [UInt8]) -> Int? {
    guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
    var place = 2
    // Segments: FF, a marker, their length from here.
    while place + 4 <= bytes.count, bytes[place] == 0xFF {
      let marker = bytes[place + 1]
      let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
      guard length >= 2, place + 2 + length <= bytes.count, marker != 0xDA else { return nil }
      let segment = bytes[(place + 4)..<(place + 2 + length)]
      if marker == 0xE1, segment.starts(with: "Exif\0\0".utf8) {
        return orientation(in: segment.dropFirst(6))
      }
      place += 2 + length
    }
    return nil
  }

  /// The tag in the first directory of TIFF data.
  private static func orientation(in data: ArraySlice<UInt8>) -> Int? {
    guard data.count >= 8 else { return nil }
    let isLittle = data.starts(with: "II".utf8)
    func number(at offset: Int, bytes count: Int) -> Int? {
      guard offset >= 0, offset + count <= data.count else { return nil }
      let start = data.startIndex + offset
      let own = data[start..<(start + count)]
      return (isLittle ? Array(own.reversed()) : Array(own)).reduce(0) { $0 << 8 | Int($1) }
    }
    guard let directory = number(at: 4, bytes: 4), let entries = number(at: directory, bytes: 2)
    else { return nil }
    for entry in 0..<entries {
      let offset = directory + 2 + 12 * entry
      guard let tag = number(at: offset, bytes: 2) else { return nil }
      if tag == 274 { return number(at: offset + 8, bytes: 2) }
    }
    return nil
  }
}
