import Testing

@testable import RectoTokens

@Suite struct TokenEstimateTests {
  private static func count(_ text: String) -> Int { TokenEstimate.count(Array(text.utf8)[...]) }

  @Test func otherScriptsHaveMore() {
    #expect(Self.count("雨が降った") == 7)
    #expect(Self.count("Москва") == 5)
    #expect(Self.count("ฝนตก") == 6)
    #expect(Self.count("🙂") == 3)
  }

  @Test func wordsHaveATokenForEachFourLettersBegun() {
    #expect(Self.count("the rain") == 2)
    #expect(Self.count("harbour") == 2)
    #expect(Self.count("1234") == 2)
    #expect(Self.count("a-b\n\nc  d") == 3 + 1 + 1 + 1 + 1)
  }
}
