import Foundation
import RectoBatch
import RectoDiagnostics
import Testing

@Suite struct InputFinderTests {
  /// A folder with files of these names in it, each with its own name as content.
  private func folder(_ names: [String]) throws -> URL {
    let root = FileManager.default.temporaryDirectory.appending(path: "recto-\(UUID().uuidString)")
    for name in names {
      let file = root.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(name.utf8).write(to: file)
    }
    return root
  }

  @Test func takesWhatCanBeReadFolderByFolder() throws {
    let root = try folder([
      "b.pdf", "a.PDF", "notes.txt", ".hidden.pdf", "sub/c.png", "sub/d/e.tif",
    ])
    defer { try? FileManager.default.removeItem(at: root) }
    let inputs = try InputFinder().inputs(arguments: [root.path + "/"])
    #expect(inputs.map(\.place) == ["a.PDF", "b.pdf", "sub/c.png", "sub/d/e.tif"])
    #expect(inputs[2].path == root.path + "/sub/c.png")
  }

  @Test func severalFoldersKeepTheirNames() throws {
    let root = try folder(["x/a.pdf", "y/a.pdf", "z.pdf"])
    defer { try? FileManager.default.removeItem(at: root) }
    let arguments = ["x", "y", "z.pdf"].map { root.path + "/" + $0 }
    let places = try InputFinder().inputs(arguments: arguments).map(\.place)
    #expect(places == ["x/a.pdf", "y/a.pdf", "z.pdf"])
  }

  @Test func globsChooseInFolders() throws {
    let root = try folder(["a.pdf", "b.pdf", "b.data", "old/a.pdf"])
    defer { try? FileManager.default.removeItem(at: root) }
    var finder = InputFinder()
    finder.only = ["b.*", "old/*"].map(InputFinder.Pattern.init)
    finder.exclude = [InputFinder.Pattern("*.data")]
    #expect(try finder.inputs(arguments: [root.path]).map(\.place) == ["b.pdf", "old/a.pdf"])
  }

  @Test func linksThatLeadBackEnd() throws {
    let root = try folder(["a.pdf", "sub/b.pdf"])
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createSymbolicLink(
      at: root.appending(path: "sub/loop"), withDestinationURL: root)
    try FileManager.default.createSymbolicLink(
      at: root.appending(path: "c.pdf"), withDestinationURL: root.appending(path: "a.pdf"))
    let places = try InputFinder().inputs(arguments: [root.path]).map(\.place)
    #expect(places == ["a.pdf", "c.pdf", "sub/b.pdf"])
  }

  @Test func linksThatLeadOutAreLeftAndTold() throws {
    let root = try folder(["in/a.pdf", "in/sub/b.pdf", "in-2/c.pdf", "d.pdf"])
    defer { try? FileManager.default.removeItem(at: root) }
    for (link, target) in [
      ("in/up", ".."), ("in/beside", "../in-2"), ("in/d.pdf", "../d.pdf"), ("in/e.pdf", "a.pdf"),
      ("in/sub/again", "../sub"), ("in/lost.pdf", "nowhere.pdf"), ("in/note.txt", "../d.pdf"),
      ("in/there", "sub"), ("way", "in"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: root.path + "/" + link, withDestinationPath: target)
    }
    var left: [String] = []
    let found = try InputFinder().inputs(arguments: [root.path + "/in"]) { path, reason in
      if reason == .leadsOut { left.append(path) }
    }
    #expect(found.map(\.place) == ["a.pdf", "e.pdf", "lost.pdf", "sub/b.pdf"])
    #expect(left == ["beside", "d.pdf", "up"].map { root.path + "/in/" + $0 })
    // A folder that is named by a link is the one that it leads to.
    #expect(try InputFinder().inputs(arguments: [root.path + "/way"]).count == 4)
    var finder = InputFinder()
    finder.followsLinks = true
    #expect(
      try finder.inputs(arguments: [root.path + "/in"]).map(\.place).contains("beside/c.pdf"))
  }

  @Test func namesMayHoldAnything() throws {
    let long = String(repeating: "ü", count: 125) + ".pdf"
    let names = ["-x.pdf", "line\nbreak.pdf", long, "📎.pdf"]
    let root = try folder(names)
    defer { try? FileManager.default.removeItem(at: root) }
    #expect(try InputFinder().inputs(arguments: [root.path]).map(\.place) == names)
    let stems = OutputNames.stems(for: names)
    #expect(stems[..<2] == ["-x", "line\nbreak"] && stems[3] == "📎")
    #expect(stems[2].utf8.count <= 240 && stems[2].hasPrefix("üü"))
  }

  @Test func listsAreSeparatedByLinesOrZeros() {
    #expect(InputFinder.paths(inList: Array("a.pdf\r\nb c.pdf\n".utf8)) == ["a.pdf", "b c.pdf"])
    #expect(InputFinder.paths(inList: Array("\u{FEFF}a.pdf\n".utf8)) == ["a.pdf"])
    #expect(InputFinder.paths(inList: Array("a\nb.pdf\0c.pdf\0".utf8)) == ["a\nb.pdf", "c.pdf"])
  }

  @Test func listedPathsStayBelowTheOutput() throws {
    let inputs = try InputFinder().inputs(
      arguments: [], list: ["../up/a.pdf", "/etc/b.pdf", "./c/d.pdf", "e/.."])
    #expect(inputs.map(\.place) == ["up/a.pdf", "etc/b.pdf", "c/d.pdf", "e"])
  }

  @Test func noTwoDocumentsHaveOneName() {
    let stems = OutputNames.stems(for: [
      "a.pdf", "A.PDF", "b.pdf", "b.png", "c.pdf", "c.pdf", "d.x/e",
    ])
    #expect(stems == ["a", "A-2", "b.pdf", "b.png", "c", "c-2", "d.x/e"])
    // Those that differ in their extension keep it, whatever else has their name.
    #expect(
      OutputNames.stems(for: ["x.pdf", "X.pdf", "x.PDF", "x.png"])
        == ["x.pdf", "X.pdf-2", "x.PDF-3", "x.png"])
    #expect(
      OutputNames.stems(for: ["a.b/\u{301}c.pdf", ".hidden"]) == ["a.b/\u{301}c", ".hidden"])
  }

  @Test func shardsPartABatch() throws {
    let shards = try (1...3).map { try Shard("\($0)/3") }
    let places = (0..<300).map { "folder/document-\($0).pdf" }
    for place in places { #expect(shards.count { $0.holds(place) } == 1) }
    for shard in shards { #expect((70...130).contains(places.count { shard.holds($0) })) }
    for wrong in ["0/3", "4/3", "1", "a/b", "1/0"] {
      #expect(throws: ConversionError.self) { try Shard(wrong) }
    }
  }
}
