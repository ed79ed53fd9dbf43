#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What this process was started with.
public enum ProcessArguments {
  /// Its arguments without its own name. Those that are no UTF-8 are as `SystemPath` has them.
  public static var all: [String] {
    var arguments: [String] = []
    var place = 1
    while place < CommandLine.argc, let argument = unsafe CommandLine.unsafeArgv[place] {
      let length = unsafe strlen(argument)
      let bytes = unsafe UnsafeBufferPointer(start: argument, count: length)
      arguments.append(unsafe SystemPath.text(bytes.map { UInt8(bitPattern: $0) }))
      place += 1
    }
    return arguments
  }
}
