#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What is in files.
public enum FileBytes {
  /// All bytes of a file, or of what a pipe brings until its end.
  public static func read(_ path: String) throws(SystemError) -> [UInt8] {
    let number = SystemPath.with(path) { unsafe open($0, O_RDONLY | O_CLOEXEC) }
    guard number >= 0 else { throw SystemError(errno: errno) }
    let file = Descriptor(number)
    defer { file.close() }
    var bytes: [UInt8] = []
    if let size = (try? FileFacts(path))?.size { bytes.reserveCapacity(size) }
    while try file.read(into: &bytes) {}
    return bytes
  }
}
