#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file that lines are added to, each whole or not at all. A line that a killed process left torn
/// stays by itself.
///
/// It may be a pipe or a device, too.
public struct AppendedFile: Sendable {
  private let descriptor: Descriptor
  private let isFile: Bool

  public init(_ path: String, isNew: Bool) throws(SystemError) {
    if let stream = try WritingPlace(path).open(waiting: true) {
      (descriptor, isFile) = (stream, false)
      return
    }
    let flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | (isNew ? O_TRUNC : 0)
    let number = SystemPath.with(path) { unsafe open($0, flags, 0o666) }
    guard number >= 0 else { throw SystemError(errno: errno) }
    (descriptor, isFile) = (Descriptor(number), true)
    var last: UInt8 = 0x0A
    if lseek(number, -1, SEEK_END) >= 0, unsafe read(number, &last, 1) == 1, last != 0x0A {
      try descriptor.write("\n")
    }
  }

  /// Adds a line in one piece. If there is no room for all of it, none of it stays.
  public func append(_ line: String) throws(SystemError) {
    let end = isFile ? lseek(descriptor.number, 0, SEEK_END) : -1
    do {
      try descriptor.write(line + "\n")
    } catch {
      if end >= 0 { _ = ftruncate(descriptor.number, end) }
      throw error
    }
  }
}
