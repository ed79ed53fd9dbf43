import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoProcessing

@Suite struct AuthorYearTests {
  @Test(arguments: [
    ("Keel, A. and Mast, B. (1987). Gulls of the North.", "reference-keel-1987"),
    ("Ada Keel and Bo Mast. 1987a. Gulls of 1950.", "reference-keel-1987a"),
    ("A. Keel, B. Mast, and C. Pier. Gulls. arXiv:1804.07036, 2018.", "reference-keel-2018"),
    ("van der Mast, B. On Moles. Journal of Walls, 3:1995–2001, 1991.", "reference-mast-1991"),
    ("On the drying of washing", nil),
  ]) func worksAreKnownByAuthorAndYear(work: String, anchor: String?) {
    #expect(AuthorYear.anchor(of: work) == anchor)
  }

  @Test(arguments: [
    ("as said (Keel, 1987) before", "Keel, 1987"),
    ("as Keel et al. (1987) say", "Keel et al. (1987"),
    ("others (Pier, 1990; Keel and Mast, 1987)", "Keel and Mast, 1987"),
    ("Keel & Mast (1987) say", "Keel & Mast (1987"),
    ("(Keel, Mast, and Pier, 1987)", "Keel, Mast, and Pier, 1987"),
    ("Keel was born in 1987", nil), ("Keel (1988)", nil), ("(Pier, 1987)", nil),
    ("Keel wrote. Mast (1987)", nil),
  ]) func citationsLeadFromTheNameToTheYear(text: String, cited: String?) {
    var works = AuthorYear()
    works.add(anchor: "reference-keel-1987")
    let found = works.citations(in: text).map {
      String(
        decoding: Array(text.utf8)[Int($0.range.lowerBound)..<Int($0.range.upperBound)],
        as: UTF8.self)
    }
    #expect(found == (cited.map { [$0] } ?? []))
  }

  @Test func citationsInADocumentAreLinked() {
    let document = SourcePage.drawn(
      """
      Gulls ← 14 bold

      Rain fell all night on the old harbour (Keel, 1987), and on the boats in
      it, and Mast and Pier (1991) have said the same of the moles in the north.

      References ← 14 bold

      Keel, A. (1987). Gulls of the North. Harbour Press.

      Mast, B. and Pier, C. (1991). On Moles. Journal of Walls 3.
      """
    ).document()
    let links = document.blocks.flatMap(\.texts).flatMap(\.spans).compactMap(\.link)
    #expect(links == [.anchor("reference-keel-1987"), .anchor("reference-mast-1991")])
  }
}
