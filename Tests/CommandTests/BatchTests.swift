import Foundation
import RectoDiagnostics
import RectoTesting
import Testing

/// Batches, as a shell sees them.
@Suite struct BatchTests {
  /// A folder of documents, some of which cannot be converted.
  private func inbox() throws -> URL {
    let root = try Shell.temporaryFolder()
    let manager = FileManager.default
    try manager.createDirectory(
      at: root.appending(path: "in/letters"), withIntermediateDirectories: true)
    for (source, place) in [
      ("Corpus/report/input.pdf", "in/report.pdf"), ("Corpus/manual/input.pdf", "in/letters/m.pdf"),
      ("Images/two-pages.tiff", "in/letters/fax.tiff"),
      ("Traps/encrypted.pdf", "in/letters/secret.pdf"), ("Traps/flood.pdf", "in/-flood\n.pdf"),
    ] {
      try manager.copyItem(
        at: Fixtures.folder.appending(path: source), to: root.appending(path: place))
    }
    try Data("%PDF-1.4 nothing".utf8).write(to: root.appending(path: "in/broken.pdf"))
    return root
  }

  private func lines(_ url: URL) throws -> [[String: Any]] {
    try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { line in
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  /// Every file below a folder but the journal, with its content.
  private func contents(_ folder: URL) throws -> [String: Data] {
    var result: [String: Data] = [:]
    // A run that is killed early has made no folder.
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    for path in paths
    where !path.hasPrefix(".recto") {
      result[path] = FileManager.default.contents(atPath: folder.appending(path: path).path)
    }
    return result
  }

  @Test func aFolderIsMirroredAndFailuresAreReported() throws {
    let root = try inbox()
    defer { try? FileManager.default.removeItem(at: root) }
    let outcome = try Shell.run(
      ["in", "-o", "out", "-j", "2", "-t", "md", "-t", "json", "--report", "report.jsonl"], in: root
    )
    #expect(outcome.status == ExitStatus.partial.rawValue)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.contains("6 documents: 4 converted, 2 failed"))
    #expect(
      Set(try contents(root.appending(path: "out")).keys.filter { $0.hasSuffix(".md") }) == [
        "report.md", "-flood\n.md", "letters/m.md", "letters/fax.md",
      ])
    let report = try lines(root.appending(path: "report.jsonl"))
    #expect(report.count == 6)
    let secret = try #require(report.first { $0["stem"] as? String == "letters/secret" })
    #expect(secret["status"] as? String == "failed" && secret["code"] as? Int == 5)
    let whole = try #require(report.first { $0["stem"] as? String == "report" })
    #expect(whole["pages"] as? Int == 3)
    #expect((whole["hash"] as? String)?.count == 64)
    #expect((whole["outputs"] as? [String])?.count == 2)
  }

  @Test func theNumberOfWorkersChangesNoByte() throws {
    let root = try inbox()
    defer { try? FileManager.default.removeItem(at: root) }
    var results: [[String: Data]] = []
    for jobs in ["1", "2", "8"] {
      _ = try Shell.run(["in", "-o", "out\(jobs)", "-j", jobs, "-t", "json"], in: root)
      results.append(try contents(root.appending(path: "out\(jobs)")))
    }
    #expect(results[0].count > 4)
    #expect(results[0] == results[1] && results[0] == results[2])
  }

  @Test func resumingDoesWhatIsLeftOrChanged() throws {
    let root = try inbox()
    defer { try? FileManager.default.removeItem(at: root) }
    let arguments = ["in", "-o", "out", "--resume", "--report", "report.jsonl"]
    _ = try Shell.run(arguments, in: root)
    let first = try contents(root.appending(path: "out"))
    try FileManager.default.removeItem(at: root.appending(path: "out/report.md"))
    try Data("torn {".utf8).append(to: root.appending(path: "out/.recto/journal.jsonl"))
    try FileManager.default.removeItem(at: root.appending(path: "in/letters/m.pdf"))
    try FileManager.default.copyItem(
      at: root.appending(path: "in/report.pdf"), to: root.appending(path: "in/letters/m.pdf"))
    _ = try Shell.run(arguments, in: root)
    let again = try lines(root.appending(path: "report.jsonl")).dropFirst(6)
    let done = again.filter { $0["status"] as? String == "ok" }.compactMap { $0["stem"] as? String }
    #expect(Set(done) == ["report", "letters/m"])
    #expect(again.count { $0["status"] as? String == "skipped" } == 4)
    let second = try contents(root.appending(path: "out"))
    #expect(second["report.md"] == first["report.md"])
    #expect(second["letters/m.md"] == first["report.md"])
    // Other options make other results.
    let other = try Shell.run(arguments + ["--furniture", "keep"], in: root)
    #expect(other.err.contains("4 converted"))
  }

  @Test func killedAtAnyMomentTheRestIsDoneLater() throws {
    let root = try Shell.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: root) }
    let inbox = root.appending(path: "in")
    try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
    for i in 0..<40 {
      let names = ["report", "manual", "article", "slides"]
      try FileManager.default.copyItem(
        at: Fixtures.folder.appending(path: "Corpus/\(names[i % 4])/input.pdf"),
        to: inbox.appending(path: "\(i).pdf"))
    }
    _ = try Shell.run(["in", "-o", "whole", "-t", "json"], in: root)
    let whole = try contents(root.appending(path: "whole"))
    for delay in [0.05, 0.15, 0.3] {
      let process = Shell.process(
        ["in", "-o", "out", "-t", "json", "--resume", "--report", "report.jsonl"], in: root)
      process.standardError = FileHandle.nullDevice
      try process.run()
      Thread.sleep(forTimeInterval: delay)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      Thread.sleep(forTimeInterval: 0.1)
      for (name, bytes) in try contents(root.appending(path: "out")) where !name.isEmpty {
        #expect(bytes == whole[name], "\(name) is torn")
      }
    }
    _ = try Shell.run(
      ["in", "-o", "out", "-t", "json", "--resume", "--report", "report.jsonl"], in: root)
    #expect(try contents(root.appending(path: "out")) == whole)
    let done = try lines(root.appending(path: "report.jsonl"))
      .filter { $0["status"] as? String == "ok" }.compactMap { $0["stem"] as? String }
    #expect(done.count == Set(done).count && done.count == 40)
  }

  @Test func failuresAreRetriedFromAReport() throws {
    let root = try inbox()
    defer { try? FileManager.default.removeItem(at: root) }
    _ = try Shell.run(["in", "-o", "out", "--report", "report.jsonl"], in: root)
    let outcome = try Shell.run(
      ["--retry-failed", "report.jsonl", "-o", "out", "--password", "open", "-j1"], in: root)
    #expect(outcome.err.contains("2 documents"))
    #expect(outcome.status == ExitStatus.nothingConverted.rawValue || outcome.status == 8)
  }

  @Test func listsShardsAndGlobsChoose() throws {
    let root = try inbox()
    defer { try? FileManager.default.removeItem(at: root) }
    let list = Data("in/report.pdf\0in/-flood\n.pdf\0".utf8)
    let listed = try Shell.run(["--from-list", "-", "-o", "listed"], input: list, in: root)
    #expect(listed.status == 0)
    #expect(
      Set(try contents(root.appending(path: "listed")).keys) == ["in/report.md", "in/-flood\n.md"])
    for shard in 1...3 {
      _ = try Shell.run(["in", "-o", "shards", "--shard", "\(shard)/3"], in: root)
    }
    _ = try Shell.run(["in", "-o", "out"], in: root)
    #expect(
      try contents(root.appending(path: "shards")) == contents(root.appending(path: "out")))
    let some = try Shell.run(["in", "-o", "some", "--only", "letters/*.tiff"], in: root)
    #expect(some.err.contains("1 document: 1 converted"))
  }

  @Test func existingResultsAreKeptIfAskedFor() throws {
    let root = try inbox()
    defer { try? FileManager.default.removeItem(at: root) }
    let out = root.appending(path: "out")
    try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: out.appending(path: "report.md"))
    _ = try Shell.run(["in", "-o", "out", "--no-clobber"], in: root)
    #expect(try contents(out)["report.md"] == Data("mine".utf8))
    _ = try Shell.run(["in", "-o", "out", "--no-clobber", "--overwrite"], in: root)
    #expect(try contents(out)["report.md"] != Data("mine".utf8))
  }

  @Test func nothingIsBegunAfterTheFirstFailureIfAskedFor() throws {
    let root = try inbox()
    defer { try? FileManager.default.removeItem(at: root) }
    let outcome = try Shell.run(["in", "-o", "out", "--fail-fast", "-j1"], in: root)
    #expect(outcome.status == ExitStatus.partial.rawValue)
    #expect(outcome.err.contains("not begun"))
  }

  @Test func limitsCostPagesNotDocuments() throws {
    let flood = Fixtures.folder.appending(path: "Traps/flood.pdf").path
    let late = try Shell.run([flood, "--page-timeout", "0.001"])
    #expect(late.status == ExitStatus.partial.rawValue)
    let report = Fixtures.folder.appending(path: "Corpus/report/input.pdf").path
    let short = try Shell.run([report, "--max-pages", "1", "-t", "json"])
    #expect(short.status == ExitStatus.partial.rawValue)
    #expect(short.out.contains("document-cut-short"))
    let image = Fixtures.folder.appending(path: "Images/page.png").path
    let large = try Shell.run([image, "--max-pixels", "100"])
    #expect(large.status == ExitStatus.overBudget.rawValue)
    #expect(large.err.contains("--max-pixels"))
  }

  /// A worker's processes are the children of the one that was started.
  private func children(of process: Int32) -> [Int32] {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return folders.compactMap { Int32($0) }.filter { child in
      let status = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
      let fields = status?.split(separator: ")").last?.split(separator: " ")
      return fields.map { $0.count > 1 && $0[1] == "\(process)" } ?? false
    }
  }

  #if os(Linux)
    @Test func aWorkerThatCrashesCostsItsPage() throws {
      let root = try Shell.temporaryFolder()
      defer { try? FileManager.default.removeItem(at: root) }
      let report = Fixtures.folder.appending(path: "Corpus/report/input.pdf").path
      let process = Shell.process([report, "-o", "out.json", "--ocr", "always"], in: root)
      let errors = Pipe()
      process.standardError = errors
      try process.run()
      var worker: Int32?
      for _ in 0..<200 where worker == nil {
        Thread.sleep(forTimeInterval: 0.01)
        worker = children(of: process.processIdentifier).first
      }
      Thread.sleep(forTimeInterval: 0.2)
      kill(try #require(worker), SIGSEGV)
      process.waitUntilExit()
      let message = String(
        decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      #expect(process.terminationReason == .exit)
      #expect([3, 8].contains(process.terminationStatus), "\(message)")
      #expect(message.contains("stopped the reader (signal 11)"))
    }

    @Test func interruptsLetDocumentsEndAndTheSecondStops() throws {
      let root = try Shell.temporaryFolder()
      defer { try? FileManager.default.removeItem(at: root) }
      let inbox = root.appending(path: "in")
      try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
      for i in 0..<30 {
        try FileManager.default.copyItem(
          at: Fixtures.folder.appending(path: "Corpus/report/input.pdf"),
          to: inbox.appending(path: "\(i).pdf"))
      }
      for signals in [1, 2] {
        let process = Shell.process(
          [
            "in", "-o", "out\(signals)", "-j1", "--report", "report\(signals).jsonl", "--ocr",
            "always",
            "-p", "1", "-l", "eng",
          ], in: root)
        process.standardError = FileHandle.nullDevice
        try process.run()
        // The report is begun when interrupts are waited for; a busy machine takes its time.
        let begun = root.appending(path: "report\(signals).jsonl").path
        for _ in 0..<600 where !FileManager.default.fileExists(atPath: begun) {
          Thread.sleep(forTimeInterval: 0.1)
        }
        Thread.sleep(forTimeInterval: 0.5)
        for _ in 0..<signals {
          kill(process.processIdentifier, SIGINT)
          Thread.sleep(forTimeInterval: 0.05)
        }
        process.waitUntilExit()
        #expect(process.terminationStatus == ExitStatus.interrupted.rawValue)
        let report = try lines(root.appending(path: "report\(signals).jsonl"))
        #expect(report.count < 30)
        for entry in report {
          for output in entry["outputs"] as? [String] ?? [] {
            #expect(FileManager.default.fileExists(atPath: root.appending(path: output).path))
          }
        }
      }
    }
  #endif

  @Test func pagesAreSentOneByOne() throws {
    let report = Fixtures.folder.appending(path: "Corpus/report/input.pdf").path
    let outcome = try Shell.run([report, "-t", "jsonl"])
    let lines = try outcome.out.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(lines.map { $0["type"] as? String } == ["document", "page", "page", "page", "end"])
    #expect(lines[1...3].compactMap { $0["page"] as? Int } == [1, 2, 3])
    #expect(lines[4]["pages"] as? Int == 3)
  }
}

extension Data {
  fileprivate func append(to url: URL) throws {
    let file = try FileHandle(forWritingTo: url)
    defer { try? file.close() }
    try file.seekToEnd()
    try file.write(contentsOf: self)
  }
}
