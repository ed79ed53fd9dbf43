import Foundation

/// What stands under a name in a folder, links themselves included.
enum Node {
  static func facts(_ path: String) -> stat {
    var facts = stat()
    return unsafe lstat(path, &facts) == 0 ? facts : stat()
  }

  /// `S_IFREG`, `S_IFLNK` …; 0 for what is not there.
  static func kind(_ path: String) -> mode_t { facts(path).st_mode & S_IFMT }

  static func makePipe(_ path: String) -> Bool { unsafe mkfifo(path, 0o600) == 0 }

  /// A device of Linux by its numbers; `false` without the right to make one.
  static func makeDevice(_ path: String, _ major: UInt64, _ minor: UInt64) -> Bool {
    unsafe mknod(path, S_IFCHR | 0o666, dev_t(major << 8 | minor)) == 0
  }

  static func setMode(_ path: String, _ mode: mode_t) { unsafe _ = chmod(path, mode) }

  static func setOwner(_ path: String, _ user: uid_t, _ group: gid_t) {
    unsafe _ = chown(path, user, group)
  }

  static func remove(_ path: String) { unsafe _ = unlink(path) }
}
