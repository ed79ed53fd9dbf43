#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file that lines are added to. A line that a killed process left torn stays by itself.
public struct AppendedFile: Sendable {
  private let descriptor: Descriptor

  public init(_ path: String, isNew: Bool) throws(SystemError) {
    let flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | (isNew ? O_TRUNC : 0)
    let number = unsafe open(path, flags, 0o666)
    guard number >= 0 else { throw SystemError(errno: errno) }
    descriptor = Descriptor(number)
    var last: UInt8 = 0x0A
    if lseek(number, -1, SEEK_END) >= 0, unsafe read(number, &last, 1) == 1, last != 0x0A {
      try descriptor.write("\n")
    }
  }

  /// Adds a line in one piece.
  public func append(_ line: String) throws(SystemError) { try descriptor.write(line + "\n") }
}
