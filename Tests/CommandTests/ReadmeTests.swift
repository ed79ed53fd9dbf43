import Foundation
import RectoTesting
import Testing

/// What the README tells people to type works as it stands there.
@Suite struct ReadmeTests {
  static let examples: [String] = {
    let readme =
      (try? String(contentsOf: Fixtures.root.appending(path: "README.md"), encoding: .utf8)) ?? ""
    guard let start = readme.range(of: "```sh\n"),
      let end = readme[start.upperBound...].range(of: "```")
    else { return [] }
    return readme[start.upperBound..<end.lowerBound].split(separator: "\n").map(String.init)
  }()

  @Test func thereAreExamples() {
    #expect(Self.examples.count >= 6 && Self.uses.count >= 15)
  }

  private static let text =
    (try? String(contentsOf: Fixtures.root.appending(path: "README.md"), encoding: .utf8)) ?? ""

  /// The commands under "Using it": what is before two blanks, as what is behind tells what they do.
  static let uses: [String] = {
    guard let part = text.components(separatedBy: "## Using it\n\n```\n").last,
      let block = part.components(separatedBy: "\n```").first
    else { return [] }
    return block.components(separatedBy: "\n").map { line in
      let command = line.components(separatedBy: "  ")[0]
      // Where there is no room for two, the words begin behind the last option's value.
      return command.hasPrefix("recto x.pdf --include")
        ? command.components(separatedBy: " ")[0...3].joined(separator: " ") : command
    }
  }()

  @Test(arguments: uses) func aUseWorks(command: String) throws {
    let folder = try Shell.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let copies = [
      "report.pdf": "Corpus/report/input.pdf", "x.pdf": "Corpus/report/input.pdf",
      "locked.pdf": "Traps/encrypted.pdf", "scan.tiff": "Images/two-pages.tiff",
      "inbox/report.pdf": "Corpus/report/input.pdf",
    ]
    try FileManager.default.createDirectory(
      at: folder.appending(path: "inbox"), withIntermediateDirectories: true)
    for (copy, fixture) in copies {
      try FileManager.default.copyItem(
        at: Fixtures.folder.appending(path: fixture), to: folder.appending(path: copy))
    }
    try Data("a wrong one\n".utf8).write(to: folder.appending(path: "key"))
    let outcome = try Shell.shell(
      "set -o pipefail; PATH='\(Shell.binary.deletingLastPathComponent().path)':$PATH; \(command)",
      in: folder)
    // Nobody knows the password of the one that is locked.
    let expected: Int32 = command.contains("locked") ? 5 : 0
    #expect(outcome.status == expected, "\(command)\n\(outcome.err)")
  }

  /// What it says of quality is what was measured last.
  @Test func theQualityIsThatOfTheLastRun() throws {
    let runs = Fixtures.folder.appending(path: "Bench/runs")
    let names = try FileManager.default.contentsOfDirectory(atPath: runs.path).sorted()
    let last = try Data(contentsOf: runs.appending(path: try #require(names.last)))
    let run = try #require(try JSONSerialization.jsonObject(with: last) as? [String: Any])
    let groups = try #require(run["groups"] as? [String: [String: Double]])
    let scores = try #require(groups["odl"])
    let row = ["score", "nid", "teds", "mhs"].compactMap { scores[$0] }
      .map { String(format: "%.3f", $0) }.joined(separator: " | ")
    #expect(Self.text.contains("| \(row) |"), "\(row)")
  }

  @Test func itIsShort() {
    #expect(Self.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 151)
  }

  @Test(arguments: examples)
  func anExampleWorks(line: String) throws {
    let root = try Shell.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: root) }
    let inbox = root.appending(path: "inbox/a folder")
    try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
    for (source, place) in [
      ("report", "inbox/report.pdf"), ("manual", "inbox/a folder/a manual.pdf"),
    ] {
      try FileManager.default.copyItem(
        at: Fixtures.folder.appending(path: "Corpus/\(source)/input.pdf"),
        to: root.appending(path: place))
    }
    try Data("%PDF-1.4".utf8).write(to: root.appending(path: "inbox/broken.txt"))
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-o", "pipefail", "-c", line]
    process.currentDirectoryURL = root
    var environment = ProcessInfo.processInfo.environment
    let folder = Shell.binary.deletingLastPathComponent().path
    environment["PATH"] = folder + ":" + (environment["PATH"] ?? "")
    process.environment = environment
    let out = root.appending(path: "stdout")
    try Data().write(to: out)
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    // An example either prints, or makes two results.
    let results = try FileManager.default.subpathsOfDirectory(atPath: root.path)
      .filter { $0.hasPrefix("out") && $0.contains(".") && !$0.contains(".recto") }
    #expect(try !Data(contentsOf: out).isEmpty || results.count == 2)
  }
}
