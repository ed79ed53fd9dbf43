import Foundation
import Poppler
import RectoDiagnostics
import RectoPDF
import RectoTesting
import Testing

/// Text that cannot be recognised for want of the recogniser's data is never left out in silence.
@Suite struct MissingDataTests {
  /// A folder with a scan, and folders of trained data: none, and some in which English is damaged.
  private func work() throws -> URL {
    let root = try Shell.temporaryFolder()
    let report = try Fixtures.bytes("Corpus/report/input.pdf")
    let png = try PDFReader(SharedBytes(report)).png(page: 0, of: nil, dotsPerInch: 120)
    try Data(png).write(to: root.appending(path: "scan.png"))
    try Data(report).write(to: root.appending(path: "text.pdf"))
    for name in ["none", "empty", "torn"] {
      try FileManager.default.createDirectory(
        at: root.appending(path: name), withIntermediateDirectories: true)
    }
    try Data().write(to: root.appending(path: "empty/eng.traineddata"))
    try Data("no data at all".utf8).write(to: root.appending(path: "torn/eng.traineddata"))
    return root
  }

  @Test(
    arguments: ["none", "empty", "torn"],
    [[], ["-l", "eng"], ["-l", "eng", "-t", "json"], ["-o", "out.md"]])
  func aScanWithoutDataFails(data: String, arguments: [String]) throws {
    let root = try work()
    defer { try? FileManager.default.removeItem(at: root) }
    let outcome = try Shell.run(["scan.png", "--tessdata", data] + arguments, in: root)
    #expect(outcome.status == ExitStatus.missingLanguage.rawValue, "\(outcome.err)")
    #expect(outcome.out.isEmpty && outcome.err.split(separator: "\n").count == 1)
    #expect(!FileManager.default.fileExists(atPath: root.appending(path: "out.md").path))
    guard !(data == "none" && arguments.contains("-l")) else { return }
    #expect(
      outcome.err.contains(
        data == "none" ? "no trained data in none" : "\(data)/eng.traineddata"),
      "\(outcome.err)")
    #expect(!outcome.err.contains("Tesseract is not installed"))
  }

  @Test func aFolderOfTheEnvironmentIsNamedToo() throws {
    let root = try work()
    defer { try? FileManager.default.removeItem(at: root) }
    let outcome = try Shell.shell(
      "TESSDATA_PREFIX=torn '\(Shell.binary.path)' scan.png", in: root)
    #expect(outcome.status == ExitStatus.missingLanguage.rawValue)
    #expect(outcome.err.contains("damaged: torn/eng.traineddata"))
  }

  @Test func oneOfSeveralLanguagesIsMissed() throws {
    let root = try work()
    defer { try? FileManager.default.removeItem(at: root) }
    let folders = ["/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tessdata"]
    let own = folders.first { FileManager.default.fileExists(atPath: "\($0)/deu.traineddata") }
    guard let own else { return }
    try FileManager.default.copyItem(
      atPath: "\(own)/deu.traineddata", toPath: root.appending(path: "torn/deu.traineddata").path)
    let outcome = try Shell.run(
      ["scan.png", "--tessdata", "torn", "-l", "deu+eng"], in: root)
    #expect(outcome.status == ExitStatus.missingLanguage.rawValue)
    #expect(outcome.err.contains("English") && !outcome.err.contains("German"))
  }

  @Test func textThatNeedsNoRecogniserIsThereAndABatchSaysWhatIsLacking() throws {
    let root = try work()
    defer { try? FileManager.default.removeItem(at: root) }
    let text = try Shell.run(["text.pdf", "--tessdata", "torn", "--ocr-images", "never"], in: root)
    #expect(text.status == 0 && text.err.isEmpty && !text.out.isEmpty)
    // Asked for, it is missed, and what the file has is delivered.
    let asked = try Shell.run(
      ["text.pdf", "--tessdata", "torn", "--ocr", "always", "-t", "text"], in: root)
    #expect(asked.status == ExitStatus.partial.rawValue && !asked.out.isEmpty)
    let batch = try Shell.run(
      ["scan.png", "text.pdf", "--tessdata", "torn", "--ocr-images", "never", "-o", "out/"],
      in: root)
    #expect(batch.status == ExitStatus.partial.rawValue)
    let last = batch.err.split(separator: "\n").last ?? ""
    #expect(last.contains("1 of them could not be recognised in whole"))
    #expect(last.contains("trained data of English is damaged: torn/eng.traineddata"))
    // Once the data is there, they are converted.
    let again = try Shell.run(
      ["scan.png", "text.pdf", "--ocr-images", "never", "-o", "out/", "--resume"], in: root)
    #expect(again.status == 0)
  }
}
