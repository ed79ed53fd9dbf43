internal import CSystem

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Writes files as a whole: whoever looks sees what was there before, or all that is there now.
///
/// Where the system can, the bytes go to a file without a name, so that nothing is left if the
/// process is killed; elsewhere to a hidden one beside its place.
public enum AtomicFile {
  public static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    let (folder, name) = split(path)
    let part = "\(folder)/.recto-\(getpid())-\(hash(name)).part"
    let unnamed = unsafe recto_open_unnamed(folder)
    if unnamed >= 0 {
      let file = Descriptor(unnamed)
      defer { file.close() }
      try file.write(bytes)
      if unsafe recto_link_unnamed(unnamed, part) == 0 { return try rename(part, to: path) }
    }
    let number = unsafe open(part, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o666)
    guard number >= 0 else { throw SystemError(errno: errno) }
    do {
      defer { Descriptor(number).close() }
      try Descriptor(number).write(bytes)
    } catch {
      unsafe _ = unlink(part)
      throw error
    }
    try rename(part, to: path)
  }

  private static func rename(_ part: String, to path: String) throws(SystemError) {
    #if canImport(Glibc)
      let status = unsafe Glibc.rename(part, path)
    #else
      let status = unsafe Darwin.rename(part, path)
    #endif
    guard status != 0 else { return }
    let failure = SystemError(errno: errno)
    unsafe _ = unlink(part)
    throw failure
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = String(path[..<slash])
    return (folder.isEmpty ? "/" : folder, String(path[path.index(after: slash)...]))
  }

  /// Names may be as long as the system allows: what is put beside them is named by a number.
  private static func hash(_ name: String) -> String {
    String(
      name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 },
      radix: 16)
  }
}
