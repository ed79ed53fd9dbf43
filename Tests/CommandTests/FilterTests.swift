import Foundation
import RectoTesting
import Testing

/// Programs that change a document as JSON on its way, and JSON where only the command can be asked.
@Suite struct FilterTests {
  private static let report = Fixtures.folder.appending(path: "Corpus/report/input.pdf").path
  private static let filters = Fixtures.root.appending(path: "Examples/filters").path

  private static let hasSwift =
    (try? Shell.shell("command -v swift").status) == 0

  private static func piped(_ script: String, in folder: URL? = nil) throws -> Shell.Outcome {
    try Shell.shell(
      "set -o pipefail; PATH='\(Shell.binary.deletingLastPathComponent().path)':$PATH; \(script)",
      in: folder)
  }

  @Test func aFilterInPythonMovesHeadingsDown() throws {
    let plain = try Self.piped("recto '\(Self.report)' -t html").out
    let moved = try Self.piped(
      "recto '\(Self.report)' -t json | '\(Self.filters)/headings-down.py' 1 | recto - -t html")
    #expect(moved.status == 0 && moved.err.isEmpty, "\(moved.err)")
    let expected = plain.replacing("h2>", with: "h3>").replacing("h1>", with: "h2>")
    #expect(moved.out == expected && moved.out != plain)
  }

  @Test(.enabled(if: hasSwift)) func aFilterInSwiftKeepsOnlyTables() throws {
    let only = try Self.piped(
      "recto '\(Self.report)' -t json | swift '\(Self.filters)/only.swift' heading,table "
        + "| recto - -t md")
    #expect(only.status == 0, "\(only.err)")
    let plain = try Self.piped("recto '\(Self.report)' -t md").out
    let wanted = plain.split(separator: "\n").filter { $0.hasPrefix("#") || $0.hasPrefix("|") }
    let written = only.out.split(separator: "\n")
    #expect(written.filter { $0.hasPrefix("#") || $0.hasPrefix("|") } == wanted)
    #expect(written.count < plain.split(separator: "\n").count)
  }

  @Test func batchesTakeJSONWhereItIsAskedFor() throws {
    try Shell.inFolder { folder in
      _ = try Shell.run([Self.report, "-t", "json", "-o", "in/report.json"], in: folder)
      try Data("{}".utf8).write(to: folder.appending(path: "in/other.json"))
      let none = try Shell.run(["in", "-o", "out/"], in: folder)
      #expect(none.err.contains("there is no document"))
      let some = try Shell.run(["in", "-o", "out/", "--only", "*.json"], in: folder)
      #expect(some.err.contains("other.json: $.schema: it is missing"), "\(some.err)")
      #expect(try Shell.names(in: folder.appending(path: "out")) == ["report.md"])
      let direct = try Shell.run([Self.report, "-o", "report.md"], in: folder)
      #expect(direct.status == 0)
      let files = try ["out/report.md", "report.md"].map {
        try Data(contentsOf: folder.appending(path: $0))
      }
      #expect(files[0] == files[1])
    }
  }

  @Test func requestsMayHoldJSON() throws {
    let json = try Shell.run([Self.report, "-t", "json"]).out
    let request = ["bytes": Data(json.utf8).base64EncodedString(), "from": "json"]
    let line = try JSONSerialization.data(withJSONObject: request) + Data("\n".utf8)
    let outcome = try Shell.run(["serve-stdio"], input: line)
    let answer = try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any]
    let results = try #require(answer?["results"] as? [String: String])
    #expect(try results["md"] == Shell.run([Self.report]).out)
  }
}
