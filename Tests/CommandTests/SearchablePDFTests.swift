import Foundation
import RectoTesting
import Testing

/// PDFs with a text layer, read back with `pdftotext`.
@Suite struct SearchablePDFTests {
  private func fixture(_ name: String) -> String {
    Fixtures.folder.appending(path: name).path
  }

  private struct Word: Equatable {
    var text: String
    var x0, y0, x1, y1: Double

    func isNear(_ other: Word) -> Bool {
      text == other.text && abs(x0 - other.x0) < 3 && abs(y0 - other.y0) < 3
        && abs(x1 - other.x1) < 3 && abs(y1 - other.y1) < 3
    }
  }

  private func tool(_ name: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// The words of a PDF where they are shown.
  private func words(of pdf: URL) throws -> [Word] {
    try tool("pdftotext", ["-bbox", pdf.path, "-"]).matches(
      of: #/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</#
    ).map { match in
      Word(
        text: String(match.5), x0: Double(match.1) ?? 0, y0: Double(match.2) ?? 0,
        x1: Double(match.3) ?? 0, y1: Double(match.4) ?? 0)
    }
  }

  /// A page of a report as a picture.
  private func image(in folder: URL) throws -> String {
    let path = folder.appending(path: "page").path
    _ = try tool(
      "pdftoppm",
      [
        "-png", "-gray", "-r", "150", "-f", "1", "-singlefile", fixture("Corpus/report/input.pdf"),
        path,
      ])
    return path + ".png"
  }

  @Test func anImageBecomesAPageWithItsWordsInPlace() throws {
    try Shell.inFolder { folder in
      let pdf = folder.appending(path: "page.pdf")
      let image = try self.image(in: folder)
      let outcome = try Shell.run([image, "-t", "pdf", "-l", "eng", "-o", pdf.path])
      #expect(outcome.status == 0)
      let found = try words(of: pdf)
      let json = try Shell.run([image, "-t", "json", "--words", "-l", "eng"]).out
      let expected = json.matches(
        of: #/"text":"([^"\\]*)","start":\d+,"box":\[([\d.]+),([\d.]+),([\d.]+),([\d.]+)\]/#
      ).map { match in
        Word(
          text: String(match.1), x0: Double(match.2) ?? 0, y0: Double(match.3) ?? 0,
          x1: Double(match.4) ?? 0, y1: Double(match.5) ?? 0)
      }
      #expect(expected.count > 10)
      for word in expected { #expect(found.contains { $0.isNear(word) }, "\(word)") }
    }
  }

  @Test(arguments: [90, 180, 270]) func wordsStandInPlaceOnTurnedPages(degrees: Int) throws {
    try Shell.inFolder { folder in
      let names = ["plain", "turned", "a", "b"].map { folder.appending(path: $0 + ".pdf") }
      let image = try self.image(in: folder)
      _ = try Shell.run([image, "-t", "pdf", "--ocr", "never", "-o", names[0].path])
      _ = try tool("qpdf", [names[0].path, "--rotate=+\(degrees)", "--", names[1].path])
      _ = try Shell.run([names[0].path, "-t", "pdf", "-l", "eng", "-o", names[2].path])
      _ = try Shell.run([names[1].path, "-t", "pdf", "-l", "eng", "-o", names[3].path])
      let size = try tool("pdfinfo", [names[0].path]).firstMatch(
        of: #/Page size: +([\d.]+) x ([\d.]+)/#)
      let (width, height) = (Double(size?.1 ?? "") ?? 0, Double(size?.2 ?? "") ?? 0)
      let turned = try words(of: names[2]).map { word in
        var result = word
        switch degrees {
        case 90:
          (result.x0, result.y0, result.x1, result.y1) = (
            height - word.y1, word.x0, height - word.y0, word.x1
          )
        case 180:
          (result.x0, result.y0, result.x1, result.y1) = (
            width - word.x1, height - word.y1, width - word.x0, height - word.y0
          )
        default:
          (result.x0, result.y0, result.x1, result.y1) = (
            word.y0, width - word.x1, word.y1, width - word.x0
          )
        }
        return result
      }
      let found = try words(of: names[3])
      let inPlace = turned.filter { word in found.contains { $0.isNear(word) } }
      #expect(
        turned.count > 10 && inPlace.count * 10 >= turned.count * 9,
        "\(inPlace.count) of \(turned.count)")
    }
  }

  @Test func pagesWithTextOfTheirOwnStayAsTheyAre() throws {
    try Shell.inFolder { folder in
      let pdf = folder.appending(path: "a.pdf")
      let outcome = try Shell.run([
        fixture("Corpus/article/input.pdf"), "-t", "pdf", "-o", pdf.path,
      ])
      #expect(outcome.status == 0)
      let original = URL(fileURLWithPath: fixture("Corpus/article/input.pdf"))
      let (found, own) = (try words(of: pdf), try words(of: original))
      #expect(found == own)
    }
  }

  @Test func theDocumentItselfIsNotOverwritten() throws {
    try Shell.inFolder { folder in
      let pdf = folder.appending(path: "a.pdf")
      let original = try Data(contentsOf: URL(fileURLWithPath: fixture("Corpus/report/input.pdf")))
      try original.write(to: pdf)
      let outcome = try Shell.run([pdf.path, "-t", "pdf", "-o", folder.path + "/"])
      #expect(outcome.status == 7 && outcome.err.contains("is one of the files that are read"))
      let bytes = try Data(contentsOf: pdf)
      #expect(bytes == original)
    }
  }

  @Test func theSameFileGivesTheSameBytes() throws {
    try Shell.inFolder { folder in
      let files = ["a.pdf", "b.pdf"].map { folder.appending(path: $0) }
      for file in files {
        _ = try Shell.run(
          [fixture("Images/two-pages.tiff"), "-t", "pdf", "-l", "eng", "-o", file.path])
      }
      let bytes = try files.map { try Data(contentsOf: $0) }
      #expect(bytes[0] == bytes[1])
      #expect(bytes[0].starts(with: Data("%PDF-".utf8)))
    }
  }
}
