import Recto
import RectoDiagnostics
import Testing

@Suite struct SelectionTests {
  @Test(
    arguments: [
      ("1", [0]), ("1,3-5", [0, 2, 3, 4]), ("8-", [7, 8, 9]), ("-1", [9]), ("-2,1", [0, 8]),
      ("odd", [0, 2, 4, 6, 8]), ("even", [1, 3, 5, 7, 9]), ("3,2,3", [1, 2]), ("9-end", [8, 9]),
      ("9-100", [8, 9]), ("1-11,12-", Array(0..<10)), ("-1,12-15", [9]),
    ])
  func selectsPages(text: String, expected: [Int]) throws {
    #expect(try PageSelection(text).pages(of: 10) == expected)
  }

  @Test(arguments: ["", "0", "a", "3-1", "1,,2", "--1", "1-2-3"])
  func whatIsNoSelectionIsAUsageError(text: String) {
    #expect(throws: ConversionError.self) { try PageSelection(text) }
  }

  @Test(arguments: ["11", "1,11", "-11"]) func aPageThatIsNotThereIsNamed(text: String) throws {
    let selection = try PageSelection(text)
    let error = #expect(throws: ConversionError.self) { try selection.pages(of: 10) }
    #expect(error?.message.contains("does not exist, the document has 10") == true)
  }

  @Test(arguments: ["11-12", "12-", "20-30,40-"])
  func ofRangesOnePageHasToBeThere(text: String) throws {
    let selection = try PageSelection(text)
    let error = #expect(throws: ConversionError.self) { try selection.pages(of: 10) }
    #expect(error?.message == "none of the pages \(text) exists, the document has 10")
    #expect(error?.kind == .noSuchPage)
  }

  @Test func formatsAreToldFromTheBytes() throws {
    #expect(try InputFormat(sniffing: Array("junk before %PDF-1.4".utf8), name: "x") == .pdf)
    #expect(try InputFormat(sniffing: [0xFF, 0xD8, 0xFF, 0xE0], name: "x") == .jpeg)
    for json in [
      "{\"schema\":\"recto-document/1\"", " \u{FEFF}{ \"a\": 1}", "\u{FEFF}{}", "[1, 2]\n", "[{",
    ] {
      let isRead = !json.hasPrefix(" ")
      #expect((try? InputFormat(sniffing: Array(json.utf8), name: "x")) == (isRead ? .json : nil))
    }
    for prose in ["[1] as it was said", "{a} and {b}", "[sic]"] {
      #expect(throws: ConversionError.self) {
        try InputFormat(sniffing: Array(prose.utf8), name: "x")
      }
    }
    for (bytes, status) in [
      ([], RectoDiagnostics.ExitStatus.damagedInput),
      (Array("plain text".utf8), .unsupportedFormat),
      ([0x50, 0x4B, 3, 4, 0], .unsupportedFormat), ([0xD0, 0xCF, 0x11, 0xE0], .unsupportedFormat),
    ] as [([UInt8], RectoDiagnostics.ExitStatus)] {
      let error = #expect(throws: ConversionError.self) {
        try InputFormat(sniffing: bytes, name: "x")
      }
      #expect(error?.status == status)
    }
  }
}
