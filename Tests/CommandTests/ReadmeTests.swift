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

  @Test func thereAreExamples() { #expect(Self.examples.count >= 6) }

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
