internal import CSystem

/// What a process that reads strangers' documents gives up for good.
public enum Confinement {
  /// What the system took.
  public struct Taken: OptionSet, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// The network, and starting programs (Linux: seccomp).
    public static let networkAndPrograms = Taken(rawValue: 1)
    /// Writing anywhere but below the folders named (Linux: Landlock).
    public static let writing = Taken(rawValue: 2)
  }

  @discardableResult
  public static func enter(writingBelow folders: [String]) -> Taken {
    // Paths end in a zero byte; none of them has one inside.
    let bytes = folders.map { Array($0.utf8CString) }
    return unsafe Taken(rawValue: confine(bytes[...], []))
  }

  /// Borrows one path after the other, then enters.
  private static func confine(
    _ rest: ArraySlice<[CChar]>, _ paths: [UnsafePointer<CChar>?]
  ) -> Int32 {
    guard let first = rest.first else {
      return unsafe paths.withUnsafeBufferPointer {
        unsafe recto_confine($0.baseAddress, Int32($0.count))
      }
    }
    return unsafe first.withUnsafeBufferPointer {
      unsafe confine(rest.dropFirst(), paths + [$0.baseAddress])
    }
  }
}
