import Foundation
import Recto
import RectoRendering
import RectoTesting
import RectoTree
import Testing

/// Every folder of `Fixtures/Corpus` is a test: its document must come out as `expected.md` and
/// `expected.tree`. `UPDATE_GOLDEN=1` writes them anew; then read them.
@Suite struct GoldenTests {
  static var cases: [String] {
    let folder = Fixtures.folder.appending(path: "Corpus")
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
      .filter { !$0.hasPrefix(".") }
  }

  @Test(arguments: cases) func comesOutAsExpected(name: String) throws {
    let folder = Fixtures.folder.appending(path: "Corpus/\(name)")
    var options = ConversionOptions()
    options.images = .none
    let bytes = try Fixtures.bytes("Corpus/\(name)/input.pdf")
    let document = try Converter(options).convert(bytes, name: name).document
    var markdown = ""
    try MarkdownRenderer(document).render { markdown += $0 }
    let results = [("expected.md", markdown), ("expected.tree", document.dump + "\n")]
    for (file, result) in results {
      let url = folder.appending(path: file)
      let environment = ProcessInfo.processInfo.environment
      if environment["UPDATE_GOLDEN"] == "1" && environment["CI"] == nil {
        try Data(result.utf8).write(to: url)
      }
      let expected = try String(contentsOf: url, encoding: .utf8)
      #expect(result == expected, "\(name)/\(file)")
    }
  }
}
