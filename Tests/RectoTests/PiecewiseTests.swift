import Foundation
import Recto
import RectoTree
import Testing

@Suite struct PiecewiseTests {
  /// A PDF of twenty empty pages with a comment on the eighteenth, without a cross-reference table,
  /// which readers make anew.
  private static var commented: [UInt8] {
    let kids = (0..<20).map { "\($0 + 10) 0 R" }.joined(separator: " ")
    var objects = [
      "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj",
      "2 0 obj << /Type /Pages /Count 20 /Kids [\(kids)] /MediaBox [0 0 300 200] >> endobj",
      "3 0 obj << /Type /Annot /Subtype /Text /Rect [9 9 30 30] /Contents (Is it?) >> endobj",
    ]
    for page in 0..<20 {
      let note = page == 17 ? "/Annots [3 0 R]" : ""
      objects.append("\(page + 10) 0 obj << /Type /Page /Parent 2 0 R \(note) >> endobj")
    }
    return Array(
      ("%PDF-1.7\n" + objects.joined(separator: "\n") + "\ntrailer << /Root 1 0 R >>\n").utf8)
  }

  @Test func commentsOnLatePagesAreThere() throws {
    var pieces: [Document] = []
    var options = ConversionOptions()
    options.includesFacts = true
    try Converter(options).convert(piecewise: Self.commented, name: "x.pdf") {
      pieces.append($0)
    }
    #expect(pieces.map(\.pages.count) == [16, 4])
    #expect(pieces.map { $0.blocks.count { $0.layer == .annotation } } == [0, 1])
  }
}
