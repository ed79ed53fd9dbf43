import Foundation
import RectoDiagnostics
import RectoTesting
import Testing

/// The built command, as a shell sees it.
@Suite struct CommandTests {
  private func run(
    _ arguments: [String], input: Data? = nil, in folder: URL? = nil
  ) throws -> Shell.Outcome {
    try Shell.run(arguments, input: input, in: folder)
  }

  func fixture(_ path: String) -> String { Fixtures.folder.appending(path: path).path }

  @Test func writesNothingButTheDocument() throws {
    let outcome = try run([fixture("Corpus/report/input.pdf")])
    #expect(outcome.status == 0 && outcome.err.isEmpty)
    #expect(outcome.out.hasPrefix("# Chapter 1 Keeping the light\n"))
  }

  @Test func shortOptionsTakeTheirValuesJoined() throws {
    let report = fixture("Corpus/report/input.pdf")
    let joined = try run([report, "-ttext", "-j2", "-p1"])
    #expect(joined.status == 0 && !joined.out.isEmpty)
    #expect(joined.out == (try run([report, "-t", "text", "-j", "2", "-p", "1"])).out)
  }

  /// Two threads ask for the recogniser at once: where they waited for each other, they did for ever.
  @Test(arguments: 1...3) func threadsShareTheRecogniser(turn: Int) throws {
    let outcome = try run([
      fixture("Corpus/report/input.pdf"), "--ocr", "always", "-l", "eng", "-j", "2", "--timeout",
      "60",
    ])
    #expect(outcome.status == 0 && outcome.out.contains("Keeping the light"))
  }

  @Test func languagesThatAreUnknownOrMissingSayWhatToDo() throws {
    let report = fixture("Corpus/report/input.pdf")
    let unknown = try run([report, "-l", "klingon"])
    #expect(unknown.status == 64 && unknown.err.contains("'recto languages'"))
    let folder = try Shell.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let missing = try run([report, "-l", "deu", "--tessdata", folder.path])
    #expect(missing.status == 6 && missing.err.contains("apt install tesseract-ocr-deu"))
  }

  @Test func readsStandardInput() throws {
    let bytes = Data(try Fixtures.bytes("Corpus/report/input.pdf"))
    let piped = try run(["-", "-t", "text"], input: bytes)
    #expect(piped.status == 0)
    #expect(piped.out == (try run([fixture("Corpus/report/input.pdf"), "-t", "text"])).out)
  }

