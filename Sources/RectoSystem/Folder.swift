#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What is in a folder.
public enum Folder {
  /// The names in it, in the order of their bytes, without `.` and `..`. Bytes that are no UTF-8
  /// are replaced, so that such a file is found to be missing.
  public static func names(in path: String) throws(SystemError) -> [String] {
    guard let stream = unsafe opendir(path) else { throw SystemError(errno: errno) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

extension Folder {
  /// Removes a folder that has nothing in it; leaves any other as it is.
  public static func removeIfEmpty(_ path: String) { unsafe _ = rmdir(path) }
}

/// A pattern of file names as in the shell: `*`, `?`, `[a-z]`.
public struct Glob: Sendable, Equatable {
  private let pattern: String

  public init(_ pattern: String) { self.pattern = pattern }

  /// Whether a path has it: its name, or the whole of it if the pattern has a slash.
  public func matches(_ path: String) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return unsafe fnmatch(pattern, pattern.contains("/") ? path : name, 0) == 0
  }
}
