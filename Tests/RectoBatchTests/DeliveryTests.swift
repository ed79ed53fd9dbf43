import Foundation
import RectoDiagnostics
import RectoRendering
import RectoSystem
import RectoTree
import Testing

@testable import Recto
@testable import RectoBatch

/// Results on their way to their places.
@Suite struct DeliveryTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "recto-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private func delivery(to stem: String, mostBytes: Int = 1 << 20) -> Delivery {
    Delivery(to: .files(stem), besides: [], mostBytes: mostBytes)
  }

  private func give(
    _ delivery: inout Delivery, _ text: String, _ name: String
  ) -> Bool {
    give(&delivery, text, .whole, name)
  }

  private func give(
    _ delivery: inout Delivery, _ text: String, _ kind: ResultPart.Kind, _ name: String
  ) -> Bool {
    ResultPart(kind, name).map { delivery.take(Array(text.utf8)[...], of: $0) } ?? false
  }

  private func content(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  private func files(_ folder: String) -> [String] {
    FileManager.default.subpaths(atPath: folder)?.sorted() ?? []
  }

  @Test func nothingIsSeenBeforeAllIsThere() throws {
    try inFolder { folder in
      var delivery = delivery(to: "\(folder)/a/b")
      #expect(give(&delivery, "half ", "md") && give(&delivery, "whole", "md"))
      #expect(give(&delivery, "png", .picture, "figure-1-1"))
      #expect(give(&delivery, "x,y", .piece, "p1-1.csv"))
      #expect(files(folder).allSatisfy { !$0.hasSuffix(".md") && !$0.hasSuffix(".png") })
      let outputs = try delivery.commit().outputs
      #expect(
        outputs == [
          "\(folder)/a/b.md", "\(folder)/a/b_files/figure-1-1.png", "\(folder)/a/b-p1-1.csv",
        ])
      #expect(
        files(folder) == [
          "a", "a/b-p1-1.csv", "a/b.md", "a/b_files", "a/b_files/figure-1-1.png",
        ])
      #expect(content("\(folder)/a/b.md") == "half whole")
    }
  }

  @Test func whatIsDroppedLeavesNothing() throws {
    try inFolder { folder in
      try Data("old".utf8).write(to: URL(filePath: "\(folder)/b.md"))
      for _ in 1...2 {
        var delivery = delivery(to: "\(folder)/b")
        #expect(give(&delivery, "new", "md") && give(&delivery, "png", .picture, "figure-1-1"))
        delivery.drop()
        #expect(files(folder) == ["b.md"])
      }
      #expect(content("\(folder)/b.md") == "old")
    }
  }

  /// The last of several places cannot be taken: those that were come back.
  @Test func aPlaceThatCannotBeTakenUndoesTheOthers() throws {
    try inFolder { folder in
      try Data("old".utf8).write(to: URL(filePath: "\(folder)/b.md"))
      var delivery = delivery(to: "\(folder)/b")
      for name in ["md", "txt", "json"] { #expect(give(&delivery, "new", name)) }
      // A folder comes into its way while the document is being converted.
      try FileManager.default.createDirectory(
        atPath: "\(folder)/b.json/x", withIntermediateDirectories: true)
      #expect(throws: ConversionError.self) { try delivery.commit() }
      #expect(content("\(folder)/b.md") == "old")
      #expect(files(folder) == ["b.json", "b.json/x", "b.md"])
    }
  }

  @Test func moreResultsThanDescriptorsArrive() throws {
    try inFolder { folder in
      var delivery = delivery(to: "\(folder)/b")
      for i in 1...1500 { #expect(give(&delivery, "\(i)", .picture, "figure-\(i)")) }
      let outputs = try delivery.commit().outputs
      #expect(outputs.count == 1500)
      #expect(content("\(folder)/b_files/figure-1500.png") == "1500")
      #expect(files(folder + "/b_files").count == 1500)
    }
  }

  @Test func noMoreIsTakenThanAWorkerMayHave() throws {
    try inFolder { folder in
      var delivery = delivery(to: "\(folder)/b", mostBytes: 10)
      #expect(give(&delivery, "12345", "md") && give(&delivery, "67890", "txt"))
      #expect(!give(&delivery, "1", "md"))
      delivery.drop()
      #expect(files(folder).isEmpty)
    }
  }

  @Test func answersAreOneLine() throws {
    var delivery = Delivery(to: .answer, besides: [], mostBytes: 100)
    #expect(give(&delivery, "\"a", "md") && give(&delivery, "b\"", "md"))
    #expect(!give(&delivery, "\n{\"id\":1}", "text"))
    #expect(!give(&delivery, "png", .picture, "figure-1-1"))
    #expect(try delivery.commit().results.map(\.json) == ["\"ab\""])
    // What goes to standard output the worker writes itself.
    var direct = Delivery(to: .standardOutput, besides: [], mostBytes: 100)
    #expect(!give(&direct, "x", "md"))
  }

  private struct Failing: Renderer {
    struct Broken: Error {}
    func render(to output: inout Output) throws {
      output.markup("half of it")
      throw Broken()
    }
  }

  /// A renderer that fails has written half a document: none of it is delivered.
  @Test func aRenderersErrorIsAnError() throws {
    for places in [ResultPlaces.file("x.md"), .answer] {
      var options = ConversionOptions()
      options.images = .none
      var sent: [String] = []
      let sink = ResultSink(places: places) { part, _ in sent.append(part.name) }
      var writer = ResultWriter(sink: sink, formats: [.text, .markdown], options: options)
      writer.renderer = { format, document, options in
        format == .markdown ? Failing() : format.renderer(for: document, options: options)
      }
      let result = Converter.Result(document: Document(), format: .pdf)
      let error = #expect(throws: ConversionError.self) {
        try writer.write(result, of: [], name: "x.pdf")
      }
      #expect(error?.status == .internalError && error?.message.contains("as md") == true)
      #expect(sent == ["text"])
    }
  }
}
