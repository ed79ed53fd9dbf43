#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Why bytes could not be written or read: the system's own words.
public struct SystemError: Error, Sendable, Equatable {
  public let reason: String
  let number: Int32

  init(errno code: Int32) {
    number = code
    unsafe reason = String(cString: strerror(code))
  }

  /// Whether nothing of the name is there.
  public var isMissing: Bool { number == ENOENT || number == ENOTDIR }

  /// Whether a path is longer than the system allows.
  public var isTooLong: Bool { number == ENAMETOOLONG }

  /// Whether this process may not do it.
  public var isForbidden: Bool { number == EACCES || number == EPERM }
}

/// The process's standard streams.
public enum StandardStreams {
  /// Writes all bytes to standard output. A closed pipe ends the process by its signal, in silence.
  public static func write(_ text: String) throws(SystemError) {
    try Descriptor.standardOutput.write(text)
  }

  public static func write(_ bytes: [UInt8]) throws(SystemError) {
    try Descriptor.standardOutput.write(bytes)
  }

  /// Writes a message to standard error; a failure there has no one to be told to.
  public static func report(_ text: String) { try? Descriptor.standardError.write(text) }

  /// A text as a terminal may show it: names of files may hold what it would obey, or what changes
  /// the direction of what stands beside them. `keepsLines`: line feeds stay.
  public static func printable(_ text: String, keepsLines: Bool = false) -> String {
    text.unicodeScalars.map { scalar in
      if let byte = SystemPath.byte(scalar) {
        return "\\x" + String(byte, radix: 16, uppercase: true)
      }
      return switch scalar.properties.generalCategory {
      case _ where scalar == "\n" && keepsLines: "\n"
      case .control, .format, .lineSeparator, .paragraphSeparator: scalar.escaped(asASCII: true)
      default: String(scalar)
      }
    }.joined()
  }

  /// Reads standard input to its end.
  public static func readAll() throws(SystemError) -> [UInt8] {
    var result: [UInt8] = []
    while try Descriptor.standardInput.read(into: &result) {}
    return result
  }

  public static var inputIsTerminal: Bool { isatty(0) != 0 }

  public static var errorIsTerminal: Bool { isatty(2) != 0 }
}
