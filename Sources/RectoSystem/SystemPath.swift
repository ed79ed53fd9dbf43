/// Paths as text, and the bytes that the system knows them by.
///
/// A name may be any bytes, of another encoding too. Bytes that are no UTF-8 stand in the text as
/// the scalars U+10FF80 to U+10FFFF, so that no two names are one and each leads back to its file;
/// where a name really holds such a scalar, its bytes stand so as well.
public enum SystemPath {
  /// The scalar that stands for a byte from 0x80 is this and the byte.
  private static let base: UInt32 = 0x10_FF00

  /// The byte that a scalar stands for; `nil` if it stands for itself.
  public static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    scalar.value >= base + 0x80 ? UInt8(truncatingIfNeeded: scalar.value) : nil
  }

  public static func text(_ bytes: [UInt8]) -> String {
    if let text = plain(bytes[...]) { return text }
    var text = String.UnicodeScalarView()
    var rest = bytes[...]
    while let first = rest.first {
      // Of what could be a scalar, the longest that is one; a lone byte otherwise.
      let length = (1...4).first { plain(rest.prefix($0)) != nil }
      if let length, let scalars = plain(rest.prefix(length))?.unicodeScalars {
        text.append(contentsOf: scalars)
      } else if let scalar = Unicode.Scalar(base + UInt32(first)) {
        text.append(scalar)
      }
      rest = rest.dropFirst(length ?? 1)
    }
    return String(text)
  }

  /// UTF-8 without scalars that stand for bytes.
  private static func plain(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self),
      !text.unicodeScalars.contains(where: { byte($0) != nil })
    else { return nil }
    return text
  }

  public static func bytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if let byte = byte(scalar) { bytes.append(byte) } else { bytes += scalar.utf8 }
    }
    return bytes
  }

  /// Calls `body` with a path as the system takes it.
  @safe static func with<Result>(_ path: String, _ body: (UnsafePointer<CChar>) -> Result) -> Result
  {
    // Nothing but bytes for names that are no UTF-8 begins with 0xF4 0x8F 0xBE or 0xBF.
    guard path.utf8.contains(0xF4) else { return unsafe path.withCString(body) }
    let bytes = bytes(path).map { CChar(bitPattern: $0) } + [0]
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return unsafe path.withCString(body) }
      return unsafe body(start)
    }
  }
}

extension SystemPath {
  /// The folder that a path names something in.
  public static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "." }
    let folder = path[..<slash]
    return folder.isEmpty ? "/" : String(folder)
  }

  /// The last part of a path. A slash is one whatever sign stands behind it.
  public static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }
}
