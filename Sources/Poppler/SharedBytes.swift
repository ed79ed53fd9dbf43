/// A file's bytes at one place in memory, shared by every reader that is opened over them.
@safe public final class SharedBytes: Sendable {
  /// Written once in `init`, read only afterwards, freed with the last reader.
  nonisolated(unsafe) let memory: UnsafeRawBufferPointer

  public init(_ bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
    unsafe bytes.withUnsafeBytes { unsafe copy.copyMemory(from: $0) }
    unsafe memory = UnsafeRawBufferPointer(rebasing: copy[..<bytes.count])
  }

  deinit { unsafe memory.deallocate() }

  public var count: Int { unsafe memory.count }
}

extension SharedBytes {
  /// The bytes as an array of their own.
  public func copy() -> [UInt8] { unsafe Array(memory) }
}
