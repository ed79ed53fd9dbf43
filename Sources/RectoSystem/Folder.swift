#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What is in a folder.
public enum Folder {
  /// The names in it, in the order of their bytes, without `.` and `..`.
  public static func names(in path: String) throws(SystemError) -> [String] {
    guard let stream = SystemPath.with(path, { unsafe opendir($0) }) else {
      throw SystemError(errno: errno)
    }
    defer { unsafe closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = unsafe readdir(stream) {
      // The system may hand over more than the field's declared size.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: UInt8.self, capacity: 256) { start in
          unsafe Array(UnsafeBufferPointer(start: start, count: strlen(start)))
        }
      }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }.map(SystemPath.text)
  }

  /// Makes a folder and those around it. Gives back those that were not there, the outermost first.
  @discardableResult
  public static func make(_ path: String) throws(SystemError) -> [String] {
    var missing: [String] = []
    var place = path
    while (try? FileFacts(place))?.kind != .folder {
      missing.append(place)
      let around = SystemPath.folder(of: place)
      guard around != place, around != "." || place.utf8.contains(0x2F) else { break }
      place = around
      while place.utf8.count > 1, place.utf8.last == 0x2F { place.removeLast() }
    }
    var made: [String] = []
    for folder in missing.reversed() where folder.utf8.last != 0x2F || folder.utf8.count > 1 {
      let status = SystemPath.with(folder) { unsafe mkdir($0, 0o777) }
      if status == 0 {
        made.append(folder)
      } else if errno != EEXIST || (try? FileFacts(folder))?.kind != .folder {
        let failure = SystemError(errno: errno)
        for folder in made.reversed() { removeIfEmpty(folder) }
        throw failure
      }
    }
    return made
  }
}

extension Folder {
  /// Removes a folder that has nothing in it; leaves any other as it is.
  public static func removeIfEmpty(_ path: String) {
    SystemPath.with(path) { unsafe _ = rmdir($0) }
  }
}

/// A pattern of file names as in the shell: `*`, `?`, `[a-z]`.
public struct Glob: Sendable, Equatable {
  private let pattern: String

  public init(_ pattern: String) { self.pattern = pattern }

  /// Whether a path has it: its name, or the whole of it if the pattern has a slash.
  public func matches(_ path: String) -> Bool {
    let subject = pattern.utf8.contains(0x2F) ? path : SystemPath.name(of: path)
    return SystemPath.with(pattern) { pattern in
      SystemPath.with(subject) { unsafe fnmatch(pattern, $0, 0) == 0 }
    }
  }
}
