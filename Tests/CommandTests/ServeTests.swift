import Foundation
import RectoDiagnostics
import RectoTesting
import Testing

/// The JSON Lines worker, as a program sees it.
@Suite struct ServeTests {
  private func answers(_ requests: [String], _ arguments: [String] = []) throws -> [[String: Any]] {
    let input = Data(requests.map { $0 + "\n" }.joined().utf8)
    let outcome = try Shell.run(["serve-stdio"] + arguments, input: input)
    #expect(outcome.status == 0 && outcome.err.isEmpty)
    return try outcome.out.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  private let report = Fixtures.folder.appending(path: "Corpus/report/input.pdf").path

  @Test func answersInOrderWithTheSameBytesAsTheCommand() throws {
    let requests = (1...6).map {
      "{\"id\":\($0),\"path\":\"\(report)\",\"options\":{\"to\":[\"md\"]}}"
    }
    let answers = try answers(requests, ["-j", "3"])
    #expect(answers.compactMap { $0["id"] as? Int } == [1, 2, 3, 4, 5, 6])
    let markdown = try Shell.run([report]).out
    for answer in answers {
      #expect((answer["results"] as? [String: Any])?["md"] as? String == markdown)
      #expect(answer["pages"] as? Int == 3)
    }
  }

  @Test func takesBytesAndGivesJSONAsJSON() throws {
    let bytes = try Data(contentsOf: URL(filePath: report)).base64EncodedString()
    let answer = try answers([
      "{\"id\":\"a\",\"bytes\":\"\(bytes)\",\"options\":{\"to\":[\"json\"]}}"
    ])[0]
    #expect(answer["id"] as? String == "a")
    let document = (answer["results"] as? [String: Any])?["json"] as? [String: Any]
    #expect((document?["pages"] as? [Any])?.count == 3)
  }

  @Test func badRequestsAreAnsweredToo() throws {
    let answers = try answers([
      "nonsense", "[1]", "{\"id\":1}", "{\"id\":2,\"path\":\"nowhere.pdf\"}",
      "{\"id\":3,\"path\":\"\(report)\",\"output\":\"../x\"}",
      "{\"id\":4,\"path\":\"\(report)\",\"outputFile\":\"/tmp/x.md\"}",
      "{\"id\":5,\"bytes\":\"***\"}", "", "{\"id\":6,\"path\":\"\(report)\"}",
    ])
    #expect(answers.compactMap { $0["code"] as? Int } == [64, 64, 64, 2, 64, 64, 64, 0])
    #expect(answers.dropFirst(2).compactMap { $0["id"] as? Int } == [1, 2, 3, 4, 5, 6])
  }

  @Test func resultsMayGoToAFolder() throws {
    let root = try Shell.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: root) }
    let answer = try answers(
      ["{\"path\":\"\(report)\",\"output\":\"a/b\",\"options\":{\"to\":[\"md\",\"text\"]}}"],
      ["-o", root.path])[0]
    #expect(answer["status"] as? String == "ok")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: root.path + "/a").sorted()
        == ["b.md", "b.txt"])
  }
}
