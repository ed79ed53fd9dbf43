internal import CSystem

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A copy of this process at work.
public struct ChildProcess: Sendable {
  public let identifier: Int32

  /// How a process ended.
  public enum End: Sendable, Equatable {
    case exit(Int32)
    case signal(Int32)
    /// The system does not tell.
    case unknown
  }

  /// Runs `body` in a copy of this process, on a thread of its own; the copy ends with it. This
  /// process must have one thread only. Interrupts from the terminal do not reach the copy; it dies
  /// with this process where the system can see to that.
  public static func run(_ body: () -> Int32) throws(SystemError) -> ChildProcess {
    try run(keeping: nil) {
    } body: {
      body()
    }
  }

  /// Does the same with a beginning: what holds for all threads has to be said before there is a
  /// second one. Of what is open, the copy has the standard streams and `kept`.
  public static func run<Beginning>(
    keeping kept: [Descriptor]?, beginning begin: () -> Beginning, body: (Beginning) -> Int32
  ) throws(SystemError) -> ChildProcess {
    // Where whoever started this process had it ignore the ends of children, nobody could ask for them.
    _ = signal(SIGCHLD, SIG_DFL)
    let identifier = recto_fork()
    guard identifier >= 0 else { throw SystemError(errno: errno) }
    if identifier == 0 {
      recto_die_with_parent()
      Interrupts.unblock()
      _ = setpgid(0, 0)
      _ = signal(SIGINT, SIG_IGN)
      // A crash ends it at once, without the backtrace that Swift may print.
      for number in [SIGTERM, SIGHUP, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE] {
        _ = signal(number, SIG_DFL)
      }
      if let kept {
        Descriptor.closeAll(
          but: kept + [.standardInput, .standardOutput, .standardError])
      }
      let beginning = begin()
      // Swift's locks know a thread by the number that it had when it first held one, which for this
      // thread is its original's: two threads that meet at a lock would then try for ever.
      _exit(Threads.runApart { body(beginning) })
    }
    _ = setpgid(identifier, identifier)
    return ChildProcess(identifier: identifier)
  }

  /// The number of this process.
  public static var own: Int32 { getpid() }

  /// Ends it at once.
  public func kill() { _ = sendSignal(identifier, SIGKILL) }

  /// Waits for its end and says how it came, and the most memory it held in bytes.
  public func wait() -> (end: End, peak: Int) {
    var status: Int32 = 0
    var usage = rusage()
    while unsafe wait4(identifier, &status, 0, &usage) < 0 {
      guard errno == EINTR else { return (.unknown, 0) }
    }
    let signal = status & 0x7F
    return (signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal), ResourceUse.peak(usage))
  }

  /// The processor time that it has taken, in seconds; `nil` where the system does not tell.
  public var seconds: Double? { ResourceUse.processSeconds(of: identifier) }

  /// The memory that it holds now in bytes; 0 where the system does not tell.
  public var memory: Int { ResourceUse.memory(of: identifier) }
}

private func sendSignal(_ process: Int32, _ number: Int32) -> Int32 {
  #if canImport(Glibc)
    Glibc.kill(process, number)
  #else
    Darwin.kill(process, number)
  #endif
}
