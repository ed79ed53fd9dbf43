/// Bytes that arrive in pieces, handed out line by line, or so many at a time.
public struct LineBuffer: Sendable {
  private var bytes: [UInt8] = []
  private var start = 0
  private var scanned = 0
  private let separator: UInt8

  public init(separatedBy separator: UInt8 = 0x0A) { self.separator = separator }

  /// How many bytes have arrived that were not handed out.
  public var count: Int { bytes.count - start }

  /// Takes what a descriptor has; `false` at its end.
  public mutating func fill(from descriptor: Descriptor) throws(SystemError) -> Bool {
    if start > 0 {
      bytes.removeFirst(start)
      (scanned, start) = (scanned - start, 0)
    }
    return try descriptor.read(into: &bytes)
  }

  /// The next whole line without its end; `nil` until there is one.
  public mutating func next() -> String? {
    guard let end = bytes[scanned...].firstIndex(of: separator) else {
      scanned = bytes.count
      return nil
    }
    defer { (start, scanned) = (end + 1, end + 1) }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Bytes that have arrived, whatever they are, but no more than so many.
  public mutating func take(_ most: Int) -> ArraySlice<UInt8> {
    let end = start + min(most, count)
    defer { (start, scanned) = (end, end) }
    return bytes[start..<end]
  }

  /// What is left when no more will come: a last line that has no end.
  public mutating func rest() -> String? {
    guard start < bytes.count else { return nil }
    defer { (bytes, start, scanned) = ([], 0, 0) }
    return String(decoding: bytes[start...], as: UTF8.self)
  }
}
