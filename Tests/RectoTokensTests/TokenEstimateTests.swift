import Testing

@testable import RectoTokens

@Suite struct TokenEstimateTests {
  private static func count(_ text: String) -> Int { TokenEstimate.count(Array(text.utf8)[...]) }

  @Test func wordsHaveATokenForEachFourLettersBegun() {
    #expect(Self.count("the rain") == 2)
    #expect(Self.count("harbour") == 2)
  }
}
