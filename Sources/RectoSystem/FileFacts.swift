#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What the system knows of a file; of what a link leads to, where it is one.
public struct FileFacts: Sendable, Equatable {
  public enum Kind: Sendable, Equatable { case file, folder, other }

  public var kind: Kind
  public var size: Int
  /// When it was last changed, in nanoseconds since 1970.
  public var changed: Int
  /// What tells it from all other files of the machine.
  public var identity: Identity

  public struct Identity: Sendable, Hashable {
    var device: UInt64
    /// Of all files of its device.
    public var number: UInt64
  }

  public init(_ path: String) throws(SystemError) {
    var facts = stat()
    guard SystemPath.with(path, { unsafe stat($0, &facts) }) == 0 else {
      throw SystemError(errno: errno)
    }
    self.init(facts)
  }

  /// Of what is open.
  public init(of descriptor: Descriptor) throws(SystemError) {
    var facts = stat()
    guard unsafe fstat(descriptor.number, &facts) == 0 else { throw SystemError(errno: errno) }
    self.init(facts)
  }

  private init(_ facts: stat) {
    kind =
      switch facts.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    size = Int(facts.st_size)
    #if canImport(Darwin)
      let time = facts.st_mtimespec
    #else
      let time = facts.st_mtim
    #endif
    changed = Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
    identity = Identity(device: UInt64(facts.st_dev), number: UInt64(facts.st_ino))
  }

  /// Whether a path itself is a link.
  public static func isLink(_ path: String) -> Bool {
    var facts = stat()
    return SystemPath.with(path) { unsafe lstat($0, &facts) } == 0
      && facts.st_mode & S_IFMT == S_IFLNK
  }
}

extension SystemPath {
  /// A path without links, `.` and `..`; `nil` for what is not there.
  public static func resolved(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let isThere = with(path) { path in
      unsafe buffer.withUnsafeMutableBufferPointer { buffer in
        unsafe realpath(path, buffer.baseAddress) != nil
      }
    }
    guard isThere else { return nil }
    return text(buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
  }
}