  @Test func figuresStandBesideTheOutput() throws {
    let folder = try Shell.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = folder.appending(path: "page.md").path
    #expect(try run([fixture("Images/page.png"), "-o", output]).status == 0)
    let text = try String(contentsOfFile: output, encoding: .utf8)
    #expect(text.contains("](page_files/figure-1-1.png)"))
    #expect(
      FileManager.default.fileExists(
        atPath: folder.appending(path: "page_files/figure-1-1.png").path))
  }

  @Test func tablesAreWrittenByThemselves() throws {
    let report = fixture("Corpus/report/input.pdf")
    let outcome = try run(["tables", report])
    #expect(outcome.status == 0)
    #expect(outcome.out.contains("Month,Cans,Hours lit\nJanuary,31,480\n"))
    let folder = try Shell.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try run(["tables", report, "-t", "tsv", "-o", folder.path + "/"]).status == 0)
    #expect(try run(["tables", report, "-o", folder.path + "/all.xlsx"]).status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(files.first == "all.xlsx" && files.dropFirst().allSatisfy { $0.hasSuffix(".tsv") })
    #expect(files.count > 1)
    let workbook = try Data(contentsOf: folder.appending(path: "all.xlsx"))
    #expect(workbook.starts(with: Array("PK".utf8)))
    // A part of the page without the table has none.
    let part = try run(["tables", report, "--area", "0,0,100,50"])
    #expect(part.status == 0 && part.out.isEmpty && part.err.contains("no table was found"))
    #expect(try run(["tables", report, "-t", "doc"]).status == ExitStatus.usage.rawValue)
    #expect(try run(["tables", report, "-t", "xlsx"]).status == ExitStatus.usage.rawValue)
  }

  @Test func severalFormatsAndDocumentsGoToAFolder() throws {
    let folder = try Shell.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let inputs = ["Corpus/report/input.pdf", "Corpus/manual/input.pdf"].map(fixture)
    let outcome = try run(
      inputs + ["-o", folder.path + "/", "-t", "md", "-t", "json", "--images", "none"])
    #expect(outcome.status == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        == [".recto", "input-2.json", "input-2.md", "input.json", "input.md"])
  }

  @Test(
    arguments: [
      (["nowhere.pdf"], RectoDiagnostics.ExitStatus.unreadableInput, "there is no such file"),
      ([Fixtures.folder.path], .usage, "do not fit one output"),
      (["FIXTURE/Corpus/report/source.tex"], .unsupportedFormat, "this is text"),
      (["FIXTURE/Traps/encrypted.pdf"], .encrypted, "needs a password"),
      (["FIXTURE/Traps/encrypted.pdf", "--password", "x"], .encrypted, "does not open"),
      (
        ["FIXTURE/Corpus/report/input.pdf", "-p", "9"], .usage,
        "page 9 does not exist, the document has 3"
      ),
      (
        ["FIXTURE/Corpus/report/input.pdf", "-t", "docx"], .usage, "'docx' is not an output format"
      ),
      (
        ["FIXTURE/Corpus/report/input.pdf", "--furniture", "burn"], .usage,
        "'burn' is not a value of --furniture"
      ),
      (
        ["FIXTURE/Corpus/report/input.pdf", "-o", "/nowhere/at/all/x.md"], .unwritableOutput,
        "cannot be written"
      ),
      (["FIXTURE/Corpus/report/input.pdf", "-j", "0"], .usage, "out of range"),
      ([], .usage, "there is no input"),
    ] as [([String], RectoDiagnostics.ExitStatus, String)])
  func failuresSayTheFactAndExitWithTheirStatus(
    arguments: [String], status: RectoDiagnostics.ExitStatus, message: String
  ) throws {
    guard !(arguments.contains("/nowhere/at/all/x.md") && getuid() == 0) else { return }
    let outcome = try run(
      arguments.map { $0.replacingOccurrences(of: "FIXTURE", with: Fixtures.folder.path) })
    #expect(outcome.status == status.rawValue)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.hasPrefix("recto: ") && outcome.err.contains(message))
  }

  @Test(arguments: [0, 3, 900]) func emptyAndTruncatedFilesAreDamaged(length: Int) throws {
    let bytes = Data(try Fixtures.bytes("Traps/hidden.pdf").prefix(length))
    let outcome = try run(["-"], input: length == 3 ? Data("%PDF-1.7\n".utf8) : bytes)
    // What Poppler can rebuild comes out; the rest is an error. Nothing of Poppler's own is printed.
    if outcome.status == 0 {
      #expect(outcome.out.contains("seen"))
    } else {
      #expect(outcome.status == RectoDiagnostics.ExitStatus.damagedInput.rawValue)
      #expect(outcome.err.split(separator: "\n").count == 1)
    }
  }

  @Test func aFailureLeavesWhatWasThere() throws {
    let folder = try Shell.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = folder.appending(path: "old.md")
    try Data("mine".utf8).write(to: output)
    #expect(try run([fixture("Traps/encrypted.pdf"), "-o", output.path]).status == 5)
    #expect(try String(contentsOf: output, encoding: .utf8) == "mine")
    #expect(
      try run([fixture("Corpus/report/input.pdf"), "-o", output.path, "--no-clobber"]).status == 0)
    #expect(try String(contentsOf: output, encoding: .utf8) == "mine")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["old.md"])
  }

  @Test func aFullDiskIsUnwritable() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let process = Process()
    process.executableURL = Shell.binary
    process.arguments = [fixture("Corpus/report/input.pdf")]
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == RectoDiagnostics.ExitStatus.unwritableOutput.rawValue)
  }

  @Test func someFailuresAmongManyArePartial() throws {
    let folder = try Shell.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let good = fixture("Corpus/report/input.pdf")
    let bad = fixture("Corpus/report/source.tex")
    #expect(
      try run([good, bad, "-o", folder.path + "/"]).status
        == RectoDiagnostics.ExitStatus.partial.rawValue)
    #expect(
      try run([bad, bad + "x", "-o", folder.path + "/"]).status
        == RectoDiagnostics.ExitStatus.nothingConverted.rawValue)
  }

  @Test func printedOptionsAreAConfigurationFile() throws {
    let folder = try Shell.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let printed = try run(["--furniture", "keep", "--print-options"]).out
    let config = folder.appending(path: "recto.json")
    try Data(printed.utf8).write(to: config)
    #expect(try run(["--config", config.path, "--print-options"]).out == printed)
    let report = fixture("Corpus/report/input.pdf")
    let kept = try run([report, "--config", config.path]).out
    #expect(kept.contains("The Lighthouse Handbook"))
    #expect(
      !(try run([report, "--config", config.path, "--furniture", "drop"])).out.contains(
        "The Lighthouse Handbook"))
    try Data("{\"furnitur\": \"keep\"}".utf8).write(to: config)
    #expect(try run([report, "--config", config.path]).err.contains("'furnitur' is not an option"))
  }

  @Test func theManualPageListsEveryStatusAndOption() throws {
    let page = try run(["man"]).out
    for status in RectoDiagnostics.ExitStatus.allCases {
      #expect(page.contains("\\fB\(status.rawValue)\\fR"))
    }
    for option in ["furniture", "images", "password\\-file", "print\\-options"] {
      #expect(page.contains(option))
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionsAreMade(shell: String) throws {
    #expect(try run(["completions", shell]).out.contains("recto"))
  }

  @Test func theAuditBalancesAndSaysWhatIsHidden() throws {
    let outcome = try run(["audit", fixture("Traps/hidden.pdf")])
    #expect(outcome.status == 0)
    let total = try #require(outcome.out.split(separator: "\n").last).split(separator: "\t")
    let head = try #require(outcome.out.split(separator: "\n").first).split(separator: "\t")
    let column = try #require(head.firstIndex(of: "hidden"))
    #expect((Int(total[column]) ?? 0) >= 27)
  }

  @Test func inspectDrawsAndDumps() throws {
    let folder = try Shell.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let report = fixture("Corpus/report/input.pdf")
    for name in ["p.svg", "p.png", "p.json"] {
      #expect(try run(["inspect", report, "-o", folder.appending(path: name).path]).status == 0)
    }
    let svg = try String(contentsOf: folder.appending(path: "p.svg"), encoding: .utf8)
    #expect(svg.contains("<g id=\"regions\"") && svg.contains("data:image/png;base64,"))
    let json = try run(["inspect", report, "--stage", "blocks"]).out
    #expect(json.contains("\"label\":\"heading 1\""))
  }

  @Test func inspectDrawsOverPictures() throws {
    let folder = try Shell.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    // White without any text: nothing to mark but the page itself.
    let page = folder.appending(path: "white.pgm").path
    try (Data("P5 200 100 255\n".utf8) + Data(repeating: 255, count: 20_000))
      .write(to: URL(filePath: page))
    let pictures = try [["--stage", "text"], ["--stage", "rules"]].map { stages in
      let png = folder.appending(path: "\(stages[1]).png")
      #expect(try run(["inspect", page, "-o", png.path] + stages).status == 0)
      return try Data(contentsOf: png)
    }
    #expect(pictures[0] != pictures[1])

    // Pictures are not enlarged; marks stand where they belong whatever is asked for.
    let scan = folder.appending(path: "scan.png").path
    let report = fixture("Corpus/report/input.pdf")
    #expect(try run(["inspect", report, "--stage", "figures", "-o", scan]).status == 0)
    let enlarged = try ["300", "600"].map { resolution in
      let png = folder.appending(path: "\(resolution).png")
      let asked = ["--stage", "lines", "--image-resolution", resolution, "-o", png.path]
      #expect(try run(["inspect", scan] + asked).status == 0)
      return try Data(contentsOf: png)
    }
    #expect(enlarged[0] == enlarged[1])
  }

  @Test func doctorAndSchemaAnswer() throws {
    #expect(try run(["doctor"]).out.contains("Poppler "))
    #expect(try run(["schema"]).out.contains("recto-document/1"))
  }
}
