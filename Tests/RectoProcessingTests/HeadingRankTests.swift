import Testing

@testable import RectoProcessing

@Suite struct HeadingRankTests {
  private func levels(_ headings: [(String, Float, Bool)], known: [Int?] = []) -> [Int] {
    HeadingRanks.levels(
      of: headings.enumerated().map { i, heading in
        HeadingRanks.Heading(
          size: heading.1, isBold: heading.2, number: HeadingNumber(heading.0),
          known: known.indices.contains(i) ? known[i] : nil)
      })
  }

  @Test func sectionsAreBelowTheTitleAsDeepAsTheirNumbers() {
    let headings: [(String, Float, Bool)] = [
      ("The harbour", 20, false), ("1 Boats", 14, true), ("1.1 Nets", 12, true),
      ("1.1.1 Knots", 12, true), ("2 Gulls", 14, true), ("References", 14, true),
    ]
    #expect(levels(headings) == [1, 2, 3, 4, 2, 2])
    #expect(levels(Array(headings.dropFirst())) == [1, 2, 3, 1, 1])
  }

  @Test func aPartOfADocumentKeepsTheDepthOfItsNumbers() {
    #expect(levels([("2.3 Nets", 12, true), ("2.3.1 Knots", 12, true)]) == [2, 3])
  }

  @Test(arguments: [
    (
      ["Article 1 Boats", "(1) Nets", "(2) Knots", "Article 2 Gulls", "(1) Wings"], [1, 2, 2, 1, 2]
    ),
    (["I. Boats", "A. Nets", "B. Knots", "II. Gulls", "A. Wings"], [1, 2, 2, 1, 2]),
    (["Chapter 1 Boats", "1.1 Nets", "Appendix A Gulls", "A.1 Wings"], [1, 2, 1, 2]),
  ])
  func whatComesFirstOfOneLookIsAbove(texts: [String], expected: [Int]) {
    #expect(levels(texts.map { ($0, 12, true) }) == expected)
  }

  @Test func whatTheOutlineLeavesOutAboveAllItNamesIsTheTitle() {
    let headings: [(String, Float, Bool)] = [
      ("The harbour", 20, false), ("Boats", 14, true), ("Nets", 12, true), ("Knots", 12, true),
    ]
    #expect(levels(headings, known: [nil, 1, 2, nil]) == [1, 2, 3, 3])
    #expect(levels(headings, known: [1, 2, 3, nil]) == [1, 2, 3, 3])
  }

  @Test func sizesThatAreMeasuredInPicturesAreOneIfNearlyTheSame() {
    let sizes: [Float] = [18, 12.2, 11.6, 12.4]
    let headings = sizes.map { HeadingRanks.Heading(size: $0, isRecognised: true) }
    #expect(HeadingRanks.levels(of: headings) == [1, 2, 2, 2])
  }
}
