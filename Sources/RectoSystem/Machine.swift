#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What the machine has.
public enum Machine {
  /// As many processes as it can run well at once: one for each processor, and for each gigabyte of
  /// memory.
  public static var processes: Int {
    let processors = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    let gigabytes = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE)) >> 30
    return max(1, min(processors, gigabytes))
  }
}
