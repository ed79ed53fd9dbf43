#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Threads with stacks deep enough for the recursion of C libraries over nested files.
public enum Threads {
  /// 8 MiB, as the main thread has.
  private static let stackSize = 8 << 20

  /// Runs `body` on `count` threads at once and waits for all. If a thread cannot be made, fewer
  /// run; the calling thread is always one of them.
  public static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    var handles: [pthread_t] = []
    for _ in 1..<max(1, count) {
      guard let handle = start(body) else { break }
      handles.append(handle)
    }
    body()
    for handle in handles { pthread_join(handle, nil) }
  }

  /// Lets others work for a millisecond.
  public static func pause() { usleep(1000) }

  /// Runs `body` on a thread of its own while the calling one waits; on the calling one if none can
  /// be made.
  static func runApart(_ body: () -> Int32) -> Int32 {
    withoutActuallyEscaping(body) { body in
      // The caller waits, so that two threads never meet in either.
      nonisolated(unsafe) let work = body
      nonisolated(unsafe) var result: Int32?
      if let handle = start({ unsafe result = work() }) { pthread_join(handle, nil) }
      return unsafe result ?? work()
    }
  }

  private static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setstacksize(&attributes, stackSize)
    let work = unsafe Unmanaged.passRetained(Work(body))
    #if canImport(Darwin)
      var handle: pthread_t?
    #else
      var handle = pthread_t()
    #endif
    let status = unsafe pthread_create(
      &handle, &attributes,
      { context in
        #if canImport(Darwin)
          let work = unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
        #else
          guard let context = unsafe context else { return nil }
          let work = unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
        #endif
        work.body()
        return nil
      }, work.toOpaque())
    guard status == 0 else {
      unsafe work.release()
      return nil
    }
    return handle
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
