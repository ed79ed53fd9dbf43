internal import CSystem

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Where a path leads to when it is written to.
public enum WritingPlace: Sendable, Equatable {
  /// A file, there or to be made: the path with all links in its last part followed, so that links stay.
  case file(String)
  /// A device, a pipe, a socket: it is opened and written to, and stays what it is.
  case stream(String)
  /// What this process has open already: `/dev/stdout`, `/dev/fd/63`.
  case descriptor(Descriptor)

  /// Throws for a folder, for links that lead in a circle, and where nothing may be looked at.
  public init(_ path: String) throws(SystemError) {
    var place = path
    var links = 0
    while true {
      if let number = Self.descriptor(place) {
        self = .descriptor(Descriptor(number))
        return
      }
      guard let next = Self.link(place) else { break }
      links += 1
      // As many as Linux follows.
      guard links <= 40 else { throw SystemError(errno: ELOOP) }
      place = next.utf8.first == 0x2F ? next : "\(SystemPath.folder(of: place))/\(next)"
    }
    let facts: FileFacts
    do {
      facts = try FileFacts(path)
    } catch {
      guard error.isMissing else { throw error }
      self = .file(place)
      return
    }
    switch facts.kind {
    case .folder: throw SystemError(errno: EISDIR)
    case .other: self = .stream(path)
    case .file:
      // Links of the system may lead to files that have no name any more.
      self = (try? FileFacts(place))?.identity == facts.identity ? .file(place) : .stream(path)
    }
  }

  /// Opens what is no file. What has no reader is an error unless it is waited for.
  public func open(waiting: Bool) throws(SystemError) -> Descriptor? {
    switch self {
    case .file: return nil
    case .descriptor(let descriptor): return try descriptor.duplicate()
    case .stream(let path):
      let flags = O_WRONLY | O_TRUNC | O_NOCTTY | O_CLOEXEC
      let number = SystemPath.with(path) { path in
        let number = unsafe systemOpen(path, waiting ? flags : flags | O_NONBLOCK)
        return unsafe number < 0 && errno == ENXIO ? recto_connect(path) : number
      }
      guard number >= 0 else { throw SystemError(errno: errno) }
      if !waiting { _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) & ~O_NONBLOCK) }
      return Descriptor(number)
    }
  }

  /// What a link leads to; `nil` for what is none.
  private static func link(_ path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = SystemPath.with(path) { path in
      unsafe buffer.withUnsafeMutableBytes { bytes in
        let text = unsafe bytes.bindMemory(to: CChar.self)
        guard let start = text.baseAddress else { return -1 }
        return unsafe readlink(path, start, text.count)
      }
    }
    return count > 0 ? SystemPath.text(Array(buffer[..<count])) : nil
  }

  /// The number in the path of an open descriptor of this process.
  private static func descriptor(_ path: String) -> Int32? {
    switch path {
    case "/dev/stdout": return 1
    case "/dev/stderr": return 2
    default: break
    }
    for folder in ["/dev/fd/", "/proc/self/fd/", "/proc/\(getpid())/fd/"]
    where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }
}

private func systemOpen(_ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 {
  unsafe open(path, flags)
}
