import Foundation
import RectoDiagnostics
import RectoTesting
import Testing

/// Where results are written to, and what is there before: nothing is destroyed.
@Suite struct WritingTests {
  private let report = Fixtures.folder.appending(path: "Corpus/report/input.pdf").path
  private let page = Fixtures.folder.appending(path: "Images/page.png").path

  private func names(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// What ends up at the reading end of a pipe that a command names as its output.
  private func read(_ pipe: String, while command: () throws -> Void) throws -> String {
    let reader = Process()
    reader.executableURL = URL(filePath: "/bin/cat")
    reader.arguments = [pipe]
    let out = Pipe()
    reader.standardOutput = out
    try reader.run()
    try command()
    return String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }

  /// The commands that write, and what they write to an output that tells no format.
  private var writers: [(arguments: [String], name: String, sign: String)] {
    [
      ([report], "x", "# Chapter 1"), (["tables", report], "x", "Month,Cans"),
      (["inspect", report], "x.json", "\"stage\""),
      (["tables", report, "-t", "json"], "x.json", "\"cells\""),
    ]
  }

  @Test func pipesAreWrittenToAndStay() throws {
    try Shell.inFolder { folder in
      for writer in writers {
        let pipe = folder.appending(path: writer.name).path
        #expect(Node.makePipe(pipe))
        let text = try read(pipe) {
          let outcome = try Shell.run(writer.arguments + ["-o", pipe])
          #expect(outcome.status == 0)
        }
        #expect(text.contains(writer.sign), "\(writer.arguments)")
        #expect(Node.kind(pipe) == S_IFIFO)
        #expect(try names(folder) == [writer.name])
        Node.remove(pipe)
      }
    }
  }

  @Test func workbooksGoToPipesToo() throws {
    try Shell.inFolder { folder in
      let pipe = folder.appending(path: "x.xlsx").path
      #expect(Node.makePipe(pipe))
      let text = try read(pipe) {
        let outcome = try Shell.run(["tables", report, "-o", pipe])
        #expect(outcome.status == 0)
      }
      #expect(text.hasPrefix("PK") && Node.kind(pipe) == S_IFIFO)
    }
  }

  /// A failure ends what the reader of a pipe waits for.
  @Test func aFailureEndsThePipe() throws {
    try Shell.inFolder { folder in
      let pipe = folder.appending(path: "x").path
      #expect(Node.makePipe(pipe))
      let text = try read(pipe) {
        let secret = Fixtures.folder.appending(path: "Traps/encrypted.pdf").path
        let outcome = try Shell.run([secret, "-o", pipe])
        #expect(outcome.status == 5)
      }
      #expect(text.isEmpty)
    }
  }

  @Test func standardOutputMayBeNamed() throws {
    #expect(try Shell.run([report, "-o", "/dev/stdout"]).out == Shell.run([report]).out)
    let tables = try Shell.run(["tables", report, "-o", "/dev/stdout"])
    #expect(tables.out == (try Shell.run(["tables", report])).out && tables.status == 0)
    let substituted = try Shell.shell("'\(Shell.binary.path)' '\(report)' -o >(tr a-z A-Z)")
    #expect(substituted.status == 0)
  }

  @Test func processSubstitutionGetsTheDocument() throws {
    try Shell.inFolder { folder in
      let outcome = try Shell.shell(
        "'\(Shell.binary.path)' '\(report)' -o >(cat > got; mv got done); "
          + "for i in $(seq 100); do test -e done && break; sleep 0.1; done; cat done", in: folder)
      #expect(outcome.out == (try Shell.run([report])).out)
    }
  }

  /// Nodes can only be made by the superuser.
  @Test func devicesAreWrittenToAndStay() throws {
    guard getuid() == 0 else { return }
    try Shell.inFolder { folder in
      let (null, full) = (folder.appending(path: "n").path, folder.appending(path: "f").path)
      // The numbers of the null and the full device of Linux.
      guard Node.makeDevice(null, 1, 3), Node.makeDevice(full, 1, 7) else { return }
      let outcome = try Shell.run([report, "-o", null])
      #expect([0, 7].contains(outcome.status) && Node.kind(null) == S_IFCHR)
      for command in [[report], ["tables", report]] {
        #expect(try Shell.run(command + ["-o", full]).status == 7)
        #expect(Node.kind(full) == S_IFCHR)
      }
      // In a folder of results such a node is no place for one.
      let out = folder.appending(path: "out")
      try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
      #expect(Node.makePipe(out.appending(path: "input.md").path))
      let refused = try Shell.run([report, "-o", out.path + "/"])
      #expect(refused.status == 7 && refused.err.contains("is there and is no file"))
      #expect(Node.kind(out.appending(path: "input.md").path) == S_IFIFO)
    }
  }

  @Test func aLinkStaysAndItsTargetIsWritten() throws {
    try Shell.inFolder { folder in
      for writer in writers {
        let real = folder.appending(path: "real-\(writer.name)")
        let link = folder.appending(path: writer.name)
        try Data("old".utf8).write(to: real)
        for target in [real.lastPathComponent, real.path] {
          try FileManager.default.createSymbolicLink(
            atPath: link.path, withDestinationPath: target)
          #expect(try Shell.run(writer.arguments + ["-o", link.path]).status == 0)
          #expect(Node.kind(link.path) == S_IFLNK && Node.kind(real.path) == S_IFREG)
          #expect(try String(contentsOf: real, encoding: .utf8).contains(writer.sign))
          try FileManager.default.removeItem(at: link)
        }
        // A link that leads to nothing yet makes what it leads to.
        try FileManager.default.removeItem(at: real)
        try FileManager.default.createSymbolicLink(
          atPath: link.path, withDestinationPath: real.path)
        #expect(try Shell.run(writer.arguments + ["-o", link.path]).status == 0)
        #expect(Node.kind(link.path) == S_IFLNK && Node.kind(real.path) == S_IFREG)
        for url in [real, link] { try FileManager.default.removeItem(at: url) }
      }
      let circle = folder.appending(path: "circle").path
      try FileManager.default.createSymbolicLink(atPath: circle, withDestinationPath: circle)
      #expect(try Shell.run([report, "-o", circle]).status == 7)
    }
  }

  @Test func modeAndOwnerOfWhatIsReplacedStay() throws {
    try Shell.inFolder { folder in
      for writer in writers {
        let file = folder.appending(path: writer.name).path
        try Data("old".utf8).write(to: URL(filePath: file))
        Node.setMode(file, 0o604)
        if getuid() == 0 { Node.setOwner(file, 12345, 23456) }
        #expect(try Shell.run(writer.arguments + ["-o", file]).status == 0)
        let facts = Node.facts(file)
        #expect(facts.st_mode & 0o7777 == 0o604)
        if getuid() == 0 { #expect(facts.st_uid == 12345 && facts.st_gid == 23456) }
        Node.remove(file)
      }
    }
  }

  @Test func noInputIsReplaced() throws {
    try Shell.inFolder { folder in
      let input = folder.appending(path: "a.pdf")
      try FileManager.default.copyItem(atPath: report, toPath: input.path)
      let before = try Data(contentsOf: input)
      let (link, hard) = (folder.appending(path: "l.json"), folder.appending(path: "h.json"))
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: input)
      try FileManager.default.linkItem(at: input, to: hard)
      for output in [input.path, folder.path + "/./a.pdf", link.path, hard.path] {
        for command in [
          ["a.pdf", "-t", "md"], ["tables", "a.pdf", "-t", "csv"], ["inspect", "a.pdf"],
          ["tables", "a.pdf", "-t", "xlsx"],
        ] where command[0] != "inspect" || output.hasSuffix(".json") {
          let outcome = try Shell.run(command + ["-o", output], in: folder)
          #expect(outcome.status == 7, "\(command) \(output) \(outcome.err)")
          #expect(outcome.err.contains("one of the files that are read"))
          #expect(try Data(contentsOf: input) == before)
        }
        let outcome = try Shell.run(["a.pdf", "-o", "out/", "--report", output], in: folder)
        #expect(outcome.status == 7 && outcome.err.contains("one of the files that are read"))
        #expect(try Data(contentsOf: input) == before)
      }
      // Standard output may lead there as well.
      for redirection in [">> a.pdf", "-o /dev/fd/3 3<> a.pdf", "-o /dev/stdout >> h.json"] {
        for verb in ["", "tables", "audit", "inspect"]
        where verb.isEmpty || !redirection.contains("-o") {
          let outcome = try Shell.shell(
            "\(Shell.binary.path.quoted) \(verb) a.pdf \(redirection)", in: folder)
          #expect(outcome.status == 7 && outcome.err.contains("leads to a file that is read"))
          #expect(try Data(contentsOf: input) == before)
        }
      }
      // A result of one document may not take the place of another.
      try FileManager.default.createDirectory(
        at: folder.appending(path: "out"), withIntermediateDirectories: true)
      try FileManager.default.linkItem(at: input, to: folder.appending(path: "out/page.md"))
      let outcome = try Shell.run([page, "a.pdf", "-o", "out/", "--ocr", "never"], in: folder)
      #expect(outcome.status == 8)
      #expect(try Data(contentsOf: input) == before)
      // Nor may that of files which say what is to be done.
      try Data("a.pdf\n".utf8).write(to: folder.appending(path: "list"))
      let listed = try Shell.run(
        ["--from-list", "list", "-o", "out2/", "--report", "list"], in: folder)
      #expect(listed.status == 7)
      #expect(try String(contentsOf: folder.appending(path: "list"), encoding: .utf8) == "a.pdf\n")
    }
  }

  @Test func allResultsOfADocumentComeOrNone() throws {
    try Shell.inFolder { folder in
      let out = folder.appending(path: "out")
      try FileManager.default.createDirectory(
        at: out.appending(path: "page.json"), withIntermediateDirectories: true)
      try Data("MY OLD FILE".utf8).write(to: out.appending(path: "page.md"))
      let outcome = try Shell.run([page, "-t", "md", "-t", "json", "-o", out.path + "/"])
      #expect(
        outcome.status == 7 && outcome.err.contains("Nothing that was there has been changed"))
      #expect(
        try String(contentsOf: out.appending(path: "page.md"), encoding: .utf8) == "MY OLD FILE")
      #expect(try names(out) == ["page.json", "page.md"])
      // A picture that cannot be written takes the document with it.
      try FileManager.default.removeItem(at: out.appending(path: "page.json"))
      try Data("mine".utf8).write(to: out.appending(path: "page_files"))
      #expect(try Shell.run([page, "-o", out.path + "/"]).status == 7)
      #expect(
        try String(contentsOf: out.appending(path: "page.md"), encoding: .utf8) == "MY OLD FILE")
      #expect(try names(out) == ["page.md", "page_files"])
    }
  }

  @Test func noFailureLeavesAnything() throws {
    try Shell.inFolder { folder in
      let secret = Fixtures.folder.appending(path: "Traps/encrypted.pdf").path
      for command in [[secret], ["tables", secret], ["tables", secret, "-t", "xlsx"]] {
        let output = folder.appending(path: "new/deep/x").path
        let outcome = try Shell.run(command + ["-o", output])
        #expect(outcome.status == 5)
        let left = try names(folder)
        #expect(left.isEmpty)
      }
    }
  }

  #if os(Linux)
    /// The descriptors of a folder's file system that is full.
    @Test func aFullDiskLeavesWhatWasThere() throws {
      guard getuid() == 0 else { return }
      try Shell.inFolder { folder in
        let disk = folder.appending(path: "disk").path
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        let script = """
          mount -t tmpfs -o size=160k none disk || exit 77
          printf old > disk/page.md; printf old > disk/page.json
          head -c 100000 /dev/zero > disk/filler
          '\(Shell.binary.path)' '\(page)' -t md -t json --chars -o disk/ --ocr always; echo $?
          cat disk/page.md disk/page.json; ls -A disk | tr '\\n' ' '
          umount disk
          """
        let outcome = try Shell.shell("unshare -m bash -c \(script.quoted)", in: folder)
        guard outcome.status != 77, outcome.out.contains("old") else { return }
        #expect(outcome.out == "7\noldoldfiller page.json page.md ", "\(outcome)")
      }
    }
  #endif

  #if os(Linux)
    /// The worker dies while the reader of a pipe has a part of the document.
    @Test func noDocumentIsWrittenTwice() throws {
      try Shell.inFolder { folder in
        let outcome = try Shell.shell(
          """
          mkfifo p; (exec 3< p; until test -e go; do sleep 0.1; done; cat <&3 > got) &
          \(Shell.binary.path.quoted) \(report.quoted) -t json --chars --images embed -o p & recto=$!
          full() { cat /proc/$(pgrep -P $recto)/task/*/wchan 2> /dev/null | grep -q pipe_write; }
          for i in {1..300}; do sleep 0.1; full && break; done
          pkill -KILL -P $recto; touch go; wait $recto; echo $?; wait; grep -c '"schema"' got
          """, in: folder)
        #expect(outcome.out == "1\n1\n", "\(outcome)")
      }
    }
  #endif

  /// A parent that ignores the ends of its children hands that on.
  @Test(arguments: ["", "tables", "audit", "inspect"])
  func theStatusIsThatOfTheWorkWhateverTheParentIgnores(verb: String) throws {
    let secret = Fixtures.folder.appending(path: "Traps/encrypted.pdf").path
    let arguments = ([verb, secret].filter { !$0.isEmpty }).map(\.quoted).joined(separator: " ")
    let outcome = try Shell.shell("trap '' CHLD; \(Shell.binary.path.quoted) \(arguments)")
    #expect(outcome.status == 5, "\(outcome)")
    #expect(outcome.err.contains("needs a password"))
  }

  @Test(arguments: ["tables", "audit", "inspect"])
  func limitsHoldForEverySubcommand(verb: String) throws {
    let image = Fixtures.folder.appending(path: "Images/page.png").path
    let large = try Shell.run([verb, image, "--max-pixels", "100"])
    #expect(large.status == 10 && large.err.contains("--max-pixels"))
    let late = try Shell.run([verb, image, "--ocr", "always", "--timeout", "0.0001"])
    #expect(late.status == 10 || late.status == 8, "\(late)")
    #expect(try Shell.run([verb, image, "--max-memory", "1"]).status == 64)
  }

  @Test func tablesAndInspectionsComeAsAnswersToo() throws {
    let requests = [
      "{\"id\":1,\"path\":\"\(report)\",\"tables\":{\"to\":\"csv\"}}",
      "{\"id\":2,\"path\":\"\(report)\",\"tables\":{\"to\":\"json\"}}",
      "{\"id\":3,\"path\":\"\(report)\",\"inspect\":{\"page\":1}}",
      "{\"id\":4,\"path\":\"\(report)\",\"audit\":{\"total\":true}}",
      "{\"id\":5,\"path\":\"\(report)\",\"tables\":{\"flavour\":\"odd\"}}",
    ]
    let outcome = try Shell.run(
      ["serve-stdio"], input: Data(requests.map { $0 + "\n" }.joined().utf8))
    let answers = try outcome.out.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    let results = answers.map { $0["results"] as? [String: Any] ?? [:] }
    #expect(answers.map { $0["code"] as? Int } == [0, 0, 0, 0, 64])
    #expect((results[0]["csv"] as? String) == (try Shell.run(["tables", report])).out)
    #expect((results[1]["json"] as? [Any])?.isEmpty == false)
    #expect((results[2]["json"] as? [Any])?.isEmpty == false)
    #expect((results[3]["tsv"] as? String)?.hasPrefix("page\tglyphs") == true)
  }
}

extension String {
  fileprivate var quoted: String { "'" + replacing("'", with: "'\\''") + "'" }
}
