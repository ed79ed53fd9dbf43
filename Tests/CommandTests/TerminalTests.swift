import Foundation
import RectoTesting
import Testing

/// Names that a terminal would obey reach none.
@Suite struct TerminalTests {
  private static let name = "\u{1B}]0;x\u{7}\u{9B}31m\u{202E}\n\r\u{85}.pdf"

  /// What leaves a message on one line and obeys nothing.
  private func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar == "\n"
      case .format, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
  }

  @Test(arguments: [[], ["tables"], ["inspect"], ["audit"]])
  func namesOfMissingFilesAreWrittenOut(command: [String]) throws {
    let outcome = try Shell.run(command + [Self.name])
    #expect(outcome.status == 2)
    #expect(outcome.err.contains("\\u{1B}]0;x") && isHarmless(outcome.err), "\(outcome.err)")
    #expect(outcome.err.split(separator: "\n").count == 1)
  }

  @Test func argumentsThatAreWrongAreWrittenOut() throws {
    let outcome = try Shell.run(["--no" + Self.name])
    #expect(outcome.status == 64 && outcome.out.isEmpty)
    #expect(outcome.err.contains("\\u{1B}") && isHarmless(outcome.err), "\(outcome.err)")
  }

  @Test func progressShowsNamesWrittenOut() throws {
    let folder = try Shell.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let document = folder.appending(path: "a\u{7}\u{9B}.pdf")
    try FileManager.default.copyItem(
      at: Fixtures.folder.appending(path: "Corpus/report/input.pdf"), to: document)
    let outcome = try Shell.run([document.path, "-t", "text", "--progress", "bar"])
    #expect(outcome.status == 0)
    #expect(!outcome.err.unicodeScalars.contains("\u{7}"))
    #expect(!outcome.err.unicodeScalars.contains("\u{9B}"))
    let audit = try Shell.run(["audit", "--total", document.path, document.path])
    #expect(audit.status == 0 && audit.out.contains("a\\u{07}\\u{009B}.pdf"))
  }

  @Test func helpAndVersionsAreStillWritten() throws {
    let help = try Shell.run(["--help"])
    #expect(help.status == 0 && help.err.isEmpty && help.out.contains("USAGE: recto"))
    #expect(try Shell.run(["tables", "--help"]).out.contains("--csv-raw"))
  }
}
