import RectoGeometry
import Testing

@Suite struct ClampedTests {
  @Test func numbersOfAPageBecomeWhole() {
    #expect(Int(clamped: 2.9 as Float) == 2)
    #expect(Int(clamped: -2.9) == -2)
    #expect(Int32(clamped: 12.0) == 12)
  }

  @Test func whatDoesNotFitBecomesTheNearestThatDoes() {
    for value in [Double.infinity, 1e300, 3e9] {
      #expect(Int(clamped: value) == 1_000_000_000)
      #expect(Int(clamped: -value) == -1_000_000_000)
      #expect(UInt8(clamped: value) == 255 && UInt8(clamped: -value) == 0)
      #expect(Int16(clamped: value) == .max && Int16(clamped: -value) == .min)
      #expect(UInt32(clamped: -value) == 0)
    }
    #expect(Int(clamped: Double.nan) == 0 && UInt8(clamped: Float.nan) == 0)
    // Sums and products of two fit.
    #expect(Int(clamped: 1e300) * Int(clamped: 1e300) == 1_000_000_000_000_000_000)
    #expect(Int32(clamped: 1e300) + Int32(clamped: 1e300) == 2_000_000_000)
  }
}
