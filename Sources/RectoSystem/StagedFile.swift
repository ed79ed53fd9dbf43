internal import CSystem

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file that takes its place when it is whole: whoever looks sees what was there before, or all that
/// is there now.
///
/// Where the system can, its bytes go to a file without a name, so that nothing is left if the process
/// is killed; elsewhere to a hidden one beside its place. What it replaces keeps its mode and owner.
public final class StagedFile {
  private let path: String
  private let part: String
  private var file: Descriptor?
  private var isNamed = false
  private var state = State.staged

  private enum State { case staged, made, exchanged }

  /// A file for `path`, in whose last part all links have been followed.
  public init(for path: String) throws(SystemError) {
    self.path = path
    let folder = SystemPath.folder(of: path)
    part = "\(folder)/.recto-\(getpid())-\(Self.hash(SystemPath.name(of: path))).part"
    let unnamed = SystemPath.with(folder) { unsafe recto_open_unnamed($0) }
    if unnamed >= 0 {
      file = Descriptor(unnamed)
    } else {
      let number = SystemPath.with(part) {
        unsafe open($0, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o666)
      }
      guard number >= 0 else { throw SystemError(errno: errno) }
      (file, isNamed) = (Descriptor(number), true)
    }
  }

  public func write(_ bytes: ArraySlice<UInt8>) throws(SystemError) { try file?.write(bytes) }

  /// Ends the writing and gives it a hidden name beside its place: a file that has none keeps a
  /// descriptor.
  public func seal() throws(SystemError) {
    guard let file else { return }
    keepModeAndOwner(file)
    if !isNamed {
      SystemPath.with(part) { unsafe _ = unlink($0) }
      guard SystemPath.with(part, { unsafe recto_link_unnamed(file.number, $0) }) == 0 else {
        throw SystemError(errno: errno)
      }
      isNamed = true
    }
    self.file = nil
    // Some file systems say only now that there was no room.
    try file.closed()
  }

  /// Puts it straight in its place, if it has no name yet and nothing is there: whenever the process is
  /// killed, it is there or has left nothing.
  private func linked() -> Bool {
    guard let file, !isNamed,
      SystemPath.with(path, { unsafe recto_link_unnamed(file.number, $0) }) == 0
    else { return false }
    file.close()
    (self.file, state) = (nil, .made)
    return true
  }

  /// Puts it in its place. What was there is kept beside it until `finish` or `takeBack`, if
  /// `takesBack` and the system can.
  public func place(takesBack: Bool) throws(SystemError) {
    if linked() { return }
    try seal()
    if takesBack, exchange() {
      state = .exchanged
      if (try? FileFacts(part))?.kind == .folder {
        takeBack()
        throw SystemError(errno: EISDIR)
      }
      return
    }
    let status = Self.both(part, path) { unsafe systemRename($0, $1) }
    guard status == 0 else { throw SystemError(errno: errno) }
    (isNamed, state) = (false, .made)
  }

  /// Has it and what is in its place change names.
  private func exchange() -> Bool {
    Self.both(part, path) { unsafe recto_exchange($0, $1) } == 0
  }

  /// Undoes `place`.
  public func takeBack() {
    switch state {
    case .staged: break
    case .made: SystemPath.with(path) { unsafe _ = unlink($0) }
    case .exchanged: _ = exchange()
    }
    state = .staged
    drop()
  }

  /// Forgets what was there before.
  public func finish() {
    if isNamed { SystemPath.with(part) { unsafe _ = unlink($0) } }
    isNamed = false
  }

  /// Leaves nothing of it, if it is not in its place.
  public func drop() {
    file?.close()
    file = nil
    finish()
  }

  /// As far as this process may.
  private func keepModeAndOwner(_ file: Descriptor) {
    var old = stat()
    guard SystemPath.with(path, { unsafe lstat($0, &old) }) == 0,
      old.st_mode & S_IFMT == S_IFREG
    else { return }
    var new = stat()
    guard unsafe fstat(file.number, &new) == 0 else { return }
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid),
      fchown(file.number, old.st_uid, old.st_gid) != 0
    {
      _ = fchown(file.number, uid_t.max, old.st_gid)
    }
    _ = fchmod(file.number, old.st_mode & 0o7777)
  }

  @safe private static func both(
    _ one: String, _ other: String,
    _ body: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32
  ) -> Int32 {
    SystemPath.with(one) { one in SystemPath.with(other) { unsafe body(one, $0) } }
  }

  /// Names may be as long as the system allows: what is put beside them is named by a number.
  private static func hash(_ name: String) -> String {
    String(
      name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 },
      radix: 16)
  }
}

private func systemRename(_ old: UnsafePointer<CChar>, _ new: UnsafePointer<CChar>) -> Int32 {
  #if canImport(Glibc)
    unsafe Glibc.rename(old, new)
  #else
    unsafe Darwin.rename(old, new)
  #endif
}
