import RectoMetadata
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoProcessing

@Suite struct TitlePageTests {
  @Test func titleAuthorsAndAbstractStandInTheMetadata() {
    let document = SourcePage.drawn(
      """
          On Gulls ← 18 bold


          Ada Keel, Bo van der Mast ← 12 bold

          University of the Harbour

      Abstract ← 12 bold

      We counted gulls for nine years in a row, and found that there are more
      of them than anybody would want to know of, above all in the harbour.

      1 Introduction ← 12 bold

      Rain fell all night on the old harbour and on the boats that lay in it.
      """, top: 60
    ).document()
    #expect(document.metadata.printedTitle == "On Gulls")
    #expect(document.metadata.printedAuthors == ["Ada Keel", "Bo van der Mast"])
    #expect(document.metadata.abstract?.hasPrefix("We counted gulls") ?? false)
    #expect(document.metadata.abstract?.hasSuffix("in the harbour.") ?? false)
    #expect(document.dump.contains("paragraph \"Ada Keel, Bo van der Mast\""))
  }

  @Test(arguments: [
    ("Ada Keel and Bo Mast", ["Ada Keel", "Bo Mast"]),
    ("J. R. Thwart, D. de la Mer", ["J. R. Thwart", "D. de la Mer"]),
    ("University of Hull", []), ("12 May 1998", []), ("On the Drying", []), ("Keel", []),
  ]) func namesAreKnownByTheirForm(line: String, names: [String]) {
    #expect(TitlePage.names(in: line) == names)
  }
}
