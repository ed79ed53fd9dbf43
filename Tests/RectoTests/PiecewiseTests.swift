import Foundation
import Recto
import RectoRendering
import RectoTesting
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

  @Test func aPieceIsLongEnoughForADictionary() {
    #expect(Converter.pagesPerPiece >= DocumentWords.fewestPages)
  }

  @Test func commentsOnLatePagesAreThere() throws {
    var pieces: [Document] = []
    var options = ConversionOptions()
    options.includesFacts = true
    try Converter(options).convert(piecewise: Self.commented, name: "x.pdf") {
      pieces.append($0)
    }
    #expect(pieces.map(\.pages.count) == [16, 4])
    #expect(pieces.map { $0.furniture.count { $0.layer == .annotation } } == [0, 1])
  }

  /// A PDF of twenty pages of prose. The second and the eighteenth have a caption with the same label
  /// that their text refers to, and a note with the same mark.
  private static var captioned: [UInt8] {
    let prose = (0..<12).map {
      "(Rain fell all night on the harbour, and on boat \($0) in it.) Tj T*"
    }
    func text(_ lines: [String], at y: Int, size: Int = 12) -> String {
      "BT /F \(size) Tf \(size + 2) TL 72 \(y) Td \(lines.joined(separator: " ")) ET\n"
    }
    var objects = [
      "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj",
      "2 0 obj << /Type /Pages /Count 20 /Kids [\((0..<20).map { "\($0 + 10) 0 R" }.joined(separator: " "))] "
        + "/MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> >> endobj",
      "3 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj",
    ]
    for page in 0..<20 {
      var content = text(prose, at: 760)
      if page == 1 || page == 17 {
        content += text(
          ["(All of it is shown in Figure 1, says Keel) Tj /F 7 Tf 5 Ts (1) Tj 0 Ts"], at: 560)
        content += text(["(Figure 1: A gull on page \(page + 1)) Tj"], at: 500)
        content += text(
          [
            "(1 Ada Keel, in a letter to the master of the harbour, who wrote of it) Tj T*",
            "(in his book of the port that there had been no gulls on that day.) Tj",
          ], at: 150, size: 8)
      }
      objects.append(
        "\(page + 10) 0 obj << /Type /Page /Parent 2 0 R /Contents \(page + 40) 0 R >> endobj")
      objects.append(
        "\(page + 40) 0 obj << /Length \(content.utf8.count) >> stream\n\(content)endstream endobj")
    }
    return Array(
      ("%PDF-1.7\n" + objects.joined(separator: "\n") + "\ntrailer << /Root 1 0 R >>\n").utf8)
  }

  private static func pages(of lines: String) throws -> [[String: Any]] {
    try lines.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  @Test func aStreamGivesNoNameTwiceAndTheNamesOfTheWhole() throws {
    var lines = ""
    let renderer = JSONLinesRenderer()
    try Converter(ConversionOptions()).convert(piecewise: Self.captioned, name: "x.pdf") { piece in
      for page in piece.pages { lines += renderer.line(page, of: piece) }
    }
    let streamed = try Self.pages(of: lines).flatMap { $0["blocks"] as? [[String: Any]] ?? [] }
    let ids = streamed.compactMap { $0["id"] as? String }
    #expect(Set(ids).count == ids.count && ids.count == streamed.count)

    var whole = ""
    let document = try Converter(ConversionOptions()).convert(Self.captioned, name: "x.pdf")
      .document
    try JSONRenderer(document).render { whole += $0 }
    let root = try #require(try Self.pages(of: whole).first)
    let blocks = try #require(root["blocks"] as? [[String: Any]])
    #expect(ids == blocks.compactMap { $0["id"] as? String })

    func links(_ blocks: [[String: Any]], _ key: String) -> [String] {
      blocks.flatMap { $0["spans"] as? [[String: Any]] ?? [] }.compactMap { $0[key] as? String }
    }
    for key in ["anchor", "note"] { #expect(links(streamed, key) == links(blocks, key)) }
    // The second caption, which has the label of the first, refers to it too.
    #expect(links(streamed, "anchor") == ["figure-1", "figure-1", "figure-1"])
    let anchors = streamed.compactMap { $0["anchor"] as? String }
    #expect(anchors == ["figure-1"] && anchors == blocks.compactMap { $0["anchor"] as? String })
    #expect(links(streamed, "note") == ["1", "1", "1-p18", "1-p18"])
  }
}
