import Foundation

/// Numbers that come out the same for the same seed (SplitMix64).
public struct RandomNumbers: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// The seed of a random test: that of `RECTO_SEED`, or another one each time. It is printed, so that
  /// what failed can be run again.
  public static func seed(of test: String) -> UInt64 {
    let given = ProcessInfo.processInfo.environment["RECTO_SEED"].flatMap { UInt64($0) }
    let seed = given ?? UInt64.random(in: 0..<1_000_000_000)
    print("\(test): RECTO_SEED=\(seed)")
    return seed
  }
}
