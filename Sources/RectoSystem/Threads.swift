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
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    unsafe pthread_attr_setstacksize(&attributes, stackSize)
    for _ in 1..<max(1, count) {
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
        break
      }
      #if canImport(Darwin)
        if let handle { handles.append(handle) }
      #else
        handles.append(handle)
      #endif
    }
    unsafe pthread_attr_destroy(&attributes)
    body()
    for handle in handles { pthread_join(handle, nil) }
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
