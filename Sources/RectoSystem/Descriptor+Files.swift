internal import CSystem

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension Descriptor {
  /// Opens a file to be read. It does not wait for whoever writes to a pipe of that name: `contents`
  /// does.
  public static func opening(_ path: String) throws(SystemError) -> Descriptor {
    let number = SystemPath.with(path) {
      unsafe open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    }
    guard number >= 0 else { throw SystemError(errno: errno) }
    return Descriptor(number)
  }

  /// All that comes until its end.
  public func contents() throws(SystemError) -> [UInt8] {
    var facts = stat()
    guard unsafe fstat(number, &facts) == 0 else { throw SystemError(errno: errno) }
    var bytes: [UInt8] = []
    if facts.st_mode & S_IFMT == S_IFREG {
      bytes.reserveCapacity(Int(facts.st_size))
    } else {
      // Until somebody writes to a pipe, it looks as if it were at its end.
      while Descriptor.ready(among: [self], within: 3600).isEmpty {}
      _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) & ~O_NONBLOCK)
    }
    while try read(into: &bytes) {}
    return bytes
  }

  /// Closes all that this process has open but some.
  static func closeAll(but kept: [Descriptor]) {
    let numbers = kept.map(\.number).sorted()
    unsafe numbers.withUnsafeBufferPointer {
      unsafe recto_close_others($0.baseAddress, Int32($0.count))
    }
  }
}
