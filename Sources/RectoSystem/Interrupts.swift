internal import CSystem
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Interrupts from the terminal (Ctrl-C) and requests to end, as bytes that can be read.
public enum Interrupts {
  /// The byte of a request to end (SIGTERM, SIGHUP); that of an interrupt is 1.
  public static let end: UInt8 = 2

  private static let writing = Atomic<Int32>(-1)

  /// From now on, each puts its byte there instead of ending the process. What whoever started this
  /// process had ignored (`nohup`) stays ignored.
  public static func descriptor() throws(SystemError) -> Descriptor {
    let ends = try Descriptor.pipe()
    unblock()
    writing.store(ends.writing.number, ordering: .relaxed)
    for number in [SIGINT, SIGTERM, SIGHUP] where recto_ignores(number) == 0 {
      _ = signal(number) { number in
        // Only what is safe in a signal's handler.
        var byte: UInt8 = number == SIGINT ? 1 : 2
        #if canImport(Glibc)
          unsafe _ = Glibc.write(Interrupts.writing.load(ordering: .relaxed), &byte, 1)
        #else
          unsafe _ = Darwin.write(Interrupts.writing.load(ordering: .relaxed), &byte, 1)
        #endif
      }
    }
    return ends.reading
  }

  /// Lets all signals through: whoever started this process may have held some back.
  static func unblock() {
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigprocmask(SIG_SETMASK, &none, nil)
  }

  /// The usual end by a broken pipe: in silence.
  public static func endByBrokenPipe() -> Never {
    _ = signal(SIGPIPE, SIG_DFL)
    _ = raise(SIGPIPE)
    _exit(141)
  }
}
