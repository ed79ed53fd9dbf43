import Foundation
import RectoDiagnostics
import RectoSystem
import RectoTesting
import Testing

#if os(Linux)
  /// What a process that reads strangers' documents cannot do.
  @Suite struct ConfinementTests {
    private static let probe = Fixtures.root.appending(path: ".build/debug/ConfinementProbe")

    /// What a confined process tried in each of two threads, and what it had given up.
    private struct Attempts {
      var outcomes: [String: String] = [:]
      var taken: Confinement.Taken = []

      init(under means: [String] = []) throws {
        let folder = try Shell.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let victim = folder.appending(path: "victim")
        try Data("precious".utf8).write(to: victim)
        let own = ["attempts", victim.path]
        let outcome = try Shell.run(
          means.isEmpty ? own : means + [ConfinementTests.probe.path] + own,
          binary: ConfinementTests.probe)
        #expect(outcome.status == 0)
        for line in outcome.out.split(separator: "\n") {
          let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
          if parts.count == 2 {
            outcomes[parts[0]] = String(parts[1].split(separator: " ")[0])
          } else {
            taken = Confinement.Taken(rawValue: Int32(line.split(separator: " ")[1]) ?? 0)
          }
        }
        #expect(try Data(contentsOf: victim) == Data("precious".utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["victim"])
      }

      func names(_ kind: String, _ outcome: String) -> Set<String> {
        Set(outcomes.filter { $0.key.contains(" \(kind) ") && $0.value == outcome }.keys)
      }
    }

    @Test func nothingForbiddenWorksInAnyThreadAndAllThatIsNeededDoes() throws {
      let attempts = try Attempts()
      try #require(attempts.taken.contains([.calls, .allThreads, .network, .signals]))
      #expect(attempts.names("needed", "refused").isEmpty)
      for thread in ["first", "second"] {
        let refused = attempts.names("forbidden", "refused").filter { $0.hasPrefix(thread) }
        #expect(refused.count > 60)
      }
      // Which files may be read, only Landlock knows.
      guard Confinement.landlockVersion >= 6 else { return }
      #expect(attempts.taken == .everything)
      #expect(attempts.names("forbidden", "works").isEmpty)
    }

    @Test func withoutLandlockReadingAloneIsLeft() throws {
      let attempts = try Attempts(under: ["without-landlock"])
      #expect(attempts.taken == Confinement.Taken.everything.subtracting(.reading))
      let working = attempts.names("forbidden", "works")
      #expect(!working.isEmpty)
      #expect(working.allSatisfy { $0.contains(" forbidden read ") || $0.contains(" list ") })
      // Nothing can be opened for writing, so that it does not matter what.
      #expect(
        attempts.names("needed", "refused")
          == ["first needed the null device", "second needed the null device"])
    }

    /// Every thread of every process below another one, as the kernel describes it.
    private func threads(below parent: Int32) -> [[String: String]] {
      let manager = FileManager.default
      var result: [[String: String]] = []
      for name in (try? manager.contentsOfDirectory(atPath: "/proc")) ?? [] {
        guard Int32(name) != nil,
          let stat = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
          let fields = stat.split(separator: ")").last?.split(separator: " "), fields.count > 1,
          fields[1] == "\(parent)"
        else { continue }
        for thread in (try? manager.contentsOfDirectory(atPath: "/proc/\(name)/task")) ?? [] {
          let path = "/proc/\(name)/task/\(thread)/status"
          guard let status = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
          result.append(
            Dictionary(
              status.split(separator: "\n").compactMap { line in
                let parts = line.split(separator: ":", maxSplits: 1)
                return parts.count == 2
                  ? (String(parts[0]), parts[1].trimmingCharacters(in: .whitespaces)) : nil
              }
            ) { first, _ in first })
        }
      }
      return result
    }

    @Test(
      arguments: [
        ["FILE", "-t", "text"], ["FILE", "-o", "out.md"], ["FILE", "-t", "pdf", "-o", "out.pdf"],
        ["FILE", "FILE", "-o", "out/"], ["tables", "FILE", "-o", "out.xlsx"], ["audit", "FILE"],
      ])
    func everyThreadOfALiveWorkerIsConfined(arguments: [String]) throws {
      let root = try Shell.temporaryFolder()
      defer { try? FileManager.default.removeItem(at: root) }
      let file = Fixtures.folder.appending(path: "Corpus/report/input.pdf").path
      let process = Shell.process(
        arguments.map { $0 == "FILE" ? file : $0 } + ["--ocr", "always", "-l", "eng"],
        in: root)
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      var seen: [[String: String]] = []
      // Until it has the thread that reads.
      for _ in 0..<2000 where seen.count < 2 && process.isRunning {
        Thread.sleep(forTimeInterval: 0.01)
        seen = threads(below: process.processIdentifier)
      }
      process.terminate()
      process.waitUntilExit()
      #expect(seen.count >= 2)
      for status in seen {
        #expect(status["Seccomp"] == "2" && status["NoNewPrivs"] == "1", "\(status)")
      }
    }

    @Test func whatIsLackingIsSaidOrRefused() throws {
      let file = Fixtures.folder.appending(path: "Corpus/report/input.pdf").path
      func run(_ means: String, _ arguments: [String]) throws -> Shell.Outcome {
        try Shell.run([means, Shell.binary.path] + arguments, binary: Self.probe)
      }
      let whole = try Shell.run([file, "-t", "text"])
      #expect(whole.status == 0 && whole.err.isEmpty)
      let bare = try run("without-means", [file, "-t", "text"])
      #expect(bare.status == 0 && bare.out == whole.out)
      #expect(bare.err.split(separator: "\n").count == 1)
      #expect(bare.err.contains("without confinement") && bare.err.contains("recto doctor"))
      #expect(try run("without-means", [file, "-t", "text", "-q"]).err.isEmpty)
      #expect(try run("without-means", ["doctor"]).out.contains("not confined"))
      // Without Landlock there is still a filter; it is not all, but worth no word.
      let filtered = try run(
        "without-landlock", [file, "-t", "text", "--ocr", "always", "-l", "eng"])
      #expect(filtered.status == 0 && filtered.err.isEmpty && !filtered.out.isEmpty)
      for arguments in [[file], [file, file, "-o", "out/"], ["tables", file], ["audit", file]] {
        for means in ["without-means", "without-landlock"] {
          let refused = try run(means, arguments + ["--require-confinement"])
          #expect(refused.status == ExitStatus.unconfined.rawValue && refused.out.isEmpty)
          #expect(refused.err.contains("cannot confine"))
        }
      }
      guard Confinement.landlockVersion > 0 else { return }
      let required = try Shell.run([file, "-t", "text", "--require-confinement"])
      #expect(required.status == 0 && required.out == whole.out)
    }

    @Test func documentsComeFromWhereverTheUserMayRead() throws {
      let root = try Shell.temporaryFolder()
      defer { try? FileManager.default.removeItem(at: root) }
      let report = try Fixtures.bytes("Corpus/report/input.pdf")
      try Data(report).write(to: root.appending(path: "a.pdf"))
      try FileManager.default.createSymbolicLink(
        at: root.appending(path: "link.pdf"), withDestinationURL: root.appending(path: "a.pdf"))
      let plain = try Shell.run(["a.pdf", "-t", "text"], in: root)
      #expect(plain.status == 0 && !plain.out.isEmpty)
      #expect(try Shell.run(["link.pdf", "-t", "text"], in: root).out == plain.out)
      // A pipe with a name, whose writer comes late.
      let made = try Shell.run(["pipe"], in: root, binary: URL(filePath: "/usr/bin/mkfifo"))
      try #require(made.status == 0)
      let writer = Shell.process(
        ["-c", "sleep 0.3; cat a.pdf > pipe"], in: root, binary: URL(filePath: "/bin/sh"))
      try writer.run()
      #expect(try Shell.run(["pipe", "-t", "text"], in: root).out == plain.out)
      writer.waitUntilExit()
    }

    @Test func trainedDataIsReadFromAnyFolderEvenByLinks() throws {
      let root = try Shell.temporaryFolder()
      defer { try? FileManager.default.removeItem(at: root) }
      let own = ["/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tessdata"].first {
        FileManager.default.fileExists(atPath: "\($0)/eng.traineddata")
      }
      let source = try #require(own)
      for name in ["kept", "data"] {
        try FileManager.default.createDirectory(
          at: root.appending(path: name), withIntermediateDirectories: true)
      }
      let kept = root.appending(path: "kept/eng.traineddata")
      try FileManager.default.copyItem(atPath: "\(source)/eng.traineddata", toPath: kept.path)
      try FileManager.default.createSymbolicLink(
        at: root.appending(path: "data/eng.traineddata"), withDestinationURL: kept)
      let report = Fixtures.folder.appending(path: "Corpus/report/input.pdf").path
      let arguments = [report, "-p", "1", "--ocr", "always", "-t", "text", "-l", "eng"]
      let usual = try Shell.run(arguments)
      let linked = try Shell.run(arguments + ["--tessdata", "data"], in: root)
      #expect(usual.status == 0 && linked.status == 0)
      #expect(!usual.out.isEmpty && linked.out == usual.out)
      // Each request may name another folder, and so may the next.
      let requests = [#","tessdata":"data""#, "", #","tessdata":"data""#].map {
        #"{"path":"\#(report)","options":{"to":["text"],"ocr":"always","pages":"1"\#($0)}}"#
      }
      let answers = try Shell.run(
        ["serve-stdio"], input: Data(requests.joined(separator: "\n").utf8), in: root
      ).out.split(separator: "\n")
      #expect(answers.count == 3)
      #expect(answers.allSatisfy { $0.contains(#""status":"ok""#) && $0.contains("light") })
    }
  }
#endif
