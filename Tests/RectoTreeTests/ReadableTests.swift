import RectoTree
import Testing

@Suite struct ReadableTests {
  private func readable(_ string: String, _ place: Range<Int32>, _ style: Style) -> String {
    Text(string, spans: [.init(start: place.lowerBound, end: place.upperBound, style: style)])
      .readable
  }

  @Test func raisedFiguresBecomeNoPartOfANumber() {
    #expect(readable("24.912", 5..<6, .superscript) == "24.91²")
    #expect(readable("24.911,2", 5..<8, .superscript) == "24.91¹,²")
    #expect(readable("10-3", 2..<4, .superscript) == "10⁻³")
    #expect(readable("12 m2", 4..<5, .superscript) == "12 m²")
    #expect(readable("gulls1", 5..<6, [.superscript, .bold]) == "gulls¹")
    #expect(readable("5a2", 2..<3, .superscript) == "5a²")
  }

  @Test func loweredFiguresBehindOthersDoNeither() {
    #expect(readable("1012", 2..<4, .subscript) == "10₁₂")
    #expect(readable("H2O", 1..<2, .subscript) == "H2O")
  }

  @Test func lettersAndMarksAtTheStartStay() {
    #expect(readable("1st", 1..<3, .superscript) == "1st")
    #expect(readable("5*", 1..<2, .superscript) == "5*")
    #expect(readable("1 Local time", 0..<1, .superscript) == "1 Local time")
    #expect(readable("a 1", 2..<3, .superscript) == "a 1")
  }
}
