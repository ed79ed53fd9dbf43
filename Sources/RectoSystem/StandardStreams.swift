#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Why bytes could not be written or read: the system's own words.
public struct SystemError: Error, Sendable, Equatable {
  public let reason: String

  init(errno code: Int32) { unsafe reason = String(cString: strerror(code)) }
}

/// The process's standard streams as file descriptors.
public enum StandardStreams {
  /// Writes all bytes to standard output. A closed pipe ends the process by its signal, in silence.
  public static func write(_ text: String) throws(SystemError) { try write(text, to: 1) }

  /// Writes a message to standard error; a failure there has no one to be told to.
  public static func report(_ text: String) { try? write(text, to: 2) }

  private static func write(_ text: String, to descriptor: Int32) throws(SystemError) {
    var text = text
    var failure: Int32 = 0
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while unsafe !rest.isEmpty {
        #if canImport(Glibc)
          let count = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
        #else
          let count = unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
        #endif
        if count < 0 {
          if errno == EINTR { continue }
          failure = errno
          return
        }
        unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
    if failure != 0 { throw SystemError(errno: failure) }
  }

  /// Reads standard input to its end.
  public static func readAll() throws(SystemError) -> [UInt8] {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(0, $0.baseAddress, $0.count) }
      if count == 0 { return result }
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemError(errno: errno)
      }
      result += buffer[..<count]
    }
  }

  public static var errorIsTerminal: Bool { isatty(2) != 0 }
}
