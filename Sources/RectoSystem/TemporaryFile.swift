#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file for libraries that can write to nothing else.
public enum TemporaryFile {
  /// What `write` puts into the file whose path it gets; it says whether it could. Nothing of it stays.
  public static func bytes(_ write: (String) -> Bool) throws(SystemError) -> [UInt8] {
    var folder = "/tmp"
    if let named = unsafe getenv("TMPDIR") { folder = unsafe String(cString: named) }
    let path = "\(folder)/recto-\(getpid()).tmp"
    let number = SystemPath.with(path) {
      unsafe open($0, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    }
    guard number >= 0 else { throw SystemError(errno: errno) }
    Descriptor(number).close()
    defer { SystemPath.with(path) { unsafe _ = unlink($0) } }
    guard write(path) else { throw SystemError(errno: errno == 0 ? EIO : errno) }
    let file = try Descriptor.opening(path)
    defer { file.close() }
    return try file.contents()
  }
}
