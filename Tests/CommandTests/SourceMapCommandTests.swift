import Foundation
import RectoTesting
import Testing

/// Where each byte of an output comes from, in a file beside it.
@Suite struct SourceMapCommandTests {
  private let report = Fixtures.folder.appending(path: "Corpus/report/input.pdf").path

  private struct Map: Decodable {
    struct Range: Decodable {
      var start: Int
      var end: Int
      var block: String
      var page: Int
      var box: [Float]
      var glyphs: [[Int]]
    }
    var schema: String
    var format: String
    var bytes: Int
    var ranges: [Range]
  }

  @Test func theMapIsAFileBesidesAndTheOutputIsTheSame() throws {
    let plain = try Shell.run([report, "--images", "none"]).out
    try Shell.inFolder { folder in
      let mapped = try Shell.run(
        [report, "--images", "none", "--source-map", "x.map", "--words"], in: folder)
      #expect(mapped.status == 0 && mapped.out == plain && mapped.err.isEmpty)
      let data = try Data(contentsOf: folder.appending(path: "x.map"))
      let map = try JSONDecoder().decode(Map.self, from: data)
      let bytes = Array(plain.utf8)
      #expect(map.format == "md" && map.bytes == bytes.count)
      let words = map.ranges.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
      #expect(words.prefix(6) == ["Chapter", "1", "Keeping", "the", "light", "1.1"])
      let light = try #require(map.ranges.dropFirst(4).first)
      #expect(light.block == "p1.b1" && light.page == 1 && light.glyphs == [[18, 22]])
      #expect(light.box[0] > 270 && light.box[2] < 335 && light.box[1] > 240)
      #expect(map.ranges.contains { $0.page == 3 })
    }
  }

  @Test func mapsLieBesideTheirOutputs() throws {
    try Shell.inFolder { folder in
      for arguments in [
        [report, "-o", "out/", "--source-map", "out", "-t", "md", "-t", "text"],
        [report, report, "-o", "many", "--source-map", "many/", "--progress", "none"],
      ] {
        let outcome = try Shell.run(arguments + ["--images", "none"], in: folder)
        #expect(outcome.status == 0, "\(outcome.err)")
      }
      #expect(
        try Shell.names(in: folder.appending(path: "out"))
          == ["input.md", "input.md.map", "input.txt", "input.txt.map"])
      #expect(
        try Shell.names(in: folder.appending(path: "many"))
          == ["input-2.md", "input-2.md.map", "input.md", "input.md.map"])
      // Named after what goes to standard output, and in another folder than the output.
      _ = try Shell.run([report, "--source-map", "maps/"], in: folder)
      _ = try Shell.run([report, "-o", "y.html", "--source-map", "maps/"], in: folder)
      #expect(
        try Shell.names(in: folder.appending(path: "maps")) == ["input.md.map", "y.html.map"])
      try Data("{\"source-map\":true}".utf8).write(to: folder.appending(path: "options.json"))
      _ = try Shell.run(
        [report, "-o", "z.md", "--images", "none", "--config", "options.json"], in: folder)
      #expect(try Shell.names(in: folder).contains("z.md.map"))
    }
  }

  @Test func whatHasNoMapIsSaidBeforeAnyWork() throws {
    try Shell.inFolder { folder in
      try Data("{\"source-map\":true}".utf8).write(to: folder.appending(path: "options.json"))
      for (arguments, sign) in [
        (["missing.pdf", "-t", "json", "--source-map", "x.map"], "json has no source map"),
        (
          [report, "-t", "md", "-t", "hocr", "-o", "o/", "--source-map", "o/"],
          "hocr has no source map"
        ),
        ([report, "-t", "md", "-t", "text", "-o", "o/", "--source-map", "x.map"], "2 formats"),
        ([report, report, "-o", "o/", "--source-map", "x.map"], "--source-map o/"),
        ([report, "--config", "options.json"], "--source-map FILE"),
      ] {
        let outcome = try Shell.run(arguments, in: folder)
        #expect(outcome.status == 64 && outcome.err.contains(sign), "\(arguments) \(outcome.err)")
        #expect(outcome.out.isEmpty)
        #expect(try Shell.names(in: folder) == ["options.json"])
      }
    }
  }

  @Test func answersHoldMapsToo() throws {
    let request =
      "{\"path\":\"\(report)\",\"options\":{\"source-map\":true,\"images\":\"none\"}}\n"
    let outcome = try Shell.run(["serve-stdio"], input: Data(request.utf8))
    let answer = try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any]
    let results = try #require(answer?["results"] as? [String: Any])
    let map = try #require(results["md.map"] as? [String: Any])
    #expect(map["bytes"] as? Int == (results["md"] as? String)?.utf8.count)
  }

  @Test func theSchemaIsPrinted() throws {
    let outcome = try Shell.run(["schema", "source-map"])
    let schema = try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any]
    #expect(schema?["title"] as? String == "recto-source-map/1")
  }
}
