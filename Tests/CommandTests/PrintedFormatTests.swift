import Foundation
import RectoTesting
import Testing

/// hOCR and ALTO of whole documents.
@Suite struct PrintedFormatTests {
  private let report = Fixtures.folder.appending(path: "Corpus/report/input.pdf").path

  private func values(_ pattern: Regex<(Substring, Substring)>, in text: String) -> [String] {
    text.matches(of: pattern).map { String($0.1) }
  }

  private func unescaped(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&amp;", with: "&")
  }

  /// All that the pages say, word by word.
  private func words() throws -> [String] {
    let json = try Shell.run([report, "-t", "json", "--words"]).out
    return values(#/"text":"([^"]*)","start":/#, in: json).sorted()
  }

  @Test func hocrHoldsEveryWordInItsLine() throws {
    let outcome = try Shell.run([report, "-t", "hocr"])
    #expect(outcome.status == 0)
    let found = values(#/class="ocrx_word"[^>]*>([^<]*)</#, in: outcome.out)
    #expect(found.map(unescaped).sorted() == (try words()))
    #expect(outcome.out.matches(of: #/class="ocr_page"/#).count == 3)
    #expect(outcome.out.contains("bbox 0 0 2480 3508"))
    #expect(!outcome.out.contains("x_wconf"))
  }

  @Test func altoHoldsEveryWordWithItsBox() throws {
    let outcome = try Shell.run([report, "-t", "alto"])
    #expect(outcome.status == 0)
    let found = values(#/CONTENT="([^"]*)"/#, in: outcome.out)
    #expect(found.map(unescaped).sorted() == (try words()))
    #expect(outcome.out.matches(of: #/<Page /#).count == 3)
  }

  @Test func recognisedWordsHaveConfidences() throws {
    let outcome = try Shell.run(
      [report, "-p", "1", "-t", "hocr", "--ocr", "always", "--ocr-layer", "replace", "-l", "eng"])
    let confidences = values(#/x_wconf (\d+)/#, in: outcome.out).compactMap { Int($0) }
    #expect(confidences.count > 20 && confidences.allSatisfy { (0...100).contains($0) })
  }
}
