import Foundation
import Recto
import RectoDiagnostics
import RectoOCR
import RectoRendering
import RectoTesting
import RectoTree
import Testing

/// What holds for every document: those of `Fixtures`, and of the folders that `RECTO_CORPORA` names.
@Suite struct PropertyTests {
  private func convert(_ url: URL, jobs: Int) throws -> Document? {
    var options = ConversionOptions()
    options.images = .none
    options.jobs = jobs
    // Recognition takes a second a page; `RecognitionTests` reads pages of the fixtures.
    options.ocr.mode = .never
    do {
      return try Converter(options).convert([UInt8](Data(contentsOf: url)), name: "x").document
    } catch is ConversionError {
      return nil
    }
  }

  @Test func everyGlyphStandsInOnePlace() throws {
    var pages = 0
    for url in Fixtures.corpora {
      guard let document = try convert(url, jobs: 2) else { continue }
      for page in CoverageAudit(document).pages {
        pages += 1
        #expect(
          page.lost.isEmpty && page.doubled.isEmpty, "\(url.lastPathComponent) \(page.index + 1)")
      }
    }
    #expect(pages > 10)
  }

  @Test func textsAreSound() throws {
    var count = 0
    for url in Fixtures.corpora {
      try convert(url, jobs: 2)?.forEachText { text in
        count += 1
        #expect(text.faults.isEmpty, "\(url.lastPathComponent): \(text.string.prefix(40))")
      }
    }
    #expect(count > 1000)
  }

  @Test(arguments: GoldenTests.cases) func theNumberOfJobsDoesNotMatter(name: String) throws {
    let url = Fixtures.folder.appending(path: "Corpus/\(name)/input.pdf")
    let results = try [1, 2, 4].map { jobs in
      let document = try #require(try convert(url, jobs: jobs))
      var text = ""
      try JSONRenderer(document).render { text += $0 }
      return text
    }
    #expect(results[0] == results[1] && results[1] == results[2])
  }

  @Test func damagedFilesEndInAResultOrAnError() throws {
    let whole = try Fixtures.bytes("Corpus/report/input.pdf")
    var generator = RandomNumbers(seed: RandomNumbers.seed(of: "damagedFilesEndInAResultOrAnError"))
    for round in 0..<40 {
      var bytes = whole
      if round.isMultiple(of: 2) {
        bytes = Array(bytes.prefix(Int.random(in: 1..<bytes.count, using: &generator)))
      }
      for _ in 0..<20 {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      }
      var options = ConversionOptions()
      options.images = .none
      do {
        let document = try Converter(options).convert(bytes, name: "damaged").document
        #expect(CoverageAudit(document).balances)
      } catch {
        #expect([.damagedInput, .encrypted, .unsupportedFormat].contains(error.status))
      }
    }
  }
}
