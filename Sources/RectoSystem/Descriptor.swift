#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// An open file or an end of a pipe. Whoever makes one closes it.
public struct Descriptor: Sendable, Hashable {
  public let number: Int32

  public init(_ number: Int32) { self.number = number }

  public static let standardInput = Descriptor(0)
  public static let standardOutput = Descriptor(1)
  public static let standardError = Descriptor(2)

  public func close() { _ = systemClose(number) }

  /// Closes it, and says if what was written did not arrive.
  func closed() throws(SystemError) {
    guard systemClose(number) != 0, errno != EINTR else { return }
    throw SystemError(errno: errno)
  }

  /// Another descriptor for the same.
  func duplicate() throws(SystemError) -> Descriptor {
    let copy = fcntl(number, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { throw SystemError(errno: errno) }
    return Descriptor(copy)
  }

  /// Writes all bytes. A closed pipe is an error where its signal is ignored.
  public func write(_ text: String) throws(SystemError) {
    var text = text
    var failure: Int32 = 0
    text.withUTF8 { bytes in unsafe failure = Self.write(UnsafeRawBufferPointer(bytes), to: number)
    }
    if failure != 0 { throw SystemError(errno: failure) }
  }

  public func write(_ bytes: [UInt8]) throws(SystemError) { try write(bytes[...]) }

  public func write(_ bytes: ArraySlice<UInt8>) throws(SystemError) {
    let failure = unsafe bytes.withUnsafeBytes { unsafe Self.write($0, to: number) }
    if failure != 0 { throw SystemError(errno: failure) }
  }

  /// The error's number, or 0.
  private static func write(_ bytes: UnsafeRawBufferPointer, to number: Int32) -> Int32 {
    var rest = unsafe bytes
    while unsafe !rest.isEmpty {
      let count = unsafe systemWrite(number, rest.baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return 0
  }

  /// Appends what is there to `bytes`, waiting for some; `false` at the end.
  public func read(into bytes: inout [UInt8]) throws(SystemError) -> Bool {
    var failure: Int32 = 0
    let arrived = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      var result: Int
      repeat {
        unsafe result = systemRead(number, buffer.baseAddress, buffer.count)
      } while result < 0 && errno == EINTR
      if result < 0 { failure = errno }
      count = max(0, result)
    }
    if failure != 0 { throw SystemError(errno: failure) }
    bytes += arrived
    return !arrived.isEmpty
  }

  /// The two ends of a new pipe; neither is handed on to programs that are started.
  public static func pipe() throws(SystemError) -> (reading: Descriptor, writing: Descriptor) {
    var ends: [Int32] = [0, 0]
    guard systemPipe(&ends) == 0 else { throw SystemError(errno: errno) }
    return (Descriptor(ends[0]), Descriptor(ends[1]))
  }

  /// Those of some descriptors that can be read from, or are at their end, within a time.
  public static func ready(
    among descriptors: [Descriptor], within seconds: Double
  ) -> Set<Descriptor> {
    var entries = descriptors.map { pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0) }
    let milliseconds = Int32(exactly: (max(0, min(seconds, 3600)) * 1000).rounded(.down)) ?? 0
    guard unsafe poll(&entries, nfds_t(entries.count), milliseconds) > 0 else { return [] }
    return Set(entries.filter { $0.revents != 0 }.map { Descriptor($0.fd) })
  }

  /// Makes this another name of `other`.
  public func become(_ other: Descriptor) { _ = dup2(other.number, number) }

  /// What takes everything and gives nothing.
  public static func null() -> Descriptor? {
    let number = unsafe open("/dev/null", O_RDWR)
    return number < 0 ? nil : Descriptor(number)
  }
}

#if canImport(Glibc)
  private func systemClose(_ number: Int32) -> Int32 { Glibc.close(number) }
  private func systemWrite(_ number: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe Glibc.write(number, bytes, count)
  }
  private func systemRead(_ number: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    unsafe Glibc.read(number, bytes, count)
  }
  private func systemPipe(_ ends: inout [Int32]) -> Int32 { unsafe Glibc.pipe(&ends) }
#else
  private func systemClose(_ number: Int32) -> Int32 { Darwin.close(number) }
  private func systemWrite(_ number: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe Darwin.write(number, bytes, count)
  }
  private func systemRead(_ number: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    unsafe Darwin.read(number, bytes, count)
  }
  private func systemPipe(_ ends: inout [Int32]) -> Int32 { unsafe Darwin.pipe(&ends) }
#endif
