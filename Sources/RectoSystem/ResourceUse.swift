internal import CSystem

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What processes take of the machine.
public enum ResourceUse {
  /// The most memory that this process has held, in bytes.
  public static var peak: Int {
    var usage = rusage()
    #if canImport(Glibc)
      unsafe _ = getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #else
      unsafe _ = getrusage(RUSAGE_SELF, &usage)
    #endif
    return peak(usage)
  }

  static func peak(_ usage: rusage) -> Int {
    #if canImport(Darwin)
      return usage.ru_maxrss
    #else
      return usage.ru_maxrss * 1024
    #endif
  }

  /// The memory that this process holds now, in bytes; its peak where the system does not tell.
  public static var memory: Int {
    let now = memory(of: getpid())
    return now > 0 ? now : peak
  }

  static func memory(of process: Int32) -> Int { recto_resident_bytes(process) }

  /// The processor time that the calling thread has taken, in seconds.
  public static var threadSeconds: Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

  /// The processor time that all threads of this process have taken, in seconds.
  public static var processSeconds: Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    guard unsafe clock_gettime(clock, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// The processor time that a process has taken, in seconds; `nil` where the system does not tell.
  static func processSeconds(of process: Int32) -> Double? {
    let seconds = recto_processor_seconds(process)
    return seconds < 0 ? nil : seconds
  }

  /// Lets this process ask for no more than so many bytes; the system refuses what is above.
  public static func limitMemory(to bytes: Int) {
    #if canImport(Glibc)
      var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
      unsafe _ = setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
    #endif
  }

  /// A crash leaves no image of the memory behind.
  public static func leaveNoCore() {
    var limit = rlimit(rlim_cur: 0, rlim_max: 0)
    #if canImport(Glibc)
      unsafe _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    #else
      unsafe _ = setrlimit(RLIMIT_CORE, &limit)
    #endif
  }

  /// Seconds on a clock that never goes back.
  public static var now: Double {
    let time = ContinuousClock.now - start
    return Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
  }

  private static let start = ContinuousClock.now
}
