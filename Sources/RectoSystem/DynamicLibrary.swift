#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A library that is opened when it is needed: linking it would cost its loading at every start. It
/// stays open for good.
@safe public struct DynamicLibrary {
  /// The library or a function of it is not there.
  public struct Missing: Error {}

  private let handle: UnsafeMutableRawPointer

  /// The first of some libraries that is installed, by file name or path.
  public init(_ names: [String]) throws(Missing) {
    for name in names {
      if let handle = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL) {
        unsafe self.handle = unsafe handle
        return
      }
    }
    throw Missing()
  }

  /// A C function by its name. `Function` has to be its type.
  @unsafe public func function<Function>(_ name: String) throws(Missing) -> Function {
    guard let symbol = unsafe dlsym(handle, name) else { throw Missing() }
    return unsafe unsafeBitCast(symbol, to: Function.self)
  }
}
