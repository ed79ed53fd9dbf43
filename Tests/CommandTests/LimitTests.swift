import Foundation
import RectoDiagnostics
import RectoTesting
import Testing

/// What documents may take, as a shell sees it.
@Suite struct LimitTests {
  private static let text =
    MadePDF.line("Rain fell all night on the harbour.", x: 40, y: 360)
    + MadePDF.line("Nobody had seen the sea so high.", x: 40, y: 340)
  private static let picture = MadePDF.picture(x: 40, y: 40, width: 220, height: 200)
  /// A page whose figure takes seconds to be rendered, and nothing to be read.
  private static let slow = text + picture + MadePDF.shadings(400)

  private func folder(_ documents: [String: MadePDF]) throws -> URL {
    let root = try Shell.temporaryFolder()
    let inbox = root.appending(path: "in")
    try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
    for (name, document) in documents {
      try Data(document.bytes).write(to: inbox.appending(path: name))
    }
    return root
  }

  private func content(_ root: URL, _ path: String) -> Data? {
    FileManager.default.contents(atPath: root.appending(path: path).path)
  }

  private func report(_ root: URL) throws -> [[String: Any]] {
    try String(contentsOf: root.appending(path: "report.jsonl"), encoding: .utf8)
      .split(separator: "\n").map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      }
  }

  @Test func aSlowPictureCostsNoTextAndNoOtherPicture() throws {
    let root = try folder(["a.pdf": MadePDF(pages: [Self.slow, Self.text + Self.picture])])
    defer { try? FileManager.default.removeItem(at: root) }
    let arguments = [
      "in", "-o", "out", "-j1", "--ocr", "never", "--page-timeout", "1", "--report",
      "report.jsonl",
    ]
    let outcome = try Shell.run(arguments, in: root)
    #expect(outcome.status == ExitStatus.partial.rawValue, "\(outcome.err)")
    let text = String(decoding: try #require(content(root, "out/a.md")), as: UTF8.self)
    #expect(text.contains("Rain fell all night") && text.contains("a_files/figure-2-1.png"))
    #expect(content(root, "out/a_files/figure-2-1.png") != nil)
    #expect(content(root, "out/a_files/figure-1-1.png") == nil)
    let entry = try #require(try report(root).first)
    #expect(entry["status"] as? String == "partial")
    let remarks = try #require(entry["diagnostics"] as? [[String: Any]])
    #expect(
      remarks.contains {
        $0["code"] as? String == "picture-skipped" && $0["page"] as? Int == 1
          && $0["summary"] as? String
            == "figure-1-1 on page 1 has no picture: rendering took longer than 1 s"
      })
    // What failed for want of time is tried again.
    _ = try Shell.run(arguments + ["--resume"], in: root)
    #expect(try report(root).last?["status"] as? String == "partial")
  }

  @Test func aDocumentWhoseTimeIsUpIsWrittenSoFarAsItIsDone() throws {
    let root = try folder(["a.pdf": MadePDF(pages: [Self.slow])])
    defer { try? FileManager.default.removeItem(at: root) }
    let outcome = try Shell.run(
      ["in/a.pdf", "-o", "a.md", "--ocr", "never", "--timeout", "2"], in: root)
    #expect(outcome.status == ExitStatus.partial.rawValue, "\(outcome.err)")
    #expect(outcome.err.contains("figure-1-1 on page 1"))
    #expect(content(root, "a.md").map { $0.count > 50 } == true)
  }

  @Test func pagesThatThereIsNoTimeForCostThemselvesOnly() throws {
    // What is the same on many pages would be taken for running heads.
    let words = ["rain", "harbour", "gulls", "night", "grey", "boats", "sea", "wind", "sails"]
    let pages = (0..<12_000).map { i in
      MadePDF.line(
        "Of \(words[i % 9]) and \(words[i / 9 % 9]) under \(words[i / 81 % 9]).", x: 40,
        y: 100 + 37 * i % 250)
    }
    let root = try folder(["a.pdf": MadePDF(pages: pages)])
    defer { try? FileManager.default.removeItem(at: root) }
    let outcome = try Shell.run(
      ["in/a.pdf", "-o", "a.txt", "--ocr", "never", "--timeout", "1"], in: root)
    #expect(outcome.status == ExitStatus.partial.rawValue, "\(outcome.err)")
    #expect(content(root, "a.txt").map { $0.count > 50 } == true)
  }

  #if os(Linux)
    @Test func aBusyMachineChangesNothing() throws {
      let page = Self.text + Self.picture + MadePDF.shadings(40)
      let root = try folder(["a.pdf": MadePDF(pages: [page])])
      defer { try? FileManager.default.removeItem(at: root) }
      let others = try (0..<4).map { _ in
        let other = Process()
        other.executableURL = URL(filePath: "/bin/sh")
        other.arguments = ["-c", "ulimit -t 20; while :; do :; done"]
        try other.run()
        return other
      }
      // They are deaf to what the tests of signals ignore.
      defer { for other in others { kill(other.processIdentifier, SIGKILL) } }
      let begin = Date()
      let outcome = try Shell.run(
        ["in/a.pdf", "-o", "a.md", "--ocr", "never", "--page-timeout", "3"], in: root)
      #expect(outcome.status == 0, "\(outcome.err) after \(Date().timeIntervalSince(begin)) s")
      #expect(content(root, "a_files/figure-1-1.png") != nil)
    }

    /// Poppler takes a font that was found for one document for those of the next that sound alike.
    @Test func aDocumentComesOutTheSameWhateverWasReadBefore() throws {
      let label = MadePDF.line("Label on the picture", x: 60, y: 140, size: 20)
      let page = Self.text + Self.picture + label
      let documents = [
        "arial": MadePDF(pages: [page, page], font: "Arial"),
        "arialmt": MadePDF(pages: [page], font: "ArialMT", family: "Nobody Has This"),
        "helvetica": MadePDF(pages: [page], font: "Helvetica-Bold", family: "Nor This"),
      ]
      let orders = [
        ["arial", "arialmt", "helvetica"], ["helvetica", "arialmt", "arial"],
        ["arialmt", "arial", "helvetica"],
      ]
      var alone: [String: [Data?]] = [:]
      for order in [["arial"], ["arialmt"], ["helvetica"]] + orders {
        var inbox: [String: MadePDF] = [:]
        for (place, name) in order.enumerated() { inbox["\(place)-\(name).pdf"] = documents[name] }
        let root = try folder(inbox)
        defer { try? FileManager.default.removeItem(at: root) }
        _ = try Shell.run(
          ["in", "-o", "out", "-j1", "-t", "json", "--ocr", "never"], in: root)
        for (place, name) in order.enumerated() {
          let files = [1, 2].map { page in
            content(root, "out/\(place)-\(name)_files/figure-\(page)-1.png")
          }
          #expect(files[0] != nil)
          if order.count == 1 { alone[name] = files }
          #expect(files == alone[name], "\(name) in \(order)")
        }
      }
      // The second page is shown as the first one is, too.
      #expect(alone["arial"]?[0] == alone["arial"]?[1])
    }

    @Test func requestsToEndStopAtOnceAndInterruptsSayWhatIsLeft() throws {
      // Who runs the tests may have ignored it, and what is started would do so too.
      let before = signal(SIGHUP, SIG_DFL)
      defer { signal(SIGHUP, before) }
      let long = MadePDF(pages: [Self.text + Self.picture + MadePDF.shadings(4000)])
      for number in [SIGTERM, SIGHUP, SIGINT] {
        let root = try folder(["a.pdf": MadePDF(pages: [Self.text]), "b.pdf": long])
        defer { try? FileManager.default.removeItem(at: root) }
        let process = Shell.process(
          ["in", "-o", "out", "-j1", "--ocr", "never", "--report", "report.jsonl"], in: root)
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        // Until the first document is done.
        for _ in 0..<1000 where (try? report(root).count) != 1 {
          Thread.sleep(forTimeInterval: 0.02)
        }
        kill(process.processIdentifier, number)
        if number == SIGINT {
          var said = Data()
          while !String(decoding: said, as: UTF8.self).contains("in/b.pdf") {
            let more = errors.fileHandleForReading.availableData
            guard !more.isEmpty else { break }
            said += more
          }
          let message = String(decoding: said, as: UTF8.self)
          #expect(message.contains("waiting for in/b.pdf to end"), "\(message)")
          #expect(process.isRunning)
          kill(process.processIdentifier, number)
        }
        process.waitUntilExit()
        #expect(process.terminationStatus == ExitStatus.interrupted.rawValue)
        #expect(content(root, "out/a.md") != nil && content(root, "out/b.md") == nil)
        let journal = try #require(content(root, "out/.recto/journal.jsonl"))
        #expect(String(decoding: journal, as: UTF8.self).contains("\"a\""))
      }
    }
  #endif
}
