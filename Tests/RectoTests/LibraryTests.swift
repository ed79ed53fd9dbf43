import Foundation
import Recto
import RectoDiagnostics
import RectoTesting
import RectoTree
import Testing

/// What a program sees that uses the library.
@Suite struct LibraryTests {
  private let report = Fixtures.folder.appending(path: "Corpus/report/input.pdf")

  @Test func filesAndDataAreConverted() throws {
    var options = ConversionOptions()
    options.images = .none
    let converter = Converter(options)
    let file = try converter.convert(contentsOf: report).document
    let data = try converter.convert(Data(contentsOf: report), name: "report").document
    #expect(file.blocks == data.blocks && !file.blocks.isEmpty)
    #expect("\(file.blocks[0])" == "Chapter 1 Keeping the light")
  }

  @Test func errorsAreDescribed() {
    let error = #expect(throws: ConversionError.self) {
      try Converter().convert(contentsOf: URL(filePath: "/nowhere/at all.pdf"))
    }
    #expect(error?.status == .unreadableInput)
    #expect(
      error?.localizedDescription
        == "/nowhere/at all.pdf: it cannot be read. Check the name and its mode.")
  }
}
