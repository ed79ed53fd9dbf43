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

  /// One that is at work, one that waits for its turn, and one that is not known.
  @Test(arguments: ["request", "ready"]) func whatIsCancelledIsAnsweredSo(order: String) throws {
    let scan = Fixtures.folder.appending(path: "Images/two-pages.tiff").path
    let slow = "\"path\":\"\(scan)\",\"options\":{\"ocr\":\"always\",\"languages\":\"eng\"}}"
    let begin = Date()
    let answers = try answers(
      (1...30).map { "{\"id\":\($0),\(slow)" } + ["{\"cancel\":99}"]
        + (1...30).map { "{\"cancel\":\($0)}" } + ["{\"id\":31,\"path\":\"\(report)\"}"],
      ["-j", "1", "--order", order])
    #expect(answers.compactMap { $0["id"] as? Int }.sorted() == Array(1...31))
    if order == "request" { #expect(answers.compactMap { $0["id"] as? Int } == Array(1...31)) }
    let cancelled = answers.filter {
      ($0["error"] as? [String: Any])?["kind"] as? String == "cancelled"
    }
    #expect(cancelled.count >= 28 && cancelled.allSatisfy { $0["code"] as? Int == 130 })
    #expect(answers.first { $0["id"] as? Int == 31 }?["status"] as? String == "ok")
    // Thirty readings of two pages would have taken far longer.
    #expect(Date().timeIntervalSince(begin) < 60)
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
