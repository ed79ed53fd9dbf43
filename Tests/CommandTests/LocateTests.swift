import Foundation
import RectoTesting
import Testing

/// Where bytes of an output and words of a document stand.
@Suite struct LocateTests {
  private let report = Fixtures.folder.appending(path: "Corpus/report/input.pdf").path

  @Test func tellsWhereBytesAndWordsStand() throws {
    try Shell.inFolder { folder in
      _ = try Shell.run(
        [report, "-o", "x.md", "--images", "none", "--source-map", "."], in: folder)
      let bytes = try Shell.run(["locate", "x.md.map", "2-11"], in: folder)
      let line = "page 1, box 117.83 198.34 220.26 216.48, block p1.b1, text layer\n"
      #expect(bytes.status == 0 && bytes.out == line)
      let words = try Shell.run(["locate", report, "chapter 1"])
      #expect(words.out == line)
      // It goes over the end of a line.
      let long = try Shell.run(["locate", report, "than two cans, at once", "--json"])
      let matches = try JSONSerialization.jsonObject(with: Data(long.out.utf8)) as? [[String: Any]]
      let places = try #require(matches?.first?["places"] as? [[String: Any]])
      #expect(matches?.count == 1 && places.count == 2)
      #expect(places.allSatisfy { $0["page"] as? Int == 1 && $0["block"] as? String == "p1.b3" })
      for arguments in [
        ["locate", report, "scissors", "-o", "place.png"],
        ["locate", "x.md.map", "2-11", "--document", report, "-o", "place.png"],
      ] {
        let outcome = try Shell.run(arguments, in: folder)
        let picture = try Data(contentsOf: folder.appending(path: "place.png"))
        #expect(outcome.status == 0 && outcome.out.hasPrefix("page 1, box"), "\(outcome.err)")
        #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        try FileManager.default.removeItem(at: folder.appending(path: "place.png"))
      }
    }
  }

  @Test func whatIsNotThereIsNoPlace() throws {
    let outcome = try Shell.run(["locate", report, "no such words", "-o", "never.png"])
    #expect(outcome.status == 9 && outcome.err.contains("not in its text") && outcome.out.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: "never.png"))
  }

  @Test func damagedMapsAreToldFromSoundOnes() throws {
    try Shell.inFolder { folder in
      let url = folder.appending(path: "x.map")
      _ = try Shell.run([report, "--source-map", "x.map"], in: folder)
      let sound = try String(contentsOf: url, encoding: .utf8)
      func replaced(_ old: String, _ new: String) -> String {
        sound.replacingOccurrences(of: old, with: new)
      }
      for (text, place, status, sign) in [
        (String(sound.prefix(700)), "2-11", 3, "cut off"), ("", "2-11", 3, "it is empty"),
        (replaced("recto-source-map/1", "recto-source-map/2"), "2-11", 3, "recto-source-map/2"),
        (replaced("\"end\":11", "\"end\":9999999"), "2-11", 3, "ranges[0] has bytes 2 to 9999999"),
        (replaced("\"start\":12", "\"start\":7"), "2-11", 3, "ranges[1] begins at 7"),
        (
          replaced("\"end\":11,", "\"end\":\"x\","), "2-11", 3,
          "$.ranges[0].end: a number is expected"
        ),
        (replaced("[[0,7]]", "[[7,0]]"), "2-11", 3, "$.ranges[0]: it has glyphs that end before"),
        (replaced("\"pages\":[", "\"pages\":[],\"p\":["), "2-11", 3, "ranges[0] is on page 1"),
        (replaced("\"block\":\"p1.b1\",", ""), "2-11", 3, "$.ranges[0].block: it is missing"),
        (sound, "2-999999", 3, "outside the output"), (sound, "0-2", 9, "markup"),
        (sound, "11-2", 64, "no range of bytes"), (sound, "2", 64, "no range of bytes"),
      ] {
        try Data(text.utf8).write(to: url)
        let outcome = try Shell.run(
          ["locate", "x.map", place, "--document", report, "-o", "x.png"], in: folder)
        #expect(
          outcome.status == status && outcome.err.contains(sign) && outcome.out.isEmpty,
          "\(sign): \(outcome.err)")
        #expect(try Shell.names(in: folder) == ["x.map"])
      }
    }
  }
}
