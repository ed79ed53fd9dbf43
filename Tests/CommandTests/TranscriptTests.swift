import Foundation
import RectoTesting
import Testing

/// Every file of `Fixtures/Commands` is a test, and so is the README: its commands must do what they say.
/// `UPDATE_GOLDEN=1` writes what they did instead; then read it.
@Suite struct TranscriptTests {
  static let files: [URL] = {
    let folder = Fixtures.folder.appending(path: "Commands")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { $0.hasSuffix(".md") && $0 != "README.md" }
      .map { folder.appending(path: $0) } + [Fixtures.root.appending(path: "README.md")]
  }()

  /// What the working directory holds, by names that read well in a transcript.
  static let copies = [
    "report.pdf": "Corpus/report/input.pdf", "locked.pdf": "Traps/encrypted.pdf",
    "accounts.pdf": "Tables/accounts.pdf", "page.png": "Images/page.png",
    "comments.pdf": "Traps/comments.pdf", "hidden.pdf": "Traps/hidden.pdf",
    "table.pdf": "Tables/long-grid.pdf", "word-pieces.json": "Tokenizers/word-pieces.json",
    "in/report.pdf": "Corpus/report/input.pdf", "in/letters/manual.pdf": "Corpus/manual/input.pdf",
    "in/letters/page.png": "Images/page.png", "figure.pdf": "Traps/figure-alt.pdf",
    "filters/headings-down.py": "../Examples/filters/headings-down.py",
    "filters/only.swift": "../Examples/filters/only.swift",
  ]

  @Test func thereAreTranscripts() { #expect(Self.files.count >= 10) }

  @Test(arguments: files) func commandsDoWhatTheirTranscriptSays(file: URL) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    let transcript = Transcript(text)
    #expect(!transcript.steps.isEmpty)
    let folder = try Self.workingFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outputs = try transcript.steps.map { try Self.run($0, in: folder) }
    let environment = ProcessInfo.processInfo.environment
    if environment["UPDATE_GOLDEN"] == "1" && environment["CI"] == nil {
      return try Data(transcript.accepting(outputs).utf8).write(to: file)
    }
    for (step, output) in zip(transcript.steps, outputs) {
      #expect(
        Transcript.matches(output[...], step.expected[...]),
        "\(step.script)\n\(output.joined(separator: "\n"))")
    }
  }

  private static func workingFolder() throws -> URL {
    let folder = try Shell.temporaryFolder()
    for (copy, fixture) in copies {
      let place = folder.appending(path: copy)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: Fixtures.folder.appending(path: fixture), to: place)
    }
    try Data("Not a document.\n".utf8).write(to: folder.appending(path: "in/notes.txt"))
    return folder
  }

  /// What a command prints, by lines, and its status if that is not 0. Standard input is at its end.
  private static func run(_ step: Transcript.Step, in folder: URL) throws -> [String] {
    let outcome = try Shell.shell(
      """
      exec 2>&1
      PATH='\(Shell.binary.deletingLastPathComponent().path)':$PATH HOME=$PWD
      export LC_ALL=C.UTF-8 TERM=dumb
      \(step.script)
      """, in: folder)
    var lines = outcome.out.split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    if lines.last == "" { lines.removeLast() }
    return outcome.status == 0 ? lines : lines + ["[\(outcome.status)]"]
  }

  @Test func aLineOfThreeDotsStandsForAnyLinesAndThreeDotsWithinForAnything() {
    func matches(_ lines: [String], _ expected: [String]) -> Bool {
      Transcript.matches(lines[...], expected[...])
    }
    #expect(matches(["a", "b", "c"], ["a", "…"]) && matches(["a"], ["…", "a", "…"]))
    #expect(!matches(["a", "b"], ["a"]) && !matches(["a"], ["…", "b"]))
    #expect(matches(["in 0.2 s, 3 a second"], ["in … s, … a second"]))
    #expect(!matches(["in s"], ["in … s"]) && !matches(["ab"], ["ab…b"]))
  }

  @Test func aTranscriptKeepsWhatIsRightWhenItIsWrittenAnew() {
    let text = "One.\n```console\n$ a\n> b\nx…\n$ c\nold\n[1]\n```\nend\n"
    let transcript = Transcript(text)
    #expect(transcript.steps.map(\.script) == ["a\nb", "c"])
    #expect(
      transcript.accepting([["xyz"], ["new"]])
        == "One.\n```console\n$ a\n> b\nx…\n$ c\nnew\n```\nend\n")
  }
}
