import RectoGeometry
import RectoMetadata
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoProcessing

@Suite struct CommentTests {
  @Test func aCommentStandsAfterWhatItStandsAt() {
    var document = SourcePage.drawn("Rain fell.\n\n\nNobody slept.").document()
    document.metadata.annotations = [
      .init(
        kind: "note", contents: "Did it?", author: "Ada", page: 0,
        box: Box(x0: 200, y0: 112, x1: 210, y1: 122)),
      .init(kind: "highlight", contents: nil, page: 0, box: Box(x0: 60, y0: 112, x1: 80, y1: 122)),
    ]
    Comments().process(&document)
    #expect(
      document.dump == """
        paragraph "Rain fell."
        (annotation) paragraph "Ada: Did it?"
        paragraph "Nobody slept."
        """)
  }
}
