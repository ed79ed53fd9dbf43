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
    var number: UInt64
  }

  public init(_ path: String) throws(SystemError) {
    var facts = stat()
    guard SystemPath.with(path, { unsafe stat($0, &facts) }) == 0 else {
      throw SystemError(errno: errno)
    }
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
}
